/** The host that nobody is known for is the user's own. */
import { addItem } from '../policy';
import { asked } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';

export const declareOwnHost: DeclarationFix = {
  id: 'declare-own-host',
  safety: 'review',
  title: ({ finding }) => `Add ${finding.details['host'] ?? 'it'} to your own hosts in caley.yaml`,
  apply: (context) => {
    const host = context.finding.party === null ? context.finding.details['host'] : undefined;
    return host === undefined || asked(context).recipient !== false ? null : addItem(context.text, ['ownHosts'], host);
  },
};
