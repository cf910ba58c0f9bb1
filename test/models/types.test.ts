/**
 * Are paths of models held against declarations rightly? Small packages that stand in
 * memory, one a way of exporting; what the real ones declare is compared by
 * `npm run models:types`, which fetches them.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readModel } from '../../src/models';
import type { Model } from '../../src/models';
import { outcomeFile } from '../../scripts/types-outcome';
import { readPackages } from '../../scripts/types-packages';
import { pathsOf, TypesCheck } from '../../scripts/types-check';
import { DeclarationReader } from '../../scripts/types-program';
import { specifiersOf } from '../../scripts/types-check';
import { modelReadings } from './packs';

const root = '/made-up';

/** Files by their path in `node_modules`; a package that says nothing of its entry has it at index.d.ts. */
type Files = Readonly<Record<string, string>>;

const none: Files = {};

function check(files: Files, ...models: readonly Model[]): TypesCheck {
  const names = Object.keys(files).map((path) => path.split('/').slice(0, path.startsWith('@') ? 2 : 1).join('/'));
  const manifests = names.map((name) => [`${name}/package.json`, JSON.stringify({ name, version: '1.0.0', types: 'index.d.ts' })] as const);
  const overlay = new Map([...manifests, ...Object.entries(files)].map(([path, text]) => [`${root}/node_modules/${path}`, text]));
  return new TypesCheck(models, new DeclarationReader(root, overlay).read(root, specifiersOf(models), []));
}

function model(name: string, paths: readonly string[], more = '', example = ''): Model {
  const entries = paths.map((at) => `  - at: ${JSON.stringify(at)}\n    is: sink.log\n    example: ${JSON.stringify(example)}\n`).join('');
  const { model: read } = readModel({ path: `models/npm/${name}.yaml`, text: `package: "${name}"\n${more}entries:\n${entries}` });
  assert.ok(read !== null && read.entries.length === paths.length, 'the model of the test reads');
  return read;
}

/** What is said of each path of a model of the package `made`, in a line: `exists`, `missing: …`, `unknown: …`. */
function said(declaration: string, paths: readonly string[], { types = '', more = none, example = '' } = {}): readonly string[] {
  const made = model('made', paths, types, example);
  const judge = check({ 'made/index.d.ts': declaration, ...more }, made);
  return pathsOf(made).filter(({ owner }) => 'entry' in owner).map((path) => {
    const judgement = judge.judge(path);
    if (judgement.says === 'exists') return 'exists';
    return `${judgement.says}: ${(judgement.says === 'missing' ? judgement.messages : judgement.reasons).join(' ')}`;
  });
}

/** Those of the paths that do not exist. */
function notThere(declaration: string, paths: readonly string[], options: Parameters<typeof said>[2] = {}): readonly string[] {
  const all = said(declaration, paths, options);
  return paths.flatMap((path, i) => (all[i] === 'exists' ? [] : [`${path}: ${all[i] ?? ''}`]));
}

