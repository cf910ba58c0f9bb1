/**
 * The examples, of which `npm start` shows the first: every rule has its place in one, and the lines marked as right are silent, hints
 * aside. And the one that is held against an API document.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from 'sarif';
import { findAssets, loadEngine } from '../../src/host';
import type { Engine } from '../../src/host';
import { isSettingModule } from '../../src/analysis';
import { runProgram } from '../../src/cli';
import { languageOf } from '../../src/languages';
import type { JsonFinding, JsonReport } from '../../src/report';
import { sarifValidator } from '../support/sarif-schema';

const root = join(__dirname, '..', '..');
const example = join(root, 'examples', 'booking-sync');

/** A line that no function goes on in: the brace that closes it, or in Python the beginning of the next one. */
const endsFunction = /^(?:\}|@(?![\w-]+:)|(?:async )?def |class )/;

async function output(engine: Engine, format: 'json' | 'sarif', cwd = example, ...options: readonly string[]): Promise<string> {
  const out: string[] = [];
  const err: string[] = [];
  const to = (lines: string[]) => ({ write: (text: string) => void lines.push(text), isTerminal: false, columns: null });
  await runProgram(['check', '--format', format, ...options], { out: to(out), err: to(err), cwd, env: {}, folder: root, loadEngine: () => Promise.resolve(engine) });
  return out.join('');
}

/** Findings but hints that stand under no “Wrong”, and those of these under which there is none. */
function verdicts(folder: string, findings: readonly JsonFinding[]): { readonly unexpected: readonly string[]; readonly missing: readonly string[] } {
  const unexpected: string[] = [];
  const missing: string[] = [];
  const files = new Set(findings.map((finding) => finding.file));
  for (const file of files) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    // A remark speaks for the statement below it, up to the next remark or the end of its function.
    let verdict = 'Right';
    let open: number | null = null;
    lines.forEach((line, index) => {
      const remark = /^\s*(?:\/\/|#|<!--|"\/\/": ") ?(Wrong|Right): /.exec(line)?.[1];
      const found = findings.filter((finding) => finding.file === file && finding.start.line === index + 1);
      const [here, isHint] = [found.length > 0, found.every(({ severity }) => severity === 'hint')];
      if (remark !== undefined || endsFunction.test(line)) {
        if (open !== null) missing.push(`${file}:${String(open + 1)}`);
        open = remark === 'Wrong' ? index : null;
        verdict = remark ?? 'Right';
      }
      if (here && verdict === 'Right' && !isHint) unexpected.push(`${file}:${String(index + 1)}`);
      if (here) open = null;
    });
  }
  return { unexpected, missing };
}

/** Examples that show what the stable rules find. */
const examples = readdirSync(join(root, 'examples')).filter((name) => name !== 'openapi-check').map((name) => join(root, 'examples', name));

describe('the examples', () => {
  let engine: Engine;
  let findings: ReadonlyMap<string, readonly JsonFinding[]>;

  before(async function () {
    this.timeout(60_000);
    engine = await loadEngine(findAssets(__dirname));
    findings = new Map(await Promise.all(examples.map(async (folder) => [folder, (JSON.parse(await output(engine, 'json', folder)) as JsonReport).findings] as const)));
  });

  it('show every stable rule', async () => {
    const stable = [...engine.policy.rules.values()].filter((rule) => rule.state === 'stable').map((rule) => rule.id);
    const checked = (JSON.parse(await output(engine, 'json', join(root, 'examples', 'openapi-check'), '--no-cache')) as JsonReport).findings;
    const found = new Set([...findings.values(), checked].flat().map((finding) => finding.rule));
    assert.ok(stable.length > 0);
    assert.deepEqual(stable.filter((id) => !found.has(id)), []);
  });

  it('show each language, and a setting of each notation that a format may have', () => {
    const [languages, notations] = [new Set<string>(), new Set<string>()];
    for (const [folder, found] of findings) {
      for (const file of new Set(found.map((finding) => finding.file))) {
        const language = languageOf(engine.languages, file);
        if (language === null) continue;
        languages.add(language.id);
        // The findings of a program are of its settings only where a rule looks at those.
        const rules = found.filter((finding) => finding.file === file).map(({ rule }) => engine.policy.rules.get(rule));
        if (!rules.some((rule) => rule?.check.type === 'setting' || rule?.setting !== undefined)) continue;
        const graph = language.lower(language.parse(readFileSync(join(folder, file), 'utf8'), file, engine.grammars));
        if (graph.settings !== undefined || isSettingModule({ path: file, graph }, engine.models.settings)) notations.add(graph.language);
      }
    }
    const known = new Set(engine.models.settings.formats.flatMap((format) => format.notations));
    assert.deepEqual(engine.languages.map(({ id }) => id).filter((id) => !languages.has(id)), []);
    assert.deepEqual([...known].filter((notation) => !notations.has(notation)), []);
  });

  it('give SARIF that is valid and holds the same findings', async () => {
    // The second has its findings in a caley.yaml.
    for (const folder of [example, join(root, 'examples', 'declaration')]) {
      const log = JSON.parse(await output(engine, 'sarif', folder)) as Log;
      assert.equal(sarifValidator()(log), null);
      assert.equal(log.runs[0]?.results?.length, findings.get(folder)?.length);
    }
  });

  it('have a finding under each “Wrong” and none but hints under a “Right”', () => {
    const files = new Set(findings.get(example)?.map((finding) => finding.file));
    assert.ok([...files].filter((file) => file.endsWith('.ts')).length >= 8);
    assert.ok([...files].filter((file) => file.endsWith('.py')).length >= 5);
    for (const [folder, found] of findings) {
      // Most examples declare nothing, which is told once, at their manifest.
      const [undeclared, rest] = [found.filter(({ rule }) => rule === 'manifest/missing'), found.filter(({ rule }) => rule !== 'manifest/missing')];
      assert.ok(undeclared.length <= 1 && undeclared.every(({ file }) => file === 'package.json'));
      assert.deepEqual(verdicts(folder, rest), { unexpected: [], missing: [] });
    }
  });
});

describe('examples/openapi-check', () => {
  it('has a finding of each rule on what is published under a “Wrong”, none under a “Right”, and counts what is open', async function () {
    this.timeout(60_000);
    const folder = join(root, 'examples', 'openapi-check');
    const engine = await loadEngine(findAssets(__dirname));
    const { findings, mistakes, summary } = JSON.parse(await output(engine, 'json', folder, '--no-cache')) as JsonReport;
    const rules = ['api/deprecated-operation', 'api/sdk-internals', 'api/undocumented-parameter', 'api/unpublished-endpoint'];
    for (const ending of ['.ts', '.py']) assert.deepEqual([...new Set(findings.filter(({ file, severity }) => file.endsWith(ending) && severity !== 'hint').map(({ rule }) => rule))].sort(), rules);
    assert.deepEqual(verdicts(folder, findings), { unexpected: [], missing: [] });
    assert.deepEqual([mistakes, summary.openRequests], [[], 1]);
  });
});
