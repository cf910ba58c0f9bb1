/**
 * Which versions do the lock files of npm, pnpm, yarn and bun fix? Each format is read in one pass
 * over its text, and only as far as versions need. Broken text says nothing.
 * Must not know who asks.
 */
import type { Pin, PinReader } from '../pins';
import { asObject, asText, readJsonObject } from './resolve-json';

/** By the file's name, in the order in which they count where a folder has several. */
export const lockFiles: ReadonlyMap<string, PinReader> = new Map([
  ['npm-shrinkwrap.json', readNpmLock],
  ['package-lock.json', readNpmLock],
  ['pnpm-lock.yaml', readPnpmLock],
  ['yarn.lock', readYarnLock],
  ['bun.lock', readBunLock],
]);

const exact = /^\d+\.\d+\.\d+/;

/** Versions 2 and 3 list folders of node_modules, version 1 a tree of which the top is ours. */
function readNpmLock(text: string, isWanted: (name: string) => boolean): readonly Pin[] {
  const root = jsonOf(text);
  const pins: Pin[] = [];
  const put = (name: string, folder: string, entry: unknown): void => {
    const version = asText(asObject(entry)?.['version']);
    // Installed under another name than its own.
    const isOther = (asText(asObject(entry)?.['name']) ?? name) !== name;
    if (version !== null && exact.test(version) && !isOther && isWanted(name)) pins.push({ name, version, folder, range: null });
  };
  for (const [path, entry] of Object.entries(asObject(root?.['packages']) ?? {})) {
    const at = path.indexOf('node_modules/');
    // What lies below a package that is installed is that one's own.
    if (at < 0 || path.includes('node_modules/', at + 1)) continue;
    put(path.slice(at + 'node_modules/'.length), path.slice(0, Math.max(0, at - 1)), entry);
  }
  if (pins.length === 0) for (const [name, entry] of Object.entries(asObject(root?.['dependencies']) ?? {})) put(name, '', entry);
  return pins;
}

/** `packages: { "name": ["name@1.2.3", …] }`, in JSON with trailing commas. */
function readBunLock(text: string, isWanted: (name: string) => boolean): readonly Pin[] {
  return Object.entries(asObject(readJsonObject(text)?.['packages']) ?? {}).flatMap(([name, entry]) => {
    const resolved: unknown = Array.isArray(entry) ? entry[0] : null;
    const version = typeof resolved === 'string' && resolved.startsWith(`${name}@`) ? resolved.slice(name.length + 1) : '';
    return exact.test(version) && isWanted(name) ? [{ name, version, folder: '', range: null }] : [];
  });
}

/** Keys that hold others of interest, by how deep they stand: who imports, then in which way, then what, then its version. */
const sections = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

/**
 * The part of pnpm's YAML that says what each package of the workspace imports: two spaces a level, one key a line. In a lock file of
 * one package the sections may stand at the top, and a version may stand beside its name.
 */
function readPnpmLock(text: string, isWanted: (name: string) => boolean): readonly Pin[] {
  const pins: Pin[] = [];
  const path: string[] = [];
  for (const line of linesOf(text)) {
    const [, indent = '', quoted, bare = '', value = ''] = /^( *)(?:'([^']+)'|"[^"]*"|([^\s'"#:][^\s:]*)):(?: +(.*))?$/.exec(line) ?? [];
    const key = quoted ?? bare;
    if (key === '') continue;
    const depth = indent.length / 2;
    path.length = Math.min(path.length, depth);
    path[depth] = key;
    // What follows is long, and about what is imported by what is imported.
    if (depth === 0 && (key === 'packages' || key === 'snapshots')) break;
    const isOfWorkspace = path[0] === 'importers';
    const [section = '', name = '', field = null, ...deeper] = isOfWorkspace ? path.slice(2) : path;
    if (value === '' || !sections.has(section) || name === '' || deeper.length > 0 || (field !== null && field !== 'version') || !isWanted(name)) continue;
    const version = /^['"]?(\d+\.\d+\.\d+[^(_'"\s]*)/.exec(value)?.[1];
    if (version !== undefined) pins.push({ name, version, folder: isOfWorkspace && path[1] !== '.' ? (path[1] ?? '') : '', range: null });
  }
  return pins;
}

/** Entries of both forms: a line of all that is asked for (`name@^1, name@npm:^1.2`), then indented lines of which one is its version. */
function readYarnLock(text: string, isWanted: (name: string) => boolean): readonly Pin[] {
  const pins: Pin[] = [];
  let asked: readonly { readonly name: string; readonly range: string }[] = [];
  for (const line of linesOf(text)) {
    if (line !== '' && !line.startsWith(' ') && !line.startsWith('#')) {
      asked = line.replace(/:$/, '').split(/, ?/).flatMap((one) => {
        const [, name = '', range = ''] = /^"?(@?[^@"]+)@(?:npm:)?([^"]*)"?$/.exec(one) ?? [];
        // `a@npm:b@1` is another package under this name.
        return name !== '' && !range.includes('@') && isWanted(name) ? [{ name, range }] : [];
      });
      continue;
    }
    if (asked.length === 0) continue;
    const version = /^ {2}version:? "?([^"\s]+)"?$/.exec(line)?.[1];
    if (version !== undefined && exact.test(version)) pins.push(...asked.map((one) => ({ ...one, version, folder: null })));
  }
  return pins;
}

function jsonOf(text: string): ReturnType<typeof asObject> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

/** One after the other: a list of all would be as long as the text. */
function* linesOf(text: string): Generator<string, void> {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf('\n', start);
    const line = text.slice(start, end < 0 ? text.length : end);
    yield line.endsWith('\r') ? line.slice(0, -1) : line;
    if (end < 0) return;
    start = end + 1;
  }
}
