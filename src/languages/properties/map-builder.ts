/**
 * How do entries in any order become maps in maps? What has the same names is one map, as long as nothing says otherwise.
 * Must not know a dialect.
 */
import type { Setting, SettingMap } from '../../flow';
import type { Range } from '../../text';

interface Growing {
  readonly entries: Setting[];
  readonly range: { readonly start: number; end: number };
  readonly kind: 'map';
  readonly isOpen: false;
}

/** Keys deeper than this are one key. */
const deepest = 32;

export class MapBuilder {
  readonly map: SettingMap;
  private readonly growing: Growing;
  /** The latest map at a key, of those that names in a row make. */
  private readonly inner = new Map<string, MapBuilder>();

  constructor(range: Range, private readonly parent: MapBuilder | null = null, private readonly entry: { readonly range: { end: number } } | null = null) {
    this.growing = { kind: 'map', entries: [], isOpen: false, range: { ...range } };
    this.map = this.growing;
  }

  add(setting: Setting): void {
    this.growing.entries.push(setting);
    this.grow(setting.range.end);
  }

  /** `a.b.c` is c in b in a. */
  dotted(setting: Setting): void {
    const names = setting.key.split('.');
    if (names.length === 1 || names.length > deepest || names.includes('')) {
      this.add(setting);
      return;
    }
    const { end } = setting.keyRange;
    let at = setting.keyRange.start;
    const map = names.slice(0, -1).reduce<MapBuilder>((outer, name) => {
      const keyRange = { start: at, end: Math.min(at + name.length, end) };
      at = Math.min(keyRange.end + 1, end);
      return outer.at(name, keyRange, setting.range.start, setting.range.end);
    }, this);
    map.add({ ...setting, key: names.at(-1) ?? '', keyRange: { start: at, end } });
  }

  /** A section whose head begins at `start`: always a map of its own, in maps that its other names share. */
  section(keys: readonly { readonly key: string; readonly range: Range }[], start: number, end: number): MapBuilder {
    const map = keys.slice(0, -1).reduce<MapBuilder>((outer, { key, range }) => outer.at(key, range, start, end), this);
    const last = keys.at(-1);
    return last === undefined ? map : map.begin(last.key, last.range, start, end);
  }

  private at(key: string, keyRange: Range, start: number, end: number): MapBuilder {
    const found = this.inner.get(key);
    if (found === undefined) return this.begin(key, keyRange, start, end);
    found.grow(end);
    return found;
  }

  private begin(key: string, keyRange: Range, start: number, end: number): MapBuilder {
    const range = { start, end };
    const map = new MapBuilder(range, this, { range });
    this.growing.entries.push({ key, keyRange, range, value: map.map });
    this.inner.set(key, map);
    this.grow(end);
    return map;
  }

  private grow(end: number): void {
    if (this.parent === null || end <= this.growing.range.end) return;
    this.growing.range.end = end;
    if (this.entry !== null) this.entry.range.end = end;
    this.parent.grow(end);
  }
}
