/**
 * What must be kept of texts so that a report of them can be told elsewhere? The lines that findings stand on, credentials starred out; of others where
 * they begin. Must not keep more: a text is somebody's code.
 */
import type { LineIndex } from '../text';
import { secretRanges, starred } from './excerpt';
import type { Report } from './report';

/** Zero-based line, offset of its beginning, and its text, or how long it is where nobody will see it. */
export type KeptLine = readonly [line: number, start: number, text: string | number];

/** By path, in order of the lines. */
export type KeptTexts = readonly (readonly [path: string, lines: readonly KeptLine[]])[];

export function keptTexts(report: Report): KeptTexts {
  const kept = new Map<string, Map<number, KeptLine>>();
  const keep = (path: string, lines: LineIndex | undefined, offset: number, shown: ((start: number, end: number) => string) | null): void => {
    if (lines === undefined) return;
    const { line } = lines.positionAt(offset);
    const of = kept.get(path) ?? new Map<number, KeptLine>();
    kept.set(path, of);
    const { start, end } = lines.lineRange(line);
    if (shown !== null) of.set(line, [line, start, shown(start, end)]);
    else if (!of.has(line)) of.set(line, [line, start, end - start]);
  };
  for (const file of report.files) {
    const secrets = secretRanges(file, report.policy);
    const linesOf = (path: string): LineIndex | undefined => (path === file.path ? file.lines : report.textOf(path)?.lines);
    const positions = (path: string, { start, end }: { readonly start: number; readonly end: number }): void => {
      for (const offset of [start, end]) keep(path, linesOf(path), offset, null);
    };
    for (const { range } of file.mistakes) positions(file.path, range);
    for (const { finding, suppression } of file.findings) {
      keep(file.path, file.lines, finding.range.start, (start, end) => starred(file.text.slice(start, end), start, secrets));
      positions(file.path, finding.range);
      for (const step of finding.flow) positions(step.file, step.range);
      if (suppression !== null) positions(suppression.accepted?.file ?? file.path, suppression.range);
    }
  }
  return [...kept].map(([path, lines]) => [path, sorted(lines.values())] as const).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Texts of which every offset that a report tells is where it was; of several parts of one report. */
export function restoredTexts(parts: readonly KeptTexts[]): ReadonlyMap<string, string> {
  const all = new Map<string, Map<number, KeptLine>>();
  for (const [path, lines] of parts.flat()) {
    const of = all.get(path) ?? new Map<number, KeptLine>();
    all.set(path, of);
    for (const kept of lines) if (typeof of.get(kept[0])?.[2] !== 'string') of.set(kept[0], kept);
  }
  return new Map([...all].map(([path, lines]) => [path, restored(sorted(lines.values()))]));
}

function restored(lines: readonly KeptLine[]): string {
  let text = '';
  let last = 0;
  for (const [line, start, content] of lines) {
    text += gap(line - last, start - text.length, text === '' && last === 0) + (typeof content === 'number' ? ' '.repeat(content) : content);
    last = line;
  }
  return text;
}

/** So many line ends in so many characters; the line before ends at once, unless none was kept. */
function gap(ends: number, length: number, isFirst: boolean): string {
  if (ends === length) return '\n'.repeat(ends);
  if (ends === 1 && !isFirst) return '\r\n';
  return isFirst ? ' '.repeat(length - ends) + '\n'.repeat(ends) : `\n${' '.repeat(length - ends)}${'\n'.repeat(ends - 1)}`;
}

function sorted(lines: Iterable<KeptLine>): readonly KeptLine[] {
  return [...lines].sort(([a], [b]) => a - b);
}
