/**
 * Which edits write something into a YAML text and leave all else as it is, comments and formatting included? Must not know what any
 * key means.
 */
import { isCollection, isMap, isNode, isPair, isScalar, isSeq, parseDocument } from 'yaml';
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { applyEdits, range } from '../text';
import type { TextEdit } from '../text';
import { findTooDeep } from './nesting';
import { toDo, writeBlock, writeFlow, writeFlowEntries, writeItem } from './yaml-writing';
import type { Writing, WritingMap } from './yaml-writing';

/** Keys from the outside in; a number is the place of an item of a list. */
export type YamlPath = readonly (string | number)[];

/**
 * A value under the last key of a path, in the place of what is there; maps on the way are made where they are missing. Null for a text
 * that does not parse, where something else than a map is in the way, and where the value comes through an alias.
 */
export function putValue(text: string, path: YamlPath, value: Writing): readonly TextEdit[] | null {
  return new Editing(text).put(path, value);
}

/** A further item of the list at a path, which is made where it is missing; what stands there alone becomes a list. Null as above. */
export function addItem(text: string, path: YamlPath, item: Writing): readonly TextEdit[] | null {
  return new Editing(text).add(path, item);
}

/** What several steps do one after the other, each with the text that the one before left, as one edit; null where one of them cannot. */
export function inTurn(text: string, steps: readonly ((text: string) => readonly TextEdit[] | null)[]): readonly TextEdit[] | null {
  let after = text;
  for (const step of steps) {
    const edits = step(after);
    if (edits === null) return null;
    after = applyEdits(after, edits);
  }
  if (after === text) return null;
  let start = 0;
  while (start < text.length && text[start] === after[start]) start++;
  let end = 0;
  while (end < text.length - start && end < after.length - start && text.at(-1 - end) === after.at(-1 - end)) end++;
  return [{ range: range(start, text.length - end), newText: after.slice(start, after.length - end) }];
}

type Ranged = Node & { readonly range: [number, number, number] };

class Editing {
  private readonly document: Document.Parsed | null;
  private readonly lineEnd: string;

  constructor(private readonly text: string) {
    const parsed = findTooDeep(text) === null ? parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent', schema: 'core' }) : null;
    this.document = parsed !== null && parsed.errors.length === 0 ? parsed : null;
    this.lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  }

  put(path: YamlPath, value: Writing): readonly TextEdit[] | null {
    if (this.document === null) return null;
    const [key, ...rest] = path;
    if (this.isEmpty(this.document.contents)) return typeof key === 'string' ? this.begin({ [key]: wrapped(rest, value) }) : null;
    return this.into(this.document.contents, path, value);
  }

  add(path: YamlPath, item: Writing): readonly TextEdit[] | null {
    if (this.document === null) return null;
    const at: unknown = this.document.getIn(path, true);
    if (at === undefined || this.isEmpty(at)) return this.put(path, [item]);
    if (!isRanged(at)) return null;
    if (isSeq(at)) return at.flow === true ? this.intoFlow(at, writeFlow(item)) : this.intoBlockList(at, item);
    // What stands alone is a list of one.
    return isScalar(at) || (isMap(at) && at.flow === true) ? [{ range: range(at.range[0], at.range[1]), newText: `[${this.source(at)}, ${writeFlow(item)}]` }] : null;
  }

  /** `contents` is the whole text, or holds but comments: the map goes below them. */
  private begin(map: WritingMap): readonly TextEdit[] {
    const end = this.text.length;
    return [{ range: range(end, end), newText: `${end === 0 || /[\r\n]$/.test(this.text) ? '' : this.lineEnd}${this.lines(writeBlock(map))}${this.lineEnd}` }];
  }

  private into(node: unknown, [key, ...rest]: YamlPath, value: Writing): readonly TextEdit[] | null {
    if (key === undefined || !isRanged(node)) return null;
    if (typeof key === 'number') {
      if (!isSeq(node)) return null;
      const item = node.items[key];
      return rest.length === 0 ? null : this.into(item, rest, value);
    }
    if (!isMap(node)) return null;
    const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
    if (pair === undefined) return node.flow === true ? this.intoFlow(node, writeFlowEntries({ [key]: wrapped(rest, value) })) : this.intoBlockMap(node, { [key]: wrapped(rest, value) });
    if (this.isEmpty(pair.value)) return this.behindKey(node, pair, wrapped(rest, value));
    if (rest.length > 0) return this.into(pair.value, rest, value);
    const now: unknown = pair.value;
    // Blocks are many lines, and comments may stand among them.
    if (!isRanged(now) || !(isScalar(now) || (isCollection(now) && now.flow === true))) return null;
    return [{ range: range(now.range[0], now.range[1]), newText: writeFlow(value) }];
  }

