/**
 * How do edits of one text look as a unified diff? Straight from the edits: what they leave alone is never compared.
 * Must not know files.
 */
import { applyEdits, range } from './range';
import type { TextEdit } from './range';

/** Old lines from `start` to before `end`, which new ones take the place of; all with their line ends. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

const unended = '\\ No newline at end of file\n';

/**
 * The hunks, without names of files, of `text` after `edits`, which speak of the text before any of them; `context` lines around each. '' where nothing
 * changes. Lines end at `\n` alone, as tools have it that apply diffs; what ends them otherwise stays part of them.
 */
export function unifiedDiff(text: string, edits: readonly TextEdit[], context = 3): string {
  const old = linesOf(text);
  let shift = 0;
  return hunksOf(changesOf(text, old, edits), context).map((changes) => {
    const first = Math.max(0, (changes[0]?.start ?? 0) - context);
    const last = Math.min(old.length, (changes.at(-1)?.end ?? 0) + context);
    const body: string[] = [];
    let at = first;
    for (const { start, end, lines } of changes) {
      body.push(...marked(' ', old.slice(at, start)), ...marked('-', old.slice(start, end)), ...marked('+', lines));
      at = end;
    }
    body.push(...marked(' ', old.slice(at, last)));
    const added = changes.reduce((sum, { start, end, lines }) => sum + lines.length - (end - start), 0);
    const head = `@@ -${spanOf(first, last - first)} +${spanOf(first + shift, last - first + added)} @@\n`;
    shift += added;
    return head + body.join('');
  }).join('');
}

function marked(mark: string, lines: readonly string[]): readonly string[] {
  return lines.map((line) => `${mark}${line}${line.endsWith('\n') ? '' : `\n${unended}`}`);
}

/** A span without lines is counted from the line before it. */
function spanOf(start: number, count: number): string {
  return `${String(count === 0 ? start : start + 1)},${String(count)}`;
}

function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** In the order of the text, apart from each other; without lines that come out as they were. */
function changesOf(text: string, old: readonly string[], edits: readonly TextEdit[]): readonly Change[] {
  const starts = [0];
  for (const line of old) starts.push((starts.at(-1) ?? 0) + line.length);
  const lineAt = (offset: number): number => starts.findLastIndex((start) => start <= offset);
  const groups: { readonly start: number; end: number; readonly edits: TextEdit[] }[] = [];
  for (const edit of [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const start = lineAt(edit.range.start);
    const end = Math.min(lineAt(edit.range.end) + 1, old.length);
    const last = groups.at(-1);
    if (last === undefined || start > last.end) groups.push({ start, end, edits: [edit] });
    else {
      last.end = Math.max(last.end, end);
      last.edits.push(edit);
    }
  }
  return groups.flatMap(({ start, end, edits: own }) => {
    const [from, to] = [starts[start] ?? text.length, starts[end] ?? text.length];
    const here = own.map((edit) => ({ range: range(edit.range.start - from, edit.range.end - from), newText: edit.newText }));
    return trimmed({ start, end, lines: linesOf(applyEdits(text.slice(from, to), here)) }, old);
  });
}

/** Without what stays at both ends; nothing where all does. */
function trimmed({ start, end, lines }: Change, old: readonly string[]): readonly Change[] {
  let above = 0;
  while (above < lines.length && start + above < end && lines[above] === old[start + above]) above++;
  let below = 0;
  while (below < lines.length - above && end - below > start + above && lines.at(-1 - below) === old[end - 1 - below]) below++;
  const change = { start: start + above, end: end - below, lines: lines.slice(above, lines.length - below) };
  return change.start === change.end && change.lines.length === 0 ? [] : [change];
}

/** Changes whose surroundings meet are told together. */
function hunksOf(changes: readonly Change[], context: number): readonly (readonly Change[])[] {
  const hunks: Change[][] = [];
  for (const change of changes) {
    const before = hunks.at(-1)?.at(-1);
    if (before === undefined || change.start - before.end > 2 * context) hunks.push([change]);
    else hunks.at(-1)?.push(change);
  }
  return hunks;
}
