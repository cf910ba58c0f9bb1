/** The engine that ships: its packs have no mistakes, and checkout and build hold the same. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAssets, loadEngine, loadPacks, storePacks } from '../../src/host';
import type { Model } from '../../src/models';
import { withFolder } from '../temporary-folder';

const root = join(__dirname, '..', '..');

describe('the engine', () => {
  it('loads from the checkout without a mistake', async () => {
    const engine = await loadEngine(findAssets(__dirname));
    assert.deepEqual(engine.mistakes.map(({ file, message }) => `${file}: ${message}`), []);
    assert.ok(engine.policy.rules.size > 0 && engine.policy.clauses.size > 0 && engine.models.all.length > 0);
    const programs = engine.walk.fileNames.filter((name) => !engine.walk.settingNames.includes(name));
    assert.deepEqual(programs.filter((name) => !/^\*\.(?:[cm]?[jt]sx?|pyi?|ipynb|prisma|html?)$/.test(name)), []);
    assert.ok(['*.tf', '*.yaml', '*.json', 'dockerfile', '.env', '.npmrc', '*.conf', '!caley.yaml'].every((name) => engine.walk.settingNames.includes(name)));
  });

  it('the build holds every pack and grammar', async () => {
    const built = findAssets(join(root, 'dist'));
    const checkout = findAssets(__dirname);
    assert.notEqual(built.packs, checkout.packs);
    const { policy, models } = await loadEngine(built);
    const source = await loadEngine(checkout);
    assert.deepEqual([...policy.rules.values()], [...source.policy.rules.values()]);
    assert.deepEqual([...policy.clauses.values()], [...source.policy.clauses.values()]);
    assert.deepEqual([...policy.kinds.all.keys()], [...source.policy.kinds.all.keys()]);
    assert.deepEqual([...policy.documents.values(), ...policy.parties.values(), ...policy.kinds.all.values()], [...source.policy.documents.values(), ...source.policy.parties.values(), ...source.policy.kinds.all.values()]);
    assert.deepEqual([policy.hash, models.hash], [source.policy.hash, source.models.hash]);
    assert.deepEqual(models.all.map(comparable), source.models.all.map(comparable));
  });

  it('a start reads neither pages nor entries, which must be there', () => withFolder({}, (folder) => {
    const packs = join(folder, 'packs.json');
    const [entries, pages] = [join(folder, 'packs-models.txt'), join(folder, 'packs-pages.txt')];
    storePacks(findAssets(__dirname).packs, packs);
    const { policy, models } = loadPacks(packs);
    writeFileSync(entries, '');
    writeFileSync(pages, 'log/personal-data\t"# A page"');
    assert.equal(policy.rules.get('log/personal-data')?.page, '# A page');
    assert.deepEqual(models.all.find((model) => model.package === 'pino')?.entries, []);
    for (const file of [entries, pages]) {
      rmSync(file);
      assert.throws(() => loadPacks(packs), /ENOENT/);
      writeFileSync(file, '');
    }
  }));

  it('says what is missing where an installation is broken', () => {
    assert.throws(() => findAssets(join(root, '..')), /no wasm files or packs beside/);
    assert.throws(() => findAssets(__dirname).wasm('tree-sitter-none'), /missing file: .*tree-sitter-none\.wasm/);
  });
});

/** What a model says, without how it is kept. */
function comparable({ file, ecosystem, package: name, for: only, also, distribution, declaredIn, subpaths, conventions, uses, versions, telling, hash, types, undeclared, entries }: Model): unknown {
  return { file, ecosystem, name, only, also, distribution, declaredIn, subpaths, conventions, uses, versions, telling, hash, types, undeclared, entries };
}
