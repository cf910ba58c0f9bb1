/**
 * What does an integrator say of the API that is asked? Reads the part `api` of a caley.yaml: which documents
 * publish it, and what else may be asked with Caley's word. Must not read those documents.
 */
import { range } from '../text';
import type { Range } from '../text';
import { isMap } from './declared-map';
import type { Entry } from './entry';
import { isAbsolute, normalised } from './trust-path';
import type { PackFile } from './types';
import { readUnfinishedYaml } from './yaml';

/** A file that a caley.yaml names, relative to its folder; begins with `..` where it lies outside. */
export interface NamedFile {
  readonly path: string;
  /** Where it is named. */
  readonly range: Range;
}

export interface DeclaredApi {
  /** OpenAPI documents. */
  readonly documents: readonly NamedFile[];
  /** Paths that may be asked though no document has them, `{…}` being open: `/v2/exports/{id}`. */
  readonly extra: readonly string[];
}

export const noApi: DeclaredApi = { documents: [], extra: [] };

/** What is read, and what is accepted as it is by now. */
const keys = ['hosts', 'openapi', 'extraEndpoints', 'scopes'];
const endings = /\.(?:ya?ml|json)$/i;
const maxDocuments = 20;
const maxExtra = 1_000;
const longest = 2_000;
/** Nobody writes more into a caley.yaml; each keystroke in it reads it. */
export const longestDeclaration = 200_000;

/** The documents by name and the paths. What is wrong is told at its place and left out. */
export function readDeclaredApi(entry: Entry, rangeOf: (entry: Entry) => Range): DeclaredApi {
  if (entry.kind === 'none' || !isMap(entry, keys)) return noApi;
  const documents = partsOf(entry.field('openapi'), maxDocuments).flatMap((item) => readNamed(item, rangeOf));
  return { documents, extra: partsOf(entry.field('extraEndpoints'), maxExtra).flatMap(readExtra) };
}

/** The same of the text of a caley.yaml, whatever else is wrong with it. Total. */
export function apiDeclaredIn(file: PackFile): DeclaredApi {
  const { root, rangeOf } = file.text.length > longestDeclaration ? { root: null, rangeOf: nowhere } : readUnfinishedYaml(file);
  return root === null ? noApi : readDeclaredApi(root.field('api'), rangeOf);
}

function nowhere(): Range {
  return range(0, 0);
}

/** The items of a list, or the one that stands for a list. */
function partsOf(entry: Entry, most: number): readonly Entry[] {
  const items = entry.kind === 'list' ? entry.items() : entry.kind === 'none' ? [] : [entry];
  if (items.length > most) entry.mistakeAtKey(`Only the first ${String(most)} are read.`);
  return items.slice(0, most);
}

function readNamed(item: Entry, rangeOf: (entry: Entry) => Range): readonly NamedFile[] {
  const text = item.asText()?.trim() ?? null;
  if (text === null) return [];
  const wrong = text.includes('\\') ? 'Write folders with forward slashes.'
    : isAbsolute(text) || text.length > longest ? 'Name the file relative to the folder of this caley.yaml.'
    : endings.test(text) ? null : 'This must be a file that ends in .yaml, .yml or .json.';
  if (wrong !== null) item.mistake(wrong);
  return wrong === null ? [{ path: normalised(text), range: rangeOf(item) }] : [];
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
