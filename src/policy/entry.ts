/**
 * Is a value of a YAML file what its reader expects? One value with its place;
 * every question that fails is reported there and answered with an empty value.
 * Must not know where the value came from.
 */
import type { Mistake } from './types';

export type EntryPath = readonly (string | number)[];
/** Reports a mistake at a path; `key`: at the key rather than its value. */
export type Report = (path: EntryPath, key: boolean, message: string, severity: Mistake['severity']) => void;

export class Entry {
  constructor(
    readonly value: unknown,
    readonly path: EntryPath,
    private readonly report: Report,
  ) {}

  get kind(): 'map' | 'list' | 'scalar' | 'none' {
    if (this.value === undefined || this.value === null) return 'none';
    return Array.isArray(this.value) ? 'list' : typeof this.value === 'object' ? 'map' : 'scalar';
  }

  /** The value under a key; a missing one is an entry of kind `none`. */
  field(key: string): Entry {
    const { value } = this;
    const inner: unknown = typeof value === 'object' && value !== null && !Array.isArray(value) && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    return new Entry(inner, [...this.path, key], this.report);
  }

  has(key: string): boolean {
    return this.field(key).value !== undefined;
  }

  /** All keys of a map, in order. */
  keys(): readonly string[] {
    return this.kind === 'map' && typeof this.value === 'object' && this.value !== null ? Object.keys(this.value) : [];
  }

  /** The key that this stands under, as an entry of its own. */
  named(key: string): Entry {
    return new Entry(key, this.path, (path, _, message, severity) => {
      this.report(path, true, message, severity);
    });
  }

  mistake(message: string): void {
    this.report(this.path, false, message, 'error');
  }

  warn(message: string): void {
    this.report(this.path, false, message, 'warning');
  }

  mistakeAtKey(message: string): void {
    this.report(this.path, true, message, 'error');
  }

  /** What the rest can be used without. */
  warnAtKey(message: string): void {
    this.report(this.path, true, message, 'warning');
  }

  /** Whether this is a map; every key but those named is a mistake. */
  only(...known: readonly string[]): boolean {
    if (this.kind !== 'map') {
      this.mistake(`This must be a map with the keys ${known.join(', ')}.`);
      return false;
    }
    for (const key of this.keys()) {
      if (!known.includes(key)) this.field(key).mistakeAtKey(`Unknown key "${key}"; known are ${known.join(', ')}.`);
    }
    return true;
  }

  /** A text that must be there. */
  text(key: string): string | null {
    const inner = this.field(key);
    if (inner.kind === 'none') {
      this.mistake(`The key "${key}" is missing.`);
      return null;
    }
    return inner.asText();
  }

  optionalText(key: string): string | null {
    const inner = this.field(key);
    return inner.kind === 'none' ? null : inner.asText();
  }

  asText(): string | null {
    if (typeof this.value === 'string' && this.value !== '') return this.value;
    this.mistake('This must be a text.');
    return null;
  }

  /** A list of texts; one text stands for a list of one, nothing for none. */
  texts(key: string): readonly string[] {
    return this.textEntries(key).map(({ text }) => text);
  }

  /** Like `texts`, each with its place, for further checks. */
  textEntries(key: string): readonly TextEntry[] {
    const inner = this.field(key);
    if (inner.kind === 'none') return [];
    const { value } = inner;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    const result: TextEntry[] = [];
    for (const [index, item] of values.entries()) {
      // Lists of names are long: entries are made only for mistakes.
      if (typeof item === 'string' && item !== '') result.push(new TextEntry(item, inner, Array.isArray(value) ? index : null));
      else (Array.isArray(value) ? inner.item(index) : inner).asText();
    }
    return result;
  }

  /** The entries of a list under a key; nothing stands for none. */
  list(key: string): readonly Entry[] {
    const inner = this.field(key);
    if (inner.kind === 'none') return [];
    if (inner.kind !== 'list') {
      inner.mistake('This must be a list.');
      return [];
    }
    return inner.items();
  }

  /** The entries of a list; none of anything else. */
  items(): readonly Entry[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.item(index)) : [];
  }

  /** One entry of a list. */
  item(index: number): Entry {
    const item: unknown = Array.isArray(this.value) ? this.value[index] : undefined;
    return new Entry(item, [...this.path, index], this.report);
  }

  /** One of a few words; `fallback` where it is missing or wrong. */
  oneOf<T extends string, F>(key: string, allowed: readonly T[], fallback: F): T | F {
    const inner = this.field(key);
    if (inner.kind === 'none') return fallback;
    const found = allowed.find((word) => word === inner.value);
    if (found === undefined) inner.mistake(`This must be one of ${allowed.join(', ')}.`);
    return found ?? fallback;
  }

  /** A whole number within bounds; null where it is missing or wrong. */
  integer(key: string, min: number, max: number): number | null {
    const inner = this.field(key);
    if (inner.kind === 'none') return null;
    if (typeof inner.value === 'number' && Number.isInteger(inner.value) && inner.value >= min && inner.value <= max) return inner.value;
    inner.mistake(`This must be a whole number from ${String(min)} to ${String(max)}.`);
    return null;
  }

  /** A number above 0; `fallback` where it is missing or wrong. */
  amount(key: string, fallback: number): number {
    const inner = this.field(key);
    if (inner.kind === 'none') return fallback;
    if (typeof inner.value === 'number' && inner.value > 0 && Number.isFinite(inner.value)) return inner.value;
    inner.mistake('This must be a number above 0.');
    return fallback;
  }
}

/** One text of a list, or the text that stands for a list of one. */
export class TextEntry {
  constructor(
    readonly text: string,
    private readonly list: Entry,
    private readonly index: number | null,
  ) {}

  get entry(): Entry {
    return this.index === null ? this.list : this.list.item(this.index);
  }

  mistake(message: string): void {
    this.entry.mistake(message);
  }
}
