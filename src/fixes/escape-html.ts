/** Marks in the value mean nothing to the browser: they are escaped. */
import { wrapIn } from './edits';
import type { Fix } from './fix';
import { addProtection } from './protect';

export const escapeHtml: Fix = {
  id: 'escape-html',
  safety: 'review',
  title: () => 'Escape it for HTML',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    // A variable may hold markup that is wanted; a field of what Caley sent does not.
    if (typeof language.edits.fieldRead(tree, value)?.owner !== 'string') return null;
    const idiom = language.edits.idiom(tree, { say: 'function', name: 'escape html' });
    if (idiom !== null) return wrapIn(context, [value], idiom);
    const own = addProtection(context, 'html');
    const wrapped = own === null ? null : language.edits.wrapExpression(tree, value, own.name);
    return own === null || wrapped === null ? null : [...wrapped, ...own.edits];
  },
};
