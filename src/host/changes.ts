/**
 * How do files come from disk into a workspace? As changes: a text, or why
 * there is none.
 * Must not apply them.
 */
import { basename, join, relative, resolve, sep } from 'node:path';
import { documentsNamedBy, isDeclaration } from '../workspace';
import type { Change } from '../workspace';
import { readDocument, readLockFile, readManifest, readSource } from './read-source';
import { lookUp, walkFiles } from './walk-files';
import type { Walked, WalkOptions } from './walk-files';

/** One change for each source and manifest that a walk of `paths` (absolute) finds, named relative to `root`, in a fixed order, then what a caley.yaml among them names, and at last that these are all; lazily, so that a caller may work in between. */
export function* readChanges(root: string, paths: readonly string[], options: WalkOptions): Generator<Change, void> {
  const named = new Set<string>();
  for (const walked of walkFiles(root, paths, options)) {
    const change = toChange(walked, options);
    for (const file of documentsNamedIn(change)) named.add(file);
    yield change;
  }
  for (const file of named) yield readNamedDocument(root, file);
  yield { type: 'complete', paths: paths.map((path) => nameIn(root, path)) };
}

/** A file (relative to `root`, forward slashes) that a caley.yaml names, wherever it lies and whatever ignores it. */
export function readNamedDocument(root: string, file: string): Change {
  const source = readDocument(join(root, file));
  return { type: 'document', path: file, content: 'text' in source ? source : { why: source.detail } };
}

/** What a change that brings a caley.yaml names. */
export function documentsNamedIn(change: Change): readonly string[] {
  return change.type === 'write' && isDeclaration(change.path) ? documentsNamedBy(change.path, change.text) : [];
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

function toChange(walked: Walked, { shorten }: WalkOptions): Change {
  if (walked.type === 'skipped') return { type: 'skip', skipped: walked.skipped };
  const { path, file, kind } = walked.found;
  const short = kind === 'manifest' ? (shorten?.(basename(file)) ?? null) : null;
  const source = short !== null ? readLockFile(path) : kind === 'manifest' ? readManifest(path) : readSource(path);
  if ('text' in source) return { type: 'write', path: file, text: short === null ? source.text : short(source.text), version: 0 };
  return { type: 'skip', skipped: { file, ...source } };
}
