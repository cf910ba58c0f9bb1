/**
 * Does a project integrate with Caley, and no caley.yaml says what it does? Each file keeps what would be told in it, and of all of them one is told, once: a manifest at the root, else the
 * first file that integrates. Must not look for a caley.yaml.
 */
import { absenceFinding, integrationIn } from '../analysis';
import type { Finding, RuleBook, Source } from '../analysis';
import type { FilePractices } from './declared-findings';
import type { Document } from './document';
import type { Reported } from './types';

export interface Undeclared {
  /** Whether the file itself integrates. */
  readonly isShown: boolean;
  /** Its place among those at the root that are told before others; null for any other file. */
  readonly rank: number | null;
  readonly told: Reported;
}

/** What tests and examples show is no integration. `suppress`: what its comments say of a finding. */
export function undeclaredIn({ path, text }: Pick<Document, 'path' | 'text'>, source: Source | null, { absences, policy }: RuleBook, suppress: (finding: Finding) => Reported['suppression']): Undeclared | null {
  const [ruled] = absences;
  if (ruled === undefined || policy.settingOf(path) !== null) return null;
  const shown = source === null ? null : integrationIn(policy, ruled.check, text, source);
  const rank = ruled.check.at.indexOf(path);
  if (shown === null && rank < 0) return null;
  const finding = absenceFinding(ruled, path, shown ?? { start: 0, end: Math.min(text.length, 1) });
  return finding === null ? null : { isShown: shown !== null, rank: rank < 0 ? null : rank, told: { finding, suppression: suppress(finding) } };
}

/** The one to be told; null where all that integrates is ruled by a caley.yaml. `practices` are those of all files. */
export function missingDeclaration(practices: Iterable<readonly [path: string, practices: FilePractices]>, isRuled: (path: string) => boolean): Reported | null {
  const all = [...practices].flatMap(([path, { undeclared }]) => (undeclared === null || isRuled(path) ? [] : [{ path, ...undeclared }])).sort((a, b) => (a.path < b.path ? -1 : 1));
  const first = all.find(({ isShown }) => isShown);
  if (first === undefined) return null;
  const [manifest] = all.filter(({ rank }) => rank !== null).sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return (manifest ?? first).told;
}

/** What is found in a file, with what is told in it of all files. */
export function byPlace(found: readonly Reported[], told: readonly Reported[]): readonly Reported[] {
  return told.length === 0 ? found : [...found, ...told].sort((a, b) => a.finding.range.start - b.finding.range.start);
}
