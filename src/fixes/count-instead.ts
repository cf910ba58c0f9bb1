/** How many there are says enough, and nothing of anyone. */
import { replaceByIdiom, sourceOf } from './edits';
import type { Fix } from './fix';
import { isList } from './owner';

export const countInstead: Fix = {
  id: 'count-instead',
  safety: 'review',
  title: ({ finding }) => `Use only how many \`${finding.value}\` there are`,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const read = language.edits.fieldRead(tree, value);
    // Casts and fallbacks belong to the list, not to its length.
    if (read === null || !isList(context, read.name) || read.range.start !== value.start || read.range.end !== value.end) return null;
    return replaceByIdiom(context, value, { say: 'count', of: sourceOf(context, value) });
  },
};
