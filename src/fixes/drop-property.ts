/** The value is not handed over: the property of the object goes. */
import { contains } from '../text';
import { dropInside } from './drop-argument';
import type { Fix } from './fix';
import { placesOf } from './owner';

export const dropProperty: Fix = {
  id: 'drop-property',
  safety: 'review',
  title: ({ finding }) => `Remove the property that holds \`${finding.value}\``,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value, sink } = finding.places;
    const inner = dropInside(context, placesOf(context), value);
    if (inner !== null) return inner;
    const edits = language.edits.removeProperty(tree, value);
    // A property around the whole call is another matter.
    return edits?.every(({ range }) => contains(sink, range)) === true ? edits : null;
  },
};
