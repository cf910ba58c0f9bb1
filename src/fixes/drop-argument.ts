/** The value is not handed over: the argument, the part of a text or the entry of an object made for the call goes. */
import { contains } from '../text';
import type { Range, TextEdit } from '../text';
import type { Fix, FixContext } from './fix';
import { placesOf } from './owner';

export const dropArgument: Fix = {
  id: 'drop-argument',
  safety: 'review',
  title: ({ finding }) => `Leave \`${finding.value}\` out`,
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const { value, sink } = finding.places;
    // A rule that does not offer to drop the property means this by it too.
    const isOnly = policy.rules.get(finding.rule)?.fixes.includes('drop-property') !== true;
    const inner = dropInside(context, placesOf(context), value);
    if (inner !== null) return isOnly ? inner : null;
    const argument = language.edits.removeArgument(tree, value);
    if (argument !== null || !isOnly) return argument;
    const property = language.edits.removeProperty(tree, value);
    return property?.every(({ range }) => contains(sink, range)) === true ? property : null;
  },
};

/** The properties at the places, if they are entries of one object literal within the value. */
export function dropInside({ language, tree }: FixContext, places: readonly Range[], value: Range): readonly TextEdit[] | null {
  if (places.some((place) => place.start === value.start && place.end === value.end)) return null;
  const edits = language.edits.removeProperties(tree, places);
  return edits?.every(({ range }) => contains(value, range)) === true ? edits : null;
}
