/** The token is checked: the option that waives it says the opposite. */
import { contains } from '../text';
import { replaceByIdiom } from './edits';
import type { Fix, FixContext } from './fix';
import { writtenValue } from './options';

export const verifyToken: Fix = {
  id: 'verify-token',
  safety: 'review',
  title: () => 'Check the token',
  apply: (context) => {
    const written = writtenValue(context);
    if (typeof written !== 'boolean' || !hasKey(context)) return null;
    return replaceByIdiom(context, context.finding.places.value, { say: 'boolean', value: !written });
  },
};

/** Whether the call has what a signature is checked with: more than the token, or an object that says all. */
export function hasKey({ finding, language, tree }: FixContext): boolean {
  const call = language.edits.callAt(tree, finding.places.sink);
  if (call === null) return false;
  const { value } = finding.places;
  const others = call.arguments.filter((argument) => argument.name === null && !contains(argument.range, value));
  return others.length > 1 || call.arguments.some(({ name }) => name === 'key') || (call.arguments[0] !== undefined && contains(call.arguments[0].range, value));
}
