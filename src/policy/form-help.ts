/**
 * What can be written at a place of a caley.yaml or of a pack's YAML, and what does the word there mean? By the JSON schema of the file's form, whatever
 * is still unfinished around the place. Must not check anything, nor know any key: those who read the files do.
 */
import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Node, Pair, Scalar } from 'yaml';
import { range } from '../text';
import type { Range } from '../text';
import type { DeclarationVocabulary, JsonSchema } from './declared-form';
import { longestDeclaration } from './declared-names';
import { findTooDeep } from './nesting';

export interface Suggestion {
  readonly type: 'key' | 'value';
  readonly label: string;
  /** What it is, in a few words; null where the form says nothing. */
  readonly detail: string | null;
  /** To be written instead of the word. */
  readonly newText: string;
}

export interface Suggestions {
  /** The word that they replace. */
  readonly range: Range;
  readonly items: readonly Suggestion[];
  /** There are more, which are to be asked for as somebody types on. Those that begin as the word does come first. */
  readonly isCut: boolean;
}

/** What a word stands for. */
export type Meaning =
  | { readonly type: 'key'; readonly key: string; readonly description: string; readonly range: Range }
  | { readonly type: 'kind' | 'clause' | 'rule' | 'party'; readonly id: string; readonly range: Range };

/** Keys and places of a list, from the outside in. */
type Path = readonly (string | number)[];

/** Stands for the word at the place while the text is parsed; no file holds it. */
const mark = 'CaleyCursor';
/** More are no help. */
const mostSuggestions = 500;

/** Null where nothing can be said: in comments, in texts that are too long or nested too deeply. */
export function suggestionsAt(text: string, offset: number, schema: JsonSchema, vocabulary: DeclarationVocabulary): Suggestions | null {
  if (text.length > longestDeclaration || isInComment(text, offset)) return null;
  const word = wordAt(text, offset);
  const asKey = isAloneInLine(text, word) ? suggestAround(text, word, `${mark}:`, schema, vocabulary) : [];
  const items = [...new Map([...asKey, ...suggestAround(text, word, mark, schema, vocabulary)].map((one) => [`${one.type} ${one.label}`, one])).values()];
  if (items.length <= mostSuggestions) return items.length === 0 ? null : { range: word, items, isCut: false };
  const typed = text.slice(word.start, offset);
  return { range: word, items: [...items.filter(({ label }) => label.startsWith(typed)), ...items.filter(({ label }) => !label.startsWith(typed))].slice(0, mostSuggestions), isCut: true };
}

/** Null where the word has no meaning of its own. */
export function meaningAt(text: string, offset: number, schema: JsonSchema, vocabulary: DeclarationVocabulary): Meaning | null {
  if (text.length > longestDeclaration) return null;
  const found = scalarAt(text, (scalar) => scalar.range !== undefined && scalar.range !== null && scalar.range[0] <= offset && offset <= scalar.range[1]);
  if (found === null || typeof found.scalar.value !== 'string' || !found.scalar.range) return null;
  const { value } = found.scalar;
  const at = range(found.scalar.range[0], found.scalar.range[1]);
  const forms = schemasAt(schema, found.path);
  const named = nameOf(value, vocabulary);
  // Companies are called as packages are, and as anything else: such a word means one where the form asks for one.
  if (named !== null && (named.type !== 'party' || forms.some((form) => wordsOf(form).some((word) => vocabulary.parties.has(word))))) return { ...named, range: at };
  const [description] = found.isKey ? forms.flatMap((form) => descriptionOf(propertiesOf(form)[value]) ?? []) : [];
  return description === undefined ? null : { type: 'key', key: value, description, range: at };
}

function nameOf(value: string, { kinds, clauses, rules, parties }: DeclarationVocabulary): Pick<Extract<Meaning, { id: string }>, 'type' | 'id'> | null {
  if (kinds.all.has(value) && value.includes('.')) return { type: 'kind', id: value };
  if (clauses.has(value)) return { type: 'clause', id: value };
  if (rules.has(value)) return { type: 'rule', id: value };
  return parties.has(value.toLowerCase()) ? { type: 'party', id: value.toLowerCase() } : null;
}

