/** The cookie goes over encrypted connections only, but on the developer's own machine, which has none. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

export const cookieSecureInProduction: Fix = {
  id: 'cookie-secure-in-production',
  safety: 'review',
  title: (context) => `Turn \`${optionName(context)}\` on in production`,
  apply: (context) => {
    // Nobody needs a cookie that scripts can read, on whichever machine.
    if (writtenValue(context) !== false || !/secure|https/i.test(optionName(context))) return null;
    return replaceByIdiom(context, context.finding.places.value, { say: 'in production' });
  },
};
