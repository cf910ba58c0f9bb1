/**
 * What is changed when everything safe in a file is fixed at once?
 * Must not apply a fix that wants a look.
 */
import type { Finding } from '../analysis';
import type { TextEdit } from '../text';
import { touches } from '../text';
import type { OfferedFix, Snapshot } from '../workspace';

export function hasSafeFix(snapshot: Snapshot, finding: Finding): boolean {
  return safeFix(snapshot, finding) !== null;
}

/**
 * The edits of each finding's preferred safe fix. Two fixes that add the same import share it; a fix that would
 * overlap an earlier one is left for the next run. Null where nothing is left to change.
 */
export function fixAllEdits(snapshot: Snapshot, findings: readonly Finding[]): readonly TextEdit[] | null {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const edits = safeFix(snapshot, finding)?.edits() ?? null;
    if (edits === null) continue;
    const fresh = edits.filter((edit) => !taken.some((other) => same(edit, other)));
    if (fresh.some((edit) => taken.some((other) => touches(edit.range, other.range)))) continue;
    taken.push(...fresh);
  }
  return taken.length === 0 ? null : taken;
}

function safeFix(snapshot: Snapshot, finding: Finding): OfferedFix | null {
  return snapshot.fixes(finding).find((offered) => offered.preferred && offered.fix.safety === 'safe') ?? null;
}

function same(a: TextEdit, b: TextEdit): boolean {
  return a.range.start === b.range.start && a.range.end === b.range.end && a.newText === b.newText;
}
