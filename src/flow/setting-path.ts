/**
 * Where in a file of configuration is something set? Paths as its writer would say them, read from text and followed through a tree.
 * Must not know a notation, nor what any key means.
 *
 *     resource.aws_db_instance.*.storage_encrypted        every such attribute; `*` is any one key or item
 *     **.containers.*.securityContext.privileged          `**` is any number of them, none included
 *     services.*.environment.{POSTGRES_PASSWORD,*_TOKEN}  one of several keys, in which a star stands for any characters
 *     final.USER^                                         the last of several entries of one key
 *     metadata.annotations."example.org/tls"              a key with other characters
 *     Resources.*[Type=AWS::EC2::Volume].Properties.Encrypted
 *                                                         only where something is said below: [a.b] [!a.b] [a=x|y] [a!=x|y], with stars too; [a=*] asks for a star itself
 *
 * A step that names a key goes into the items of a list by itself. Values are compared in small letters.
 */
import type { Setting, SettingScalar, SettingValue } from './settings';

export interface SettingPath {
  /** Tests on the whole document. */
  readonly tests: readonly SettingTest[];
  readonly steps: readonly SettingStep[];
  /** How many of the steps lead to what must be there for the rest to be missing: up to the last that is no plain key, or has tests. */
  readonly subject: number;
}

export interface SettingStep {
  /** Any number of levels. */
  readonly isDeep: boolean;
  /** Only the last entry of these keys. */
  readonly isLast: boolean;
  /** Patterns of keys, stars for any characters. Empty for any. */
  readonly keys: readonly string[];
  readonly tests: readonly SettingTest[];
}

/** What must be said below, in single keys, `*` for any. */
export interface SettingTest {
  readonly at: readonly string[];
  /** Nothing is said there, or none of the values. */
  readonly isNot: boolean;
  /** Patterns of values in small letters, one of which it is; null asks only whether something is there. */
  readonly values: readonly string[] | null;
}

/** What a path leads to. */
export interface SettingFound {
  /** The way to it from the document, the outermost first; where something is missing the way to what lacks it. */
  readonly trail: readonly Setting[];
  /** What is set there; null where it is not. */
  readonly setting: Setting | null;
  /** How many of the trail lead to what the path speaks of: the resource, the container. */
  readonly subject: number;
}

/** A path's text, read; or what is wrong with it. */
export function parseSettingPath(text: string): SettingPath | string {
  const reader = new PathReader(text);
  const tests = reader.tests();
  const steps: SettingStep[] = [];
  if (tests.length > 0) reader.take('.');
  for (let isMore = reader.at < text.length; isMore; isMore = reader.take('.')) {
    const step = reader.step();
    if (step === null) return `This is no path from its character ${String(reader.at + 1)} on: "${text.slice(reader.at)}".`;
    steps.push(step);
  }
  if (reader.at < text.length) return `A "." is missing before "${text.slice(reader.at)}".`;
  if (reader.isBroken || (steps.length === 0 && tests.length === 0)) return 'This is no path.';
  const subject = steps.findLastIndex(({ isDeep, keys, tests: own }) => isDeep || own.length > 0 || keys.length !== 1 || keys.some((key) => key.includes('*'))) + 1;
  return { tests, steps, subject: Math.min(subject, Math.max(steps.length - 1, 0)) };
}

