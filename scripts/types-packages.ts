/**
 * Which versions of which packages are models held against? The pinned list of
 * test/models/packages.yaml, fetched through npm and laid out as a folder of
 * packages that holds their declarations alone. Must not run anything of theirs.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { fetchTarballs, unpackTarball, verifyTarball } from './npm-tarballs';
import type { PinnedTarball } from './npm-tarballs';

const root = join(__dirname, '..');
export const packagesFile = join(root, 'test/models/packages.yaml');
/** Inside node_modules, where git, lint, compiler and packager look by habit. */
export const packagesFolder = join(root, 'node_modules/.cache/caley-types');
const tarballs = join(packagesFolder, 'tarballs');

/** In the order of the file: the first version of a package is the one that counts, those after it are older. */
export function readPackages(): readonly PinnedTarball[] {
  const entries = parse(readFileSync(packagesFile, 'utf8')) as readonly Partial<PinnedTarball>[];
  return entries.map(({ name = '', version = '', integrity = '' }) => ({ name, version, integrity }));
}

/** By name; versions of one package keep their order. */
export function writePackages(packages: readonly PinnedTarball[]): void {
  const head = readFileSync(packagesFile, 'utf8').split('\n').filter((line) => line.startsWith('#'));
  const sorted = [...packages].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  writeFileSync(packagesFile, `${head.join('\n')}\n${stringify(sorted.map(({ name, version, integrity }) => ({ name, version, integrity })), { lineWidth: 0 })}`);
}

/** The package of a specifier as it stands on npm: `hono/cookie` is of `hono`, the runtime's modules of `@types/node`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  const name = parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
  return builtinModules.includes(name) ? '@types/node' : name;
}

/** The package that holds declarations of one that has none itself. */
export function typesPackageOf(name: string): string {
  return name.startsWith('@types/') ? name : `@types/${name.replace('@', '').replace('/', '__')}`;
}

/** The first versions, which see one another. */
export function currentOf(packages: readonly PinnedTarball[]): ReadonlyMap<string, PinnedTarball> {
  const current = new Map<string, PinnedTarball>();
  for (const each of packages) if (!current.has(each.name)) current.set(each.name, each);
  return current;
}

/** Fetches and unpacks what is not there yet, and answers the packages with their integrity; throws where a content is not the pinned one. */
export function layPackages(packages: readonly PinnedTarball[]): readonly PinnedTarball[] {
  const current = new Set(currentOf(packages).values());
  const waiting = packages.filter((each) => each.integrity === '' || versionAt(placeOf(each, current.has(each))) !== each.version);
  fetchTarballs(tarballs, waiting);
  const laid = new Map(waiting.map((each) => {
    const integrity = verifyTarball(tarballs, each);
    const place = placeOf(each, current.has(each));
    if (versionAt(place) !== each.version) {
      rmSync(place, { recursive: true, force: true });
      unpackTarball(tarballs, each, (path, bytes) => (/(?:\.[cm]?tsx?|^package\.json|\/package\.json)$/.test(path) ? bytes : null), place);
    }
    return [each, { ...each, integrity }] as const;
  }));
  return packages.map((each) => laid.get(each) ?? each);
}

/** Subpaths that a package exports by name, as they are imported. */
export function subpathsOf(name: string): readonly string[] {
  const manifest = join(packagesFolder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) return [];
  const { exports = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly exports?: unknown };
  const keys = typeof exports === 'object' && exports !== null ? Object.keys(exports) : [];
  return keys.filter((key) => key.startsWith('./') && !key.includes('*') && !/\.\w+$/.test(key)).map((key) => name + key.slice(1));
}

/** The folder from which a version that is not the first is imported: it is found before the first, which stands further up. */
export function olderFolderOf({ name, version }: PinnedTarball): string {
  return join(packagesFolder, 'older', `${name.replaceAll('/', '-')}-${version}`);
}

function placeOf(pinned: PinnedTarball, isCurrent: boolean): string {
  return join(isCurrent ? packagesFolder : olderFolderOf(pinned), 'node_modules', pinned.name);
}

function versionAt(folder: string): string | null {
  const manifest = join(folder, 'package.json');
  return existsSync(manifest) ? ((JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string }).version ?? null) : null;
}
