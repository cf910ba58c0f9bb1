/**
 * What does a YAML text say, and where? Parses packs and users' YAML into plain
 * values whose places are looked up only when a mistake is reported.
 * Must not know what any key means.
 */
import { isAlias, isCollection, isMap, isNode, isPair, isScalar, Lexer, parseDocument } from 'yaml';
import type { Document } from 'yaml';
import { range } from '../text';
import type { Range } from '../text';
import { Entry } from './entry';
import type { EntryPath } from './entry';
import { findTooDeep } from './nesting';
import type { Mistake, PackFile } from './types';

/** A text as read. `mistakes` grows while `root` is read. `root` is null where the text is no YAML. */
export interface YamlReading {
  readonly root: Entry | null;
  readonly mistakes: Mistake[];
  /** The text does not parse: more may be meant than is read. */
  readonly isBroken: boolean;
  /** Where an entry stands, or its key. */
  readonly rangeOf: (entry: Entry, key?: boolean) => Range;
}

/** Of a document's start, of flow's end, and of a scalar: https://eemeli.org/yaml/#lexer */
const lexerSigns: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
/** More aliases than a person would write: `yaml` counts what they expand to. */
const maxAliasCount = 100;
/** Mistakes of one file beyond which nobody reads on: each has to be looked up in the text. */
const maxMistakes = 200;

/**
 * Reads one YAML text; a text that begins with `{` is read as JSON, which is many times faster.
 * Syntax errors, duplicate keys and aliases that explode are mistakes at their place. Never throws.
 */
export function readYaml(file: PackFile): YamlReading {
  return new Reading(file).read('nothing');
}

/** The same for a text that somebody may be writing: beside syntax errors, what can be made of it is read all the same. What else seems wrong with it then is not told. */
export function readUnfinishedYaml(file: PackFile): YamlReading {
  return new Reading(file).read('silence');
}

class Reading {
  private readonly mistakes: Mistake[] = [];

  constructor(private readonly file: PackFile) {}

  /** `broken`: what is read of a text with syntax errors, nothing or everything without a word of what else is wrong. */
  read(broken: 'nothing' | 'silence'): YamlReading {
    const { text } = this.file;
    const tooDeep = findTooDeep(text);
    if (tooDeep !== null) {
      this.report(tooDeep, 'This is nested too deeply to be read.');
      return this.none();
    }
    const json = text.startsWith('{') ? parseJson(text) : null;
    if (json !== null) {
      let located: Document.Parsed | null = null;
      return this.rooted(json.value, (path, key) => rangeOf((located ??= parse(text)), path, key), true);
    }
    let document: Document.Parsed | null = null;
    try {
      const parsed = (document = parse(text));
      for (const { pos, message } of parsed.errors.slice(0, maxMistakes)) this.report(range(Math.min(pos[0], text.length), Math.min(Math.max(pos[0], pos[1]), text.length)), sentence(message));
      const isBroken = parsed.errors.length > 0;
      if (isBroken && broken === 'nothing') return this.none();
      if (!isBroken) for (const [at, key] of findDuplicates(parsed.contents)) this.report(at, `The key "${key}" stands twice in its map.`);
      const value: unknown = parsed.toJS({ maxAliasCount });
      return this.rooted(value, (path, key) => rangeOf(parsed, path, key), !isBroken);
    } catch (error) {
      // The parser throws on exploding aliases and on those of nothing; it gives no place then.
      this.report(placeOfAlias(document) ?? firstLine(text), sentence(error instanceof Error ? error.message : 'this YAML cannot be read'));
      return this.none();
    }
  }

  private report(at: Range, message: string, severity: Mistake['severity'] = 'error'): void {
    if (this.mistakes.length < maxMistakes) this.mistakes.push({ file: this.file.path, range: at, message, severity });
  }

  private none(): YamlReading {
    return { root: null, mistakes: this.mistakes, isBroken: true, rangeOf: () => range(0, 0) };
  }

  private rooted(value: unknown, locate: (path: EntryPath, key: boolean) => Range, isTold: boolean): YamlReading {
    const root = new Entry(value, [], (path, key, message, severity) => {
      if (isTold && this.mistakes.length < maxMistakes) this.report(locate(path, key), message, severity);
    });
    return { root, mistakes: this.mistakes, isBroken: !isTold, rangeOf: ({ path }, key = false) => locate(path, key) };
  }
}

/** The same file with its YAML as JSON text: what a build may ship, since JSON is read many times faster. A text that is no YAML stays as it is. */
export function compileYaml(file: PackFile): PackFile {
  const { root } = readYaml(file);
  return root?.kind !== 'map' ? file : { path: file.path, text: JSON.stringify(root.value) };
}

/** The comments of a text, in order; total. */
export function commentsIn(text: string): readonly { readonly range: Range; readonly text: string }[] {
  if (!text.includes('#')) return [];
  const comments: { readonly range: Range; readonly text: string }[] = [];
  let at = 0;
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('#')) comments.push({ range: range(at, at + token.length), text: token });
    // The lexer says what a token is by signs that stand in no text.
    at += lexerSigns.has(token) ? 0 : token.length;
  }
  return comments;
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

/** The first place that stands for another: of several the one that is wrong is not known. */
function placeOfAlias(document: Document.Parsed | null): Range | null {
  let first: Range | null = null;
  const open: unknown[] = [document?.contents];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isCollection(node)) for (const item of node.items) open.push(isPair(item) ? item.value : item);
    if (isAlias(node) && node.range !== null && node.range !== undefined && (first === null || node.range[0] < first.start)) first = range(node.range[0], node.range[1]);
  }
  return first;
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
