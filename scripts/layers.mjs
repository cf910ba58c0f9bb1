/**
 * Which folder of src may import which? As the table of src/ARCHITECTURE.md has
 * it, so that lint, tidy test and page cannot differ.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The rows of the table: `{ name: 'flow', layer: 1 }`; `layer` null for data. */
export function readFolders() {
  const page = readFileSync(join(import.meta.dirname, '..', 'src', 'ARCHITECTURE.md'), 'utf8');
  const rows = [...page.matchAll(/^\| (\d+|-) \| ([a-z]+)\/ \|/gm)];
  return rows.map(([, layer, name]) => ({ name, layer: layer === '-' ? null : Number(layer) }));
}

/** Only downwards; the extension talks to the rest through the protocol alone. */
export function mayImport(folders, from, to) {
  if (from === to) return true;
  if (from === 'extension') return to === 'protocol';
  const layer = (name) => folders.find((folder) => folder.name === name)?.layer ?? null;
  const [above, below] = [layer(from), layer(to)];
  return above !== null && below !== null && below < above;
}
