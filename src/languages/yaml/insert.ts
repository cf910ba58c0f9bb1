/**
 * What does a template's line open? The map or list that it puts entries in, or the value that it is.
 * Must not know templates.
 */
import type { YamlEntry, YamlNode } from './nodes';

export interface Insertion {
  readonly offset: number;
  /** How far what it puts in is indented. */
  readonly column: number;
  readonly reference: string;
}

/** Opens what the line stands in among entries that begin at `column`; false where that is a block around them. */
export function openInserted(entries: readonly YamlEntry[], column: number, insertion: Insertion): boolean {
  let [list, at] = [entries, column];
  for (;;) {
    const entry = insertion.column > at ? list.findLast(({ start }) => start < insertion.offset) : undefined;
    if (entry === undefined) return false;
    const inner = openValue(entry.value, insertion);
    if (inner === null) return true;
    [list, at] = inner;
  }
}

/** What is looked at next; null where the value was opened. */
function openValue(value: YamlNode, insertion: Insertion): [readonly YamlEntry[], number] | null {
  if (value.kind === 'alias') return null;
  if (value.kind !== 'scalar' && value.column !== null && insertion.column > value.column && value.entries.some(({ start }) => start < insertion.offset)) {
    return [value.entries, value.column];
  }
  value.isOpen = true;
  if (value.kind === 'scalar') value.references = [...new Set([...value.references, insertion.reference])];
  return null;
}

/** Of a whole document; false where there is nothing to open. */
export function openRoot(root: YamlNode, insertion: Insertion): void {
  const inner = openValue(root, insertion);
  if (inner !== null && !openInserted(inner[0], inner[1], insertion) && root.kind !== 'alias') root.isOpen = true;
}
