/**
 * Which data goes where? Kinds of data, where it enters, the stores that keep it and the parties that get it, as the code shows them,
 * each held against what is declared. Must not decide what is a finding: a finding says more than that something differs.
 */
import { isHostLike, isNameOf } from '../../analysis';
import type { Observed } from '../../analysis';
import type { Declared, KindId, Party, Policy } from '../../policy';
import type { ApplicationFacts, Place, Sighting } from './facts';

export interface DataSource {
  readonly type: 'api' | 'webhook' | 'sdk';
  /** A host, a path or a package. */
  readonly name: string;
  readonly places: readonly Place[];
}

export interface MappedKind {
  readonly kind: KindId;
  readonly title: string;
  /** Places of the code that hand such data over; none for what is only declared. */
  readonly places: readonly Place[];
  /** Null where there is no caley.yaml to ask. */
  readonly isDeclared: boolean | null;
}

export interface Consent {
  readonly by: string | null;
  readonly date: string | null;
  readonly document: string | null;
}

/** A store, or whoever gets data. */
export interface Target {
  readonly type: 'store' | 'recipient';
  readonly title: string;
  /** Id of the party; null for a store, and a host that is nobody's that is known. */
  readonly party: string | null;
  readonly role: 'store' | 'sub-processor' | 'independent-controller' | 'own-host' | 'unknown-host';
  /** Whether the code shows it; what is not seen is declared alone. */
  readonly isSeen: boolean;
  /** Null where there is no caley.yaml to ask. */
  readonly isDeclared: boolean | null;
  /** It happens outside of this code, as is declared. */
  readonly isExternal: boolean;
  readonly kinds: readonly MappedKind[];
  readonly purposes: readonly string[];
  readonly region: string | null;
  readonly retention: string | null;
  /** Of a store: `field` where each value is encrypted before it is kept. `shown`: by the code itself. */
  readonly encryption: 'field' | 'at-rest' | null;
  readonly evidence: string | null;
  readonly isEncryptionShown: boolean;
  /** The entries that speak of it, as they are named. */
  readonly declaredAs: readonly string[];
  readonly consent: Consent | null;
}

export interface DataMap {
  readonly sources: readonly DataSource[];
  /** Recipients behind stores, each by title. */
  readonly targets: readonly Target[];
}

type Of<T extends Observed['type']> = Extract<Observed, { readonly type: T }>;
type Entry<K extends 'subProcessors' | 'sharing' | 'storage'> = NonNullable<Declared[K]>['value'][number]['value'];

/** Everything that is declared of one target, in one form. */
interface DeclaredTarget {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Null where it is not said which. */
  readonly kinds: readonly KindId[] | null;
  readonly role: Target['role'];
  readonly purposes: readonly string[];
  readonly region: string | null;
  readonly retention: string | null;
  readonly encryption: Target['encryption'];
  readonly evidence: string | null;
  readonly consent: Consent | null;
  readonly isExternal: boolean;
}

export function dataMapOf({ declaration, declared, sightings }: ApplicationFacts, policy: Policy): DataMap {
  const mapping = new Mapping(sightings, declaration === null ? null : declared ?? {}, policy);
  return { sources: mapping.sources(), targets: [...mapping.stores(), ...mapping.recipients()] };
}

/** What differs between code and declaration, in a word; null where nothing does, or there is nothing to hold it against. */
export function driftOf({ isSeen, isDeclared, isExternal, kinds }: Target): 'undisclosed' | 'more-than-disclosed' | 'not-seen' | null {
  if (isDeclared === null) return null;
  if (!isDeclared) return 'undisclosed';
  if (kinds.some((kind) => kind.isDeclared === false)) return 'more-than-disclosed';
  return isSeen || isExternal ? null : 'not-seen';
}

class Mapping {
  constructor(private readonly sightings: readonly Sighting[], private readonly declared: Declared | null, private readonly policy: Policy) {}

  sources(): readonly DataSource[] {
    const named = [
      ...this.seen('host').map(({ observed, place }) => ({ type: 'api', name: observed.host, place }) as const),
      ...this.seen('sdk').map(({ observed, place }) => ({ type: 'sdk', name: observed.package, place }) as const),
      ...this.seen('webhook').map(({ observed, place }) => ({ type: 'webhook', name: observed.path, place }) as const),
    ];
    return grouped(named, ({ type, name }) => `${type} ${name}`).map(([, [first, ...rest]]) => ({ type: first.type, name: first.name, places: [first, ...rest].map(({ place }) => place) }));
  }

