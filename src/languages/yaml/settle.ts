/**
 * What do pieces say where they stand? Settings with absolute places, made when they are asked for, and once.
 * Must not parse.
 */
import type { Setting, SettingDocument, SettingList, SettingMap, SettingValue } from '../../flow';
import type { Range } from '../../text';
import { leavesOf, targetsIn } from './aliases';
import type { Targets } from './aliases';
import type { YamlAlias, YamlBody, YamlDocument, YamlEntry, YamlLeaf, YamlNode, YamlPiece } from './nodes';

export function settleDocument({ start, end, body, whole }: YamlDocument): SettingDocument {
  const settler = new Settler(targetsIn(body === null ? [{ origin: start, leaf: whole }] : leavesOf(body, 0)));
  const range = { start, end };
  if (body !== null) return { range, root: settler.body(body, 0) };
  if (whole.root !== null) return { range, root: settler.value(whole.root, start, undefined) };
  return { range, root: { kind: 'scalar', text: '', value: null, isOpen: false, references: [], range: { start, end: start } } };
}

/** An entry where it stands; of a merge key, what it takes over stands in its value. */
interface Settled {
  readonly setting: Setting;
  readonly isMerge: boolean;
}

/** Entries of leaves without names and aliases, and where they stood when they were last asked for: before an edit they are the same. */
const settled = new WeakMap<YamlLeaf, { readonly origin: number; readonly entries: readonly Settled[] }>();

class Settler {
  /** Values that have a name: an alias is the same object. */
  private readonly named = new Map<YamlNode, SettingValue>();

  constructor(private readonly targets: Targets) {}

  body(body: YamlBody, origin: number): SettingMap | SettingList {
    const read = (): readonly Settled[] => body.pieces.flatMap(({ start, piece }) => this.piece(piece, origin + start));
    const range = moved(body.start, body.end, origin);
    const content = body.hasAliases ? undefined : body;
    return body.form === 'list' ? new SettledList(read, body.isOpen, range, content) : new SettledMap(read, body.isOpen, range, content);
  }

  private piece(piece: YamlPiece, origin: number): readonly Settled[] {
    if (piece.kind === 'leaf') return this.leaf(piece, origin);
    const { body, head, lineEnd } = piece;
    const entry = head?.entries[0] ?? { key: '', keyStart: 0, keyEnd: Math.min(lineEnd, body.end), start: 0 };
    const { key, keyStart, keyEnd, start } = entry;
    return [{ setting: { key, keyRange: moved(keyStart, keyEnd, origin), range: moved(start, body.end, origin), value: this.body(body, origin) }, isMerge: false }];
  }

  private leaf(leaf: YamlLeaf, origin: number): readonly Settled[] {
    if (leaf.anchors.length > 0 || leaf.aliases.length > 0) return this.entries(leaf.entries, origin, false);
    const known = settled.get(leaf);
    if (known?.origin === origin) return known.entries;
    const entries = this.entries(leaf.entries, origin, true);
    settled.set(leaf, { origin, entries });
    return entries;
  }

  /** Whether they are kept whole: what one says is its content. */
  private entries(entries: readonly YamlEntry[], origin: number, areKept: boolean): readonly Settled[] {
    return entries.map(({ key, keyStart, keyEnd, start, end, value, isMerge }) => (
      { setting: { key, keyRange: moved(keyStart, keyEnd, origin), range: moved(start, end, origin), value: this.value(value, origin, areKept ? value : undefined) }, isMerge }
    ));
  }

  value(node: YamlNode, origin: number, content: YamlNode | undefined): SettingValue {
    if (node.kind === 'alias') return this.alias(node, origin);
    if (!node.isAnchored) return this.made(node, origin, content);
    let value = this.named.get(node);
    if (value === undefined) this.named.set(node, (value = this.made(node, origin, undefined)));
    return value;
  }

  private made(node: Exclude<YamlNode, YamlAlias>, origin: number, content: YamlNode | undefined): SettingValue {
    const range = moved(node.start, node.end, origin);
    if (node.kind === 'scalar') return { kind: 'scalar', text: node.text, value: node.value, isOpen: node.isOpen, references: node.references, range };
    const read = (): readonly Settled[] => this.entries(node.entries, origin, false);
    return node.kind === 'list' ? new SettledList(read, node.isOpen, range, content) : new SettledMap(read, node.isOpen, range, content);
  }

  private alias(node: YamlAlias, origin: number): SettingValue {
    const target = this.targets.get(origin + node.start);
    if (target !== undefined) return this.value(target.node, target.origin, undefined);
    const text = `*${node.name}`;
    return { kind: 'scalar', text, value: text, isOpen: true, references: [node.name], range: moved(node.start, node.end, origin) };
  }
}

function moved(start: number, end: number, origin: number): Range {
  return { start: origin + start, end: origin + end };
}

class SettledList implements SettingList {
  readonly kind = 'list';
  private known: readonly Setting[] | null = null;

  constructor(private readonly read: () => readonly Settled[], readonly isOpen: boolean, readonly range: Range, readonly content: object | undefined) {}

  get items(): readonly Setting[] {
    return (this.known ??= this.read().map(({ setting: { keyRange, range, value } }, index) => ({ key: String(index), keyRange, range, value })));
  }
}

class SettledMap implements SettingMap {
  readonly kind = 'map';
  private known: Merged | null = null;

  constructor(private readonly read: () => readonly Settled[], private readonly isOpened: boolean, readonly range: Range, readonly content: object | undefined) {}

  get entries(): readonly Setting[] {
    return this.merged.entries;
  }

  get isOpen(): boolean {
    return this.isOpened || this.merged.isOpen;
  }

  private get merged(): Merged {
    return (this.known ??= merge(this.read()));
  }
}

interface Merged {
  readonly entries: readonly Setting[];
  readonly isOpen: boolean;
}

/** What merge keys take over stands behind the map's own entries, which it does not replace. */
function merge(read: readonly Settled[]): Merged {
  const entries = read.flatMap(({ setting, isMerge }) => (isMerge ? [] : [setting]));
  if (entries.length === read.length) return { entries, isOpen: false };
  const keys = new Set(entries.map(({ key }) => key));
  let isOpen = false;
  const take = (value: SettingValue): void => {
    if (value.kind !== 'map') {
      isOpen = true;
      return;
    }
    isOpen ||= value.isOpen;
    const own = value.entries.filter(({ key }) => !keys.has(key));
    for (const { key } of own) keys.add(key);
    entries.push(...own);
  };
  for (const { setting: { value }, isMerge } of read) {
    if (!isMerge) continue;
    if (value.kind === 'list') for (const item of value.items) take(item.value);
    else take(value);
  }
  return { entries, isOpen };
}
