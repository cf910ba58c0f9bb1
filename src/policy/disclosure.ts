/**
 * What does a caley.yaml disclose of the use of data? To whom it goes, which is collected, for which purposes. Must not look at
 * code, nor say what is missing.
 */
import type { Declaration } from './declaration';
import type { Said } from './declared-form';
import type { KindId } from './types';

/** As it is written: a recipient's name may be an id or what its vendor is called. */
export interface DisclosedRecipient {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Null where it is not said which. */
  readonly kinds: readonly KindId[] | null;
  readonly purposes: readonly string[] | null;
}

export interface DisclosedData {
  readonly kinds: readonly KindId[];
  readonly purposes: readonly string[] | null;
  readonly basis: 'consent' | 'contract' | 'legal' | null;
}

export interface DisclosedStorage {
  /** Null where it is not said which. */
  readonly kinds: readonly KindId[] | null;
  readonly encryption: 'field' | 'at-rest' | null;
  readonly hasEvidence: boolean;
}

export interface Disclosure {
  /** Sub-processors, and those that data is shared with. */
  readonly recipients: readonly DisclosedRecipient[];
  readonly ownHosts: readonly string[];
  /** Null where nothing is said of what is collected. */
  readonly collected: readonly DisclosedData[] | null;
  readonly storage: readonly DisclosedStorage[];
  /** Packages that may be combined with the API, by their names. */
  readonly components: readonly string[];
  /** Packages whose licence somebody looked at, and said why it is met. */
  readonly licensed: readonly string[];
  readonly clientIds: readonly string[];
  /** What an authorization may ask for; null where that is not said. */
  readonly scopes: readonly string[] | null;
  /** Hosts of the API; null as above. */
  readonly apiHosts: readonly string[] | null;
}

/** Plain data, so that one can be held against another. */
export function disclosureOf({ said }: Pick<Declaration, 'said'>): Disclosure {
  const { subProcessors, sharing, ownHosts, data, storage, authorisedComponents, legal, app, api } = said?.value ?? {};
  const collected = data?.value.collected;
  const { clientId, clientIds } = app?.value ?? {};
  return {
    recipients: [
      ...(subProcessors?.value ?? []).map(({ value }) => ({ name: value.id?.value ?? '', hosts: texts(value.hosts) ?? [], kinds: texts(value.kinds), purposes: texts(value.purposes) })),
      ...(sharing?.value ?? []).map(({ value }) => ({ name: value.recipient?.value ?? '', hosts: texts(value.hosts) ?? [], kinds: texts(value.kinds), purposes: texts(value.purposes) })),
    ],
    ownHosts: texts(ownHosts) ?? [],
    collected: collected === undefined ? null : collected.value.map(({ value }) => ({ kinds: texts(value.kind) ?? [], purposes: texts(value.purposes), basis: value.basis?.value ?? null })),
    storage: (storage?.value ?? []).map(({ value }) => ({ kinds: texts(value.kinds), encryption: value.encryption?.value ?? null, hasEvidence: value.evidence !== undefined })),
    components: (authorisedComponents?.value ?? []).flatMap(({ value: { id } }) => (id === undefined ? [] : [id.value])),
    licensed: (legal?.value.licenceExceptions?.value ?? []).flatMap(({ value }) => (value.package === undefined || value.reason === undefined ? [] : [value.package.value])),
    clientIds: [clientId, clientIds?.value.production, clientIds?.value.staging].flatMap((id) => (id === undefined ? [] : [id.value])),
    scopes: texts(api?.value.scopes),
    apiHosts: texts(api?.value.hosts),
  };
}

function texts(list: Said<readonly Said<string>[]> | undefined): readonly string[] | null {
  return list === undefined ? null : list.value.map(({ value }) => value);
}
