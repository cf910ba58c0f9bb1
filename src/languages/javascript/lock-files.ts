/**
 * Which versions do the lock files of npm, pnpm, yarn and bun fix? Each format is read in one pass
 * over its text, and only as far as versions need. Broken text says nothing.
 * Must not know who asks.
 */
import type { Pin, PinReader, WantedPins } from '../pins';
import { asObject, asText, readJsonObject } from './resolve-json';
import type { JsonObject } from './resolve-json';

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
function readNpmLock(text: string, wanted: WantedPins): readonly Pin[] {
  const root = jsonOf(text);
  const pins: Pin[] = [];
  const put = (name: string, folder: string, isInner: boolean, entry: JsonObject | null): void => {
    const version = asText(entry?.['version']);
    const licence = asText(entry?.['license']);
    const isLicensed = licence !== null && wanted.isLicensed(licence);
    // Installed under another name than its own.
    const own = asText(entry?.['name']) ?? name;
    if (version === null || !exact.test(version) || !(isLicensed || wanted.isNamed(own))) return;
    pins.push({ name: own, version, folder, range: null, ...(isInner || own !== name ? { isInner: true } : {}), ...(isLicensed ? { licence } : {}), ...(entry?.['dev'] === true ? { isForDevelopment: true } : {}) });
  };
  for (const [path, entry] of Object.entries(asObject(root?.['packages']) ?? {})) {
    const at = path.indexOf('node_modules/');
    const last = path.lastIndexOf('node_modules/');
    // What lies below a package that is installed is that one's own.
    if (at >= 0) put(path.slice(last + 'node_modules/'.length), path.slice(0, Math.max(0, at - 1)), last > at, asObject(entry));
  }
  const walk = (tree: JsonObject | null, depth: number): void => {
    for (const [name, entry] of Object.entries(tree ?? {})) {
      put(name, '', depth > 0, asObject(entry));
      if (depth < deepest) walk(asObject(asObject(entry)?.['dependencies']), depth + 1);
    }
  };
  if (asObject(root?.['packages']) === null) walk(asObject(root?.['dependencies']), 0);
  return pins;
}

/** Of packages in packages of a lock file of version 1. */
const deepest = 30;

/** `packages: { "name": ["name@1.2.3", …], "other/name": [ … ] }`, in JSON with trailing commas. */
function readBunLock(text: string, wanted: WantedPins): readonly Pin[] {
  return Object.entries(asObject(readJsonObject(text)?.['packages']) ?? {}).flatMap(([key, entry]) => {
    const resolved: unknown = Array.isArray(entry) ? entry[0] : null;
    const [, name = '', version = ''] = typeof resolved === 'string' ? (/^(@?[^@]+)@(.*)$/.exec(resolved) ?? []) : [];
    return exact.test(version) && wanted.isNamed(name) ? [{ name, version, folder: '', range: null, ...(name === key ? {} : { isInner: true as const }) }] : [];
  });
}

/** Keys that hold others of interest, by how deep they stand: who imports, then in which way, then what, then its version. */
const sections = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

/**
 * The part of pnpm's YAML that says what each package of the workspace imports: two spaces a level, one key a line. In a lock file of
 * one package the sections may stand at the top, and a version may stand beside its name.
 */
function readPnpmLock(text: string, wanted: WantedPins): readonly Pin[] {
  const pins: Pin[] = [];
  const path: string[] = [];
  for (const line of linesOf(text)) {
    const [, indent = '', quoted, bare = '', value = ''] = /^( *)(?:'([^']+)'|"[^"]*"|([^\s'"#:][^\s:]*)):(?: +(.*))?$/.exec(line) ?? [];
    const key = quoted ?? bare;
    if (key === '') continue;
    const depth = indent.length / 2;
    path.length = Math.min(path.length, depth);
    path[depth] = key;
    // What all of them are, by what imports them or not: `name@1.2.3(peer@2.0.0)`, `/name@1.2.3`, `/name/1.2.3_peer@2.0.0`.
    if (path[0] === 'packages' || path[0] === 'snapshots') {
      if (depth !== 1 || path[0] === 'snapshots') continue;
      const [, inner = '', version = ''] = /^\/?(@[^/@]+\/[^/@]+|[^/@]+)[@/](\d+\.\d+\.\d+[^(_'"/]*)/.exec(key) ?? [];
      if (inner !== '' && wanted.isNamed(inner)) pins.push({ name: inner, version, folder: '', range: null, isInner: true });
      continue;
    }
    const isOfWorkspace = path[0] === 'importers';
    const [section = '', name = '', field = null, ...deeper] = isOfWorkspace ? path.slice(2) : path;
    if (value === '' || !sections.has(section) || name === '' || deeper.length > 0 || (field !== null && field !== 'version') || !wanted.isNamed(name)) continue;
    const version = /^['"]?(\d+\.\d+\.\d+[^(_'"\s]*)/.exec(value)?.[1];
    if (version !== undefined) pins.push({ name, version, folder: isOfWorkspace && path[1] !== '.' ? (path[1] ?? '') : '', range: null });
  }
  return pins;
}

/** Entries of both forms: a line of all that is asked for (`name@^1, name@npm:^1.2`), then indented lines of which one is its version. */
function readYarnLock(text: string, wanted: WantedPins): readonly Pin[] {
  const pins: Pin[] = [];
  let asked: readonly { readonly name: string; readonly range: string }[] = [];
  for (const line of linesOf(text)) {
    if (line !== '' && !line.startsWith(' ') && !line.startsWith('#')) {
      asked = line.replace(/:$/, '').split(/, ?/).flatMap((one) => {
        const [, name = '', range = ''] = /^"?(@?[^@"]+)@(?:npm:)?([^"]*)"?$/.exec(one) ?? [];
        // `a@npm:b@1` is another package under this name.
        return name !== '' && !range.includes('@') && wanted.isNamed(name) ? [{ name, range }] : [];
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
