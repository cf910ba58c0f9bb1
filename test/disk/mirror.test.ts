/** A folder that lies elsewhere reads as the same folder on disk does, whatever of it is fetched when; and only what is read is fetched. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { folderOnDisk, Mirror, mirroredFolder, nextTurn, nodeDisk, readChanges } from '../../src/host';
import type { Folder, Remote, RemoteEntry } from '../../src/host';
import { withFolder } from '../temporary-folder';

const names = { fileNames: ['*.ts'], settingNames: ['*.yaml'], manifests: ['package.json', 'caley.yaml'] };
const options = { disk: nodeDisk, ...names };

/** Answers from a folder on disk under `memory:/at`, a turn later; notes what was asked. */
function remoteOf(folder: string, at: string, asked: string[] = []): Remote {
  const pathOf = (uri: string): string => join(folder, ...decodeURIComponent(uri.slice(at.length)).split('/'));
  return {
    list: async (uri) => {
      asked.push(`list ${uri.slice(at.length)}`);
      await nextTurn();
      if (!existsSync(pathOf(uri)) || !statSync(pathOf(uri)).isDirectory()) return null;
      return readdirSync(pathOf(uri), { withFileTypes: true }).map((entry): RemoteEntry => ({ name: entry.name, type: entry.isDirectory() ? 'folder' : 'file' }));
    },
    read: async (uri, most) => {
      asked.push(`read ${uri.slice(at.length)}`);
      await nextTurn();
      if (!existsSync(pathOf(uri))) return null;
      const bytes = readFileSync(pathOf(uri));
      return { bytes: bytes.length > most ? new Uint8Array() : bytes, size: bytes.length };
    },
  };
}

const at = 'memory://some%2Bwhere/a%20b';
const never = new AbortController().signal;

function mirrored(folder: string, asked: string[] = [], arrived: (paths: readonly string[]) => void = () => undefined): Folder & { readonly root: string } {
  const found = mirroredFolder(at, remoteOf(folder, at, asked), options, arrived);
  assert.ok(found?.names);
  return { ...found, root: found.names.root };
}

/** Fetches what it takes to say of a path what it is. */
function bring(mirror: Mirror, path: string): Promise<void> {
  return mirror.bring(() => {
    try {
      return [mirror.stat(path)];
    } catch {
      return [];
    }
  });
}

async function until(holds: () => boolean): Promise<void> {
  for (let turns = 0; !holds() && turns < 1000; turns++) await nextTurn();
  assert.ok(holds());
}

