/** Only hosts of a list are asked, whatever the data says: a check before the statement throws for others. */
import { sourceOf, together } from './edits';
import type { Fix } from './fix';
import { addProtection } from './protect';

export const allowedHosts: Fix = {
  id: 'allowed-hosts',
  safety: 'review',
  title: () => 'Ask only hosts in ALLOWED_HOSTS',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const address = sourceOf(context, value);
    // It is read twice: calls might give another address the second time.
    if (/[()\r\n]/.test(address)) return null;
    const own = addProtection(context, 'address');
    if (own === null) return null;
    return together(language.edits.demandBefore(tree, value, `${own.name}(${address})`, 'the host is not among ALLOWED_HOSTS'), own.edits);
  },
};
