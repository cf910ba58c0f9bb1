/**
 * How do files come from disk into a workspace? As changes: a text, or why
 * there is none.
 * Must not apply them.
 */
import { basename, join, relative, resolve, sep } from 'node:path';
import { namedIn } from '../workspace';
import type { Change, Named, NamedChange } from '../workspace';
import type { Disk } from './disk';
import { readOwnPack } from './own-packs';
import { readDocument, readHead, readLong, readManifest, readSource } from './read-source';
import { lookUp, walkFiles } from './walk-files';
import type { Walked, WalkOptions } from './walk-files';

/** What stands in a file that a walk came to, or why it is not examined. */
export type ReadFile = (walked: Walked, options: WalkOptions) => Change;

/**
 * One change for each source and manifest that a walk of `paths` (absolute) finds, named relative to `root`, in a fixed order, then
 * what every caley.yaml among them names, and at last that these are all; lazily, so that a caller may work in between.
 */
export function* readChanges(root: string, paths: readonly string[], options: WalkOptions, read: ReadFile = toChange): Generator<Change, void> {
  const named = new Map<string, Named>();
  for (const walked of walkFiles(root, paths, options)) {
    const change = read(walked, options);
    for (const one of namedIn(change)) named.set(JSON.stringify(one), one);
    yield change;
  }
  for (const one of named.values()) yield readNamed(options.disk, root, one);
  yield { type: 'complete', paths: paths.map((path) => nameIn(root, path)) };
}

/** What a caley.yaml names, wherever it lies below `root` and whatever ignores it: as it is on disk, or why it cannot be read. */
export function readNamed(disk: Disk, root: string, { type, path }: Named): NamedChange {
  if (type === 'pack') return { type, pack: readOwnPack(disk, root, path) };
  const source = readDocument(disk, join(root, path));
  return { type, path, content: 'text' in source ? source : { why: source.detail, ...(source.reason === 'unreadable' ? {} : { isThere: true }) } };
}

/** '' for the root itself. */
function nameIn(root: string, path: string): string {
  return relative(resolve(root), resolve(path)).split(sep).join('/');
}

/** The change that brings one file (relative to `root`, forward slashes) level with the disk: a `remove` where it is gone or ignored. */
export function readChange(root: string, file: string, options: WalkOptions): Change {
  const walked = lookUp(root, join(root, file), options);
  // A skipped folder above the file stands for it.
  if (walked === null || (walked.type === 'skipped' && walked.skipped.file !== file)) return { type: 'remove', path: file };
  return toChange(walked, options);
}

export function toChange(walked: Walked, { disk, shorten, data }: WalkOptions): Change {
  if (walked.type === 'skipped') return { type: 'skip', skipped: walked.skipped };
  const { path, file, kind } = walked.found;
  if (kind === 'sign') return { type: 'write', path: file, text: '', version: 0, isAside: true };
  if (kind === 'data') {
    const head = readHead(disk, path);
    if (!('text' in head)) return { type: 'skip', skipped: { file, ...head } };
    return { type: 'write', path: file, text: data?.isWorth(head.text, file) === true ? head.text : '\n', version: 0, ...(head.isWhole ? {} : { isBeginning: true }) };
  }
  const short = kind === 'settings' ? null : (shorten?.(basename(file)) ?? null);
  const source = short !== null ? readLong(disk, path) : kind === 'source' ? readSource(disk, path) : readManifest(disk, path);
  if ('text' in source) return { type: 'write', path: file, text: short === null ? source.text : short(source.text), version: 0, ...(kind === 'manifest' ? { isAside: true } : {}) };
  return { type: 'skip', skipped: { file, ...source } };
}
