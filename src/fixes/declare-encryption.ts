/** The store encrypts at rest, which no code shows: it is declared, and the evidence is left to be named. Until then the finding stays. */
import { addItem } from '../policy';
import { asked, declared, known } from './declaration-fix';
import type { DeclarationFix } from './declaration-fix';

export const declareEncryption: DeclarationFix = {
  id: 'declare-encryption',
  safety: 'review',
  title: ({ finding }) => `Declare in caley.yaml that what ${finding.sink === '' ? 'this' : finding.sink} keeps is encrypted at rest`,
  apply: (context) => {
    const { finding: { kinds, sink }, text, policy } = context;
    if (asked(context).encryption !== false || kinds.length === 0) return null;
    // It is declared, and its evidence still to be named: that is told at its place.
    const begun = declared(context).storage?.value.filter(({ value }) => value.encryption?.value === 'at-rest') ?? [];
    if (begun.some(({ value }) => value.kinds === undefined || kinds.every((kind) => value.kinds?.value.some((one) => policy.kinds.isA(kind, one.value))))) return null;
    return addItem(text, ['storage'], { name: sink === '' ? 'store' : sink, kinds, encryption: 'at-rest', evidence: known(context, 'storage.*.evidence') });
  },
};
