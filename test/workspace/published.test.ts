/**
 * What does an API document change that a caley.yaml names? The findings of the files that it rules, as it comes,
 * changes and goes: after each step the same as from scratch. And what is told where it cannot be read.
 */
import assert from 'node:assert/strict';
import { checks } from '../../src/analysis';
import { createWorkspace, defaultConfiguration, isDeclaration, namedBy } from '../../src/workspace';
import type { Named, Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { packCode, packFolder, packWith } from '../support/sample-pack';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

type Files = Readonly<Record<string, string>>;

const isDocument = (path: string): boolean => /\.(?:yaml|json)$/.test(path) && !isDeclaration(path);

function put(workspace: Workspace, path: string, text: string): void {
  workspace.apply(isDocument(path) ? { type: 'document', path, content: { text } } : { type: 'write', path, text, version: 1 });
}

function opened(files: Files, focus: readonly string[] = []): Workspace {
  const workspace = createWorkspace({ languages: engine.languages, grammars: engine.grammars, policy: engine.policy, models: engine.models, today: '2026-01-01' });
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, drafts: true } });
  workspace.focus(focus);
  for (const [path, text] of Object.entries(files)) put(workspace, path, text);
  workspace.apply({ type: 'complete', paths: [''] });
  while (workspace.step());
  return workspace;
}

/** Findings of rules about the API, mistakes of declarations, and how many requests are open. */
function told(workspace: Workspace): readonly string[] {
  while (workspace.step());
  const snapshot = workspace.snapshot();
  const line = (path: string, offset: number): string => `${path}:${String((snapshot.file(path)?.lines.positionAt(offset).line ?? 0) + 1)}`;
  return [
    ...snapshot.files.flatMap((path) => snapshot.findings(path).filter(({ finding }) => finding.rule.startsWith('api/')).map(({ finding }) => `${line(path, finding.range.start)} ${finding.rule}`)),
    ...snapshot.declarations.flatMap((path) => snapshot.mistakes(path).map(({ range, message, severity }) => `${line(path, range.start)} ${severity}: ${message}`)),
    ...snapshot.files.filter((path) => snapshot.openRequests(path) > 0).map((path) => `${path} ${String(snapshot.openRequests(path))} open`),
  ];
}

const openapi = (paths: string): string => `openapi: 3.1.0\nservers: [{ url: "https://api.caley.app/v1" }]\npaths: { ${paths} }\n`;
const naming = (document: string): string => `version: 1\napi: { openapi: ${document} }\n`;
const client = "const BASE = 'https://api.caley.app/v1';\nexport const get = (path: string) => fetch(BASE + path);\n";
const main = "import { get } from './client';\nget('/bookings');\nget('/admin/users');\nfetch('https://api.caley.app/internal/x');\n";

