/** That such data is collected is declared; what for, on which basis and how long is left to be filled in. */
import { addItem } from '../policy';
import { asked, dataNamed, known } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';

export const declareCollection: DeclarationFix = {
  id: 'declare-collection',
  safety: 'review',
  title: (context) => `Declare in caley.yaml that this is collected (${dataNamed(context)})`,
  apply: (context) => {
    const { finding: { kinds }, text } = context;
    if (asked(context).collection !== false || kinds.length === 0) return null;
    const open = (key: string) => known(context, `data.collected.*.${key}`);
    return addItem(text, ['data', 'collected'], { kind: kinds.length === 1 ? (kinds[0] ?? '') : kinds, purposes: open('purposes'), basis: open('basis'), retention: open('retention') });
  },
};