  /** The value of a key behind which nothing is written yet: on its line, or in a block below it; a comment there stays. */
  private behindKey(map: YAMLMap, { key }: Pair, value: Writing): readonly TextEdit[] | null {
    if (!isRanged(key)) return null;
    const colon = this.text.indexOf(':', key.range[1]) + 1;
    if (colon === 0) return null;
    const lineEnd = this.endOfLine(colon);
    const column = this.columnOf(key.range[0]);
    const [first = '', ...more] = writeBlock({ x: value });
    if (map.flow === true || more.length === 0) {
      const written = map.flow === true ? writeFlow(value) : first.slice(first.indexOf(':') + 1).trim();
      const behind = /^[ \t]*#[ \t]*/.exec(this.text.slice(colon, lineEnd))?.[0] ?? null;
      if (written === '' || (behind !== null && written.startsWith('#'))) return null;
      // That something is to be written is said no longer where it is.
      const isDone = behind !== null && this.text.startsWith(toDo, colon + behind.length);
      return [{ range: range(colon, isDone ? lineEnd : colon), newText: ` ${behind === null || isDone ? written : writeFlow(value)}` }];
    }
    const below = more.map((line) => ' '.repeat(column) + line);
    return [{ range: range(lineEnd, lineEnd), newText: this.lineEnd + this.lines(below) }];
  }

  private intoBlockMap(map: YAMLMap & Ranged, added: WritingMap): readonly TextEdit[] | null {
    const [first] = map.items;
    if (first === undefined || !isRanged(first.key)) return null;
    return this.below(map, writeBlock(added, this.columnOf(first.key.range[0])));
  }

  private intoBlockList(list: YAMLSeq & Ranged, item: Writing): readonly TextEdit[] {
    return this.below(list, writeItem(item, this.columnOf(list.range[0])));
  }

  /** Below the last line that belongs to a block. */
  private below(block: YAMLMap | YAMLSeq, lines: readonly string[]): readonly TextEdit[] {
    const end = this.endOfLine(this.endOf(block));
    return [{ range: range(end, end), newText: this.lineEnd + this.lines(lines) }];
  }

  private intoFlow(collection: (YAMLMap | YAMLSeq) & Ranged, added: string): readonly TextEdit[] {
    const isEmpty = collection.items.length === 0;
    const inside = isMap(collection) && isEmpty ? ` ${added} ` : added;
    const at = isEmpty ? collection.range[0] + 1 : this.endOf(collection);
    return [{ range: range(at, at), newText: isEmpty ? inside : `, ${added}` }];
  }

  /** Where the last thing in a collection ends. */
  private endOf(collection: YAMLMap | YAMLSeq): number {
    const last: unknown = collection.items.at(-1);
    const parts: readonly unknown[] = isPair(last) ? [last.value, last.key] : [last];
    for (const part of parts) {
      if (!isRanged(part) || (isScalar(part) && part.range[0] === part.range[1])) continue;
      if (isCollection(part) && part.flow !== true && (isMap(part) || isSeq(part)) && part.items.length > 0) return this.endOf(part);
      // Of texts over several lines the last line end is theirs.
      return this.text.slice(0, part.range[1]).trimEnd().length + (isPair(last) && part === last.key ? 1 : 0);
    }
    return isRanged(collection) ? collection.range[0] + 1 : 0;
  }

  private endOfLine(offset: number): number {
    const rest = /[\r\n]/.exec(this.text.slice(offset));
    return rest === null ? this.text.length : offset + rest.index;
  }

  private columnOf(offset: number): number {
    return offset - (Math.max(this.text.lastIndexOf('\n', offset - 1), this.text.lastIndexOf('\r', offset - 1)) + 1);
  }

  private source({ range: [start, end] }: Ranged): string {
    return this.text.slice(start, end);
  }

  private lines(lines: readonly string[]): string {
    return lines.join(this.lineEnd);
  }

  private isEmpty(node: unknown): boolean {
    return node === null || node === undefined || (isScalar(node) && (node.value === null || node.value === undefined) && (node.range === null || node.range === undefined || node.range[0] === node.range[1]));
  }
}

function isRanged(node: unknown): node is Ranged {
  return isNode(node) && node.range !== null && node.range !== undefined;
}

/** A value below some keys. */
function wrapped(keys: YamlPath, value: Writing): Writing {
  return keys.reduceRight<Writing>((inner, key) => (typeof key === 'string' ? { [key]: inner } : [inner]), value);
}
