/**
 * Is the house in order? Layers, doors, headers, names and sizes of files, and
 * the places that must agree with each other.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, posix, relative, sep } from 'node:path';
import { mayImport, readFolders } from '../scripts/layers.mjs';

const root = join(__dirname, '..');
const folders = readFolders();
const coreLayer = 5;
const longest = 500;

interface Source {
  /** Relative to the root, forward slashes. */
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly from: string;
  /** A path relative to the root without extension, or a package. */
  readonly to: string;
}

function filesUnder(folder: string, pattern: RegExp): readonly Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && pattern.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.includes('/fixtures/') && !path.includes('node_modules/'))
    .sort()
    .map((path) => ({ path, text: read(path) }));
}

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function importsOf({ path, text }: Source): readonly Import[] {
  return [...text.matchAll(/^(?:import|export)\s[^'";]*?from '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    return { from: path, to: specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier };
  });
}

/** `src/flow/graph` → `flow`; null outside src. */
function folderOf(path: string): string | null {
  return /^src\/([^/.]+)/.exec(path)?.[1] ?? null;
}

function layerOf(folder: string | null): number | null {
  return folders.find((each) => each.name === folder)?.layer ?? null;
}

function show({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

const sources = filesUnder('src', /\.ts$/);
const code = [...sources, ...filesUnder('test', /\.(?:ts|mjs|cjs)$/), ...filesUnder('scripts', /\.(?:ts|mjs|cjs)$/)];
const imports = sources.flatMap(importsOf);

describe('tidy', () => {
  it('reads imports', () => {
    const text = "import a from './a';\nexport {\n  b,\n} from '../b';\nimport 'c';\nconst d = import('./d');\n";
    assert.deepEqual(importsOf({ path: 'src/x/y.ts', text }).map((each) => each.to), ['src/x/a', 'src/b', 'c', 'src/x/d']);
    assert.ok(imports.length > sources.length);
  });

  it('ARCHITECTURE.md names the folders that are there', () => {
    const present = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    assert.deepEqual(present.map((entry) => entry.name).sort(), folders.map((folder) => folder.name).sort());
  });

  it('no folder imports from its own layer or above', () => {
    const wrong = imports.filter(({ from, to }) => {
      const [importer, imported] = [folderOf(from), folderOf(to)];
      return importer !== null && imported !== null && !mayImport(folders, importer, imported);
    });
    assert.deepEqual(wrong.map(show), []);
  });

  it('no import goes past a folder’s door', () => {
    const everywhere = [...imports, ...code.filter(({ path }) => path.startsWith('test/')).flatMap(importsOf)];
    const wrong = everywhere.filter(({ from, to }) => {
      const imported = folderOf(to);
      return imported !== null && folderOf(from) !== imported && to.split('/').length > 2;
    });
    assert.deepEqual(wrong.map(show), []);
  });

  it('the core knows no platform', () => {
    const core = imports.filter(({ from }) => (layerOf(folderOf(from)) ?? coreLayer + 1) <= coreLayer);
    assert.deepEqual(core.filter(({ to }) => /^node:|^vscode/.test(to)).map(show), []);
  });

  it('only server/ speaks LSP, only mcp/ speaks MCP, only extension/ knows the editor', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (/^(?:@modelcontextprotocol|zod)(?:\/|$)/.test(to)) return folderOf(from) !== 'mcp';
      if (/^vscode-languageserver(?:\/|$)/.test(to)) return folderOf(from) !== 'server';
      return /^vscode(?:-languageclient)?(?:\/|$)/.test(to) && folderOf(from) !== 'extension';
    });
    assert.deepEqual(wrong.map(show), []);
  });

  it('every file says what it is for', () => {
    const silent = code.filter(({ path, text }) => basename(path) !== 'index.ts' && !path.endsWith('.d.mts') && !/^(?:#!.*\n)?\/\*\*/.test(text));
    assert.deepEqual(silent.map(({ path }) => path), []);
  });

  it('doors hold nothing but exports', () => {
    const doors = sources.filter(({ path }) => /^src\/[^/]+\/index\.ts$/.test(path));
    const wrong = doors.filter(({ text }) => /^(?!export |\s|\}|\/\/|\/\*| \*|$)/m.test(text) || text.includes('export *'));
    assert.deepEqual(wrong.map(({ path }) => path), []);
  });

  it(`no file is longer than ${String(longest)} lines`, () => {
    const long = code.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 })).filter(({ lines }) => lines > longest);
    assert.deepEqual(long, []);
  });

  it('file names are kebab-case nouns of the field', () => {
    // A model is named as its package.
    const packs = filesUnder('src/packs', /\.(?:yaml|md)$/).filter(({ path }) => !path.startsWith('src/packs/models/'));
    const wrong = [...code, ...packs].map(({ path }) => path).filter((path) => {
      const name = basename(path).replace(/(?:\.test|\.d)?\.\w+$/, '');
      return !/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(name) || /^(?:utils?|helpers?|common|managers?|services?|impl|misc)$/.test(name);
    });
    assert.deepEqual(wrong, []);
  });

  it('no test is skipped or alone', () => {
    const marks = /\b(?:it|describe|test|context)\.(?:only|skip)\b|\bx(?:it|describe)\(|\bthis\.skip\(/;
    assert.deepEqual(code.filter(({ path, text }) => path.startsWith('test/') && path !== 'test/tidy.test.ts' && marks.test(text)).map(({ path }) => path), []);
  });

  it('nothing is silenced without a reason', () => {
    const marks = /^\s*(?:\/\/|\/\*)\s*(?:@ts-(?:ignore|nocheck|expect-error)|eslint-disable(?!.* -- \S))/m;
    assert.deepEqual(code.filter(({ path, text }) => path !== 'test/tidy.test.ts' && marks.test(text)).map(({ path }) => path), []);
  });

  it('every rule is two files of one name', () => {
    const files = filesUnder('src/packs/rules', /\.(?:yaml|md)$/).map(({ path }) => path);
    const named = (extension: string): readonly string[] => files.filter((path) => path.endsWith(extension)).map((path) => path.slice(0, -extension.length));
    assert.ok(files.length > 0);
    assert.deepEqual(named('.yaml'), named('.md'));
  });

  it('the lock file names no registry', () => {
    assert.doesNotMatch(read('package-lock.json'), /"resolved"|https?:\/\/[^"]*registry/);
    assert.match(read('.npmrc'), /^ignore-scripts=true$/m);
  });
});

interface Setting {
  readonly scope?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

interface Manifest {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: { readonly configuration: { readonly properties: Readonly<Record<string, Setting>> } };
}

describe('package.json', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const settings = Object.entries(manifest.contributes.configuration.properties);

  it('every setting has a scope, a default and descriptions', () => {
    const wrong = settings.filter(([, setting]) => {
      const described = (setting.description ?? setting.markdownDescription ?? '') !== '';
      return !described || setting.scope === undefined || !('default' in setting) || (setting.enum?.length ?? 0) !== (setting.enumDescriptions?.length ?? 0);
    });
    assert.deepEqual(wrong.map(([name]) => name), []);
  });

  it('every %text% is in package.nls.json, and nothing else is', () => {
    const used = new Set([...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]));
    assert.deepEqual([...used].sort(), Object.keys(JSON.parse(read('package.nls.json')) as object).sort());
  });

  it('README lists the settings that are there', () => {
    const listed = [...read('README.md').matchAll(/^\| `(caley\.[\w.]+)` \|/gm)].map((match) => match[1]);
    assert.deepEqual(listed.sort(), settings.map(([name]) => name).sort());
  });

  it('CHANGELOG has the version', () => {
    assert.ok(read('CHANGELOG.md').includes(`## [${manifest.version}]`));
  });

  it('README names only scripts and pictures that are there', () => {
    const page = read('README.md');
    const missing = [...page.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? '').filter((name) => !(name in manifest.scripts));
    const lost = [...page.matchAll(/!?\[[^\]]*\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '').filter((path) => !existsSync(join(root, path)));
    assert.deepEqual([...missing, ...lost], []);
  });
});