describe('a folder that lies elsewhere', () => {
  it('is walked as on disk: ignore rules, what is left out and why, and what a caley.yaml names', () => withFolder({
    '.gitignore': 'made/\n', '.caleyignore': 'old/\n', 'made/a.ts': '1', 'old/b.ts': '2', 'dist/c.ts': '3', 'node_modules/d/d.ts': '4', 'src/.gitignore': 'secret.ts\n', 'src/secret.ts': '5',
    'src/ü 😀.ts': 'ü', 'src/x.min.ts': '6', 'src/deep/er/x.ts': '7', 'package.json': '{}', 'src/package.json': '{"name":"x"}', 'bin.ts': '\0', 'big.ts': ' '.repeat(3_000_000), 'a.yaml': 'a: 1\n',
    'caley.yaml': 'version: 1\nprivacyPolicy: docs/privacy.md\npacks: [packs]\napi: { openapi: api.json }\n', 'docs/privacy.md': 'We.', 'packs/kinds/k.yaml': 'kinds: []\n', 'packs/other.txt': '8',
  }, async (folder) => {
    const asked: string[] = [];
    const there = mirrored(folder, asked);
    await there.prepare?.(there.root, never);
    const here = [...readChanges(folder, [folder], options)];
    assert.ok(here.length > 12);
    assert.deepEqual([...there.walk(there.root)], here);
    for (const path of ['src/ü 😀.ts', 'old/b.ts', 'made/a.ts', 'gone.ts', 'package.json']) assert.deepEqual(there.read(there.root, path), folderOnDisk(options).read(folder, path), path);
    assert.deepEqual(there.documents(there.root, ''), folderOnDisk(options).documents(folder, ''));
    for (const left of ['made', 'node_modules', 'dist', 'old']) assert.deepEqual(asked.filter((one) => one.includes(`/${left}/`)), [], left);
    assert.equal(new Set(asked).size, asked.length, 'nothing is asked for twice');
  }));

  it('any tree of folders', async () => {
    const name = fc.constantFrom('a', 'b', 'src', 'dist', 'node_modules', '.git', 'x.ts', 'y.ts', '.gitignore', 'a.yaml', 'package.json');
    const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.map((part, i) => (i < parts.length - 1 ? part.replace('.', '_') : part)).join('/'));
    await fc.assert(fc.asyncProperty(fc.dictionary(path, fc.constantFrom('', 'x.ts\n', 'src/\n', '!y.ts\n', '{}')), async (files) => {
      const paths = Object.keys(files).filter((one) => !Object.keys(files).some((other) => other.startsWith(`${one}/`)));
      await withFolder(Object.fromEntries(paths.map((one) => [one, files[one] ?? ''])), async (folder) => {
        const there = mirrored(folder);
        await there.prepare?.(there.root, never);
        assert.deepEqual([...there.walk(there.root)], [...readChanges(folder, [folder], options)]);
      });
    }), { numRuns: 60 });
  });

  it('is asked again where something is another, and answers as before until it is known', () => withFolder({ 'src/a.ts': 'one', 'src/b.ts': 'two' }, async (folder) => {
    const there = mirrored(folder);
    await there.prepare?.(there.root, never);
    writeFileSync(join(folder, 'src/a.ts'), 'other');
    writeFileSync(join(folder, 'src/new.ts'), 'new');
    rmSync(join(folder, 'src/b.ts'));
    const textOf = (path: string): string | null => {
      const change = there.read(there.root, path);
      return change.type === 'write' ? change.text : null;
    };
    assert.deepEqual(['src/a.ts', 'src/b.ts', 'src/new.ts'].map(textOf), ['one', 'two', null]);
    for (const path of ['src/a.ts', 'src/b.ts', 'src/new.ts']) await there.refresh?.(there.root, path);
    assert.deepEqual(['src/a.ts', 'src/b.ts', 'src/new.ts'].map(textOf), ['other', null, 'new']);
    rmSync(join(folder, 'src'), { recursive: true });
    await there.refresh?.(there.root, 'src');
    assert.deepEqual(['src/a.ts', 'src/new.ts'].map(textOf), [null, null]);
  }));

  it('what is read before it is here comes later, and is told', () => withFolder({ 'docs/privacy.md': 'We.', 'src/a.ts': '' }, async (folder) => {
    const told: string[] = [];
    const there = mirrored(folder, [], (paths) => told.push(...paths));
    const read = (): unknown => there.readNamed(there.root, { type: 'document', path: 'docs/privacy.md' });
    for (const expected of [1, 2, 3]) {
      if ('text' in (read() as { content: object }).content) break;
      await until(() => told.length >= expected);
    }
    assert.deepEqual(read(), { type: 'document', path: 'docs/privacy.md', content: { text: 'We.' } });
    assert.deepEqual([...new Set(told)], ['docs/privacy.md']);
  }));

  it('what cannot be asked is not there, and what is outside is never asked for', async () => {
    const asked: string[] = [];
    const remote: Remote = { list: (uri) => (asked.push(uri), Promise.reject(new Error('offline'))), read: (uri) => (asked.push(uri), Promise.reject(new Error('offline'))) };
    const disk = new Mirror('/m', remote, (path) => path, () => undefined);
    await bring(disk, '/m/a.ts');
    assert.throws(() => disk.list('/m'), { code: 'ENOENT' });
    for (const path of ['/', '/elsewhere/x', '/mm/x', '/m/../x']) assert.throws(() => disk.stat(path), { code: 'ENOENT' }, path);
    assert.deepEqual(asked, ['/m']);
  });

  it('has names of its own for each folder, on Windows too', async () => {
    const there = mirroredFolder('memory://host/a', remoteOf('', ''), options, () => undefined)?.names;
    assert.equal(there?.root, '/memory/host/a');
    assert.equal(there.pathOf('memory://host/a/b%20c/%C3%BC.ts'), 'b c/ü.ts');
    assert.equal(there.uriOf('b c/ü.ts'), 'memory://host/a/b%20c/%C3%BC.ts');
    assert.equal(there.pathOf('memory://host/ab/c.ts'), null);
    assert.equal(there.pathOf('file:///a/c.ts'), null);
    for (const odd of ['memory:/a?query', 'memory:/a#part', 'memory:/%zz', 'no uri']) assert.equal(mirroredFolder(odd, remoteOf('', ''), options, () => undefined), null, odd);
    const windows = new Mirror('/memory/x', { list: () => Promise.resolve([{ name: 'a.ts', type: 'file' }]), read: () => Promise.resolve(null) }, (path) => path, () => undefined);
    await bring(windows, 'C:\\memory\\x\\a.ts');
    assert.equal(windows.stat('c:\\memory\\x\\a.ts').isFile(), true);
  });
});
