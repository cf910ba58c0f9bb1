/** Whether debugging is on is for the environment to say; it is off where it says nothing. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { writtenValue } from './options';

export const debugFromEnvironment: Fix = {
  id: 'debug-from-environment',
  safety: 'review',
  title: () => 'Turn it on where APP_DEBUG is 1',
  apply: (context) => (writtenValue(context) === true ? replaceByIdiom(context, context.finding.places.value, { say: 'environment flag', name: 'APP_DEBUG' }) : null),
};
