/**
 * What must be kept of texts so that a report of them can be told elsewhere? The lines that findings stand on, credentials starred out; of others where
 * they begin. Must not keep more: a text is somebody's code.
 */
import type { Origin } from '../text';
import { secretRanges, starred } from './excerpt';
import type { Report, ReportedText } from './report';

/** Zero-based line, offset of its beginning, and its text, or how long it is where nobody will see it. */
export type KeptLine = readonly [line: number, start: number, text: string | number];

/** An offset of a text that was read out of its file, where it is in that, and in which cell. */
type KeptPlace = readonly [offset: number, fileOffset: number, line: number, character: number, cell: number, cellLine: number, cellCharacter: number];

/** By path, in order of the lines. */
export type KeptTexts = readonly (readonly [path: string, lines: readonly KeptLine[], places?: readonly KeptPlace[]])[];

export function keptTexts(report: Report): KeptTexts {
  const kept = new Map<string, Map<number, KeptLine>>();
  const places = new Map<string, Map<number, KeptPlace>>();
  const keep = (path: string, text: ReportedText | null, offset: number, shown: ((start: number, end: number) => string) | null): void => {
    if (text === null) return;
    const { lines, origin } = text;
    const { line } = lines.positionAt(offset);
    if (origin !== undefined) {
      const { offset: fileOffset, line: fileLine, character, within } = origin.placeOf(offset);
      places.set(path, (places.get(path) ?? new Map<number, KeptPlace>()).set(offset, [offset, fileOffset, fileLine, character, within.cell, within.line, within.character]));
    }
    const of = kept.get(path) ?? new Map<number, KeptLine>();
    kept.set(path, of);
    const { start, end } = lines.lineRange(line);
    if (shown !== null) of.set(line, [line, start, shown(start, end)]);
    else if (!of.has(line)) of.set(line, [line, start, end - start]);
  };
  for (const file of report.files) {
    const secrets = secretRanges(file, report.policy);
    const textAt = (path: string): ReportedText | null => (path === file.path ? file : report.textOf(path));
    const positions = (path: string, { start, end }: { readonly start: number; readonly end: number }): void => {
      for (const offset of [start, end]) keep(path, textAt(path), offset, null);
    };
    for (const { range } of file.mistakes) positions(file.path, range);
    for (const { finding, suppression } of file.findings) {
      keep(file.path, file, finding.range.start, (start, end) => starred(file.text.slice(start, end), start, secrets));
      positions(file.path, finding.range);
      for (const step of finding.flow) positions(step.file, step.range);
      if (suppression !== null) positions(suppression.accepted?.file ?? file.path, suppression.range);
    }
  }
  return [...kept].map(([path, lines]): KeptTexts[number] => {
    const of = places.get(path);
    return of === undefined ? [path, sorted(lines.values())] : [path, sorted(lines.values()), [...of.values()].sort(([a], [b]) => a - b)];
  }).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Of texts that were read out of their files, where the kept offsets are. */
export function restoredOrigins(parts: readonly KeptTexts[]): ReadonlyMap<string, Origin> {
  const all = new Map<string, Map<number, KeptPlace>>();
  for (const [path, , places] of parts.flat()) {
    if (places === undefined) continue;
    const of = all.get(path) ?? new Map<number, KeptPlace>();
    all.set(path, of);
    for (const place of places) of.set(place[0], place);
  }
  return new Map([...all].map(([path, of]) => [path, originOf(of)]));
}

/** It says where places are, and nothing can be changed by it. */
function originOf(places: ReadonlyMap<number, KeptPlace>): Origin {
  return {
    placeOf(wanted) {
      const [, offset = 0, line = 0, character = 0, cell = 1, cellLine = 0, cellCharacter = 0] = places.get(wanted) ?? [];
      return { offset, line, character, within: { cell, line: cellLine, character: cellCharacter } };
    },
    offsetAt: () => null,
    offsetOf: () => null,
    isExact: () => false,
    editOf: () => null,
  };
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
