/**
 * What does the engine find in a package, and how does that compare with what was
 * committed? One YAML file a package under test/corpus/findings, for people to mark.
 * Must not judge: whether a finding is right is said by who read the code.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { Engine } from '../src/host';
import type { Finding } from '../src/analysis';
import type { Rule } from '../src/policy';
import { defaultConfiguration } from '../src/workspace';
import type { Snapshot, Workspace } from '../src/workspace';
import type { PackageSources, PinnedPackage } from './corpus-packages';

export type Verdict = 'right' | 'wrong' | 'unread';

/** A finding as a reader needs it. Packages are pinned, so a line is a steady place. */
export interface MarkedFinding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly function: string;
  readonly value: string;
  readonly sink: string;
  readonly party?: string;
  readonly kinds: readonly string[];
  readonly confidence: string;
  /** Where the data is first seen, when that is in another function or file: `file:line`. */
  readonly source?: string;
  readonly identity: string;
  readonly verdict: Verdict;
  readonly why?: string;
}

export interface PackageFindings {
  readonly package: string;
  readonly files: number;
  readonly lines: number;
  /** Reason to count: what the host or the workspace would not examine. */
  readonly skipped: Readonly<Record<string, number>>;
  /** Findings of low confidence, which the editor does not show: rule to count. */
  readonly low: Readonly<Record<string, number>>;
  readonly findings: readonly MarkedFinding[];
}

export interface Difference {
  readonly added: readonly MarkedFinding[];
  readonly gone: readonly MarkedFinding[];
  /** The same finding, told otherwise: what it was, what it is. */
  readonly changed: readonly (readonly [MarkedFinding, MarkedFinding])[];
  /** Head lines that differ, as text. */
  readonly head: readonly string[];
}

const folder = join(__dirname, '..', 'test/corpus/findings');

export function findingsFile({ name }: PinnedPackage): string {
  return join(folder, `${name.replace('@', '').replaceAll('/', '-')}.yaml`);
}

/** All files of one package in one workspace, every verdict still `unread`. A caley.yaml that was written for it adds what is found with it alone. */
export function examine(engine: Engine, pinned: PinnedPackage, sources: PackageSources): PackageFindings {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, minimumConfidence: 'low' } });
  for (const { path, text } of sources.files) workspace.apply({ type: 'write', path, text, version: 0 });
  for (const change of sources.documents) workspace.apply(change);
  const bare = findingsOf(workspace);
  for (const change of sources.declared) workspace.apply(change);
  const known = new Set(bare.map(codeOf));
  const all = sources.declared.length === 0 ? bare : [...bare, ...findingsOf(workspace).filter((each) => !known.has(codeOf(each)) && isOfCode(engine.policy.rules.get(each.rule)))];
  const skipped = [...sources.skipped.map((each) => each.slice(each.lastIndexOf(': ') + 2)), ...workspace.snapshot().skipped.map(({ reason }) => reason)];
  const lines = sources.files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  for (const { path } of sources.files) workspace.apply({ type: 'remove', path });
  const low = all.filter(({ confidence }) => confidence === 'low').map(({ rule }) => rule);
  return {
    package: `${pinned.name} ${pinned.version}`, files: sources.files.length, lines, skipped: countsOf(skipped), low: countsOf(low),
    findings: all.filter(({ confidence }) => confidence !== 'low').sort(byPlace),
  };
}

/** Whether a rule holds a caley.yaml against code or a document: what we left out of one that we wrote ourselves says nothing of a package. */
function isOfCode(rule: Rule | undefined): boolean {
  return rule !== undefined && (rule.check.type !== 'declaration' || rule.check.forms.every(({ unused, text }) => unused || (text !== null && text.type !== 'missing')));
}

/** Of every file and every caley.yaml, those of low confidence too. */
function findingsOf(workspace: Workspace): readonly MarkedFinding[] {
  while (workspace.step());
  const snapshot = workspace.snapshot();
  // Asked before any caley.yaml, which is held against what all files were found to do.
  return [...snapshot.files, ...snapshot.declarations].flatMap((path) => snapshot.findings(path).map(({ finding }) => marked(finding, snapshot)));
}

function marked(finding: Finding, snapshot: Snapshot): MarkedFinding {
  const start = finding.flow[0];
  const away = start !== undefined && start.file !== finding.file ? `${start.file}:${String(lineIn(snapshot.file(start.file)?.text ?? '', start.range.start))}` : null;
  return {
    rule: finding.rule,
    file: finding.file,
    line: (snapshot.file(finding.file)?.lines.positionAt(finding.range.start).line ?? 0) + 1,
    function: finding.function,
    value: shortened(finding.value),
    sink: finding.sink,
    ...(finding.party === null ? {} : { party: finding.party }),
    kinds: finding.kinds,
    confidence: finding.confidence,
    ...(away === null ? {} : { source: away }),
    identity: finding.identity,
    verdict: 'unread',
  };
}

/** What stands in the repository; nothing found where there is no file yet. */
export function readCommitted(pinned: PinnedPackage): PackageFindings {
  const file = findingsFile(pinned);
  if (!existsSync(file)) return { package: '', files: 0, lines: 0, skipped: {}, low: {}, findings: [] };
  return parse(readFileSync(file, 'utf8')) as PackageFindings;
}

export function printFindings(found: PackageFindings): string {
  return stringify(found, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** What was said about a finding holds while it is told of the same code: by identity and place, else by place alone. */
export function withVerdicts(now: PackageFindings, committed: PackageFindings): PackageFindings {
  const byIdentity = new Map(committed.findings.map((each) => [each.identity, each]));
  const byCode = new Map(committed.findings.map((each) => [codeOf(each), each]));
  const findings = now.findings.map((each) => {
    const same = byIdentity.get(each.identity);
    const known = same !== undefined && codeOf(same) === codeOf(each) ? same : byCode.get(codeOf(each));
    return known === undefined ? each : { ...each, verdict: known.verdict, ...(known.why === undefined ? {} : { why: known.why }) };
  });
  return { ...now, findings };
}

/** `now` with its verdicts against the committed. */
export function differenceOf(now: PackageFindings, committed: PackageFindings): Difference {
  const before = new Map(committed.findings.map((each) => [each.identity, each]));
  const after = new Map(now.findings.map((each) => [each.identity, each]));
  const head = (['package', 'files', 'lines', 'skipped', 'low'] as const).filter((key) => JSON.stringify(now[key]) !== JSON.stringify(committed[key]));
  return {
    added: now.findings.filter(({ identity }) => !before.has(identity)),
    gone: committed.findings.filter(({ identity }) => !after.has(identity)),
    changed: now.findings.flatMap((each) => {
      const was = before.get(each.identity);
      return was === undefined || factsOf(was) === factsOf(each) ? [] : [[was, each] as const];
    }),
    head: head.map((key) => `${key}: ${JSON.stringify(committed[key])} -> ${JSON.stringify(now[key])}`),
  };
}

function codeOf({ rule, file, line, value, sink }: MarkedFinding): string {
  return [rule, file, line, value, sink].join('\n');
}

function factsOf({ verdict: _verdict, why: _why, ...facts }: MarkedFinding): string {
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function byPlace(a: MarkedFinding, b: MarkedFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || (a.identity < b.identity ? -1 : 1);
}

/** Sorted by key, so that equal counts print alike. */
function countsOf(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

function lineIn(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A value may be an object literal of a page. */
function shortened(value: string): string {
  const line = value.replace(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
