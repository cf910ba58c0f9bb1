/**
 * What is listed under which key? Most files have nothing to list under most sorts of keys, and there are many files:
 * without entries there is no table. Must not know what is listed.
 */

/** Lists by key. */
export class Lists<K, V> {
  private lists: Map<K, V[]> | null = null;

  get(key: K): readonly V[] | undefined {
    return this.lists?.get(key);
  }

  add(key: K, value: V): void {
    add((this.lists ??= new Map<K, V[]>()), key, value);
  }
}

/** Lists by key and name. */
export class NamedLists<K, V> {
  private lists: Map<K, Map<string, V[]>> | null = null;

  get all(): ReadonlyMap<K, ReadonlyMap<string, readonly V[]>> {
    return this.lists ?? new Map<K, Map<string, V[]>>();
  }

  get(key: K): ReadonlyMap<string, readonly V[]> | undefined {
    return this.lists?.get(key);
  }

  add(key: K, name: string, value: V): void {
    add(within((this.lists ??= new Map<K, Map<string, V[]>>()), key), name, value);
  }
}

interface Nested<K, N, V> {
  get(key: K): Map<N, V> | undefined;
  set(key: K, inner: Map<N, V>): unknown;
}

/** The map kept under `key`. */
export function within<K, N, V>(map: Nested<K, N, V>, key: K): Map<N, V> {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map<N, V>()));
  return inner;
}

export function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
