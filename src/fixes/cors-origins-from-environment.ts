/** Only the origins that the environment lists may read answers. */
import { replaceByIdiom } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

export const corsOriginsFromEnvironment: Fix = {
  id: 'cors-origins-from-environment',
  safety: 'review',
  title: () => 'Allow only the origins in CORS_ORIGINS',
  apply: (context) => {
    const written = writtenValue(context);
    // A list is no pattern.
    if ((written !== true && written !== '*') || /regex|pattern/i.test(optionName(context))) return null;
    return replaceByIdiom(context, context.finding.places.value, { say: 'environment list', name: 'CORS_ORIGINS' });
  },
};
