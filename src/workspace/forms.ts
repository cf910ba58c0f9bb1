/**
 * By which form does an editor help with a YAML file: that of a caley.yaml, or of a file in a pack that one names? Must not read the file.
 */
import { fixes } from '../fixes';
import { modelSchema } from '../models';
import { declarationSchema, packFormOf, packSchema } from '../policy';
import type { JsonSchema, Pack, PackForm, Policy } from '../policy';
import { isDeclaration } from './declarations';
import type { Snapshot } from './types';

type FileForm = PackForm | 'declaration';

/** They hold all words of a policy: made when a file of the form is first asked about. */
const made = new WeakMap<Policy, Map<FileForm, JsonSchema>>();

/** As JSON schema, with the words that a project knows; null for files of no such form. */
export function schemaOfFile(path: string, snapshot: Pick<Snapshot, 'policy' | 'pathInPack'>): JsonSchema | null {
  const { policy } = snapshot;
  const inPack = snapshot.pathInPack(path);
  const form = isDeclaration(path) ? 'declaration' : inPack === null ? null : packFormOf(inPack);
  if (form === null) return null;
  let schemas = made.get(policy);
  if (schemas === undefined) made.set(policy, (schemas = new Map<FileForm, JsonSchema>()));
  let schema = schemas.get(form);
  if (schema === undefined) schemas.set(form, (schema = make(form, policy)));
  return schema;
}

/** The path that a file has in the innermost of some packs that it lies in, whether it was read there or not; null for files of none. */
export function pathInPacks(packs: readonly Pack[], path: string): string | null {
  const folders = packs.map(({ folder }) => folder).filter((folder) => path.startsWith(`${folder}/`));
  return folders.length === 0 ? null : path.slice(Math.max(...folders.map(({ length }) => length)) + 1);
}

function make(form: FileForm, policy: Policy): JsonSchema {
  if (form === 'declaration') return declarationSchema(policy);
  return form === 'model' ? modelSchema(policy) : packSchema(form, policy, [...fixes.keys()]);
}
