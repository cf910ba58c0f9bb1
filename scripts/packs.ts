/**
 * What a build makes of the packs: files of JSON that load many times faster
 * than the YAML they come from, the policy documents as pages, and the schema of caley.yaml. Run by the build.
 */
import { writeFileSync } from 'node:fs';
import { loadPacks, storePacks } from '../src/host';
import { declarationSchema } from '../src/policy';
import { writePolicyPages } from './policy-pages';

export { storePacks, writePolicyPages };

/** Writes the schema by which editors check and complete a caley.yaml, from the form that reads it and the packs in `packs`. */
export function writeDeclarationSchema(packs: string, file: string): void {
  writeFileSync(file, JSON.stringify(declarationSchema(loadPacks(packs).policy)));
}
