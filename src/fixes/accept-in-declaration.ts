/** The finding is accepted in the caley.yaml, with a reason; without the user's own a placeholder stands in, which accepts nothing until it is replaced. */
import { addItem } from '../policy';
import { declared } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';
import { reasonPlaceholder } from './suppress';

export const acceptId = 'accept-in-declaration';

export const acceptInDeclaration: DeclarationFix = {
  id: acceptId,
  safety: 'review',
  title: ({ finding }) => `Accept ${finding.rule} here in caley.yaml with a reason…`,
  apply: (context) => {
    const { finding: { rule }, identity, mark, file, text, answer } = context;
    if (context.rule.check.type === 'suppression' || declared(context).accept?.value.some(({ value }) => value.finding?.value === identity && value.rule?.value === rule && (value.knownBy?.value ?? mark) === mark) === true) return null;
    // One that holds nothing yet would be a list of settings then, of which nothing is asked.
    if (context.rule.check.type === 'declaration' && Object.keys(declared(context)).every((key) => key === 'version')) return null;
    return addItem(text, ['accept'], { finding: identity, rule, path: file, knownBy: mark, reason: answer('accept.*.reason') ?? reasonPlaceholder });
  },
};
