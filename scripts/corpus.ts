/**
 * `npm run corpus [-- --update] [name …]`: what does the engine find in real
 * packages, and is it what was committed? Exits 1 where it is not. `--update`
 * writes the findings anew and keeps the verdicts of those that stayed.
 */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { engineAsCaley } from './as-caley';
import { differenceOf, examine, findingsFile, printFindings, readCommitted, withVerdicts } from './corpus-findings';
import type { Difference, MarkedFinding, PackageFindings, Verdict } from './corpus-findings';
import { fetchPackages, readPinned, readSources, writePinned } from './corpus-packages';
import type { PinnedPackage } from './corpus-packages';
import { readSeen, tallySeen } from './seen';

/** Wrong findings in a thousand lines that a reader bears. */
const wrongBudget = 1;
/** A stable rule's share of right findings, and what below which it is a draft. */
const shares = { stable: 0.9, draft: 0.8 };

type Tally = Record<Verdict, number>;
type Seen = Readonly<Record<'right' | 'wrong', number>>;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { update: { type: 'boolean', default: false } }, allowPositionals: true });
  const pinned = readPinned();
  const unpinned = pinned.filter(({ version, integrity }) => version !== 'own' && integrity === '');
  if (unpinned.length > 0 && !values.update) throw new Error(`not pinned yet: ${unpinned.map(({ name }) => name).join(', ')}; run with --update`);
  const wanted = pinned.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const fetched = fetchPackages(wanted);
  if (values.update && unpinned.length > 0) writePinned(pinned.map((each) => fetched.find(({ name }) => name === each.name) ?? each));
  const tallies = new Map<string, Tally>();
  let lines = 0;
  let differing = 0;
  for (const each of fetched) {
    const engine = await engineAsCaley(each.asCaley);
    const sources = readSources(each, engine.languages);
    const committed = readCommitted(each);
    const now = withVerdicts(examine(engine, each, sources), committed);
    const difference = differenceOf(now, committed);
    if (isDifferent(difference)) differing++;
    report(now, difference);
    count(tallies, now);
    lines += now.lines;
    if (values.update) write(each, now);
  }
  if (positionals.length === 0) differing += strays(pinned, values.update);
  const seen = positionals.length === 0 ? tallySeen(readSeen()) : new Map<string, Seen>();
  summarise(tallies, seen, lines);
  if (seen.size > 0) summariseSeen(seen);
  if (differing === 0) console.log(`${String(fetched.length)} packages as committed`);
  else console.log(values.update ? `${String(differing)} packages written anew` : `${String(differing)} of ${String(fetched.length)} packages differ from what is committed`);
  if (differing > 0 && !values.update) process.exitCode = 1;
}

function isDifferent({ added, gone, changed, head }: Difference): boolean {
  return added.length + gone.length + changed.length + head.length > 0;
}

function report(now: PackageFindings, difference: Difference): void {
  console.log(`${now.package}: ${String(now.files)} files, ${now.lines.toLocaleString('en-US')} lines, ${String(now.findings.length)} findings${isDifferent(difference) ? '' : ', as committed'}`);
  for (const each of difference.head) console.log(`  * ${each}`);
  for (const each of difference.gone) console.log(`  - ${told(each)}`);
  for (const each of difference.added) console.log(`  + ${told(each)}`);
  for (const [was, is] of difference.changed) console.log(`  ~ ${told(was)}\n    ${told(is)}`);
}

function told(finding: MarkedFinding): string {
  return `${finding.rule} ${finding.file}:${String(finding.line)} ${finding.value} -> ${finding.sink} [${finding.kinds.join(' ')}] ${finding.confidence} (${finding.verdict})`;
}

function count(tallies: Map<string, Tally>, { findings }: PackageFindings): void {
  for (const { rule, verdict } of findings) {
    const tally = tallies.get(rule) ?? { right: 0, wrong: 0, unread: 0 };
    tally[verdict]++;
    tallies.set(rule, tally);
  }
}

function write(pinned: PinnedPackage, found: PackageFindings): void {
  const file = findingsFile(pinned);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, printFindings(found));
}

/** Findings of packages that are not pinned any more: a difference too. */
function strays(pinned: readonly PinnedPackage[], remove: boolean): number {
  const known = new Set(pinned.map((each) => basename(findingsFile(each))));
  const folder = dirname(findingsFile({ name: 'any', version: '', integrity: '', folders: [], asCaley: [], openapi: '', declared: '' }));
  const stray = readdirSync(folder).filter((name) => !known.has(name));
  for (const name of stray) {
    console.log(`${name}: no such package is pinned`);
    if (remove) rmSync(`${folder}/${name}`);
  }
  return stray.length;
}

/** What a rule is, stable or a draft, goes by all of its findings that were read, here and in public files. */
function summarise(tallies: ReadonlyMap<string, Tally>, seen: ReadonlyMap<string, Seen>, lines: number): void {
  const total: Tally = { right: 0, wrong: 0, unread: 0 };
  console.log('');
  for (const [rule, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${rule.padEnd(40)} ${line(tally, seen.get(rule))}`);
    for (const verdict of ['right', 'wrong', 'unread'] as const) total[verdict] += tally[verdict];
  }
  console.log(`${'all'.padEnd(40)} ${line(total)}`);
  console.log(`${lines.toLocaleString('en-US')} lines, ${lines === 0 ? '0' : ((total.wrong / lines) * 1000).toFixed(2)} wrong findings in a thousand (the budget is ${String(wrongBudget)})`);
}

/** What was read in public files cannot be found again here: counted by itself. */
function summariseSeen(seen: ReadonlyMap<string, Seen>): void {
  console.log('\nRead in public files that no package carries (test/corpus/seen), not run here:');
  for (const [rule, { right, wrong }] of seen) console.log(`${rule.padEnd(40)} ${line({ right, wrong, unread: 0 })}`);
}

function line({ right, wrong, unread }: Tally, beside: Seen = { right: 0, wrong: 0 }): string {
  const [read, all] = [right + wrong, right + wrong + beside.right + beside.wrong];
  const share = (right + beside.right) / all;
  const others = all === read ? '' : `, ${(share * 100).toFixed(0)} % with public files`;
  return `${String(right).padStart(5)} right ${String(wrong).padStart(5)} wrong ${String(unread).padStart(5)} unread   ${read === 0 ? 'none read' : `${((right / read) * 100).toFixed(0)} % right of those read${others}${share >= shares.stable ? '' : share >= shares.draft ? ', below 90 %' : ', a draft below 80 %'}`}`;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