describe('an API document', () => {
  const files: Files = { 'caley.yaml': naming('api/openapi.yaml'), 'api/openapi.yaml': openapi('/bookings: { get: {} }'), 'src/client.ts': client, 'src/main.ts': main };

  it('says what is published, to callers in other files too', () => {
    assert.deepEqual(told(opened(files)), ['src/main.ts:3 api/unpublished-endpoint', 'src/main.ts:4 api/unpublished-endpoint']);
    assert.deepEqual(told(opened({ ...files, 'caley.yaml': 'version: 1\n' })), ['src/main.ts:4 api/internal-looking-endpoint']);
  });

  it('leaves the same as from scratch, whatever comes, changes and goes', () => {
    const steps: readonly (readonly [string, string | null])[] = [
      ['api/openapi.yaml', openapi('/admin/users: { get: {} }')],
      ['src/client.ts', client.replace('/v1', '/v2')],
      ['src/client.ts', client],
      ['caley.yaml', naming('api/other.json')],
      ['api/other.json', '{"openapi":"3.1.0","paths":{"/v1/bookings":{"get":{"deprecated":true}}}}'],
      ['src/caley.yaml', 'version: 1\n'],
      ['src/caley.yaml', 'version: 1\napi: { openapi: ../api/openapi.yaml, extraEndpoints: [{ path: "/internal/{x}", approval: mail }] }\n'],
      ['api/openapi.yaml', 'openapi: ['],
      ['src/caley.yaml', null],
      ['api/openapi.yaml', openapi('/bookings: { post: {} }')],
      ['caley.yaml', naming('[api/openapi.yaml, api/other.json]')],
      ['src/main.ts', main.replace('/bookings', '/booking')],
      ['caley.yaml', null],
    ];
    for (const focus of [[], ['src/main.ts'], Object.keys(files)]) {
      const workspace = opened(files, focus);
      const now = new Map(Object.entries(files));
      const seen = new Set<string>();
      for (const [path, text] of steps) {
        if (text === null) now.delete(path);
        else now.set(path, text);
        if (text === null) workspace.apply({ type: 'remove', path });
        else put(workspace, path, text);
        const answer = told(workspace);
        assert.deepEqual(answer, told(opened(Object.fromEntries(now))), `${path}: ${text ?? 'removed'}`);
        seen.add(answer.join('\n'));
      }
      assert.ok(seen.size >= 8, [...seen].join('\n\n'));
    }
  });

  it('speaks to the files that its caley.yaml rules', () => {
    const apps: Files = { 'caley.yaml': 'version: 1\n', 'a/caley.yaml': naming('../openapi.yaml'), 'openapi.yaml': openapi('/bookings: { get: {} }'), 'a/main.ts': main.replace('./client', '../client'), 'b/main.ts': main.replace('./client', '../client'), 'client.ts': client };
    assert.deepEqual(told(opened(apps)).filter((one) => one.includes('unpublished')), ['a/main.ts:3 api/unpublished-endpoint', 'a/main.ts:4 api/unpublished-endpoint']);
  });

  it('stands beside packs of one’s own that the same caley.yaml names, whichever comes first', () => {
    const code = `${packCode}fetch('https://api.caley.app/v1/users');\n`;
    const both = `${naming('api/openapi.yaml')}packs: [${packFolder}]\n`;
    const all = (workspace: Workspace): readonly string[] => {
      while (workspace.step());
      return workspace.snapshot().findings('src/a.ts').map(({ finding }) => finding.rule).filter((rule) => /^(?:acme|api|data)\//.test(rule));
    };
    const own = ['acme/badge-in-trail', 'data/undisclosed-recipient'];
    const workspace = opened({ 'caley.yaml': both, 'src/a.ts': code, 'api/openapi.yaml': openapi('/bookings: { get: {} }') });
    assert.deepEqual(all(workspace), ['api/unpublished-endpoint']);
    workspace.apply({ type: 'pack', pack: packWith() });
    assert.deepEqual(all(workspace), [...own, 'api/unpublished-endpoint']);
    put(workspace, 'api/openapi.yaml', openapi('/users: { get: {} }'));
    assert.deepEqual(all(workspace), own);
    assert.deepEqual(workspace.snapshot().mistakes('caley.yaml'), []);
  });

  it('is asked for by name, as packs are, inside of the workspace', () => {
    const documents = (...paths: readonly string[]): readonly Named[] => paths.map((path) => ({ type: 'document', path }));
    assert.deepEqual(namedBy('apps/a/caley.yaml', naming('[./x/../o.yaml, ../b.json, ../../../out.yaml, /abs.yaml, o.ts]')), documents('apps/a/o.yaml', 'apps/b.json'));
    assert.deepEqual(namedBy('apps/a/caley.yaml', `${naming('o.yaml')}packs: [./packs, ../packs]\n`), [...documents('apps/a/o.yaml'), { type: 'pack', path: 'apps/a/packs' }]);
    assert.deepEqual([namedBy('caley.yaml', '['), namedBy('caley.yaml', 'api: 1'), namedBy('caley.yaml', '')], [[], [], []]);
  });

  it('is told of where it is named when it cannot be read; the rest is checked, and no request', () => {
    const mistake = (document: string, rest: Files = {}): readonly string[] => told(opened({ 'src/main.ts': main, 'src/client.ts': client, 'caley.yaml': naming(document), ...rest }));
    const looks = 'src/main.ts:4 api/internal-looking-endpoint';
    const after = 'Requests are not held against the API until it can be read.';
    assert.deepEqual(mistake('gone.yaml'), [looks, `caley.yaml:2 error: "gone.yaml" was not found. ${after}`]);
    assert.deepEqual(mistake('../gone.yaml'), [looks, `caley.yaml:2 error: "../gone.yaml" lies outside of the folder that is examined. ${after}`]);
    assert.deepEqual(mistake('o.yaml', { 'o.yaml': 'a: [' }).slice(0, 1), [looks]);
    assert.match(mistake('o.yaml', { 'o.yaml': 'a: [' })[1] ?? '', /^caley.yaml:2 error: "o.yaml" is no OpenAPI document that can be read: line \d+: .*[^.]\. Requests/);
    assert.deepEqual(mistake('[o.yaml, gone.yaml]', { 'o.yaml': openapi('/bookings: { get: {} }') }), [looks, `caley.yaml:2 error: "gone.yaml" was not found. ${after}`]);
    assert.deepEqual(mistake('o.ts'), [looks, 'caley.yaml:2 error: This must be a file that ends in .yaml, .yml or .json.']);
    const declared = 'version: 1\napi:\n  extraEndpoints: [{ path: x, approval: mail }, { path: /a }]\n  banana: 1\n  scopes: [a]\n';
    assert.deepEqual(told(opened({ 'caley.yaml': declared })), ['caley.yaml:3 error: A path begins with a slash: /v2/exports/{id}.', 'caley.yaml:3 error: The key "approval" is missing.', 'caley.yaml:4 warning: Unknown key "banana".']);
  });

  it('counts what is made at run time, where no caller says more', () => {
    assert.deepEqual(told(opened({ ...files, 'src/main.ts': '' })), ['src/client.ts 1 open']);
    assert.deepEqual(told(opened({ ...files, 'src/main.ts': "import { get } from './client';\nget(location.hash);\nfetch(next());\nfetch(`https://api.acme.example/${x}`);\n" })), ['src/main.ts 2 open']);
    assert.deepEqual(told(opened({ ...files, 'caley.yaml': 'version: 1\n', 'src/main.ts': 'fetch(next());\n' })), []);
    const extra = 'version: 1\napi: { openapi: api/openapi.yaml, extraEndpoints: { path: "/v1/exports/{id}", approval: mail } }\n';
    assert.deepEqual(told(opened({ ...files, 'caley.yaml': extra, 'src/main.ts': "import { get } from './client';\nget(`/exports/${id}`);\nclass A { _get(path) { return fetch('https://api.caley.app' + path); }\n a() { return this._get('/v1/bookings'); } }\n" })), []);
  });
});

describe('checks that are code', () => {
  it('are those that rules name', () => {
    const named = [...engine.policy.rules.values()].flatMap(({ check }) => (check.type === 'code' ? [check.check] : []));
    assert.deepEqual(named.sort(), [...checks.keys()].sort());
  });
});
