/**
 * What a build makes of the packs: one file of JSON that loads many times faster
 * than the YAML it comes from, and the policy documents as pages. Run by the build.
 */
import { writeFileSync } from 'node:fs';
import { storePacks } from '../src/host';

export { writePolicyPages } from './policy-pages';

/** Writes what the packs folder says into one `file`. */
export function compilePacks(folder: string, file: string): void {
  writeFileSync(file, storePacks(folder));
}
