/**
 * What do a company's own packs add to the policy? Kinds, parties, malicious packages and rules beside those that are bundled, never instead of
 * them. Must not read files, nor models: see models/.
 */
import { fingerprint, range } from '../text';
import { namesFile } from './kinds';
import { readMaliciousPackages } from './packages';
import { indexParties, indexVariables, readParties } from './parties';
import { readRule, ruleId } from './rules';
import type { Mistake, Pack, PackFile, Party, Policy, Rule, RuleId } from './types';

/** What the files of a pack are, by the paths they have in it. */
const kindFile = /^kinds\/[^/]+\.yaml$/;
const partyFile = /^parties\/[^/]+\.yaml$/;
const ruleFile = /^rules\/.+\.yaml$/;
const pageFile = /^rules\/.+\.md$/;
const packagesFile = /^malicious-packages\.yaml$/;
const modelFile = /^models\/(?:npm|pypi)\/.+\.yaml$/;
/** One thing for all: the words that show persons, the two documents, what holds of any program. */
const bundledFile = /^(?:kinds\/names\.yaml|(?:clauses|documents|models)\/.*|(?:hosts|licences|people-values|repairs|secrets|settings)\.yaml)$/;

export interface PolicyExtension {
  readonly policy: Policy;
  /** Of each rule that is not the base's, the folder of its pack. */
  readonly packOf: ReadonlyMap<RuleId, string>;
  readonly mistakes: readonly Mistake[];
}

const layout = 'A pack holds kinds/<name>.yaml, malicious-packages.yaml, models/npm/<package>.yaml, models/pypi/<package>.yaml, parties/<name>.yaml and rules/<group>/<name>.yaml with its page';

/**
 * A policy with what packs add to it, in their order, and every mistake in them, at the workspace's names of their files.
 * What is wrong is left out; the rest stands. What a policy has cannot be redefined. `fixes`: ids that rules may name.
 */
export function extendPolicy(base: Policy, packs: readonly Pack[], fixes: ReadonlySet<string>): PolicyExtension {
  const within = (pattern: RegExp): readonly PackFile[] => packs.flatMap((pack) => filesOf(pack, pattern));
  const mistakes: Mistake[] = packs.flatMap(misplaced);

  const extended = base.kinds.extended(within(kindFile));
  const { kinds } = extended;
  mistakes.push(...extended.mistakes);

  const parties = new Map<string, Party>(base.parties);
  for (const file of within(partyFile)) {
    const reading = readParties(file, new Set(parties.keys()), (category) => kinds.all.has(`sink.share.${category}`), ownRoles);
    mistakes.push(...reading.mistakes);
    for (const party of reading.parties) parties.set(party.id, party);
  }

  const listed = readMaliciousPackages(within(packagesFile));
  mistakes.push(...listed.mistakes);
  const malicious = new Map(base.malicious);
  for (const [key, list] of listed.malicious) malicious.set(key, [...(malicious.get(key) ?? []), ...list]);

  const rules = new Map<RuleId, Rule>(base.rules);
  const packOf = new Map<RuleId, string>();
  for (const pack of packs) {
    const pages = new Map(filesOf(pack, pageFile).map((file) => [file.path, file]));
    for (const file of filesOf(pack, ruleFile)) {
      const id = ruleId(file.path);
      const page = pages.get(pageOf(file.path)) ?? null;
      if (page !== null) pages.delete(page.path);
      if (id !== null && rules.has(id)) {
        mistakes.push(atTop(file, base.rules.has(id) ? `The rule "${id}" is bundled. Give this one another name.` : `The rule "${id}" is defined twice.`));
        continue;
      }
      const { rule, mistakes: inRule } = readRule(file, page, { clauses: base.clauses, kinds, fixes, checks: ['flow', 'shape'] });
      mistakes.push(...inRule);
      if (rule === null) continue;
      rules.set(rule.id, rule);
      packOf.set(rule.id, pack.folder);
    }
    for (const page of pages.values()) mistakes.push(atTop(page, 'This page has no rule: there is no YAML file of its name beside it.'));
  }

  const hash = fingerprint([base.hash, ...within(/./).map(({ path, text }) => `${path}\0${fingerprint(text)}`)].join('\n'));
  return { policy: { ...base, kinds, malicious, parties, rules, partyOf: indexParties(parties.values()), partyOfVariable: indexVariables(parties.values()), hash }, packOf, mistakes };
}

/** Which hosts are Caley's is not for a company to say. */
export const ownRoles = ['sub-processor', 'independent-controller', 'library', 'exfiltration'] as const;

/** What a file of a pack holds whose keys an editor may help with. */
export type PackForm = 'kinds' | 'model' | 'packages' | 'parties' | 'rule';

/** By its path in the pack; null where it is read as none of these. */
export function packFormOf(path: string): PackForm | null {
  if (path === namesFile) return null;
  return kindFile.test(path) ? 'kinds' : partyFile.test(path) ? 'parties' : modelFile.test(path) ? 'model' : packagesFile.test(path) ? 'packages' : ruleFile.test(path) ? 'rule' : null;
}

/** The files of a pack that hold models, by the workspace's names of them. */
export function modelFilesOf(pack: Pack): readonly PackFile[] {
  return filesOf(pack, modelFile);
}

/** The workspace's name of what has a path in a pack. */
export function pathIn({ folder }: Pick<Pack, 'folder'>, path: string): string {
  return path === '' ? folder : `${folder}/${path}`;
}

function filesOf(pack: Pack, pattern: RegExp): readonly PackFile[] {
  return pack.files.filter(({ path }) => pattern.test(path) && path !== namesFile).map(({ path, text }) => ({ path: pathIn(pack, path), text }));
}

/** Files that nothing would read: somebody thinks that they count. */
function misplaced(pack: Pack): readonly Mistake[] {
  return pack.files.flatMap(({ path, text }) => {
    const file = { path: pathIn(pack, path), text };
    if (modelFile.test(path) || pageFile.test(path) || ruleFile.test(path) || partyFile.test(path) || packagesFile.test(path)) return [];
    if (bundledFile.test(path)) return [atTop(file, `This is not for a pack of one's own to say. ${layout}.`)];
    return kindFile.test(path) ? [] : [atTop(file, `This is not read. ${layout}.`)];
  });
}

function pageOf(path: string): string {
  return path.replace(/\.yaml$/, '.md');
}

function atTop({ path, text }: PackFile, message: string): Mistake {
  const end = text.search(/[\r\n]/);
  return { file: path, range: range(0, end < 0 ? text.length : end), message, severity: 'error' };
}
