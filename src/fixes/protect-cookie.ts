/** The cookie keeps its protection: the option says yes. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

export const protectCookie: Fix = {
  id: 'protect-cookie',
  safety: 'review',
  title: (context) => `Turn \`${optionName(context)}\` on`,
  apply: (context) => (writtenValue(context) === false ? replaceByIdiom(context, context.finding.places.value, { say: 'boolean', value: true }) : null),
};
