/** What belongs together? Must not look at more than the keys. */
import { fingerprint } from '../text';
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

/** Gives back a print the first time, and another one, always the same, each time it comes again: for readers that show one entry of equal ones. */
export function distinct(): (print: string) => string {
  const seen = new Map<string, number>();
  return (print) => {
    const count = seen.get(print) ?? 0;
    seen.set(print, count + 1);
    return count === 0 ? print : fingerprint(`${print}\n${String(count)}`);
  };
}
