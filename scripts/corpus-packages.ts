/**
 * Which real sources do bench and corpus look at? Fetches the pinned packages of
 * test/corpus/packages.yaml through npm, once, and reads their sources.
 * Must not run anything of theirs, nor take a package whose content is another than the pinned one.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import { readSource } from '../src/host';
import { isNamed } from '../src/languages';
import type { Language } from '../src/languages';
import type { Change } from '../src/workspace';
import { fetchTarballs, unpackTarball, verifyTarball } from './npm-tarballs';
import type { PinnedTarball } from './npm-tarballs';

/** `name` on npm, or a folder's name under test/corpus where `version` is `own`; our own have no integrity. */
export interface PinnedPackage extends PinnedTarball {
  /** Only these folders or files, relative to the package; everything where empty. Large packages are cut to what integrates. */
  readonly folders: readonly string[];
  /** Hosts that are taken for Caley's: see as-caley.ts. */
  readonly asCaley: readonly string[];
  /** The API document that the package brings along, as a caley.yaml beside it would name it; empty where it brings none. */
  readonly openapi: string;
}

/** As packages.yaml has it. */
type Written = Partial<Omit<PinnedPackage, 'asCaley'> & { readonly 'as-caley': readonly string[] }>;

export interface SourceFile {
  /** Relative to the package, forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface PackageSources {
  readonly files: readonly SourceFile[];
  /** Where they stand, for a person who reads. */
  readonly folder: string;
  /** Files that the host would not read: path and reason. */
  readonly skipped: readonly string[];
  /** What a caley.yaml says, and the API document that it names. */
  readonly declared: readonly Change[];
}

const root = join(__dirname, '..');
export const lockFile = join(root, 'test/corpus/packages.yaml');
/** Inside node_modules, where git, lint, compiler and packager look by habit. */
const cache = join(root, 'node_modules/.cache/caley-corpus');
const own = 'own';

export function readPinned(): readonly PinnedPackage[] {
  const entries = parse(readFileSync(lockFile, 'utf8')) as readonly Written[];
  return entries.map(({ name = '', version = '', integrity = '', folders = [], 'as-caley': asCaley = [], openapi = '' }) => ({ name, version, integrity, folders, asCaley, openapi }));
}

/** Fetches what is not there yet and answers the packages with their integrity; throws where a content is not the pinned one. */
export function fetchPackages(packages: readonly PinnedPackage[]): readonly PinnedPackage[] {
  fetchTarballs(cache, packages.filter(({ version }) => version !== own));
  return packages.map((each) => (each.version === own ? each : { ...each, integrity: verifyTarball(cache, each) }));
}

/** Writes the integrity of packages that had none. Comments and order stay. */
export function writePinned(packages: readonly PinnedPackage[]): void {
  const head = readFileSync(lockFile, 'utf8').split('\n').filter((line) => line.startsWith('#'));
  const entries: readonly Written[] = packages.map(({ name, version, integrity, folders, asCaley, openapi }) => ({
    name, version, ...(integrity === '' ? {} : { integrity }), ...(folders.length === 0 ? {} : { folders }), ...(asCaley.length === 0 ? {} : { 'as-caley': asCaley }),
    ...(openapi === '' ? {} : { openapi }),
  }));
  writeFileSync(lockFile, `${head.join('\n')}\n${stringify(entries, { lineWidth: 0 })}`);
}

/** The sources and manifests that `languages` read, in order of their paths. Unpacks where that was not done. */
export function readSources(pinned: PinnedPackage, languages: readonly Language[]): PackageSources {
  const sources = readFolder(pinned.version === own ? join(root, 'test/corpus', pinned.name) : unpack(pinned), pinned.folders, languages);
  if (pinned.openapi === '') return sources;
  const declaration: Change = { type: 'write', path: 'caley.yaml', text: stringify({ version: 1, api: { openapi: pinned.openapi } }), version: 0 };
  return { ...sources, declared: [declaration, { type: 'document', path: pinned.openapi, content: { text: readFileSync(join(sources.folder, pinned.openapi), 'utf8') } }] };
}

/** The same of any folder, or of some below it: built code too, which published packages hold. */
export function readFolder(folder: string, folders: readonly string[], languages: readonly Language[]): PackageSources {
  const fileNames = languages.flatMap((language) => language.fileNames);
  const manifests = [...new Set(languages.flatMap((language) => language.manifests))].map((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));
  const starts = folders.length === 0 ? [folder] : folders.map((each) => join(folder, each));
  const paths = starts.flatMap((start) => filesUnder(start))
    .concat(folders.length === 0 ? [] : readdirSync(folder).map((name) => join(folder, name)).filter((path) => manifests.some((manifest) => manifest.test(nameOf(path)))))
    .filter((path) => (isNamed(fileNames, path) && !path.endsWith('.d.ts')) || manifests.some((manifest) => manifest.test(nameOf(path))));
  const files: SourceFile[] = [];
  const skipped: string[] = [];
  for (const path of [...new Set(paths)].sort()) {
    const source = readSource(path);
    const name = relative(folder, path).split(sep).join('/');
    if ('text' in source) files.push({ path: name, text: source.text });
    else skipped.push(`${name}: ${source.reason}`);
  }
  return { files, folder, skipped, declared: [] };
}

/** A file is itself. */
function filesUnder(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes('node_modules'));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf(sep) + 1);
}

/** Into a folder beside the tarball. */
function unpack(pinned: PinnedPackage): string {
  return unpackTarball(cache, pinned, (path, bytes) => (/\.[cm]?js$/.test(path) ? withoutMap(bytes) : bytes));
}

/** Compiled code without the source map that its last line may hold: a line so long has the host take the file for minified. */
function withoutMap(bytes: Buffer): Buffer {
  const at = bytes.lastIndexOf('\n//# sourceMappingURL=data:');
  return at < 0 || bytes.indexOf('\n', at + 1) >= 0 && bytes.indexOf('\n', at + 1) < bytes.length - 1 ? bytes : bytes.subarray(0, at + 1);
}
