/**
 * What does a YAML text say, and where? Parses packs and users' YAML into plain
 * values whose places are looked up only when a mistake is reported.
 * Must not know what any key means.
 */
import { isCollection, isMap, isNode, isPair, isScalar, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { range } from '../text';
import type { Range } from '../text';
import { Entry } from './entry';
import { findTooDeep } from './nesting';
import type { Mistake, PackFile } from './types';

/** A text as read. `mistakes` grows while `root` is read. `root` is null where the text is no YAML. */
export interface YamlReading {
  readonly root: Entry | null;
  readonly mistakes: Mistake[];
}

/** More aliases than a person would write: `yaml` counts what they expand to. */
const maxAliasCount = 100;

/**
 * Reads one YAML text; a text that begins with `{` is read as JSON, which is many times faster.
 * Syntax errors, duplicate keys and aliases that explode are mistakes at their place. Never throws.
 */
export function readYaml(file: PackFile): YamlReading {
  const mistakes: Mistake[] = [];
  const report = (at: Range, message: string): void => {
    mistakes.push({ file: file.path, range: at, message, severity: 'error' });
  };
  const tooDeep = findTooDeep(file.text);
  if (tooDeep !== null) {
    report(tooDeep, 'This is nested too deeply to be read.');
    return { root: null, mistakes };
  }
  const json = file.text.startsWith('{') ? parseJson(file.text) : null;
  if (json !== null) {
    let located: Document.Parsed | null = null;
    const locate = (path: readonly (string | number)[], key: boolean): Range => rangeOf((located ??= parse(file.text)), path, key);
    return { root: new Entry(json.value, [], (path, key, message) => { report(locate(path, key), message); }), mistakes };
  }
  try {
    const document = parse(file.text);
    for (const error of document.errors) report(range(error.pos[0], Math.max(error.pos[0], error.pos[1])), sentence(error.message));
    if (document.errors.length > 0) return { root: null, mistakes };
    for (const [at, key] of findDuplicates(document.contents)) report(at, `The key "${key}" stands twice in its map.`);
    const value: unknown = document.toJS({ maxAliasCount });
    return { root: new Entry(value, [], (path, key, message) => { report(rangeOf(document, path, key), message); }), mistakes };
  } catch (error) {
    // The parser throws on exploding aliases; it gives no place then.
    report(firstLine(file.text), sentence(error instanceof Error ? error.message : 'this YAML cannot be read'));
    return { root: null, mistakes };
  }
}

/** The same file with its YAML as JSON text: what a build may ship, since JSON is read many times faster. A text that is no YAML stays as it is. */
export function compileYaml(file: PackFile): PackFile {
  const { root } = readYaml(file);
  return root?.kind !== 'map' ? file : { path: file.path, text: JSON.stringify(root.value) };
}

function parse(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', schema: 'core' });
}

/** Keys that a map has twice, with the later one's place. The parser's own check compares each key with each. */
function findDuplicates(root: unknown): readonly (readonly [Range, string])[] {
  const found: (readonly [Range, string])[] = [];
  const open: unknown[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isCollection(node)) continue;
    const keys = new Set<string>();
    for (const item of node.items) {
      open.push(isPair(item) ? item.value : item);
      if (!isPair(item) || !isScalar(item.key)) continue;
      const key = String(item.key.value);
      if (keys.has(key) && item.key.range !== null && item.key.range !== undefined) found.push([range(item.key.range[0], item.key.range[1]), key]);
      keys.add(key);
    }
  }
  return found.sort(([a], [b]) => a.start - b.start);
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    const value: unknown = JSON.parse(text);
    return { value };
  } catch {
    return null;
  }
}

/** The node at a path, its key where asked for; the nearest node above it where there is none. */
function rangeOf(document: Document.Parsed, path: readonly (string | number)[], key: boolean): Range {
  for (let length = path.length; length >= 0; length--) {
    const last = path[length - 1];
    const parent: unknown = length === 0 ? null : length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    if (isMap(parent) && (key || length < path.length)) {
      const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(last));
      const at = pair !== undefined && isNode(pair.key) ? pair.key.range : null;
      if (at !== null && at !== undefined) return range(at[0], at[1]);
    }
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range !== null && node.range !== undefined) {
      // A whole block would underline everything below it; its first line is enough.
      return isCollection(node) && node.flow !== true ? range(node.range[0], node.range[0] + 1) : range(node.range[0], node.range[1]);
    }
  }
  return range(0, 0);
}

function firstLine(text: string): Range {
  const end = text.indexOf('\n');
  return range(0, end < 0 ? text.length : end);
}

function sentence(message: string): string {
  return message.endsWith('.') ? message : `${message}.`;
}
