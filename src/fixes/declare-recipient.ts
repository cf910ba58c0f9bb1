/** Who gets the data is declared: as a sub-processor whose written consent is to be filled in, as someone it is shared with, or with further kinds of data. */
import { isNameOf } from '../analysis';
import { addItem, inTurn, putValue } from '../policy';
import type { Party, WritingMap, YamlPath } from '../policy';
import type { TextEdit } from '../text';
import type { DeclarationContext, DeclarationFix } from './declaration-fix';
import { asked, dataNamed, declared, known, partyOf, purposesOf } from './declaration-fix';

export const declareRecipient: DeclarationFix = {
  id: 'declare-recipient',
  safety: 'review',
  title: (context) => {
    const party = partyOf(context);
    const name = party?.vendor ?? context.finding.details['host'] ?? '';
    if (entryOf(context) !== null) return `Declare in caley.yaml that ${name} gets this (${dataNamed(context)})`;
    return party?.role === 'independent-controller' ? `Add ${name} under sharing in caley.yaml` : `Add ${name} as sub-processor in caley.yaml`;
  },
  apply: (context) => {
    if (asked(context).recipient !== false) return null;
    const { finding, text } = context;
    const party = partyOf(context);
    const host = finding.details['host'];
    if (party === null ? host === undefined : party.role === 'exfiltration' || party.role === 'caley') return null;
    const kinds = finding.kinds.length === 0 ? {} : { kinds: finding.kinds };
    const entry = entryOf(context);
    if (entry !== null) return entry.hasKinds ? extended(text, entry, finding.kinds, party) : null;
    const purposes = party === null ? known(context, 'data.collected.*.purposes') : purposesOf(party);
    return party?.role === 'independent-controller' ? addItem(text, ['sharing'], sharing(context, party.id, { ...kinds, purposes })) : addItem(text, ['subProcessors'], subProcessor(context, party === null ? { id: host ?? '', hosts: [host ?? ''] } : { id: party.id }, { purposes, ...kinds }));
  },
};

function subProcessor(context: DeclarationContext, who: WritingMap, what: WritingMap): WritingMap {
  const consent = (key: string) => known(context, `subProcessors.*.consent.${key}`);
  return { ...who, ...what, region: known(context, 'subProcessors.*.region'), consent: { by: consent('by'), date: consent('date'), document: consent('document') } };
}

function sharing(context: DeclarationContext, recipient: string, what: WritingMap): WritingMap {
  const agreement = (key: string) => known(context, `sharing.*.userAgreement.${key}`);
  return { recipient, ...what, reason: known(context, 'sharing.*.reason'), userAgreement: { how: agreement('how'), evidence: agreement('evidence') } };
}

interface Entry {
  readonly path: YamlPath;
  readonly hasKinds: boolean;
  readonly hasPurposes: boolean;
}

/** An entry with further kinds of data, and with what they are for where it says nothing of that. */
function extended(text: string, { path, hasPurposes }: Entry, kinds: readonly string[], party: Party | null): readonly TextEdit[] | null {
  const purposes = hasPurposes || party === null ? [] : [(at: string) => putValue(at, [...path, 'purposes'], purposesOf(party))];
  return inTurn(text, [...kinds.map((kind) => (at: string) => addItem(at, [...path, 'kinds'], kind)), ...purposes]);
}

/** Where the recipient is declared already, for other data. */
function entryOf(context: DeclarationContext): Entry | null {
  const party = partyOf(context);
  const { subProcessors, sharing: shared } = declared(context);
  const isMeant = (name: string | undefined, hosts: readonly string[]): boolean => name !== undefined && (party === null ? hosts.includes(context.finding.details['host'] ?? '') : isNameOf(name, party));
  const processor = subProcessors?.value.find(({ value }) => isMeant(value.id?.value, value.hosts?.value.map((one) => one.value) ?? []));
  if (processor !== undefined) return { path: ['subProcessors', subProcessors?.value.indexOf(processor) ?? 0], hasKinds: processor.value.kinds !== undefined, hasPurposes: processor.value.purposes !== undefined };
  const recipient = shared?.value.find(({ value }) => isMeant(value.recipient?.value, value.hosts?.value.map((one) => one.value) ?? []));
  return recipient === undefined ? null : { path: ['sharing', shared?.value.indexOf(recipient) ?? 0], hasKinds: recipient.value.kinds !== undefined, hasPurposes: recipient.value.purposes !== undefined };
}
