/** The value shows only that it is there: wrapped in a masking function. */
import type { Fix } from './fix';
import { isDatum, placesOf } from './owner';
import { protectValues } from './protect';

export const maskValue: Fix = {
  id: 'mask-value',
  safety: 'review',
  title: ({ finding }) => `Mask \`${finding.value}\``,
  apply: (context) => {
    const places = placesOf(context);
    return places.every((place) => isDatum(context, place)) ? protectValues(context, 'mask', places) : null;
  },
};
