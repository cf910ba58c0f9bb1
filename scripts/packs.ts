/**
 * What a build makes of the packs: one file of JSON that loads many times faster
 * than the YAML it comes from, and the policy documents as pages. Run by the build.
 */
import { writeFileSync } from 'node:fs';
import { readPacks } from '../src/host';
import { compileYaml } from '../src/policy';

export { writePolicyPages } from './policy-pages';

/** Writes all files of the packs folder, their YAML as JSON, into one `file`. */
export function compilePacks(folder: string, file: string): void {
  writeFileSync(file, JSON.stringify(readPacks(folder).map((pack) => (pack.path.endsWith('.yaml') ? compileYaml(pack) : pack))));
}
