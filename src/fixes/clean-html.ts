/** Markup in the value may stay, programs in it do not: it is cleaned by a library made for that. */
import { wrapIn } from './edits';
import type { Fix } from './fix';

/** Sinks in a browser's page: where a cleaner needs one. */
const IN_PAGE = /(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write(?:ln)?)$/;

export const cleanHtml: Fix = {
  id: 'clean-html',
  safety: 'review',
  title: ({ language, policy }) => `Clean it with ${policy.repairs.cleaner(language.ecosystem)?.call ?? 'a library'}`,
  apply: (context) => {
    const { finding, language, policy } = context;
    const cleaner = policy.repairs.cleaner(language.ecosystem);
    if (cleaner === null || (language.ecosystem === 'npm' && !IN_PAGE.test(finding.sink))) return null;
    return wrapIn(context, [finding.places.value], { expression: cleaner.call, imports: cleaner.imports });
  },
};