/** The text with `writing` in the place of the word, as far as it says where the word stands. */
function suggestAround(text: string, word: Range, writing: string, root: JsonSchema, vocabulary: DeclarationVocabulary): readonly Suggestion[] {
  const found = scalarAt(text.slice(0, word.start) + writing + text.slice(word.end), ({ value }) => value === mark);
  if (found === null) return [];
  const all = schemasAt(root, found.path);
  const isFlow = !isAloneInLine(text, word);
  const keys = found.isKey || !isFlow ? all.flatMap((schema) => keySuggestions(schema, found.siblings, vocabulary)) : [];
  return [...keys, ...(found.isKey ? [] : all.flatMap((schema) => valueSuggestions(schema, vocabulary, /["']/.test(text.charAt(word.start - 1)))))];
}

function keySuggestions(schema: JsonSchema, siblings: ReadonlySet<string>, vocabulary: DeclarationVocabulary): readonly Suggestion[] {
  const named = Object.entries(propertiesOf(schema)).map(([label, of]) => ({ label, detail: descriptionOf(of) }));
  const ids = enumOf(schemaOf(schema['propertyNames'])).map((label) => ({ label, detail: titleOf(label, vocabulary) }));
  return [...named, ...ids].filter(({ label }) => !siblings.has(label)).map(({ label, detail }) => ({ type: 'key', label, detail, newText: `${label}: ` }));
}

function valueSuggestions(schema: JsonSchema, vocabulary: DeclarationVocabulary, isQuoted: boolean): readonly Suggestion[] {
  return wordsOf(schema).map((label) => ({ type: 'value', label, detail: titleOf(label, vocabulary), newText: !isQuoted && /[[\]{},*]/.test(label) ? `"${label}"` : label }));
}

/** What may be written for a value, as far as the form says. */
function wordsOf(schema: JsonSchema): readonly string[] {
  if (schema['type'] === 'boolean') return ['true', 'false'];
  const only = typeof schema['const'] === 'number' ? [String(schema['const'])] : [];
  return [...only, ...enumOf(schema), ...(Array.isArray(schema['examples']) ? schema['examples'].map(String) : [])];
}

function titleOf(id: string, vocabulary: DeclarationVocabulary): string | null {
  const { kinds, clauses, rules, parties } = vocabulary;
  return kinds.all.get(id)?.title ?? clauses.get(id)?.summary ?? rules.get(id)?.title ?? parties.get(id)?.vendor ?? null;
}

interface FoundScalar {
  readonly scalar: Scalar;
  /** Of the map that it is a key of; of the value itself otherwise. */
  readonly path: Path;
  readonly isKey: boolean;
  /** Other keys of that map. */
  readonly siblings: ReadonlySet<string>;
}

function scalarAt(text: string, isMeant: (scalar: Scalar) => boolean): FoundScalar | null {
  if (findTooDeep(text) !== null) return null;
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', schema: 'core' });
  let found: FoundScalar | null = null;
  visit(document, {
    Scalar(key, scalar, ancestors) {
      if (!isMeant(scalar)) return undefined;
      const path: (string | number)[] = [];
      const nodes = ancestors.filter((one): one is Node | Pair => one !== document);
      nodes.forEach((node, i) => {
        const inner = nodes[i + 1] ?? scalar;
        if (isSeq(node)) path.push(node.items.indexOf(inner));
        // The key that is looked for is no part of the way to its map.
        if (isPair(node) && node.key !== scalar && isScalar(node.key)) path.push(String(node.key.value));
      });
      const map = nodes.findLast((node) => isMap(node));
      const siblings = key === 'key' && isMap(map) ? map.items.flatMap((pair) => (isScalar(pair.key) && pair.key !== scalar ? [String(pair.key.value)] : [])) : [];
      found = { scalar, path, isKey: key === 'key', siblings: new Set(siblings) };
      return visit.BREAK;
    },
  });
  return found;
}

/** All forms that a value at a path may have. */
function schemasAt(root: JsonSchema, path: Path): readonly JsonSchema[] {
  let all = alternatives(root);
  for (const step of path) {
    all = all.flatMap((schema) => {
      if (typeof step === 'number') return alternatives(schemaOf(schema['items']));
      const property = propertiesOf(schema)[step] ?? schemaOf(schema['additionalProperties']);
      return alternatives(property);
    });
  }
  return all;
}

function alternatives(schema: JsonSchema | undefined): readonly JsonSchema[] {
  if (schema === undefined) return [];
  const any = schema['anyOf'];
  return Array.isArray(any) ? any.flatMap((one) => alternatives(schemaOf(one))) : [schema];
}

function schemaOf(value: unknown): JsonSchema | undefined {
  // The form says a schema, or true and false, which say nothing here.
  return typeof value === 'object' && value !== null ? (value as JsonSchema) : undefined;
}

function propertiesOf(schema: JsonSchema): Readonly<Record<string, JsonSchema>> {
  return (schemaOf(schema['properties']) ?? {}) as Readonly<Record<string, JsonSchema>>;
}

function enumOf(schema: JsonSchema | undefined): readonly string[] {
  const words = schema?.['enum'];
  return Array.isArray(words) ? words.map(String) : [];
}

function descriptionOf(schema: JsonSchema | undefined): string | null {
  const description = schema?.['description'];
  return typeof description === 'string' ? description : null;
}

/** What ids, dates and keys are made of. */
function wordAt(text: string, offset: number): Range {
  const isPart = (character: string | undefined): boolean => character !== undefined && /[\w./-]/.test(character);
  let [start, end] = [offset, offset];
  while (start > 0 && isPart(text[start - 1])) start--;
  while (end < text.length && isPart(text[end])) end++;
  // A dash before a space begins an item.
  if (text[start] === '-' && (start + 1 === end || text[start + 1] === ' ')) start++;
  return range(Math.min(start, offset), Math.max(end, Math.min(start, offset)));
}

/** Nothing else stands in its line but what begins an item of a list. */
function isAloneInLine(text: string, { start, end }: Range): boolean {
  const [from, to] = [text.lastIndexOf('\n', start - 1) + 1, text.indexOf('\n', end)];
  return /^[ \t]*(?:- +)*$/.test(text.slice(from, start)) && /^[ \t\r]*$/.test(text.slice(end, to === -1 ? text.length : to));
}

/** A mark of comments with a blank before it; one within quotes is rare enough in these files. */
function isInComment(text: string, offset: number): boolean {
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}
