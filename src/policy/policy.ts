/**
 * What do all packs say together? Assembles documents, clauses, kinds, parties,
 * secrets and rules. Must not read files: it is handed their texts.
 */
import { fingerprint } from '../text';
import { splitWords } from './words';
import { readClauses } from './clauses';
import { readHosts } from './hosts';
import { createKinds } from './kinds';
import { indexParties, readParties } from './parties';
import { readRepairs } from './repairs';
import { readRule } from './rules';
import { createSecrets } from './secrets';
import { readSettings } from './settings';
import type { Clause, ClauseId, Mistake, PackFile, Party, Policy, PolicyDocument, Rule, RuleId } from './types';

/**
 * The policy of a set of pack files, and every mistake in them, in the order of the paths. What is
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
  const partyOf = indexParties(parties.values());
  const hosts = readHosts(single('hosts.yaml'), (url) => partyOf(url)?.role === 'caley');
  const secrets = createSecrets(single('secrets.yaml'));
  const settings = readSettings(single('settings.yaml'));
  const repairs = readRepairs(single('repairs.yaml'));
  mistakes.push(...hosts.mistakes, ...secrets.mistakes, ...settings.mistakes, ...repairs.mistakes);

  const rules = new Map<RuleId, Rule>();
  for (const file of within('rules/', '.yaml')) {
    const { rule, mistakes: inRule } = readRule(file, byPath.get(file.path.replace(/\.yaml$/, '.md')) ?? null, { clauses, kinds });
    mistakes.push(...inRule);
    if (rule !== null) rules.set(rule.id, rule);
  }
  const ownNames = new Set([...parties.values()].filter((party) => party.role === 'caley').map((party) => party.id));
  const isCaleyName = (name: string): boolean => name.split('/').some((part) => splitWords(part).some((word) => ownNames.has(word)));
  const hash = fingerprint(own.map((file) => `${file.path}\0${fingerprint(file.text)}\n`).join(''));
  return { policy: { documents, clauses, kinds, rules, parties, secrets: secrets.secrets, partyOf, hostClass: hosts.hostClass, settingOf: settings.settingOf, isCaleyName, repairs: repairs.repairs, hash }, mistakes };
}

const ownPath = /^(?:(?:kinds|clauses|parties|documents|rules)\/|(?:hosts|repairs|secrets|settings)\.yaml$)/;
