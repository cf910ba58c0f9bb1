/**
 * Which real sources do bench and corpus look at? Fetches the pinned packages of
 * test/corpus/packages.yaml through npm, once, and reads their sources.
 * Must not run anything of theirs, nor take a package whose content is another than the pinned one.
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import { nodeDisk, readSource } from '../src/host';
import { isNamed } from '../src/languages';
import type { Language } from '../src/languages';
import { namedIn } from '../src/workspace';
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
  /** A caley.yaml under test/corpus/declared, as an honest integrator would write it; empty where there is none. */
  readonly declared: string;
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
  /** The API document that the package brings along, and what a caley.yaml says of it. */
  readonly documents: readonly Change[];
  /** The caley.yaml that was written for it, with the files that it names; nothing where there is none. */
  readonly declared: readonly Change[];
}

const root = join(__dirname, '..');
export const lockFile = join(root, 'test/corpus/packages.yaml');
/** Inside node_modules, where git, lint, compiler and packager look by habit. */
const cache = join(root, 'node_modules/.cache/caley-corpus');
const own = 'own';
const declarations = join(root, 'test/corpus/declared');

export function readPinned(): readonly PinnedPackage[] {
  const entries = parse(readFileSync(lockFile, 'utf8')) as readonly Written[];
  return entries.map(({ name = '', version = '', integrity = '', folders = [], 'as-caley': asCaley = [], openapi = '', declared = '' }) => ({ name, version, integrity, folders, asCaley, openapi, declared }));
}

/** Fetches what is not there yet and answers the packages with their integrity; throws where a content is not the pinned one. */
export function fetchPackages(packages: readonly PinnedPackage[]): readonly PinnedPackage[] {
  fetchTarballs(cache, packages.filter(({ version }) => version !== own));
  return packages.map((each) => (each.version === own ? each : { ...each, integrity: verifyTarball(cache, each) }));
}

/** Writes the integrity of packages that had none. Comments and order stay. */
export function writePinned(packages: readonly PinnedPackage[]): void {
  const head = readFileSync(lockFile, 'utf8').split('\n').filter((line) => line.startsWith('#'));
  const entries: readonly Written[] = packages.map(({ name, version, integrity, folders, asCaley, openapi, declared }) => ({
    name, version, ...(integrity === '' ? {} : { integrity }), ...(folders.length === 0 ? {} : { folders }), ...(asCaley.length === 0 ? {} : { 'as-caley': asCaley }),
    ...(openapi === '' ? {} : { openapi }), ...(declared === '' ? {} : { declared }),
  }));
  writeFileSync(lockFile, `${head.join('\n')}\n${stringify(entries, { lineWidth: 0 })}`);
}

/** The sources and manifests that `languages` read, in order of their paths. Unpacks where that was not done. */
export function readSources(pinned: PinnedPackage, languages: readonly Language[]): PackageSources {
  const sources = readFolder(pinned.version === own ? join(root, 'test/corpus', pinned.name) : unpack(pinned), pinned.folders, languages);
  const documents = pinned.openapi === '' ? [] : declaring(stringify({ version: 1, api: { openapi: pinned.openapi } }), sources.folder);
  const declared = pinned.declared === '' ? [] : declaring(readFileSync(join(declarations, pinned.declared), 'utf8'), sources.folder);
  return { ...sources, documents, declared };
}

/** A caley.yaml of a folder, as the host would hand it over with the files of that folder which it names. */
export function declaring(text: string, folder: string): readonly Change[] {
  const written: Change = { type: 'write', path: 'caley.yaml', text, version: 0 };
  const named = namedIn(written).filter(({ type }) => type === 'document').map(({ path }): Change => {
    const file = join(folder, path);
    return { type: 'document', path, content: existsSync(file) ? { text: readFileSync(file, 'utf8') } : { why: 'the package has no such file' } };
  });
  return [written, ...named, { type: 'complete', paths: [''] }];
}

/** The same of any folder, or of some below it: built code too, which published packages hold. */
export function readFolder(folder: string, folders: readonly string[], languages: readonly Language[]): PackageSources {
  const fileNames = languages.flatMap((language) => language.fileNames);
  const manifests = languages.flatMap((language) => language.manifests);
  const starts = folders.length === 0 ? [folder] : folders.map((each) => join(folder, each));
  const paths = starts.flatMap((start) => filesUnder(start))
    .concat(folders.length === 0 ? [] : readdirSync(folder).map((name) => join(folder, name)).filter((path) => isNamed(manifests, path)))
    .filter((path) => (isNamed(fileNames, path) && !path.endsWith('.d.ts')) || isNamed(manifests, path));
  const files: SourceFile[] = [];
  const skipped: string[] = [];
  for (const path of [...new Set(paths)].sort()) {
    const source = readSource(nodeDisk, path);
    const name = relative(folder, path).split(sep).join('/');
    if ('text' in source) files.push({ path: name, text: source.text });
    else skipped.push(`${name}: ${source.reason}`);
  }
  return { files, folder, skipped, documents: [], declared: [] };
}

/** A file is itself. */
function filesUnder(folder: string): readonly string[] {
  if (statSync(folder).isFile()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !relative(folder, path).split(sep).includes('node_modules'));
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
