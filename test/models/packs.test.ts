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
    const lost = entries.filter(({ model, entry }) => ![...placesAt(compiled, model, entry.at)].some(({ facts }) => facts.some((fact) => fact.is === entry.fact.is && fact.passes.length === entry.fact.passes.length)));
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

  it('reach loggers as their users write them', () => {
    const compiled = compileModels(models);
    const info = compiled.package('npm', 'winston')?.member('createLogger')?.returned()?.member('child')?.returned()?.member('info')?.argument(0, null);
    assert.equal(info?.facts[0]?.is, 'sink.log');
    assert.equal(compiled.type('npm', 'pino', 'Logger')?.member('info')?.argument(2, null)?.path, 'pino().info.argument[*]');
    assert.equal(compiled.global('npm', 'window')?.member('localStorage')?.member('setItem')?.argument(1, null)?.facts[0]?.is, 'sink.store.browser');
    assert.equal(compiled.package('npm', 'node-fetch'), compiled.global('npm', 'fetch'));
    assert.equal(compiled.global('npm', 'fetch')?.argument(1, null)?.member('body')?.path, 'fetch.argument[1].body');
  });
});
