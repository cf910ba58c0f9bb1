/**
 * Which versions do the lock files of poetry, uv, pdm, pipenv and the standard fix? Each format is
 * read in one pass over its text, and only as far as versions need. Broken text says nothing.
 * Must not know who asks.
 */
import type { Pin, PinReader, WantedPins } from '../pins';
import { normalise } from './resolve-projects';

/** By the file's name, in the order in which they count where a folder has several. */
export const lockFiles: ReadonlyMap<string, PinReader> = new Map([
  ['uv.lock', readTables],
  ['poetry.lock', readTables],
  ['pdm.lock', readTables],
  ['pylock.toml', readTables],
  ['Pipfile.lock', readPipenv],
]);

/** Tables `[[package]]` of TOML, each with its name and version before any table of its own. */
function readTables(text: string, wanted: WantedPins): readonly Pin[] {
  const pins: Pin[] = [];
  const tables = /^\[\[packages?\]\][^\S\n]*\r?\n((?:[A-Za-z][^\n]*\n)*)/gm;
  for (const [, table = ''] of text.matchAll(tables)) {
    const name = normalise(/^name *= *"([^"\n]*)"/m.exec(table)?.[1] ?? '');
    const version = /^version *= *"([^"\n]*)"/m.exec(table)?.[1];
    if (version !== undefined && wanted.isNamed(name)) pins.push({ name, version, folder: '', range: null });
  }
  return pins;
}

/** `{ default: { name: { version: "==1.2" } }, develop: … }`. */
function readPipenv(text: string, wanted: WantedPins): readonly Pin[] {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return [];
  }
  return ['default', 'develop'].flatMap((group) => Object.entries(tableIn(root, group)).flatMap(([written, entry]) => {
    const name = normalise(written);
    const version: unknown = tableIn({ entry }, 'entry')['version'];
    return typeof version === 'string' && version.startsWith('==') && wanted.isNamed(name) ? [{ name, version: version.slice(2), folder: '', range: null }] : [];
  }));
}

function tableIn(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner: unknown = typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : null;
  return typeof inner === 'object' && inner !== null ? (inner as Readonly<Record<string, unknown>>) : {};
}
