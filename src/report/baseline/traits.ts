/**
 * What is a finding known by, when the code around it changes? Names of where it stands, and fingerprints of the statement and of what is
 * beside it: no line numbers, and nothing from which source text could be read.
 * Must not compare: that is match.ts.
 */
import type { Finding } from '../../analysis';
import { fingerprint } from '../../text';
import type { LineIndex, Range } from '../../text';
import type { Report } from '../report';

/** Fingerprints are 8 hex digits; '' where there is nothing. */
export interface Traits {
  readonly rule: string;
  readonly file: string;
  /** Dotted name of the enclosing function. */
  readonly function: string;
  readonly sink: string;
  readonly kinds: readonly string[];
  readonly identity: string;
  /** Of the lines of the statement, but for space, separators, and what no sentence holds of its literals. */
  readonly text: string;
  /** The same without the names of variables and functions. */
  readonly shape: string;
  /** The shape of the nearest line before that has a name in it, comments aside; and of the nearest after. */
  readonly before: string;
  readonly after: string;
  /** Of several such lines on both sides together. */
  readonly around: string;
  /** How many lines of the file read as the first of the statement does: whether another one has come that is like it. */
  readonly alike: number;
}

/** A longer statement is known by its first lines. */
const mostLines = 20;
/** Lines that are looked through for one with a name in it. */
const furthest = 12;
/** Lines with a name in them that are looked at on either side. */
const mostBeside = 4;

/** All findings of a report, in its order. */
export function traitsIn(report: Report): readonly Traits[] {
  return report.files.flatMap(({ text, lines, findings }) => findings.map(({ finding }) => traitsOf(finding, text, lines)));
}

export function traitsOf(finding: Finding, text: string, lines: LineIndex): Traits {
  const { rule, file, sinkPath, kinds, identity, places, range } = finding;
  const first = lines.positionAt(Math.min(places.sink.start, range.start)).line;
  const last = Math.min(lines.positionAt(Math.max(places.sink.end, range.end)).line, first + mostLines - 1);
  const rangeOf = (line: number): Range => lines.lineRange(line);
  const tokens = tokensOf(text.slice(rangeOf(first).start, rangeOf(last).end));
  const beside = (from: number, step: 1 | -1): readonly string[] => {
    const shapes: string[] = [];
    for (let line = from + step, seen = 0; line >= 0 && line < lines.lineCount && seen < furthest && shapes.length < mostBeside; line += step, seen++) {
      const said = text.slice(rangeOf(line).start, rangeOf(line).end);
      if (isComment.test(said)) continue;
      const there = tokensOf(said);
      if (there.some(({ type }) => type === 'name')) shapes.push(shapeOf(there));
    }
    return shapes;
  };
  const [above, below] = [beside(first, -1), beside(last, 1)];
  return {
    rule, file, function: finding.function, sink: sinkPath, kinds, identity,
    text: shortened(tokens.map(({ said }) => said).join(' ')), shape: shortened(shapeOf(tokens)), before: shortened(above[0] ?? ''), after: shortened(below[0] ?? ''), around: shortened([...above, '', ...below].join('\n')),
    alike: text.split(text.slice(rangeOf(first).start, rangeOf(first).end).trim()).length - 1,
  };
}

interface Token {
  readonly type: 'name' | 'literal' | 'mark';
  readonly said: string;
}

/** Of any language that is examined: a line that holds nothing else. */
const isComment = /^\s*(?:\/\/|\/\*|\*|#|<!--|"""|''')/;
const token = /(?<literal>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<name>[\p{L}_$][\p{L}\p{N}_$]*)|(?<number>\d[\w.]*)|(?<mark>[^\s;,])/gu;
/** What a person is told, not a key or an address. */
const sentence = /^[\p{L}\s.:!?]{0,80}$/u;

/** A longer one may be a key too. */
const longestNumber = 5;

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { groups = {}, 0: said } of text.matchAll(token)) {
    if (groups['literal'] !== undefined) {
      const held = said.slice(1, -1);
      tokens.push({ type: 'literal', said: /\s/.test(held) && sentence.test(held) ? `"${held}"` : '""' });
    } else if (groups['name'] !== undefined) tokens.push({ type: 'name', said });
    else if (groups['number'] !== undefined) tokens.push({ type: 'literal', said: said.length > longestNumber ? '0' : said });
    else tokens.push({ type: 'mark', said });
  }
  return tokens;
}

/** Names of fields stay, for they are others' too; those of variables and functions are this code's own. */
function shapeOf(tokens: readonly Token[]): string {
  return tokens.map(({ type, said }, i) => (type !== 'name' || tokens[i - 1]?.said === '.' ? said : '_')).join(' ');
}

function shortened(said: string): string {
  return said === '' ? '' : fingerprint(said).slice(0, 8);
}
