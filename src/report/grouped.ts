/** What belongs together? Must not look at more than the keys. */
import type { JsonFinding } from './json';

/** In order of first appearance; what is in a group stays in its order. */
export function groupedBy<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** In order of the rules' ids. */
export function byRule(findings: readonly JsonFinding[]): readonly (readonly [string, readonly JsonFinding[]])[] {
  return [...groupedBy(findings, ({ rule }) => rule)].sort(([a], [b]) => (a < b ? -1 : 1));
}
