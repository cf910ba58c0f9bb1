/** The scope that is asked for is declared, for who has decided that the application needs it. */
import { addItem } from '../policy';
import { asked } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';

export const declareScope: DeclarationFix = {
  id: 'declare-scope',
  safety: 'review',
  title: ({ finding }) => `Add the scope ${finding.value} to caley.yaml`,
  apply: (context) => (asked(context).scope === false ? addItem(context.text, ['api', 'scopes'], context.finding.value) : null),
};
