/** The shipped models as a whole: they read, verify, lie where their package's name says, and reach what their paths say. */
import assert from 'node:assert/strict';
import { compileModels, verifyModels } from '../../src/models';
import type { Model } from '../../src/models';
import { readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';
import { modelReadings, placesAt } from './packs';

describe('model packs', () => {
  const readings = modelReadings();
  const models: readonly Model[] = readings.flatMap(({ model }) => (model === null ? [] : [model]));
  const entries = models.flatMap((model) => model.entries.map((entry) => ({ model, entry })));
  const packages = models.flatMap((model) => (model.ecosystem === 'npm' || model.ecosystem === 'pypi' ? [model.package, ...model.also].map((name) => `${model.ecosystem} ${name}`) : []));

  it(`are ${String(models.length)} files with ${String(entries.length)} entries for ${String(packages.length)} packages and the runtimes`, () => {
    assert.deepEqual(readings.flatMap(({ mistakes }) => mistakes), []);
    assert.ok(packages.length > 150);
  });

  it('verify against the kinds and parties of the policy', () => {
    const { policy } = readPolicy(packFiles());
    const mistakes = verifyModels(readings, { isKind: (id) => policy.kinds.all.has(id), partyCategory: (id) => policy.parties.get(id)?.category ?? null });
    assert.deepEqual(mistakes.map(({ file, message }) => `${file}: ${message}`), []);
  });

  it('lie in a file named as their package', () => {
    const misplaced = models.filter((model) => (model.ecosystem === 'npm' || model.ecosystem === 'pypi') && ![`models/${model.ecosystem}/${model.package}.yaml`, `models/npm/node/${model.package}.yaml`, `models/pypi/stdlib/${model.package}.yaml`].includes(model.file));
    assert.deepEqual(misplaced.map(({ file }) => file), []);
  });

  it('speak of each package in one file', () => {
    const twice = packages.filter((name, i) => packages.indexOf(name) !== i);
    assert.deepEqual(twice, []);
  });

  it('have a place with the fact at the end of every path', () => {
    const compiled = compileModels(models);
    const lost = entries.filter(({ model, entry }) => ![...placesAt(compiled, model, entry.at, () => entry.fact.versions?.replace(', unknown', '') ?? null)].some(({ facts }) => facts.some((fact) => fact.is === entry.fact.is && fact.passes.length === entry.fact.passes.length)));
    assert.deepEqual(lost.map(({ model, entry }) => `${model.file}: ${entry.at}`), []);
  });

  it('do not depend on the order in which they are asked', () => {
    const one = compileModels(models);
    const other = compileModels(models);
    const forwards = entries.flatMap(({ model, entry }) => [...placesAt(one, model, entry.at)].map(({ path }) => path));
    const backwards = [...entries].reverse().map(({ model, entry }) => [...placesAt(other, model, entry.at)].map(({ path }) => path));
    assert.deepEqual(forwards, backwards.reverse().flat());
    assert.equal(one.hash, other.hash);
  });

  it('keep the runtimes apart', () => {
    const compiled = compileModels(models);
    for (const [name, owner, other] of [['print', 'pypi', 'npm'], ['sorted', 'pypi', 'npm'], ['console', 'npm', 'pypi'], ['fetch', 'npm', 'pypi']] as const) {
      assert.ok(compiled.global(owner, name) !== null, name);
      assert.equal(compiled.global(other, name), null, name);
    }
    for (const [name, owner, other] of [['strip', 'pypi', 'npm'], ['model_dump', 'pypi', 'npm'], ['toLowerCase', 'npm', 'pypi'], ['then', 'npm', 'pypi']] as const) {
      assert.ok(compiled.any(owner).member(name) !== null, name);
      assert.equal(compiled.any(other).member(name), null, name);
    }
    assert.deepEqual([compiled.guess('pypi', 'cursor') !== null, compiled.guess('npm', 'cursor'), compiled.guess('pypi', 'prisma'), compiled.guess('npm', 'prisma') !== null], [true, null, null, true]);
  });

  it('speak of the packages of PyPI', () => {
    const python = models.filter((model) => model.ecosystem === 'pypi');
    assert.ok(python.length > 250);
    assert.ok(python.flatMap((model) => model.entries).length > 900);
  });

  it('reach what Python programs import, however they import it', () => {
    const compiled = compileModels(models);
    const info = compiled.package('pypi', 'logging')?.member('getLogger')?.returned()?.member('info')?.argument(0, 'extra');
    assert.equal(info?.facts[0]?.is, 'sink.log');
    const post = compiled.package('pypi', 'requests.sessions')?.member('Session')?.returned()?.member('post');
    assert.equal(post?.argument(0, 'json')?.facts[0]?.is, 'sink.http.body');
    assert.equal(compiled.type('pypi', 'django.http', 'HttpRequest'), compiled.package('pypi', 'django')?.member('http')?.member('HttpRequest')?.returned());
    assert.equal(compiled.package('pypi', 'google')?.member('cloud')?.member('storage'), compiled.package('pypi', 'google.cloud.storage'));
    assert.equal(compiled.type('pypi', 'flask', 'Request'), compiled.package('pypi', 'flask')?.member('request'));
    assert.equal(compiled.type('pypi', 'fastapi', 'Request'), compiled.type('pypi', 'starlette.requests', 'Request'));
    assert.equal(compiled.package('pypi', 'ssl')?.member('create_default_context')?.returned()?.facts.length, 0);
  });

  it('reach loggers as their users write them', () => {
    const compiled = compileModels(models);
    const info = compiled.package('npm', 'winston')?.member('createLogger')?.returned()?.member('child')?.returned()?.member('info')?.argument(0, null);
    assert.equal(info?.facts[0]?.is, 'sink.log');
    assert.equal(compiled.type('npm', 'pino', 'Logger')?.member('info')?.argument(2, null)?.path, 'pino().info.argument[1..]');
    assert.equal(compiled.global('npm', 'window')?.member('localStorage')?.member('setItem')?.argument(1, null)?.facts[0]?.is, 'sink.store.browser');
    assert.equal(compiled.package('npm', 'node-fetch'), compiled.global('npm', 'fetch'));
    assert.equal(compiled.global('npm', 'fetch')?.argument(1, null)?.member('body')?.path, 'fetch.argument[1].body');
  });
});
