/**
 * Is what is found in a file declared by the caley.yaml that rules it? Holds recipients, kinds of data and purposes against what is
 * disclosed there. Must not evaluate.
 */
import type { DeclaredTest, DisclosedData, Disclosure, DisclosedRecipient, KindId, Party, Policy } from '../policy';
import { rulingFolder } from './trust';

/** What the caley.yaml of a folder discloses. */
export interface Disclosing {
  readonly folder: string;
  readonly disclosure: Disclosure;
}

export const nothingDisclosed: readonly Disclosing[] = [];

/** Something that is found. */
export interface Practice {
  /** Null where it is not about data of one kind. */
  readonly kind: KindId | null;
  /** The id of who gets it. */
  readonly party: string | null;
  /** Where it is sent, as far as that is known. */
  readonly url: string | null;
  /** What a package is called, or what is written at a place; null where it is about neither. */
  readonly name: string | null;
}

export class Disclosures {
  private readonly byFolder: ReadonlyMap<string, Disclosure>;
  private readonly folders: ReadonlySet<string>;

  constructor(disclosing: readonly Disclosing[], private readonly policy: Pick<Policy, 'kinds' | 'parties'>) {
    this.byFolder = new Map(disclosing.map(({ folder, disclosure }) => [folder, disclosure]));
    this.folders = new Set(this.byFolder.keys());
  }

  /** Whether any caley.yaml rules a file. */
  rule(file: string): boolean {
    return this.of(file) !== null;
  }

  /** What is declared that an authorization asks for. */
  scopesFor(file: string): readonly string[] {
    return this.of(file)?.scopes ?? [];
  }

  hold(test: DeclaredTest, file: string, practice: Practice): boolean {
    const disclosure = this.of(file);
    if (test.recipient !== undefined && (disclosure !== null && this.isRecipient(disclosure, practice)) !== test.recipient) return false;
    if (test.component !== undefined && isComponent(disclosure?.components ?? [], practice.name) !== test.component) return false;
    if (test.licence !== undefined && (disclosure?.licensed.some((one) => one === practice.name) === true) !== test.licence) return false;
    if (test.client !== undefined && (disclosure === null || disclosure.clientIds.length === 0 || disclosure.clientIds.some((id) => id === practice.name) !== test.client)) return false;
    if (test.scope !== undefined && disclosure?.scopes?.some((scope) => scope === practice.name) !== test.scope) return false;
    if (test.host !== undefined && this.isApiHost(disclosure, practice) !== test.host) return false;
    if (test.collection === undefined && test.purpose === undefined && test.basis === undefined && test.encryption === undefined) return true;
    if (disclosure === null) return test.encryption === false && test.collection === undefined && test.purpose === undefined && test.basis === undefined;
    if (test.encryption !== undefined && this.isEncrypted(disclosure, practice) !== test.encryption) return false;
    const collected = disclosure.collected === null ? null : disclosure.collected.filter(({ kinds }) => this.covers(kinds, practice.kind));
    if (test.collection !== undefined && (collected === null || collected.length > 0 !== test.collection)) return false;
    if (test.basis !== undefined && collected?.some(({ basis }) => basis !== null && test.basis?.includes(basis) === true) !== true) return false;
    return test.purpose === undefined || this.servesPurpose(disclosure, collected ?? [], practice) === test.purpose;
  }

  private of(file: string): Disclosure | null {
    return this.folders.size === 0 ? null : (this.byFolder.get(rulingFolder(this.folders, file)) ?? null);
  }

  private isRecipient(disclosure: Disclosure, practice: Practice): boolean {
    const party = this.partyOf(practice);
    const host = hostOf(practice.url);
    // A service does not become one's own by a word in a list.
    if (party === null && host !== null && disclosure.ownHosts.some((pattern) => isHostLike(host, pattern))) return true;
    return disclosure.recipients.some((recipient) => isMeant(recipient, party, host) && this.covers(recipient.kinds, practice.kind));
  }

  /** Null where that is not known. */
  private isApiHost(disclosure: Disclosure | null, { url }: Practice): boolean | null {
    const [hosts, host] = [disclosure?.apiHosts ?? null, hostOf(url)];
    return hosts === null || host === null ? null : hosts.some((pattern) => isHostLike(host, pattern));
  }

  private isEncrypted({ storage }: Disclosure, { kind }: Practice): boolean {
    return storage.some(({ kinds, encryption, hasEvidence }) => encryption === 'at-rest' && hasEvidence && this.covers(kinds, kind));
  }

  /** Null where no purposes are given for such data. */
  private servesPurpose(disclosure: Disclosure, collected: readonly DisclosedData[], practice: Practice): boolean | null {
    const party = this.partyOf(practice);
    if (party === null) return null;
    const declared = disclosure.recipients.filter((recipient) => isMeant(recipient, party, hostOf(practice.url)) && this.covers(recipient.kinds, practice.kind));
    // Who says what a recipient is for has disclosed it, in whatever words.
    if (declared.some(({ purposes }) => purposes !== null && purposes.length > 0)) return true;
    const given = collected.flatMap(({ purposes }) => (purposes === null ? [] : [purposes]));
    return given.length === 0 ? null : given.flat().some((purpose) => isPurpose(purpose, party.purposes));
  }

  private partyOf({ party }: Practice): Party | null {
    return party === null ? null : (this.policy.parties.get(party) ?? null);
  }

  /** Whether data is of one of some kinds; where it is not said which, all are meant. */
  private covers(kinds: readonly KindId[] | null, kind: KindId | null): boolean {
    return kinds === null || kind === null || kinds.some((one) => this.policy.kinds.isA(kind, one));
  }
}

/** Whether a recipient is a party, by its id or what its vendor is called, or a host of theirs. */
function isMeant({ name, hosts }: DisclosedRecipient, party: Party | null, host: string | null): boolean {
  return (party !== null && isNameOf(name, party)) || (host !== null && hosts.some((pattern) => isHostLike(host, pattern)));
}

/** Whether a text names a party: by its id or what its vendor is called, whatever stands between the words. */
export function isNameOf(name: string, { id, vendor }: Pick<Party, 'id' | 'vendor'>): boolean {
  const written = plain(name);
  return written !== '' && (written === plain(id) || written === plain(vendor));
}

/** Whether a package is one of some components: called so, or by a name that begins with theirs, as `n8n-workflow` does with "n8n". */
function isComponent(components: readonly string[], module: string | null): boolean {
  const words = wordsOf(module ?? '');
  return components.map(wordsOf).some((component) => component.length > 0 && component.every((word, i) => word === words[i]));
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Words as people write them: "product analytics" is an analytics; one of the words for what a party may serve is enough. */
function isPurpose(written: string, purposes: readonly string[]): boolean {
  const words = ` ${written.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  return purposes.some((one) => {
    const stem = one.replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/s$/, '');
    return words.includes(` ${stem} `) || words.includes(` ${stem}s `);
  });
}

function hostOf(url: string | null): string | null {
  return /^\s*(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/?#@]*@)?([^/?#:\s]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? null;
}

/** `*` is any run of characters; a name stands for what is below it as well. */
export function isHostLike(host: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.replace(/:\d+$/, '').split('*');
  if (rest.length === 0) return host === first || host.endsWith(`.${first}`);
  const last = rest.pop() ?? '';
  let at = first.length;
  if (!host.startsWith(first)) return false;
  for (const part of rest) {
    const found = host.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return host.length - last.length >= at && host.endsWith(last);
}