  stores(): readonly Target[] {
    const entries = (this.declared?.storage?.value ?? []).map(({ value }) => ofStorage(value));
    const used = new Set<DeclaredTarget>();
    const seen = grouped(this.seen('store'), ({ observed: { sink, package: name } }) => `${sink} ${name ?? ''}`).map(([, group]) => {
      const [{ observed }] = group;
      const title = this.titleOf(observed.sink);
      const names = [title, observed.package ?? title, `${title} (${observed.package ?? ''})`].map((one) => one.toLowerCase());
      const kinds = unique(group.flatMap((one) => one.observed.kinds));
      const fitting = entries.filter((entry) => names.includes(entry.name.toLowerCase()));
      const meant = fitting.length > 0 ? fitting : entries.filter((entry) => kinds.some((kind) => this.covers(entry, kind)));
      for (const entry of meant) used.add(entry);
      const isShown = group.every((one) => one.observed.isEncrypted);
      return this.target({
        type: 'store', title: observed.package === null ? title : `${title} (${observed.package})`, party: null, role: 'store',
        kinds: kinds.map((kind) => ({ kind, places: group.filter((one) => one.observed.kinds.includes(kind)).map(({ place }) => place) })), isSeen: true,
      }, meant, isShown ? 'field' : null);
    });
    return byTitle([...seen, ...entries.filter((entry) => !used.has(entry)).map((entry) => this.unseen('store', entry, null))]);
  }

  recipients(): readonly Target[] {
    const entries = [
      ...(this.declared?.subProcessors?.value ?? []).map(({ value }) => ofSubProcessor(value)), ...(this.declared?.sharing?.value ?? []).map(({ value }) => ofSharing(value)),
    ];
    const ownHosts = (this.declared?.ownHosts?.value ?? []).map(({ value }) => value);
    const used = new Set<DeclaredTarget>();
    const seen = grouped(this.seen('recipient'), ({ observed }) => observed.party ?? observed.host ?? '').map(([, group]) => {
      const [{ observed: { party: id, host } }] = group;
      const party = id === null ? null : this.policy.parties.get(id) ?? null;
      const meant = entries.filter((entry) => isMeant(entry, party, host));
      for (const entry of meant) used.add(entry);
      const isOwn = party === null && host !== null && ownHosts.some((pattern) => isHostLike(host, pattern));
      const kinds = unique(group.flatMap((one) => one.observed.kinds));
      const role = isOwn ? 'own-host' : party === null ? (meant[0]?.role ?? 'unknown-host') : party.role === 'independent-controller' ? 'independent-controller' : 'sub-processor';
      const target = this.target({
        type: 'recipient', title: party?.vendor ?? host ?? '', party: id, role, isSeen: true,
        kinds: kinds.map((kind) => ({ kind, places: group.filter((one) => one.observed.kinds.includes(kind)).map(({ place }) => place) })),
      }, meant, null);
      return isOwn ? { ...target, isDeclared: true, kinds: target.kinds.map((kind) => ({ ...kind, isDeclared: true })) } : target;
    });
    // Used without data: of no interest to a map of data, unless it is declared to get some.
    const telling = seen.filter(({ kinds, isDeclared }) => kinds.length > 0 || isDeclared === true);
    return byTitle([...telling, ...entries.filter((entry) => !used.has(entry)).map((entry) => this.unseen('recipient', entry, this.partyNamed(entry.name)))]);
  }

