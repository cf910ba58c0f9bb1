/** The value becomes a keyed code: equal people stay equal, nobody without the key knows who they are. */
import { takesRecord } from './encrypt-before-storing';
import type { Fix } from './fix';
import { isDatum, placesOf } from './owner';
import { protectValues } from './protect';

export const hashValue: Fix = {
  id: 'hash-value',
  safety: 'review',
  title: ({ finding }) => `Use a keyed hash of \`${finding.value}\` (CALEY_PSEUDONYM_KEY)`,
  apply: (context) => {
    const places = placesOf(context);
    return places.every((place) => isDatum(context, place)) && !takesRecord(context) ? protectValues(context, 'hash', places) : null;
  },
};
