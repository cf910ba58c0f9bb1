/** The forms of a pack's files, as editors are told them: what the bundled packs say is of them, and they have the keys that readers accept, and no others. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { fixes } from '../../src/fixes';
import { modelSchema, readPackageModel } from '../../src/models';
import { extendPolicy, packFormOf, packSchema, readPolicy } from '../../src/policy';
import type { JsonSchema, PackForm } from '../../src/policy';
import { modelFiles } from '../models/packs';
import { samplePack, packWith } from '../support/sample-pack';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());
const ids = [...fixes.keys()];
const schemas: Readonly<Record<PackForm, JsonSchema>> = { model: modelSchema(policy), kinds: packSchema('kinds', policy, ids), packages: packSchema('packages', policy, ids), parties: packSchema('parties', policy, ids), rule: packSchema('rule', policy, ids) };
const ajv = new Ajv({ strict: false, allErrors: true });
const validate = Object.fromEntries(Object.entries(schemas).map(([form, schema]) => [form, ajv.compile(schema)]));
/** Checks that only bundled rules have. */
const bundledChecks = ['setting', 'declaration', 'suppression', 'code', 'absence'];

const bundled = [...packFiles(), ...modelFiles()].flatMap(({ path, text }) => {
  const form = packFormOf(path);
  return form === null ? [] : [{ path, form, said: parse(text, { schema: 'core' }) as Record<string, unknown> }];
});

/** As a company might write it: a check that is bundled is another, and nobody is Caley. */
function asOwn(form: PackForm, said: Record<string, unknown>): Record<string, unknown> {
  if (form === 'parties') return { ...said, parties: (said['parties'] as { role: string }[]).filter(({ role }) => role !== 'caley') };
  if (form !== 'rule') return said;
  const own = Object.fromEntries(Object.entries(said).filter(([key]) => !bundledChecks.includes(key)));
  return 'flow' in own || 'shape' in own ? own : { ...own, flow: { from: 'data.contact.email', to: 'sink.log' } };
}

function mistakesIn(form: PackForm, said: unknown): readonly string[] {
  validate[form]?.(said);
  return (validate[form]?.errors ?? []).map(({ instancePath, message, params }) => `${instancePath} ${String(message)} ${JSON.stringify(params).slice(0, 80)}`);
}

describe('the forms of packs', () => {
  for (const form of ['kinds', 'model', 'parties', 'rule'] as const) {
    it(`what is bundled is of the form of a ${form}`, () => {
      const all = bundled.filter((file) => file.form === form);
      assert.ok(all.length > 10);
      assert.deepEqual(all.flatMap(({ path, said }) => mistakesIn(form, asOwn(form, said)).slice(0, 3).map((mistake) => `${path} ${mistake}`)), []);
    });
  }

  it('the bundled list of malicious packages is of its form', () => {
    const said = bundled.find((file) => file.form === 'packages')?.said;
    assert.deepEqual(mistakesIn('packages', said), []);
    const [first] = (said as { incidents: object[] }).incidents;
    for (const wrong of [{ ...first, date: 'May' }, { ...first, npm: { a: { versions: ['^1'] } } }, { ...first, source: null }]) assert.notDeepEqual(mistakesIn('packages', { incidents: [wrong] }), [], JSON.stringify(wrong));
  });

  it('other forms than those a company may write are refused', () => {
    const rule = { ...(parse(samplePack['rules/acme/badge-in-trail.yaml'] ?? '') as object), flow: { from: 'data.contact.email', to: 'sink.log' } };
    assert.deepEqual(mistakesIn('rule', rule), []);
    for (const wrong of [{ ...rule, setting: { is: 'setting.at-rest.database' } }, { ...rule, shape: { at: 'constant', value: { equals: 1 } } }, { ...rule, clause: 'DP-DATA-99' }, { ...rule, flow: { from: 'sink.log', to: 'sink.log' } }, { ...rule, fixes: ['magic'] }, { ...rule, message: null }]) assert.notDeepEqual(mistakesIn('rule', wrong), []);
    for (const wrong of [{ package: 'x' }, { package: 'x', entries: [{ at: 'f()', is: 'data.nothing' }] }, { package: 'x', entries: [{ at: 'f()', tests: 'argument' }] }, { package: 'x', ecosystem: 'global', entries: [] }]) assert.notDeepEqual(mistakesIn('model', wrong), []);
    assert.notDeepEqual(mistakesIn('kinds', { kinds: [{ id: 'data.x', title: 'x', weight: 6 }] }), []);
    assert.notDeepEqual(mistakesIn('parties', { category: 'crm', title: 'x', purpose: 'x', parties: [{ id: 'x', vendor: 'x', role: 'caley' }] }), []);
  });

  it('each map has the keys that its reader names, and each key says what it means', () => {
    // Each in a pack of its own: of some files there is one in a pack.
    const written = (['kinds', 'model', 'packages', 'parties', 'rule'] as const).flatMap((form) => instances(schemas[form]).map((one, i) => ({ ...one, form, path: folders[form].replace('*', `made-${String(i)}`), folder: `${form}-${String(i)}`, text: JSON.stringify(one.said) })));
    const nothing = Object.fromEntries(Object.keys(samplePack).map((path) => [path, null]));
    const mistakes = [
      ...extendPolicy(policy, written.map(({ path, folder, text }) => packWith({ ...nothing, [path]: text }, folder)), new Set(ids)).mistakes,
      ...written.flatMap(({ form, path, folder, text }) => (form === 'model' ? readPackageModel({ path: `${folder}/${path}`, text }).mistakes : [])),
    ];
    assert.ok(written.length > 30);
    for (const { form, path, folder, said, text, keys } of written) {
      assert.ok(mistakesIn(form, said).some((mistake) => mistake.includes(unknown)), text);
      const told = mistakes.flatMap(({ file, message }) => (file === `${folder}/${path}` ? (/^Unknown key "(.*?)"; known are (.*)\.$/.exec(message)?.slice(1) ?? []) : []));
      // What holds without an import is bundled alone.
      const known = (told[1] ?? '').split(', ').filter((key) => !(keys.includes('package') && key === 'for'));
      assert.deepEqual([told[0], known.sort()], [unknown, [...keys].sort()], text);
    }
    assert.deepEqual(Object.values(schemas).flatMap(undescribed), []);
  });

  it('docs/packs.md has every key', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/packs.md'), 'utf8');
    const keysIn = (heading: string): readonly string[] => [...(page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, key = '']) => key);
    const at = (schema: JsonSchema, ...path: readonly string[]): JsonSchema => path.reduce<JsonSchema>((one, key) => {
      const inner = alternatives((one['properties'] as JsonSchema | undefined)?.[key])[0] ?? {};
      return inner['type'] === 'array' ? (inner['items'] as JsonSchema) : inner;
    }, schema);
    const keysAt = (...path: Parameters<typeof at>): readonly string[] => Object.keys(at(...path)['properties'] as JsonSchema);
    const tables: Readonly<Record<string, readonly string[]>> = {
      'What a model says': [...keysAt(schemas.model), 'for'], 'What an entry says': keysAt(schemas.model, 'entries'), 'What a kind says': keysAt(schemas.kinds, 'kinds'),
      'What a rule says': keysAt(schemas.rule), 'What a flow says': keysAt(schemas.rule, 'flow'), 'What a shape says': keysAt(schemas.rule, 'shape'),
    };
    for (const [heading, keys] of Object.entries(tables)) assert.deepEqual([heading, [...keysIn(heading)].sort()], [heading, [...keys].sort()]);
  });
});