  /** `shown`: how the code itself encrypts. */
  private target(seen: Pick<Target, 'type' | 'title' | 'party' | 'role' | 'isSeen'> & { readonly kinds: readonly { readonly kind: KindId; readonly places: readonly Place[] }[] }, meant: readonly DeclaredTarget[], shown: Target['encryption']): Target {
    const isAsked = this.declared !== null;
    const said = meant[0] ?? null;
    const shownKinds = new Set(seen.kinds.map(({ kind }) => kind));
    const only = unique(meant.flatMap(({ kinds }) => kinds ?? [])).filter((kind) => ![...shownKinds].some((one) => this.policy.kinds.isA(one, kind)));
    return {
      ...seen,
      isDeclared: isAsked ? meant.length > 0 : null,
      isExternal: meant.some(({ isExternal }) => isExternal),
      kinds: [
        ...seen.kinds.map(({ kind, places }) => ({ kind, title: this.titleOf(kind), places, isDeclared: isAsked ? meant.some((entry) => this.covers(entry, kind)) : null })),
        ...only.map((kind) => ({ kind, title: this.titleOf(kind), places: [], isDeclared: true })),
      ].sort((a, b) => (a.kind < b.kind ? -1 : 1)),
      purposes: unique(meant.flatMap(({ purposes }) => purposes)), region: said?.region ?? null, retention: said?.retention ?? null,
      encryption: shown ?? said?.encryption ?? null, evidence: said?.evidence ?? null, isEncryptionShown: shown !== null, declaredAs: [...unique(meant.map(({ name }) => name))].sort(),
      consent: meant.find(({ consent }) => consent !== null)?.consent ?? null,
    };
  }

  private unseen(type: Target['type'], entry: DeclaredTarget, party: Party | null): Target {
    return this.target({ type, title: party?.vendor ?? entry.name, party: party?.id ?? null, role: entry.role, isSeen: false, kinds: [] }, [entry], null);
  }

  private partyNamed(name: string): Party | null {
    for (const party of this.policy.parties.values()) if (isNameOf(name, party)) return party;
    return null;
  }

  private covers({ kinds }: DeclaredTarget, kind: KindId): boolean {
    return kinds === null || kinds.some((one) => this.policy.kinds.isA(kind, one));
  }

  private titleOf(kind: KindId): string {
    return this.policy.kinds.all.get(kind)?.title ?? kind;
  }

  private seen<T extends Observed['type']>(type: T): readonly { readonly observed: Of<T>; readonly place: Place }[] {
    return this.sightings.filter((one): one is { readonly observed: Of<T>; readonly place: Place } => one.observed.type === type);
  }
}

function isMeant({ name, hosts }: DeclaredTarget, party: Party | null, host: string | null): boolean {
  return (party !== null && (isNameOf(name, party) || hosts.some((pattern) => party.hosts.includes(pattern)))) || (host !== null && hosts.some((pattern) => isHostLike(host, pattern)));
}

function ofStorage({ name, kinds, encryption, evidence, retention, external }: Entry<'storage'>): DeclaredTarget {
  return { ...nothing, name: name?.value ?? '', kinds: texts(kinds), role: 'store', retention: retention?.value ?? null, encryption: encryption?.value ?? null, evidence: evidence?.value ?? null, isExternal: external?.value ?? false };
}

function ofSubProcessor({ id, hosts, kinds, purposes, region, consent, external }: Entry<'subProcessors'>): DeclaredTarget {
  const { by, date, document } = consent?.value ?? {};
  return {
    ...nothing, name: id?.value ?? '', hosts: texts(hosts) ?? [], kinds: texts(kinds), role: 'sub-processor', purposes: texts(purposes) ?? [], region: region?.value ?? null,
    consent: consent === undefined ? null : { by: by?.value ?? null, date: date?.value ?? null, document: document?.value ?? null }, isExternal: external?.value ?? false,
  };
}

function ofSharing({ recipient, hosts, kinds, purposes, userAgreement, external }: Entry<'sharing'>): DeclaredTarget {
  const { how, evidence } = userAgreement?.value ?? {};
  return {
    ...nothing, name: recipient?.value ?? '', hosts: texts(hosts) ?? [], kinds: texts(kinds), role: 'independent-controller', purposes: texts(purposes) ?? [],
    consent: userAgreement === undefined ? null : { by: how?.value ?? null, date: null, document: evidence?.value ?? null }, isExternal: external?.value ?? false,
  };
}

const nothing: DeclaredTarget = { name: '', hosts: [], kinds: null, role: 'store', purposes: [], region: null, retention: null, encryption: null, evidence: null, consent: null, isExternal: false };

function texts(list: { readonly value: readonly { readonly value: string }[] } | undefined): readonly string[] | null {
  return list === undefined ? null : list.value.map(({ value }) => value);
}

function grouped<T>(items: readonly T[], by: (item: T) => string): readonly (readonly [string, readonly [T, ...T[]]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group === undefined) groups.set(by(item), [item]);
    else group.push(item);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

function byTitle(targets: readonly Target[]): readonly Target[] {
  return [...targets].sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
