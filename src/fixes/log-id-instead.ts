/** An identifier finds the record as well as the address does: `user.email` becomes `user.id`. */
import type { Range } from '../text';
import type { Fix, FixContext } from './fix';
import { idInstead } from './id-instead';
import { isRecord, ownerOf, placesOf } from './owner';

export const logIdInstead: Fix = {
  id: 'log-id-instead',
  safety: 'review',
  title: (context) => {
    const place = placeOf(context);
    const { tree, finding } = context;
    if (place === null) return `Use an id instead of \`${finding.value}\``;
    const owner = isRecord(context, place) ? tree.text.slice(place.start, place.end) : ownerOf(context, place)?.text;
    return `Use \`${owner ?? finding.value}.id\` instead`;
  },
  apply: (context) => {
    const place = placeOf(context);
    if (place === null) return null;
    return isRecord(context, place) ? context.language.edits.readField(context.tree, place, 'id') : idInstead(context, place);
  },
};

function placeOf(context: FixContext): Range | null {
  const [place, ...others] = placesOf(context);
  return place === undefined || others.length > 0 ? null : place;
}
