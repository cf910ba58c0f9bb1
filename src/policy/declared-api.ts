/**
 * What does an integrator say of the API that is asked? Reads the part `api` of a caley.yaml: which documents
 * publish it, and what else may be asked with Caley's word. Must not read those documents.
 */
import type { Range } from '../text';
import { isMap } from './declared-map';
import type { Entry } from './entry';
import { partsOf, readNamedPath } from './named-path';
import type { NamedPath } from './named-path';

export interface DeclaredApi {
  /** OpenAPI documents. */
  readonly documents: readonly NamedPath[];
  /** Paths that may be asked though no document has them, `{…}` being open: `/v2/exports/{id}`. */
  readonly extra: readonly string[];
}

export const noApi: DeclaredApi = { documents: [], extra: [] };

const endings = /\.(?:ya?ml|json)$/i;
const maxDocuments = 20;
const maxExtra = 1_000;
const longest = 2_000;

/** The documents by name and the paths. What is wrong is told at its place and left out. */
export function readDeclaredApi(entry: Entry, rangeOf: (entry: Entry) => Range): DeclaredApi {
  if (entry.kind !== 'map') return noApi;
  const documents = partsOf(entry.field('openapi'), maxDocuments).flatMap((item) => readNamed(item, rangeOf));
  return { documents, extra: partsOf(entry.field('extraEndpoints'), maxExtra).flatMap(readExtra) };
}

function readNamed(item: Entry, rangeOf: (entry: Entry) => Range): readonly NamedPath[] {
  const named = readNamedPath(item, 'file', rangeOf);
  if (named === null) return [];
  if (endings.test(named.path)) return [named];
  item.mistake('This must be a file that ends in .yaml, .yml or .json.');
  return [];
}

/** `{ path, approval }`: without Caley's word nothing is allowed. */
function readExtra(item: Entry): readonly string[] {
  if (!isMap(item, ['path', 'approval'])) return [];
  const [path, approval] = [item.text('path'), item.text('approval')];
  if (path === null || approval === null) return [];
  if (path.startsWith('/') && path.length <= longest) return [path];
  item.field('path').mistake('A path begins with a slash: /v2/exports/{id}.');
  return [];
}
