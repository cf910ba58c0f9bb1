/** The host of Caley's that is asked is one of the API's: it is declared. */
import { addItem } from '../policy';
import { asked } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';

export const declareHost: DeclarationFix = {
  id: 'declare-host',
  safety: 'review',
  title: ({ finding }) => `Add ${finding.details['host'] ?? 'it'} to api.hosts in caley.yaml`,
  apply: (context) => {
    const { host } = context.finding.details;
    return host === undefined || asked(context).host !== false ? null : addItem(context.text, ['api', 'hosts'], host);
  },
};
