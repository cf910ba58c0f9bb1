/**
 * What do all packs say together? Assembles documents, clauses, kinds, parties,
 * secrets and rules, and keeps them for the next start. Must not read files: it is handed their texts.
 */
import { fingerprint } from '../text';
import { splitWords } from './words';
import { readClauses } from './clauses';
import { readHosts } from './hosts';
import { createKinds, kindsOf, namesFile } from './kinds';
import { indexParties, indexVariables, readParties } from './parties';
import { readLicences, readMaliciousPackages } from './packages';
import { readPeopleValues } from './people-values';
import { readRepairs } from './repairs';
import { readRule } from './rules';
import { createSecrets } from './secrets';
import { readSettings } from './settings';
import { compileYaml } from './yaml';
import type { Clause, ClauseId, Kind, Mistake, PackFile, Party, Policy, PolicyDocument, Rule, RuleId } from './types';

/**
 * The policy of a set of pack files, and every mistake in them. What is
 * wrong is left out; the rest stands. Files of other folders (models) are passed over. Later files of one
 * path replace earlier ones.
 */
export function readPolicy(files: readonly PackFile[]): { readonly policy: Policy; readonly mistakes: readonly Mistake[] } {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const own = [...byPath.values()].filter((file) => ownPath.test(file.path)).sort((a, b) => (a.path < b.path ? -1 : 1));
  const within = (folder: string, extension: string): readonly PackFile[] => own.filter((file) => file.path.startsWith(folder) && file.path.endsWith(extension));
  const single = (path: string): PackFile => byPath.get(path) ?? { path, text: '' };
  const mistakes: Mistake[] = [];

  const { kinds, mistakes: inKinds } = createKinds(within('kinds/', '.yaml'));
  mistakes.push(...inKinds);

  const documents = new Map<string, PolicyDocument>();
  const clauses = new Map<ClauseId, Clause>();
  for (const file of within('clauses/', '.yaml')) {
    const reading = readClauses(file, single(file.path.replace(/^clauses/, 'documents').replace(/\.yaml$/, '.txt')).text);
    mistakes.push(...reading.mistakes);
    if (reading.document !== null) documents.set(reading.document.id, reading.document);
    for (const clause of reading.clauses) clauses.set(clause.id, clause);
  }

  const parties = new Map<string, Party>();
  for (const file of within('parties/', '.yaml')) {
    const reading = readParties(file, new Set(parties.keys()), (category) => kinds.all.has(`sink.share.${category}`));
    mistakes.push(...reading.mistakes);
    for (const party of reading.parties) parties.set(party.id, party);
  }

  const rules = new Map<RuleId, Rule>();
  for (const file of within('rules/', '.yaml')) {
    const { rule, mistakes: inRule } = readRule(file, byPath.get(file.path.replace(/\.yaml$/, '.md')) ?? null, { clauses, kinds });
    mistakes.push(...inRule);
    if (rule !== null) rules.set(rule.id, rule);
  }
  const hash = fingerprint(own.map((file) => `${file.path}\0${fingerprint(file.text)}\n`).join(''));
  const { policy, mistakes: further } = assemble({ documents, clauses, kinds, parties, rules, hash }, single);
  return { policy, mistakes: [...mistakes, ...further()] };
}

/** What is read once; the rest are functions of it and of the single files. */
type Parts = Pick<Policy, 'documents' | 'clauses' | 'kinds' | 'parties' | 'rules' | 'hash'>;

/** A policy that has been read, as JSON can hold it: what only a build must check is not checked again. */
export interface StoredPolicy {
  readonly documents: readonly PolicyDocument[];
  readonly clauses: readonly Clause[];
  readonly kinds: readonly Kind[];
  readonly parties: readonly Party[];
  readonly rules: readonly Omit<Rule, 'page'>[];
  /** Files of which there is one. */
  readonly files: readonly PackFile[];
  readonly hash: string;
}

/** `files` are those that the policy was read from. */
export function storePolicy({ documents, clauses, kinds, parties, rules, hash }: Policy, files: readonly PackFile[]): StoredPolicy {
  return {
    documents: [...documents.values()], clauses: [...clauses.values()], kinds: [...kinds.all.values()], parties: [...parties.values()], rules: [...rules.values()].map(({ page: _, ...rule }) => rule),
    files: files.filter(({ path }) => singleFiles.includes(path)).map(compileYaml), hash,
  };
}

/** The policy that was stored. `pageOf` reads a rule's page when it is asked for. */
export function restorePolicy({ documents, clauses, kinds, parties, rules, files, hash }: StoredPolicy, pageOf: (rule: RuleId) => string): Policy {
  const single = (path: string): PackFile => files.find((file) => file.path === path) ?? { path, text: '' };
  const withPage = (rule: StoredPolicy['rules'][number]): Rule => ({
    ...rule,
    get page() {
      return pageOf(rule.id);
    },
  });
  return assemble({ documents: byId(documents), clauses: byId(clauses), kinds: kindsOf(kinds, single(namesFile)), parties: byId(parties), rules: byId(rules.map(withPage)), hash }, single).policy;
}

function byId<T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}

/** Single files are read, and hosts indexed, when something is asked of them. */
function assemble(parts: Parts, single: (path: string) => PackFile): { readonly policy: Policy; readonly mistakes: () => readonly Mistake[] } {
  const { parties } = parts;
  const partyOf = once(() => indexParties(parties.values()));
  const partyOfVariable = once(() => indexVariables(parties.values()));
  const hosts = once(() => readHosts(single('hosts.yaml'), (url) => partyOf()(url)?.role === 'caley'));
  const secrets = once(() => createSecrets(single('secrets.yaml')));
  const settings = once(() => readSettings(single('settings.yaml')));
  const repairs = once(() => readRepairs(single('repairs.yaml')));
  const people = once(() => readPeopleValues(single('people-values.yaml'), (host) => hosts().hostClass(`//${host}`) !== 'local'));
  const malicious = once(() => readMaliciousPackages([single('malicious-packages.yaml')]));
  const licences = once(() => readLicences(single('licences.yaml')));
  const ownNames = new Set([...parties.values()].filter((party) => party.role === 'caley').map((party) => party.id));
  const policy: Policy = {
    ...parts,
    get secrets() {
      return secrets().secrets;
    },
    get repairs() {
      return repairs().repairs;
    },
    get people() {
      return people().people;
    },
    get malicious() {
      return malicious().malicious;
    },
    isRestrictive: (licence) => licences().isRestrictive(licence),
    partyOf: (url) => partyOf()(url),
    partyOfVariable: (name) => partyOfVariable()(name),
    hostClass: (url) => hosts().hostClass(url),
    settingOf: (path) => settings().settingOf(path),
    isCaleyName: (name) => name.split('/').some((part) => splitWords(part).some((word) => ownNames.has(word))),
  };
  return { policy, mistakes: () => [hosts(), licences(), malicious(), people(), secrets(), settings(), repairs()].flatMap(({ mistakes }) => mistakes) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

const singleFiles = ['hosts.yaml', 'licences.yaml', 'malicious-packages.yaml', 'people-values.yaml', 'repairs.yaml', 'secrets.yaml', 'settings.yaml', namesFile];
const ownPath = /^(?:(?:kinds|clauses|parties|documents|rules)\/|(?:hosts|licences|malicious-packages|people-values|repairs|secrets|settings)\.yaml$)/;
