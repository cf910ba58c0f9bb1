/** What the recipient uses the data for is disclosed where such data is declared to be collected, or else where the recipient is. */
import { isNameOf } from '../analysis';
import { addItem, inTurn } from '../policy';
import type { YamlPath } from '../policy';
import type { DeclarationContext, DeclarationFix } from './declaration-fix';
import { asked, dataNamed, declared, partyOf, purposesOf } from './declaration-fix';

export const declareUse: DeclarationFix = {
  id: 'declare-use',
  safety: 'review',
  title: (context) => `Disclose ${purposeOf(context) ?? 'the use'} in caley.yaml as a purpose of this (${dataNamed(context)})`,
  apply: (context) => {
    const purpose = purposeOf(context);
    const places = purpose === null || asked(context).purpose !== false ? [] : placesOf(context);
    return places.length === 0 || purpose === null ? null : inTurn(context.text, places.map((path) => (text) => addItem(text, path, purpose)));
  },
};

function purposeOf(context: DeclarationContext): string | null {
  const party = partyOf(context);
  return party === null ? null : (purposesOf(party)[0] ?? null);
}

/** Lists of purposes: of each kind one that covers it. */
function placesOf(context: DeclarationContext): readonly YamlPath[] {
  const { finding, policy: { kinds } } = context;
  const { data, subProcessors } = declared(context);
  const collected = data?.value.collected?.value ?? [];
  const covering = finding.kinds.flatMap((kind) => {
    const index = collected.findIndex(({ value }) => value.purposes !== undefined && value.kind?.value.some((one) => kinds.isA(kind, one.value)) === true);
    return index < 0 ? [] : [index];
  });
  if (covering.length > 0) return [...new Set(covering)].map((index) => ['data', 'collected', index, 'purposes']);
  const party = partyOf(context);
  const index = subProcessors?.value.findIndex(({ value }) => party !== null && value.purposes !== undefined && isNameOf(value.id?.value ?? '', party)) ?? -1;
  return index < 0 ? [] : [['subProcessors', index, 'purposes']];
}