const unknown = 'made-up-key';
const folders: Readonly<Record<PackForm, string>> = { kinds: 'kinds/*.yaml', model: 'models/npm/*.yaml', packages: 'malicious-packages.yaml', parties: 'parties/*.yaml', rule: 'rules/acme/*.yaml' };

interface Instance {
  /** With a key that is unknown in one of its maps. */
  readonly said: unknown;
  /** The keys that the form of that map has. */
  readonly keys: readonly string[];
}

/** One for each map that a form has. */
function instances(schema: unknown): readonly Instance[] {
  return alternatives(schema).flatMap((one): readonly Instance[] => {
    if (one['type'] === 'array') return instances(one['items']).map(({ said, keys }) => ({ said: [said], keys }));
    if (one['type'] !== 'object') return [];
    const named = Object.entries((one['properties'] ?? {}) as JsonSchema);
    const least = leastOf(one) as object;
    return [
      ...(named.length === 0 ? [] : [{ said: { ...least, [unknown]: 'x' }, keys: named.map(([key]) => key) }]),
      ...named.flatMap(([key, inner]) => instances(inner).map(({ said, keys }) => ({ said: { ...least, [key]: said }, keys }))),
      ...instances(one['additionalProperties']).map(({ said, keys }) => ({ said: { '0': said }, keys })),
    ];
  });
}

/** As little as a form lets one write. */
function leastOf(schema: unknown): unknown {
  const [one = {}] = alternatives(schema);
  const { properties = {}, required = [] } = one as { properties?: JsonSchema; required?: readonly string[] };
  // What is said of a place is only looked at where something is said.
  const said = alternatives(properties['value']).some((value) => value['type'] === 'object') ? { value: { given: true } } : {};
  if (one['type'] === 'object') return { ...Object.fromEntries(required.map((key) => [key, leastOf(properties[key])])), ...said };
  if (one['type'] === 'array') return [leastOf(one['items'])];
  return Array.isArray(one['enum']) ? (one['enum'][0] as unknown) : (one['const'] ?? 'x');
}

function alternatives(schema: unknown): readonly JsonSchema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { anyOf } = schema as JsonSchema;
  return Array.isArray(anyOf) ? anyOf.flatMap(alternatives) : [schema as JsonSchema];
}

/** Keys without a word on them. */
function undescribed(schema: unknown): readonly string[] {
  return alternatives(schema).flatMap((one) => [
    ...Object.entries((one['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(([key, inner]) => [...(typeof inner['description'] === 'string' ? [] : [key]), ...undescribed(inner)]), ...undescribed(one['items']), ...undescribed(one['additionalProperties']),
  ]);
}
