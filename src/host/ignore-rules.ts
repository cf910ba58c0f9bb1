/**
 * Does a .gitignore or .caleyignore of this folder or one above it leave an
 * entry out?
 * Must not walk folders.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import ignore from 'ignore';
import type { Ignore } from 'ignore';

export type IgnoreFile = '.gitignore' | '.caleyignore';
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
export function withFolder(rules: IgnoreRules, folder: string): IgnoreRules {
  const patterns = new Map<IgnoreFile, Ignore>();
  for (const name of ignoreFiles) {
    const text = readIfFile(join(folder, name));
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

function readIfFile(path: string): string | null {
  try {
    return statSync(path).isFile() ? readFileSync(path, 'utf8') : null;
  } catch {
    return null;
  }
}
