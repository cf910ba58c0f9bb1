/**
 * Where do the parser's wasm files and the packs stand? In a build beside the
 * bundle, in a checkout in node_modules and src/packs. And which program is it?
 * Must not load them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Assets {
  /** Absolute path of `<name>.wasm`: `web-tree-sitter`, `tree-sitter-tsx`. Throws where there is none: the installation is broken. */
  wasm(name: string): string;
  /** Absolute path of the folder of packs, or of the one file that a build makes of it. */
  readonly packs: string;
  /** Files and folders that make up the program: where they are others, so may be the answers. */
  readonly program: readonly string[];
  /** The folder that these were found from. */
  readonly from: string;
  /** What a worker thread runs, and what must be loaded before it: a checkout is not compiled. */
  readonly worker: { readonly file: string; readonly loader: string | null };
}

/**
 * The assets that belong to the code running in folder `from` (a module's
 * `__dirname`): `from/assets` and `from/packs.json` of a build, else those of the
 * checkout around `from`. Throws where neither exists.
 */
export function findAssets(from: string): Assets {
  if (existsSync(join(from, 'assets', 'web-tree-sitter.wasm'))) {
    return { wasm: (name) => existing([join(from, 'assets', `${name}.wasm`)]), packs: join(from, 'packs.json'), program: ['assets', 'cli.js', 'packs.json', 'worker.js'].map((name) => join(from, name)), from, worker: { file: join(from, 'worker.js'), loader: null } };
  }
  const root = checkoutAround(from);
  const modules = join(root, 'node_modules');
  return {
    wasm: (name) => existing(candidates(modules, name)),
    packs: join(root, 'src', 'packs'),
    program: ['package-lock.json', 'src'].map((name) => join(root, name)),
    from,
    worker: { file: join(root, 'src', 'host', 'worker.ts'), loader: join(modules, 'tsx', 'dist', 'cjs', 'index.cjs') },
  };
}

/** Tells this program from all others, in any version. */
export function fingerprintOf({ program }: Assets): string {
  const hash = createHash('sha1').update(process.version);
  for (const start of program) {
    if (!existsSync(start)) continue;
    for (const path of filesIn(start)) hash.update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

function filesIn(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function checkoutAround(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'src', 'packs')) && existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) throw new Error(`no wasm files or packs beside ${from}`);
  }
}

/** A grammar's wasm stands in its own package or in that of a sibling: tree-sitter-typescript carries tree-sitter-tsx. */
function candidates(modules: string, name: string): readonly string[] {
  const packages = [name, ...readdirSync(modules).filter((entry) => entry.startsWith('tree-sitter-')).sort()];
  return packages.map((entry) => join(modules, entry, `${name}.wasm`));
}

function existing(paths: readonly string[]): string {
  const found = paths.find((path) => existsSync(path));
  if (found === undefined) throw new Error(`missing file: ${paths[0] ?? ''}`);
  return found;
}
