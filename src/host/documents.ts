/**
 * Which texts for people does a folder hold: policies, instructions, procedures? Their names alone. Must not read them.
 */
import { extname, join } from 'node:path';
import { entriesOf } from './disk';
import type { Disk } from './disk';
import { isPassedBy } from './walk-files';

const endings = new Set(['.md', '.mdx', '.txt', '.html', '.rst', '.adoc', '.pdf']);
/** Such texts lie near the top. */
const deepest = 3;
const most = 2_000;

/** Relative to `folder` (absolute), with forward slashes, sorted; installed packages and build output left out. Of what cannot be read none. */
export function documentsIn(disk: Disk, folder: string): readonly string[] {
  const found: string[] = [];
  const open: { readonly inside: string; readonly depth: number }[] = [{ inside: '', depth: 0 }];
  for (let next = open.shift(); next !== undefined && found.length < most; next = open.shift()) {
    for (const entry of entriesOf(disk, join(folder, next.inside))) {
      const path = next.inside === '' ? entry.name : `${next.inside}/${entry.name}`;
      if (entry.isFile() && endings.has(extname(entry.name).toLowerCase())) found.push(path);
      else if (entry.isDirectory() && next.depth < deepest && !entry.name.startsWith('.') && !isPassedBy(entry.name)) open.push({ inside: path, depth: next.depth + 1 });
    }
  }
  return found.sort();
}
