/**
 * How many fixes are there, and where is each proved? By the harness of the tests, on every example of the rules' pages; told beside them what the example
 * projects are offered in a language in which no page proves it. Must not count what only silences a finding.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { declarationFixes, fixes } from '../src/fixes';
import { readChanges } from '../src/host';
import type { Policy } from '../src/policy';
import { displayWidth, wrap } from '../src/report';
import { examplesOf, languageAt, proveExample } from '../test/fixes/page-proofs';
import { loadTestEngine } from '../test/support/engine';
import type { TestEngine } from '../test/support/engine';
import { loadGrammars } from '../test/support/grammars';

/** Languages by fix. */
type Proved = ReadonlyMap<string, ReadonlySet<string>>;

/** They silence a finding and mend nothing. */
const silencing: ReadonlySet<string> = new Set(['suppress', 'accept-in-declaration']);
const folder = join(__dirname, '..', 'examples');

async function provedOnPages(engine: TestEngine, policy: Policy): Promise<Proved> {
  const grammars = await loadGrammars();
  const proved = new Map<string, Set<string>>();
  for (const rule of policy.rules.values()) {
    for (const one of examplesOf(rule)) {
      for (const { fix } of proveExample(engine, grammars, policy, one)) proved.set(fix, (proved.get(fix) ?? new Set<string>()).add(one.language));
    }
  }
  return proved;
}

/** `fix language`, each once, with a file. */
function offeredInExamples(engine: TestEngine): ReadonlyMap<string, string> {
  const offered = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const root = join(folder, name);
    const workspace = engine.createWorkspace();
    for (const change of readChanges(root, [root], engine.walk)) workspace.apply(change);
    while (workspace.step());
    const snapshot = workspace.snapshot();
    for (const path of snapshot.files) {
      for (const { finding, suppression } of snapshot.findings(path)) {
        if (suppression !== null) continue;
        for (const { fix, file } of snapshot.fixes(finding)) if (file === path && fixes.has(fix.id)) offered.set(`${fix.id} ${languageAt(path) ?? '?'}`, `${name}/${path}`);
      }
    }
  }
  return offered;
}

/** A line a fix, at most eighty columns wide, and totals below. */
export function printFixes(proved: Proved, offered: ReadonlyMap<string, string>): string {
  const mending = [...fixes.keys()].filter((id) => !silencing.has(id)).sort();
  const width = Math.max(...mending.map(displayWidth)) + 2;
  const rows = mending.flatMap((id) => wrap([...(proved.get(id) ?? ['nowhere'])].sort().join(', '), 80 - width).map((line, i) => (i === 0 ? id : '').padEnd(width) + line));
  const gaps = [...offered].filter(([each]) => {
    const [id = '', language = ''] = each.split(' ');
    return !silencing.has(id) && proved.get(id)?.has(language) !== true;
  });
  const proofs = mending.reduce((sum, id) => sum + (proved.get(id)?.size ?? 0), 0);
  const declaring = declarationFixes.filter(({ id }) => !silencing.has(id));
  return [
    'fix'.padEnd(width) + 'proved on the examples of rules in', ...rows, '',
    `${String(mending.filter((id) => proved.has(id)).length)} of ${String(mending.length)} fixes of code and settings proved, ${String(proofs)} times a fix in a language`,
    `${String(declaring.length)} more write into caley.yaml (test/fixes/declaration-fixes.test.ts proves them)`,
    gaps.length === 0 ? 'no fix is offered in examples/ in a language in which no page proves it' : `offered in examples/, and proved by no page in that language: ${String(gaps.length)}`,
    ...gaps.sort().map(([each, file]) => `  ${each} (${file})`),
  ].join('\n');
}

export async function fixCoverage(policy: Policy): Promise<string> {
  const engine = await loadTestEngine();
  return printFixes(await provedOnPages(engine, policy), offeredInExamples(engine));
}
