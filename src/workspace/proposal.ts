/**
 * What could a caley.yaml say by what the code shows? Puts together its text: what is guessed says from where, what only people know is left
 * open, so that the rules on declarations tell it. Must not look at code, nor say that anybody agreed to anything.
 */
import { isHostLike } from '../analysis';
import type { Observed } from '../analysis';
import { comment, leftOpen, Noted, toDo, writeBlock } from '../policy';
import type { KindId, Policy, Writing, WritingMap } from '../policy';
import type { AppFacts, Said } from './proposed-app';

/** What was observed, and where: `src/a.ts:12`, relative to the folder that is declared for. */
export interface Sighting {
  readonly observed: Observed;
  readonly place: string;
}

export interface ProposalSource {
  readonly app: AppFacts;
  /** In order of their places. */
  readonly sightings: readonly Sighting[];
  readonly policy: Policy;
  /** For whom the file is, in words. */
  readonly title: string;
}

type Of<T extends Observed['type']> = Extract<Observed, { readonly type: T }>;
interface Sighted<T extends Observed['type']> {
  readonly observed: Of<T>;
  readonly place: string;
}

/** So many places are named; the others are counted. */
const namedPlaces = 3;

/** YAML that our own reader reads without a mistake, each section with a blank line before it. */
export function proposeDeclaration(source: ProposalSource): string {
  const proposal = new Proposal(source);
  const sections = [
    comment(`What ${source.title} does with Caley and with people's data, proposed by the code. A comment says what a line was guessed from: read each, and correct it.\nWhat only you can know is left open behind ${toDo}; a check tells what is still open.`, 0),
    ['version: 1'],
    proposal.isSilent ? comment('The code shows no data of people, nowhere that it is kept and nobody who gets it: what there is stands here under data, storage and subProcessors once somebody has written it.', 0) : [],
    ...proposal.sections(),
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

class Proposal {
  constructor(private readonly source: ProposalSource) {}

  /** Nothing was seen that makes any of the sections on data. */
  get isSilent(): boolean {
    return [writeBlock(this.data()), writeBlock(this.storage()), this.subProcessors(), writeBlock(this.sharing())].every(({ length }) => length === 0);
  }

  sections(): readonly (readonly string[])[] {
    return [
      ...[this.app(), this.policies(), this.documents()].map((map) => writeBlock(map)),
      ...[this.api(), this.webhooks()].map((map) => writeBlock(map)),
      this.ownHosts(),
      writeBlock(this.data()),
      writeBlock(this.storage()),
      this.subProcessors(),
      writeBlock(this.sharing()),
      writeBlock(this.components()),
      writeBlock(this.attestations()),
    ];
  }

  private of<T extends Observed['type']>(type: T): readonly Sighted<T>[] {
    // Its type was just looked at.
    return this.source.sightings.filter((one): one is Sighted<T> => one.observed.type === type);
  }

  private app(): WritingMap {
    const { name, owner, website } = this.source.app;
    return { app: {
      name: orOpen(name, 'app.name'), owner: orOpen(owner, 'app.owner'), website: orOpen(website, 'app.website'),
    } };
  }

  /** The editions that rules ask for, under the keys that they look at. */
  private policies(): WritingMap {
    const editions = this.forms().flatMap(({ at, before }) => {
      const date = before === null ? undefined : this.source.policy.documents.get(before)?.date;
      return at[0] === 'policies' && at[1] !== undefined && date !== undefined ? [[at[1], date] as const] : [];
    });
    return editions.length === 0 ? {} : { policies: new Noted(Object.fromEntries(editions), 'The editions that hold now: keep them once somebody has read them.') };
  }

  private documents(): WritingMap {
    const { documents: { privacy, connect, breach }, supportMail, supportPage } = this.source.app;
    const found = (path: string | null, key: string): Writing => (path === null ? open(key) : new Noted(path, 'guessed from its name'));
    return {
      privacyPolicy: { url: open('privacyPolicy.url'), ...(privacy === null ? {} : { file: found(privacy, 'privacyPolicy.file') }) },
      support: {
        email: orOpen(supportMail, 'support.email'), ...(supportPage === null ? {} : { url: orOpen(supportPage, 'support.url') }),
        connectDocs: found(connect, 'support.connectDocs'),
      },
      breach: { contact: open('breach.contact'), procedure: found(breach, 'breach.procedure') },
    };
  }

  private api(): WritingMap {
    const [hosts, scopes] = [this.listed(this.of('host'), ({ host }) => host), this.listed(this.of('scope'), ({ scope }) => scope)];
    const packages = this.listed(this.of('sdk'), (sdk) => sdk.package);
    return {
      ...(hosts.length + scopes.length === 0 ? {} : { api: { ...(hosts.length === 0 ? {} : { hosts }), ...(scopes.length === 0 ? {} : { scopes }) } }),
      ...(packages.length === 0 ? {} : { sdk: { packages } }),
    };
  }

  private webhooks(): WritingMap {
    const webhooks = this.of('webhook');
    if (webhooks.length === 0) return {};
    const isVerified = webhooks.every(({ observed }) => observed.isVerified);
    return { webhooks: { paths: this.listed(webhooks, ({ path }) => path), verifiedBy: isVerified ? new Noted('code', 'guessed: the handlers name a signature') : open('webhooks.verifiedBy') } };
  }

  /** Hosts that get data and are nobody's that is known: only the maker knows whose they are. */
  private ownHosts(): readonly string[] {
    const hosts = this.of('recipient').filter(({ observed }) => observed.party === null);
    const domain = this.source.app.website === null ? null : hostOf(this.source.app.website.value);
    const [own, others] = partition(grouped(hosts, ({ observed }) => observed.host ?? ''), ([host]) => domain !== null && isHostLike(host, domain));
    return [
      ...(own.length === 0 ? [] : writeBlock({ ownHosts: own.map(([host, places]) => new Noted(host, `guessed from ${named(places)}`)) })),
      ...(others.length === 0 ? [] : comment(`${toDo}: data goes to these hosts, and nothing says whose they are. Yours belong under ownHosts, others under subProcessors, with hosts.`, 0)),
      ...others.flatMap(([host, places]) => comment(`  ${host} (${named(places)}): ${this.titles(kindsOf(hosts.filter(({ observed }) => observed.host === host)))}`, 0)),
    ];
  }

  /** By the family of their kinds: what holds for one holds for its neighbours as a rule. */
  private data(): WritingMap {
    const { kinds } = this.source.policy;
    const shared = this.of('recipient').flatMap(({ observed, place }) => observed.kinds.filter((kind) => !kinds.isA(kind, 'data.object')).map((kind) => ({ kind, place, party: observed.party })));
    const kept = this.of('store').flatMap(({ observed, place }) => observed.collected.map((kind) => ({ kind, place, party: null })));
    const families = grouped([...kept, ...shared], ({ kind }) => kind.split('.').slice(0, 2).join('.'));
    const collected = [...families].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, seen]) => {
      const all = unique(seen.map(({ kind }) => kind)).sort();
      const purposes = unique(seen.flatMap(({ party }) => this.purposesOf(party)));
      const told = all.map((kind) => `${this.titles([kind])}: ${named(seen.filter((one) => one.kind === kind))}`);
      return new Noted({
        kind: all.length === 1 ? (all[0] ?? '') : all,
        purposes: purposes.length === 0 ? open('data.collected.*.purposes') : new Noted(purposes, 'guessed from who gets it'),
        basis: open('data.collected.*.basis'), retention: open('data.collected.*.retention'),
      }, told.join('\n'));
    });
    return collected.length === 0 ? {} : { data: { collected } };
  }

  private storage(): WritingMap {
    const { kinds } = this.source.policy;
    const stores = grouped(this.of('store'), ({ observed: { sink, package: name } }) => `${sink} ${name ?? ''}`).map(([, seen]) => {
      const [{ observed } = { observed: null }] = seen;
      const title = kinds.all.get(observed?.sink ?? '')?.title ?? 'Store';
      const isEncrypted = seen.every((one) => one.observed.isEncrypted);
      return new Noted({
        name: observed?.package === null || observed?.package === undefined ? title : `${title} (${observed.package})`, kinds: kindsOf(seen),
        encryption: isEncrypted ? new Noted('field', 'guessed: each value is encrypted before it is kept') : open('storage.*.encryption'), evidence: open('storage.*.evidence'),
      }, `guessed from ${named(seen)}`);
    });
    return stores.length === 0 ? {} : { storage: stores };
  }

  private subProcessors(): readonly string[] {
    const parties = this.recipients((role) => role !== 'independent-controller' && role !== 'caley');
    const entries = parties.filter(({ kinds }) => kinds.length > 0).map(({ party, kinds, places }) => new Noted({
      id: party.id, purposes: this.purposesOf(party.id), kinds, region: open('subProcessors.*.region'),
      consent: { by: open('subProcessors.*.consent.by'), date: open('subProcessors.*.consent.date'), document: open('subProcessors.*.consent.document') },
    }, `${party.vendor}, guessed from ${named(places)}`));
    const others = parties.filter(({ kinds }) => kinds.length === 0);
    return [
      ...(entries.length === 0 ? [] : writeBlock({ subProcessors: entries })),
      ...(others.length === 0 ? [] : comment(`Used as well, and no people's data was seen to go there: ${others.map(({ party, places }) => `${party.vendor} (${named(places)})`).join(', ')}.`, 0)),
    ];
  }

  private sharing(): WritingMap {
    const entries = this.recipients((role) => role === 'independent-controller').filter(({ kinds }) => kinds.length > 0).map(({ party, kinds, places }) => new Noted({
      recipient: party.id, kinds, purposes: this.purposesOf(party.id), reason: open('sharing.*.reason'),
      userAgreement: { how: open('sharing.*.userAgreement.how'), evidence: open('sharing.*.userAgreement.evidence') },
    }, `${party.vendor} uses data for itself; guessed from ${named(places)}`));
    return entries.length === 0 ? {} : { sharing: entries };
  }

  private recipients(isMeant: (role: string) => boolean): readonly { readonly party: { readonly id: string; readonly vendor: string }; readonly kinds: readonly KindId[]; readonly places: readonly { readonly place: string }[] }[] {
    return grouped(this.of('recipient'), ({ observed }) => observed.party ?? '').flatMap(([id, seen]) => {
      const party = this.source.policy.parties.get(id);
      const telling = seen.filter(({ observed }) => observed.kinds.length > 0);
      return party === undefined || !isMeant(party.role) ? [] : [{ party, kinds: kindsOf(seen), places: telling.length === 0 ? seen : telling }];
    }).sort((a, b) => (a.party.id < b.party.id ? -1 : 1));
  }

  private components(): WritingMap {
    const found = grouped(this.of('component'), ({ observed }) => observed.package).map(([id, places]) => new Noted({ id, approval: open('authorisedComponents.*.approval') }, `guessed from ${named(places)}`));
    return found.length === 0 ? {} : { authorisedComponents: found };
  }

  /** Of the clauses that rules ask a statement for, what is to be stated stands above. */
  private attestations(): WritingMap {
    const { clauses } = this.source.policy;
    const asked = unique(this.forms().flatMap(({ at, lacks }) => (at.length === 1 && at[0] === 'attestations' ? lacks.flatMap(([id]) => id ?? []) : [])));
    const entries = asked.flatMap((id) => {
      const clause = clauses.get(id);
      const left = { by: open('attestations.*.by'), date: open('attestations.*.date'), statement: open('attestations.*.statement') };
      return clause === undefined ? [] : [[id, new Noted(left, clause.attestation ?? clause.summary)] as const];
    });
    return entries.length === 0 ? {} : { attestations: new Noted(Object.fromEntries(entries), 'What no tool can see: who knows states it, such as') };
  }

  private forms(): readonly { readonly at: readonly string[]; readonly before: string | null; readonly lacks: readonly (readonly string[])[] }[] {
    return [...this.source.policy.rules.values()].flatMap(({ check }) => (check.type === 'declaration' ? check.forms : []));
  }

  private listed<T extends Observed['type']>(sightings: readonly Sighted<T>[], name: (observed: Of<T>) => string): readonly Writing[] {
    return [...grouped(sightings, ({ observed }) => name(observed))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, places]) => new Noted(one, `guessed from ${named(places)}`));
  }

  private purposesOf(party: string | null): readonly string[] {
    return (party === null ? undefined : this.source.policy.parties.get(party))?.purposes.slice(0, 1) ?? [];
  }

  private titles(kinds: readonly KindId[]): string {
    return kinds.map((kind) => this.source.policy.kinds.all.get(kind)?.title ?? kind).join(', ');
  }
}

/** Left to be filled in, at these keys. */
function open(key: string): Writing {
  return leftOpen(key.split('.'));
}

function orOpen(said: Said | null, key: string): Writing {
  return said === null ? open(key) : new Noted(said.value, `guessed from ${said.file}`);
}

/** `src/a.ts:3, src/b.ts:9 and 4 more`. */
function named(sightings: readonly { readonly place: string }[]): string {
  const places = unique(sightings.map(({ place }) => place));
  const more = places.length - namedPlaces;
  return more <= 0 ? places.join(', ') : `${places.slice(0, namedPlaces).join(', ')} and ${String(more)} more`;
}

function kindsOf(sightings: readonly (Sighted<'recipient'> | Sighted<'store'>)[]): readonly KindId[] {
  return unique(sightings.flatMap(({ observed }) => observed.kinds)).sort();
}

/** In order of the first of each. */
function grouped<T>(items: readonly T[], key: (item: T) => string): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}

function hostOf(url: string): string | null {
  return /^https?:\/\/(?:www\.)?([^/?#:]+)/.exec(url)?.[1]?.toLowerCase() ?? null;
}
