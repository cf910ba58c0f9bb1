/** Debugging is off. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { writtenValue } from './options';

export const debugOff: Fix = {
  id: 'debug-off',
  safety: 'review',
  title: () => 'Turn debugging off',
  apply: (context) => (writtenValue(context) === true ? replaceByIdiom(context, context.finding.places.value, { say: 'boolean', value: false }) : null),
};
