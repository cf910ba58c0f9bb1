/**
 * How do the lines of TOML become tables in tables? A table may be gone on with anywhere in a file, and its range grows to hold it.
 * Must not know how keys and values are written.
 */
import type { Setting, SettingMap, SettingList, SettingValue } from '../../flow';
import type { Range } from '../../text';

/** A part of a key, without quotes. */
export interface KeyPart {
  readonly key: string;
  readonly range: Range;
}

interface Growing {
  readonly start: number;
  end: number;
}

export class Table {
  readonly value: SettingMap;
  private readonly entries: Setting[] = [];
  private readonly tables = new Map<string, Table>();
  /** Arrays of tables: their items, and the latest one. */
  private readonly lists = new Map<string, { readonly items: Setting[]; readonly range: Growing; last: Table }>();

  /** `parent` grows with it. */
  constructor(private readonly range: Growing, private readonly parent: Table | null = null, private readonly around: readonly Growing[] = []) {
    this.value = { kind: 'map', entries: this.entries, isOpen: false, range };
  }

  /** The value of a dotted key; what begins at `start` is what sets it. */
  set(parts: readonly KeyPart[], start: number, value: SettingValue): void {
    const last = parts.at(-1);
    if (last === undefined) return;
    const end = Math.max(value.range.end, last.range.end);
    const table = this.below(parts.slice(0, -1), start, end);
    table.entries.push({ key: last.key, keyRange: last.range, range: { start: table === this ? start : last.range.start, end }, value });
    table.grow(end);
  }

  /** The table at these keys, which may be there; of an array of tables the latest. */
  below(parts: readonly KeyPart[], start: number, end: number): Table {
    return parts.reduce<Table>((table, part) => table.lists.get(part.key)?.last ?? table.tables.get(part.key) ?? table.begin(part, start, end), this);
  }

  private begin({ key, range: keyRange }: KeyPart, start: number, end: number): Table {
    const range = { start: Math.min(start, keyRange.start), end: Math.max(end, keyRange.end) };
    const table = new Table(range, this);
    this.tables.set(key, table);
    this.entries.push({ key, keyRange, range, value: table.value });
    this.grow(range.end);
    return table;
  }

  /** One table more in an array of tables, whose head is at `head`. */
  item(part: KeyPart, head: Range): Table {
    let list = this.lists.get(part.key);
    const own = { start: head.start, end: head.end };
    if (list === undefined) {
      const range = { start: head.start, end: head.end };
      const items: Setting[] = [];
      const value: SettingList = { kind: 'list', items, isOpen: false, range };
      this.entries.push({ key: part.key, keyRange: part.range, range, value });
      list = { items, range, last: this };
      this.lists.set(part.key, list);
    }
    list.last = new Table(own, this, [list.range]);
    list.items.push({ key: String(list.items.length), keyRange: { start: head.start, end: head.end }, range: own, value: list.last.value });
    list.last.grow(head.end);
    return list.last;
  }

  private grow(end: number): void {
    for (const range of [this.range, ...this.around]) range.end = Math.max(range.end, end);
    this.parent?.grow(end);
  }
}
