/**
 * What do some lines of YAML say? The `yaml` package parses them; its nodes become ours, with exact places.
 * Must not know what stands around them. Total: what its parser gives up on is open.
 */
import { Composer, isAlias, isCollection, isMap, isPair, isScalar, isSeq, Parser, CST } from 'yaml';
import type { Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import type { Range } from '../../text';
import { referencesIn } from '../settings';
import type { YamlAlias, YamlAnchor, YamlComment, YamlEntry, YamlForm, YamlLeaf, YamlList, YamlMap, YamlNode, YamlScalar } from './nodes';
import { longForm } from './tags';

type Token = CST.Token;
type Source = CST.SourceToken;

/** `text` as it is written, `masked` without its templates; both begin in column `column`. */
export interface LeafText {
  readonly text: string;
  readonly masked: string;
  readonly column: number;
  readonly form: YamlForm;
}

type Parsed = Omit<YamlLeaf, 'inserted' | 'isOdd'>;

export function parseLeaf(given: LeafText): Parsed {
  try {
    return new LeafReader(given).read();
  } catch (error) {
    // Nesting deeper than the stack.
    if (!(error instanceof RangeError)) throw error;
    const whole = { start: 0, end: given.text.trimEnd().length };
    const root: YamlMap = { kind: 'map', entries: [], isOpen: true, isAnchored: false, column: null, ...whole };
    return { ...empty(given), root: given.form === 'document' ? root : null, errors: [whole] };
  }
}

function empty({ text, column, form }: LeafText): Omit<Parsed, 'root'> {
  return { kind: 'leaf', form, length: text.length, column, entries: [], comments: [], errors: [], anchors: [], aliases: [] };
}

class LeafReader {
  /** What is parsed is the text behind a line break and blanks: in its column, and a string of its own. */
  private readonly shift: number;
  private readonly anchors: YamlAnchor[] = [];
  private readonly aliases: YamlAlias[] = [];
  private readonly errors: Range[] = [];
  private size = 0;

  constructor(private readonly given: LeafText) {
    this.shift = 1 + given.column;
  }

  read(): Parsed {
    const { given } = this;
    const source = `\n${' '.repeat(given.column)}${given.masked}`;
    const tokens = [...new Parser().parse(source)];
    const composer = new Composer({ uniqueKeys: false, keepSourceTokens: true, prettyErrors: false, strict: true, merge: false, version: '1.2', logLevel: 'silent' });
    const [document] = composer.compose(tokens, true, source.length);
    const cst = tokens.find((token) => token.type === 'document');
    const contents = document?.contents ?? null;
    const root = contents === null ? null : this.node(contents, cst?.start ?? [], this.startOf(contents));
    for (const { code, pos } of document?.errors ?? []) if (code !== 'TAG_RESOLVE_FAILED') this.errors.push(this.errorAt(pos));
    const entries = this.entriesOf(contents, root);
    return {
      ...empty(given),
      root: given.form === 'document' ? root : null,
      entries,
      comments: given.masked.includes('#') ? this.commentsIn(tokens) : [],
      errors: this.errors.sort((a, b) => a.start - b.start),
      anchors: this.anchors.sort((a, b) => a.start - b.start),
      aliases: this.aliases.sort((a, b) => a.start - b.start),
    };
  }

  /** The entries that a piece of a map or list has; what is none of them did not parse. */
  private entriesOf(contents: Node | null, root: YamlNode | null): readonly YamlEntry[] {
    const { form } = this.given;
    if (form === 'document' || root === null || contents === null) return [];
    const isOurs = root.kind === form && isCollection(contents) && contents.flow !== true && !(root.kind === 'map' && root.column === null);
    if (isOurs) return root.entries;
    const range = { start: root.start, end: root.end };
    if (this.errors.length === 0) this.errors.push(range);
    if (form === 'list' || root.kind !== 'scalar') return [];
    // A key that is being typed.
    const value: YamlScalar = { kind: 'scalar', text: '', value: null, isOpen: false, references: [], isAnchored: false, start: root.end, end: root.end };
    return [{ key: root.text, keyStart: root.start, keyEnd: root.end, ...range, isMerge: false, value }];
  }

  private at(offset: number): number {
    return Math.min(Math.max(offset - this.shift, 0), this.given.text.length);
  }

  private startOf(node: Node): number {
    return this.at(node.range?.[0] ?? 0);
  }

  /** Never empty where a character is left: an error must be seen. */
  private errorAt([from, to]: readonly [number, number]): Range {
    const { text } = this.given;
    let start = this.at(from);
    let end = Math.max(this.at(to), start);
    end = start + text.slice(start, end).trimEnd().length;
    if (end > start) return { start, end };
    start = Math.min(start, Math.max(text.trimEnd().length - 1, 0));
    return { start, end: Math.min(start + 1, text.length) };
  }

  /** `props` stand before it: its tag and anchor. `gap` is where nothing stands, of what is empty. */
  private node(node: Node, props: readonly Source[], gap: number): YamlNode {
    const size = this.size;
    const bare = this.bareNode(node, gap);
    if (bare.kind === 'alias') return bare;
    const tag = props.find((token) => token.type === 'tag');
    const made = tag === undefined ? bare : longForm(bare, { name: tag.source, start: this.at(tag.offset), end: this.at(tag.offset + tag.source.length) });
    if (node.anchor !== undefined && node.anchor !== '') {
      const named: YamlNode = { ...made, isAnchored: true };
      this.anchors.push({ name: node.anchor, node: named, start: named.start, end: named.end, size: this.size - size + 1 });
      return named;
    }
    return made;
  }

  private bareNode(node: Node, gap: number): YamlNode {
    if (isAlias(node)) {
      const alias: YamlAlias = { kind: 'alias', name: node.source, isAnchored: false, start: this.startOf(node), end: this.at(node.range?.[1] ?? 0) };
      this.aliases.push(alias);
      return alias;
    }
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) return this.list(node);
    return this.scalar(node, gap);
  }

  private scalar(node: Scalar, gap: number): YamlScalar {
    const token = node.srcToken as CST.FlowScalar | CST.BlockScalar | undefined;
    if (token === undefined || (token.source === '' && token.type === 'scalar')) return this.nothing(gap);
    const start = this.startOf(node);
    const end = start + this.given.text.slice(start, this.at(node.range?.[1] ?? 0)).trimEnd().length;
    const isMasked = this.given.text !== this.given.masked && this.given.text.slice(start, end) !== this.given.masked.slice(start, end);
    const text = isMasked ? this.written(token) : textOf(node);
    const references = referencesIn(text);
    const isOpen = isMasked || references !== null;
    const value = isOpen ? text : node.value;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null ? value : text;
    return { kind: 'scalar', text, value: known, isOpen, references: references ?? [], isAnchored: false, start, end };
  }

  /** The text of a scalar with its templates. */
  private written(token: CST.FlowScalar | CST.BlockScalar): string {
    let from = token.offset;
    if (token.type === 'block-scalar') for (const prop of token.props) from += 'source' in prop ? prop.source.length : 0;
    const source = this.given.text.slice(this.at(from), this.at(from + token.source.length));
    return CST.resolveAsScalar({ ...token, source }, false, () => undefined).value;
  }

  private map(node: YAMLMap): YamlMap {
    const entries: YamlEntry[] = [];
    for (const pair of node.items) if (isPair(pair)) entries.push(this.entry(pair as Pair<Node | null, Node | null>));
    const isBlock = node.flow !== true;
    return { kind: 'map', entries, isOpen: false, isAnchored: false, column: isBlock ? this.columnOf(this.startOf(node)) : null, ...this.extent(node, entries) };
  }

  /** Of a block from its first entry to its last one's end. */
  private extent(node: YAMLMap | YAMLSeq, entries: readonly YamlEntry[]): Range {
    const [first, last] = [entries[0], entries.at(-1)];
    const start = this.startOf(node);
    if (node.flow !== true && first !== undefined && last !== undefined) return { start: first.start, end: last.end };
    // A flow map without braces is one entry of a flow list.
    if (node.srcToken === undefined && last !== undefined) return { start, end: last.end };
    return { start, end: start + this.given.text.slice(start, this.at(node.range?.[1] ?? 0)).trimEnd().length };
  }

  private columnOf(offset: number): number {
    const feed = this.given.text.lastIndexOf('\n', offset - 1);
    return feed < 0 ? offset + this.given.column : offset - feed - 1;
  }

  private entry(pair: Pair<Node | null, Node | null>): YamlEntry {
    this.size++;
    const source = (pair as { srcToken?: CST.CollectionItem }).srcToken;
    const key = pair.key === null ? null : this.key(pair.key, source);
    const sep = source?.sep ?? [];
    const mark = sep.findLast((token) => token.type !== 'space' && token.type !== 'newline' && token.type !== 'comment');
    const keyEnd = key?.end ?? this.at(sep[0]?.offset ?? 0);
    const gap = mark === undefined ? keyEnd : this.at(mark.offset + mark.source.length);
    const value = pair.value === null ? this.nothing(gap) : this.node(pair.value, sep, gap);
    const keyStart = key?.start ?? keyEnd;
    const isMerge = key?.text === '<<' && isScalar(pair.key) && pair.key.type === 'PLAIN';
    return { key: key?.text ?? '', keyStart, keyEnd, start: keyStart, end: Math.max(value.end, gap), isMerge, value };
  }

  private nothing(at: number): YamlScalar {
    return { kind: 'scalar', text: '', value: null, isOpen: false, references: [], isAnchored: false, start: at, end: at };
  }

  /** A key that is no scalar is named by how it is written. */
  private key(node: Node, source: CST.CollectionItem | undefined): Range & { readonly text: string } {
    const made = this.node(node, source?.start ?? [], this.startOf(node));
    const { start, end } = made;
    if (made.kind !== 'scalar') return { start, end, text: this.given.text.slice(start, end) };
    const isPlainNull = made.value === null && isScalar(node) && node.source !== undefined;
    return { start, end, text: isPlainNull ? node.source ?? '' : made.text };
  }

  private list(node: YAMLSeq): YamlList {
    const token = node.srcToken as CST.BlockSequence | CST.FlowCollection | undefined;
    const entries: YamlEntry[] = [];
    let next = 0;
    for (const item of node.items as (Node | null)[]) {
      if (item === null) continue;
      const source = this.itemOf(token, next, item);
      next = source.next;
      entries.push(this.item(item, source.item));
    }
    const isBlock = node.flow !== true;
    return { kind: 'list', entries, isOpen: false, isAnchored: false, column: isBlock ? this.columnOf(this.startOf(node)) : null, ...this.extent(node, entries) };
  }

  /** The token of an item: its value's own, or one with a mark and no value. */
  private itemOf(token: CST.BlockSequence | CST.FlowCollection | undefined, from: number, item: Node): { readonly item: CST.CollectionItem | undefined; readonly next: number } {
    const items: readonly CST.CollectionItem[] = token?.items ?? [];
    const value = (item as { srcToken?: Token }).srcToken;
    for (let index = from; index < items.length; index++) {
      const one = items[index];
      if (one === undefined) continue;
      if (value !== undefined ? one.value === value : one.value === undefined && one.start.some(({ type }) => type === 'seq-item-ind' || type === 'tag' || type === 'anchor')) return { item: one, next: index + 1 };
    }
    return { item: undefined, next: from };
  }

  private item(node: Node, source: CST.CollectionItem | undefined): YamlEntry {
    this.size++;
    const props = source?.start ?? [];
    const mark = props.find(({ type }) => type === 'seq-item-ind');
    const last = props.findLast((token) => token.type !== 'space' && token.type !== 'newline' && token.type !== 'comment');
    const gap = last === undefined ? this.startOf(node) : this.at(last.offset + last.source.length);
    const value = this.node(node, props, gap);
    const start = mark === undefined ? value.start : this.at(mark.offset);
    const end = Math.max(value.end, mark === undefined ? 0 : gap);
    const line = this.given.text.slice(start, end).split('\n', 1)[0] ?? '';
    return { key: '', keyStart: start, keyEnd: start + line.trimEnd().length, start, end, isMerge: false, value };
  }

  private commentsIn(tokens: readonly Token[]): readonly YamlComment[] {
    const comments: YamlComment[] = [];
    const pending: unknown[] = [tokens];
    while (pending.length > 0) {
      const token = pending.pop();
      if (Array.isArray(token)) {
        for (const each of token) pending.push(each);
        continue;
      }
      if (typeof token !== 'object' || token === null) continue;
      const { type, offset, source } = token as { readonly type?: string; readonly offset?: number; readonly source?: string };
      if (type === 'comment' && offset !== undefined && source !== undefined) {
        const start = this.at(offset);
        const end = start + this.given.text.slice(start, this.at(offset + source.length)).trimEnd().length;
        comments.push({ start, end, text: this.given.text.slice(start, end) });
        continue;
      }
      const inside = token as Record<string, unknown>;
      for (const name of ['start', 'key', 'sep', 'value', 'items', 'props', 'end']) if (typeof inside[name] === 'object') pending.push(inside[name]);
    }
    return comments.sort((a, b) => a.start - b.start);
  }
}

/** A scalar's text: of plain ones that mean nothing the empty one, of numbers as they are written. */
function textOf(node: Scalar): string {
  if (node.value === null) return '';
  if (typeof node.value === 'string') return node.value;
  return node.source ?? JSON.stringify(node.value);
}