describe('paths of models against declarations', () => {
  it('misses a member, and names the nearest', () => {
    assert.deepEqual(said('export function sendMail(to: string): void;', ['sendMial.argument[0]', 'sendMail.argument[0]']), ['missing: "sendMial" is not declared. Did you mean "sendMail"?', 'exists']);
  });

  it('misses each of several names that is nowhere, and accepts what one of several has', () => {
    const declaration = 'interface Issues { create(a: object): void; comment(a: object): void } interface Gists { create(a: object): void } export const issues: Issues; export const gists: Gists;';
    assert.deepEqual(said(declaration, ['{issues,gists}.{create,comment}.argument[0]', '{issues,gists}.{create,delete,remove}.argument[0]']), ['exists', 'missing: "delete" is not declared. "remove" is not declared.']);
  });

  it('follows default exports, namespaces, and what is assigned to exports', () => {
    assert.deepEqual(notThere('export default function make(a: string): { log(x: string): void }; export const other: number;', ['default.argument[0]', 'default().log.argument[0]', 'other', '{default,other}']), []);
    assert.deepEqual(notThere('declare function make(a: string): make.Logger; declare namespace make { interface Logger { info(x: string): void } const levels: { high: number } } export = make;', ['default().info.argument[0]', 'levels.high', '<Logger>.info.argument[0]'], { types: 'types:\n  Logger: []\n' }), []);
  });

  it('tries every overload', () => {
    const declaration = 'export function send(to: string): { id: string }; export function send(to: string, options: { text: string }): { code: number };';
    assert.deepEqual(notThere(declaration, ['send().id', 'send().code', 'send.argument[1].text', 'send.argument[0..1]']), []);
    assert.deepEqual(said(declaration, ['send.argument[2]', 'send().text']), ['missing: position 2 does not exist: at most 2 are declared.', 'missing: "text" is not declared.']);
  });

  it('looks through type parameters to what they are bound by, and says where they are free', () => {
    const declaration = 'export function wrap<T extends { email: string }>(x: T): T; export function free<T>(x: T): T; export class Box<V = { name: string }> { value: V }';
    assert.deepEqual(said(declaration, ['wrap().email', 'wrap.argument[0].email', 'wrap().phone', 'free().email', 'Box.new().value.name']), ['exists', 'exists', 'missing: "phone" is not declared.', 'unknown: a type parameter', 'exists']);
  });

  it('makes instances with new, of classes that extend others too', () => {
    const declaration = 'declare class Base { flush(): void } export class Client extends Base { constructor(options: { url: string; tls?: { ca: string } }); send(x: string): this; }';
    assert.deepEqual(notThere(declaration, ['Client.new().send.argument[0]', 'Client.new().send().flush()', 'Client.argument[0].tls.ca', 'Client.new().send.receiver', '<Client>.flush()'], { types: 'types:\n  Client: [Client.new()]\n' }), []);
    assert.deepEqual(said(declaration, ['Client.new().sent()']), ['missing: "sent" is not declared. Did you mean "send"?']);
  });

  it('takes a promise for its value', () => {
    assert.deepEqual(notThere('export function load(): Promise<{ rows: { email: string }[] }>;', ['load().rows[].email', 'load().then']), []);
  });

  it('looks at what callbacks receive, and at their optional and listed forms', () => {
    const declaration = 'export function on(name: string, handle?: (event: { data: string }, done: () => void) => void): void; export function use(...handlers: ((request: { body: string }) => void)[]): void;';
    assert.deepEqual(notThere(declaration, ['on.argument[1].parameter[0].data', 'use.argument[*].parameter[0].body']), []);
    assert.deepEqual(said(declaration, ['on.argument[1].parameter[2]', 'on.argument[0].parameter[0]']), ['missing: position 2 does not exist: at most 2 are declared.', 'missing: what stands there is no function.']);
  });

  it('reads elements of lists, records, maps and iterators', () => {
    const declaration = 'export const list: { a: 1 }[]; export const record: Record<string, { a: 1 }>; export const map: Map<string, { a: 1 }>; export function stream(): AsyncIterable<{ a: 1 }>; export const one: { b: 1 };';
    assert.deepEqual(notThere(declaration, ['list[].a', 'record.anything.a', 'record[].a', 'map[].a', 'stream()[].a']), []);
    assert.deepEqual(said(declaration, ['one[]', 'list[].b']), ['missing: what stands before "[]" has no elements.', 'missing: "b" is not declared.']);
  });

  it('takes types from their paths, which may go through themselves', () => {
    const declaration = 'export interface Logger { child(x: object): Logger; info(x: string): void } export function pino(): Logger;';
    assert.deepEqual(notThere(declaration, ['<Log>.child().info.argument[0]', '<Logger>.info'], { types: 'types:\n  Log: [pino(), <Log>.child()]\n  Logger: []\n' }), []);
    assert.deepEqual(said(declaration, ['<Lgger>.info'], { types: 'types:\n  Lgger: []\n' }), ['missing: no type "Lgger" is exported.']);
  });

  it('counts as unknown what is any, or has no declarations', () => {
    assert.deepEqual(said('export const loose: any; export function take(x: unknown): object;', ['loose.x', 'take.argument[0].x', 'take().x', 'take.argument[0]']), ['unknown: any', 'unknown: unknown', 'unknown: object', 'exists']);
    const nowhere = model('nowhere', ['send.argument[0]']);
    assert.deepEqual(check({}, nowhere).judge(pathsOf(nowhere)[0] ?? assert.fail()), { says: 'unknown', reasons: ['no declarations'] });
  });

  it('counts as unknown what a base or another package may have that is not there', () => {
    assert.deepEqual(said('import { Base } from "absent"; export class Client extends Base { send(): void }', ['Client.new().send', 'Client.new().flush']), ['exists', 'unknown: a base that is not declared here']);
    assert.deepEqual(said('export * from "absent"; export const here: 1;', ['here', 'there']), ['exists', 'unknown: it exports what absent has']);
    assert.deepEqual(said('export const here: 1;', ['there'], { types: 'also: [absent]\n' }), ['unknown: not in made; it may be in absent']);
  });

  it('finds what another package of the model has, and what only a subpath does', () => {
    const twin = { 'twin/index.d.ts': 'export const there: 1;' };
    assert.deepEqual(said('export const here: 1;', ['here', 'there', 'nowhere'], { types: 'also: [twin]\n', more: twin }), ['exists', 'exists', 'missing: "nowhere" is not declared.']);
    const inner = { 'made/inner.d.ts': 'export function drizzle(url: string): void;', 'made/des.d.ts': 'declare const des: { encrypt(x: string): string }; export = des;' };
    assert.deepEqual(notThere('export const here: 1;', ['drizzle.argument[0]'], { more: inner, example: "import { drizzle } from 'made/inner'" }), []);
    assert.deepEqual(said('export const here: 1;', ['des.encrypt()', 'aes.encrypt()'], { types: 'subpaths: members\n', more: inner }), ['exists', 'missing: "aes" is not declared.']);
  });

  it('says nothing of what the model says types lack, and minds where they have it', () => {
    const undeclared = 'undeclared:\n  request.user: "a plugin adds it"\n';
    assert.deepEqual(said('export const request: { id: string };', ['request.user', 'request.id'], { types: undeclared }), ['unknown: a plugin adds it', 'exists']);
    assert.deepEqual(said('export const request: { user: string };', ['request.user'], { types: undeclared }), ['missing: "undeclared" is said of what the types have.']);
  });

  it('reads declarations that stand under @types', () => {
    const made = model('plain', ['send.argument[0]', 'snd']);
    const judge = check({ '@types/plain/index.d.ts': 'export function send(x: string): void;' }, made);
    assert.deepEqual(pathsOf(made).map((path) => judge.judge(path).says), ['exists', 'missing']);
  });
});

describe('what came out for the models', () => {
  const outcome = parse(readFileSync(outcomeFile, 'utf8')) as readonly { readonly package: string; readonly missing?: readonly string[]; readonly older?: readonly unknown[] }[];

  it('misses nothing', () => {
    assert.deepEqual(outcome.filter(({ missing }) => missing !== undefined).map((each) => `${each.package}: ${String(each.missing)}`), []);
  });

  it('is of packages that have a model', () => {
    const names = new Set(modelReadings().flatMap(({ model: each }) => (each?.ecosystem === 'npm' ? [each.package] : [])));
    assert.deepEqual(outcome.filter((each) => !names.has(each.package)), []);
  });

  it('is of packages that are pinned by content', () => {
    assert.deepEqual(readPackages().filter(({ version, integrity }) => !/^\d+\.\d+\.\d+/.test(version) || !integrity.startsWith('sha512-')), []);
  });
});
