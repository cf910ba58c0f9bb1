/**
 * What views are shown by the server that is shipped, dist/server.js: findings, the state of clauses, the data map and the proof, held against what dist/cli.js says of the same folder.
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import type { ComplianceResult, FindingsResult, ProofResult } from '../../src/protocol';
import type { JsonReport, Proof } from '../../src/report';
import { Editor } from '../support/editor';

const DIST = join(__dirname, '../../dist');

describe('views, by dist/server.js', function () {
  this.timeout(60_000);
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    ok(existsSync(join(DIST, 'server.js')), 'built by npm run build');
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'caley-')));
    cpSync(join(__dirname, '../../examples/declaration'), folder, { recursive: true });
    editor = await Editor.start({ server: [join(DIST, 'server.js')], folder, initializationOptions: { diagnostics: 'push' } });
  });
  afterEach(async () => {
    equal(await editor.stop(), 0);
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = <R>(method: string, params: unknown = null): Promise<R> => editor.connection.sendRequest<R>(method, params);
  const inTerminal = (...args: readonly string[]): string => spawnSync(process.execPath, [join(DIST, 'cli.js'), ...args], { cwd: folder, encoding: 'utf8' }).stdout;

  it('findings are those of open files, and all that the command line finds once the folder was checked', async () => {
    const { findings: expected } = JSON.parse(inTerminal('check', '--format', 'json', '--no-cache')) as JsonReport;
    const before = await ask<FindingsResult>('caley/findings');
    equal(before.isWhole, false);
    await ask('caley/check');
    const { isWhole, findings } = await ask<FindingsResult>('caley/findings');
    equal(isWhole, true);
    ok(expected.length > 5);
    const named = (uri: string): string => fileURLToPath(uri).slice(folder.length + 1).replaceAll('\\', '/');
    deepEqual(
      findings.map((one) => [named(one.uri), one.range.start.line + 1, one.range.start.character + 1, one.rule.id, one.clause.id, one.severity, one.message, one.kinds.map(({ id }) => id), one.identity, one.flow.map(({ sentence }) => sentence)]),
      expected.filter(({ suppression }) => suppression === null).map((one) => [one.file, one.start.line, one.start.column, one.rule, one.clause, one.severity, one.message, one.dataKinds, one.identity, one.flow.map(({ sentence }) => sentence)]),
    );
  });

  it('views are told when something changed', async () => {
    let told = 0;
    editor.connection.onNotification('caley/changed', () => {
      told++;
    });
    await editor.open('new.ts', 'console.log(user.email);\n');
    await editor.diagnostics('new.ts', (all) => all.length === 1);
    const before = told;
    await editor.change('new.ts', 2, { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } }, 'nothing');
    await editor.diagnostics('new.ts', (all) => all.length === 0);
    for (let waits = 0; told === before && waits < 100; waits++) await new Promise((resolve) => setTimeout(resolve, 20));
    ok(told > before);
  });

  it('clauses have the state that the proof gives them, and parts of the data map lead into the code', async () => {
    deepEqual(await ask<ComplianceResult>('caley/compliance'), { folders: [] }, 'nothing is said of a folder that was not checked');
    await ask('caley/check');
    const { folders: [stand] } = await ask<ComplianceResult>('caley/compliance');
    ok(stand);
    inTerminal('report');
    const proof = JSON.parse(readFileSync(join(folder, 'caley-report/report.json'), 'utf8')) as Proof;
    deepEqual(stand.clauses.map(({ id, state, reason }) => [id, state, reason]), proof.clauses.map(({ id, state, reason }) => [id, state, reason]));
    equal(stand.title, proof.title);
    const map = stand.applications.find(({ parts }) => parts.some(({ group, places }) => group === 'target' && places.length > 0));
    ok(map);
    const drawn = [...map.picture.matchAll(/data-part="([^"]+)" tabindex="0" role="button" aria-label="([^"]+)"/g)].map(([, id]) => id);
    deepEqual(map.parts.map(({ id }) => id).sort(), drawn.sort(), 'each part is drawn once');
    const [place] = map.parts.flatMap(({ group, places }) => (group === 'target' ? places : []));
    const line = readFileSync(fileURLToPath(place?.uri ?? ''), 'utf8').split('\n')[place?.range.start.line ?? -1];
    equal(line?.length, place?.range.end.character, 'the whole line');
  });

  it('the proof is that of the command line to the byte, whatever is set or not saved in the editor', async () => {
    await editor.configure({ minimumConfidence: 'high', rules: { 'log/personal-data': 'off' } });
    await editor.open('src/unsaved.ts', 'console.log(user.email);\n');
    const uri = pathToFileURL(folder).toString();
    const other = mkdtempSync(join(tmpdir(), 'caley-'));
    try {
      const [ours, theirs] = [join(other, 'from editor'), join(other, 'from-terminal')];
      const made = await ask<ProofResult>('caley/proof', { uri, output: pathToFileURL(ours).toString() });
      inTerminal('report', '--output', theirs);
      equal(made.fault, null);
      const names = readdirSync(theirs).sort();
      deepEqual(readdirSync(ours).sort(), names);
      for (const name of names) equal(readFileSync(join(ours, name), 'utf8'), readFileSync(join(theirs, name), 'utf8'), name);
      equal(made.page, readFileSync(join(theirs, 'report.html'), 'utf8'));
      match(made.summary, /findings? .*; 46 clauses: /);
      equal(fileURLToPath(made.written ?? ''), join(ours, 'report.html'));
    } finally {
      rmSync(other, { recursive: true, force: true });
    }
  });

  it('a folder with other files in it is left as it is, and the fault is told', async () => {
    mkdirSync(join(folder, 'full'));
    writeFileSync(join(folder, 'full/own.txt'), 'mine');
    const uri = pathToFileURL(folder).toString();
    const made = await ask<ProofResult>('caley/proof', { uri, output: `${uri}/full` });
    match(made.fault ?? '', /^it holds .*, which is no part of a report$/);
    equal(made.written, null);
    equal(readFileSync(join(folder, 'full/own.txt'), 'utf8'), 'mine');
  });

  it('a proof that is not wanted any more is broken off and leaves nothing', async () => {
    const uri = pathToFileURL(folder).toString();
    const source = new CancellationTokenSource();
    const asked = editor.connection.sendRequest('caley/proof', { uri, output: `${uri}/proof` }, source.token);
    source.cancel();
    await asked.then(() => {
      throw new Error('it should have been cancelled');
    }, (error: unknown) => {
      match(String(error), /cancelled/);
    });
    equal(existsSync(join(folder, 'proof')), false);
  });
});
