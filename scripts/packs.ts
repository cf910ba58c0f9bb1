/**
 * What a build makes of the packs: one file of JSON that loads many times faster
 * than the YAML it comes from, the policy documents as pages, and the schema of caley.yaml. Run by the build.
 */
import { writeFileSync } from 'node:fs';
import { loadPacks, storePacks } from '../src/host';
import { declarationSchema } from '../src/policy';

export { writePolicyPages } from './policy-pages';

/** Writes what the packs folder says into one `file`. */
export function compilePacks(folder: string, file: string): void {
  writeFileSync(file, storePacks(folder));
}

/** Writes the schema by which editors check and complete a caley.yaml, from the form that reads it and the packs in `packs`. */
export function writeDeclarationSchema(packs: string, file: string): void {
  writeFileSync(file, JSON.stringify(declarationSchema(loadPacks(packs).policy)));
}
