/** The log tells whether the credential is there, not what it is. */
import { wrapIn } from './edits';
import type { Fix } from './fix';
import { isDatum, placesOf } from './owner';

export const logPresence: Fix = {
  id: 'log-presence',
  safety: 'review',
  title: ({ finding }) => `Log only whether \`${finding.value}\` is there`,
  apply: (context) => {
    const { language, tree } = context;
    const places = placesOf(context);
    if (!places.every((place) => isDatum(context, place) && language.edits.fieldRead(tree, place) !== null)) return null;
    return wrapIn(context, places, language.edits.idiom(tree, { say: 'function', name: 'truth' }));
  },
};
