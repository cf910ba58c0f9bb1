/** The shipped pack files, models left out, as the core is handed them: paths relative to the packs folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { PackFile } from '../../src/policy';

const root = join(import.meta.dirname, '../../src/packs');

export function packFiles(): readonly PackFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(root, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .filter((file) => !file.path.startsWith('models/'));
}