/** Characters of a key that needs no quotes; what follows is a dot or a bracket. */
const plainKey = /[^.[\]{},"=|!^]+/y;
const testForm = /\[(!?)([^[\]=!]+?)(?:(!?)=([^[\]]*))?\]/y;

class PathReader {
  at = 0;
  isBroken = false;

  constructor(private readonly text: string) {}

  take(mark: string): boolean {
    if (!this.text.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  step(): SettingStep | null {
    if (this.take('**')) return { isDeep: true, isLast: false, keys: [], tests: this.tests() };
    const keys = this.keys();
    if (keys === null) return null;
    return { isDeep: false, isLast: this.take('^'), keys: keys.length === 1 && keys[0] === '*' ? [] : keys, tests: this.tests() };
  }

  private keys(): readonly string[] | null {
    if (!this.take('{')) {
      const key = this.key();
      return key === null ? null : [key];
    }
    const keys: string[] = [];
    do {
      const key = this.key();
      if (key === null) return null;
      keys.push(key);
    } while (this.take(','));
    return this.take('}') ? keys : null;
  }

  private key(): string | null {
    if (this.take('"')) {
      const end = this.text.indexOf('"', this.at);
      if (end < 0) return null;
      const key = this.text.slice(this.at, end);
      this.at = end + 1;
      return key;
    }
    plainKey.lastIndex = this.at;
    const found = plainKey.exec(this.text)?.[0] ?? null;
    if (found !== null) this.at += found.length;
    return found;
  }

  tests(): readonly SettingTest[] {
    const tests: SettingTest[] = [];
    while (this.text[this.at] === '[') {
      testForm.lastIndex = this.at;
      const found = testForm.exec(this.text);
      if (found === null) {
        this.isBroken = true;
        this.at = this.text.length;
        break;
      }
      const [whole, not, at = '', other, values] = found;
      this.at += whole.length;
      tests.push({ at: keysOf(at), isNot: not === '!' || other === '!', values: values === undefined ? null : values.toLowerCase().split('|') });
    }
    return tests;
  }
}

/** `a."b.c".d` → a, b.c, d. */
function keysOf(path: string): readonly string[] {
  return [...path.matchAll(/"([^"]*)"|([^."]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/**
 * All that a path leads to, in order of place, and where it `seeksMissing` all that lacks what it ends with. What is not known lacks nothing;
 * `opening` are patterns of keys by which a map says what is not known: `Ref`.
 */
export function findSettings(root: SettingValue, path: SettingPath, seeksMissing: boolean, opening: readonly string[] = []): readonly SettingFound[] {
  if (!path.tests.every((test) => holds(root, test, opening))) return [];
  const found: SettingFound[] = [];
  const walk = new Walk(path, seeksMissing, opening, found);
  walk.from(root, [], 0, 0);
  return found;
}

/** Deeper trees are made by machines: what is further in is passed over. */
const deepest = 60;

class Walk {
  constructor(private readonly path: SettingPath, private readonly seeksMissing: boolean, private readonly opening: readonly string[], private readonly found: SettingFound[]) {}

  /** Follows the steps from `index` on below a value. `subject`: how much of the trail leads to what the path speaks of. */
  from(value: SettingValue, trail: readonly Setting[], index: number, subject: number): void {
    const here = index === this.path.subject ? trail.length : subject;
    if (index === this.path.subject && this.seeksMissing) this.missing(value, trail);
    const step = this.path.steps[index];
    if (step === undefined) {
      const setting = trail.at(-1);
      if (setting !== undefined) this.found.push({ trail, setting, subject: here });
      return;
    }
    if (trail.length > deepest) return;
    if (step.isDeep) {
      if (step.tests.every((test) => holds(value, test, this.opening))) this.from(value, trail, index + 1, here);
      for (const inner of innerOf(value)) if (inner.value.kind !== 'scalar') this.from(inner.value, [...trail, inner], index, here);
      return;
    }
    const inners = named(value, step.keys);
    for (const inner of step.isLast ? inners.slice(-1) : inners) {
      const way = inner.length === 1 ? [...trail, ...inner] : trail.concat(inner);
      const at = inner.at(-1);
      if (at !== undefined && step.tests.every((test) => holds(at.value, test, this.opening))) this.from(at.value, way, index + 1, here);
    }
  }

  /** Says what the rest of the path leads to nowhere from. */
  private missing(value: SettingValue, trail: readonly Setting[]): void {
    let places: readonly { readonly value: SettingValue; readonly trail: readonly Setting[] }[] = [{ value, trail }];
    for (const { keys } of this.path.steps.slice(this.path.subject)) {
      if (places.some((place) => isUnknown(place.value, this.opening))) return;
      const next = places.flatMap((place) => named(place.value, keys).flatMap((inner) => {
        const at = inner.at(-1);
        return at === undefined ? [] : [{ value: at.value, trail: [...place.trail, ...inner] }];
      }));
      if (next.length === 0) {
        for (const place of places) this.found.push({ trail: place.trail, setting: null, subject: trail.length });
        return;
      }
      places = next;
    }
  }
}

/** Whether more may be said there than is seen. */
function isUnknown(value: SettingValue, opening: readonly string[]): boolean {
  return value.isOpen || (opening.length > 0 && value.kind === 'map' && value.entries.some(({ key }) => opening.some((pattern) => isLikeKey(key, pattern))));
}

function innerOf(value: SettingValue): readonly Setting[] {
  return value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : [];
}

/** Entries of these keys, each with the items of lists that lead to it. No key means any entry or item. */
function named(value: SettingValue, keys: readonly string[]): readonly (readonly Setting[])[] {
  if (keys.length === 0) return innerOf(value).map((inner) => [inner]);
  if (value.kind === 'map') return value.entries.filter(({ key }) => keys.some((pattern) => isLikeKey(key, pattern))).map((inner) => [inner]);
  if (value.kind === 'list') return value.items.flatMap((item) => (item.value.kind === 'map' ? named(item.value, keys).map((inner) => [item, ...inner]) : []));
  return [];
}

function isLikeKey(key: string, pattern: string): boolean {
  return key === pattern || (pattern.includes('*') && isLikeText(key, pattern));
}

/** Whether a text is a pattern's parts in order, a star standing for anything between them. Linear in the text's length. */
export function isLikeText(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}

/** Whether what is said below a value passes a test. What is not known passes none. */
function holds(value: SettingValue, { at, isNot, values }: SettingTest, opening: readonly string[]): boolean {
  let places: readonly SettingValue[] = [value];
  for (const key of at) {
    if (isNot && places.some((place) => isUnknown(place, opening))) return false;
    places = places.flatMap((place) => named(place, key === '*' ? [] : [key]).flatMap((inner) => inner.at(-1)?.value ?? []));
  }
  if (values === null) return isNot ? places.length === 0 : places.length > 0;
  if (isNot && places.some((place) => isUnknown(place, opening))) return false;
  const scalars = places.flatMap(scalarsOf);
  if (isNot) return scalars.every((scalar) => !scalar.isOpen && !isOneOf(scalar, values));
  return scalars.some((scalar) => !scalar.isOpen && isOneOf(scalar, values));
}

/** A scalar, or those of a list. */
function scalarsOf(value: SettingValue): readonly SettingScalar[] {
  if (value.kind === 'scalar') return [value];
  return value.kind === 'list' ? value.items.flatMap(({ value: item }) => (item.kind === 'scalar' ? [item] : [])) : [];
}

function isOneOf({ text }: SettingScalar, values: readonly string[]): boolean {
  const small = text.toLowerCase();
  return values.some((pattern) => (pattern === '*' ? small === '*' : isLikeText(small, pattern)));
}
