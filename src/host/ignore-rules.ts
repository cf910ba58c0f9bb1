/**
 * Does a .gitignore or .caleyignore of this folder or one above it leave an
 * entry out?
 * Must not walk folders.
 */
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import type { Disk } from './disk';

export type IgnoreFile = '.gitignore' | '.caleyignore';
/** Bytes of an ignore file; a longer one rules nothing. */
const longest = 1024 * 1024;

const ignoreFiles: readonly IgnoreFile[] = ['.gitignore', '.caleyignore'];

interface Layer {
  readonly folder: string;
  readonly patterns: ReadonlyMap<IgnoreFile, Ignore>;
}

/** The rules of one folder and those above it, the nearest last: a deeper file overrules a higher one, as git has it. */
export interface IgnoreRules {
  readonly layers: readonly Layer[];
}

export const noRules: IgnoreRules = { layers: [] };

/** `rules` and those that stand in `folder` itself. An ignore file that cannot be read rules nothing. */
export function withFolder(disk: Disk, rules: IgnoreRules, folder: string): IgnoreRules {
  const patterns = new Map<IgnoreFile, Ignore>();
  for (const name of ignoreFiles) {
    const text = readIfFile(disk, join(folder, name));
    if (text !== null) patterns.set(name, ignore({ allowRelativePaths: true }).add(text));
  }
  return patterns.size === 0 ? rules : { layers: [...rules.layers, { folder, patterns }] };
}

/** Which file leaves the entry at `path` out, or null. The two files are asked apart: what git tracks, Caley may still be told to pass by. */
export function ignoredBy(rules: IgnoreRules, path: string, isFolder: boolean): IgnoreFile | null {
  for (const name of ignoreFiles) {
    for (const { folder, patterns } of rules.layers.toReversed()) {
      const verdict = patterns.get(name)?.test(relative(folder, path).split(sep).join('/') + (isFolder ? '/' : ''));
      if (verdict?.unignored === true) break;
      if (verdict?.ignored === true) return name;
    }
  }
  return null;
}

function readIfFile(disk: Disk, path: string): string | null {
  try {
    return disk.stat(path).isFile() ? new TextDecoder().decode(disk.read(path, longest).bytes) : null;
  } catch {
    return null;
  }
}
