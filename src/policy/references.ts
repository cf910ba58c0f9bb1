/**
 * What does a JSON document say at a place, or at one that it refers to (`$ref: '#/components/…'`)? Values
 * of unknown shape are looked into without trust. Must not know what any key means.
 */

/** References to references that are followed. */
const mostHops = 20;

export class References {
  constructor(private readonly root: unknown) {}

  /** The value itself, or the one it refers to; null where that is in another document, or nowhere. */
  resolve(value: unknown): unknown {
    let at = value;
    for (let hops = 0; hops < mostHops; hops++) {
      const reference = textOf(valueAt(at, '$ref'));
      if (reference === null) return at;
      if (!reference.startsWith('#/')) return null;
      at = reference.slice(2).split('/').reduce((inner: unknown, key) => valueAt(inner, unescaped(key)), this.root) ?? null;
    }
    return null;
  }
}

/** The value under a key of a map, or at an index of a list; undefined where there is none. */
export function valueAt(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** None of what is no map. */
export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}

/** None of what is no list. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** RFC 6901, inside of a URI. */
function unescaped(key: string): string {
  let text = key;
  try {
    text = decodeURIComponent(key);
  } catch {
    // A stray percent sign stands for itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
