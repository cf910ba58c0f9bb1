/**
 * What is said of a value that is only known when it is used? The text as it is written, and what it names.
 * Must not read anything.
 */
import type { SettingScalar } from '../../flow';
import type { Range } from '../../text';
import type { Cursor } from './cursor';

/** Names beyond this many are not listed: only texts made to do harm have them. */
const mostReferences = 256;

/** What was read from `start` on, with the names since `mark`; `written` is its text where that is not all of it. */
export function openScalar(cursor: Cursor, start: number, mark: number, written?: Range): SettingScalar {
  const range = { start, end: Math.max(cursor.at, start) };
  const text = cursor.text.slice(written?.start ?? range.start, written?.end ?? range.end);
  const references = cursor.references.slice(mark, mark + mostReferences).filter((name) => name !== '');
  return { kind: 'scalar', text, value: text, isOpen: true, references: [...new Set(references)], range };
}
