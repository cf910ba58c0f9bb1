/**
 * How sure are the labels that names are measured by? Reads the second readings of what is held out, test/kinds/*.second.tsv, where a second reader
 * labelled the same names without having seen the first labels, and says where the two agree and what was settled where they did not.
 * Must not change a label.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindId, Kinds } from '../src/policy';
import { halfOf, heldOutFile, isRight, readList } from './kinds-list';
import type { Judged, Labelled } from './kinds-list';

/** Names that were labelled twice. */
export interface Reading {
  /** Of what: as `npm run kinds` calls it. */
  readonly title: string;
  /** The names once more, in the order of `readFirsts`, with what the second reader says. */
  readonly file: string;
  readonly readFirsts: () => readonly Labelled[];
}

export const readings: readonly Reading[] = [
  { title: 'held-out half of the first list', file: join(__dirname, '../test/kinds/identifiers.second.tsv'), readFirsts: () => readList().filter((each) => halfOf(each) === 'held-out') },
  { title: 'held-out list', file: join(__dirname, '../test/kinds/held-out.second.tsv'), readFirsts: () => readList(heldOutFile) },
];

/**
 * `holds` is what the second reader says, `source` whether that reader had the code before them (`read`) or only what the list says (`unread`).
 * `settled` is written afterwards, with both labels and the code in view: the label of the first where they agree, else that of who was found right by
 * labelling.md, or `open` where it does not decide. A line that ends before it is not settled yet. Nothing of it may be looked at for tuning.
 */
export const secondColumns = ['name', 'owner', 'type', 'package', 'place', 'holds', 'source', 'settled'] as const;

/** One name with the labels of both readers. */
export interface TwiceRead {
  readonly first: Labelled;
  readonly second: Labelled;
  readonly source: 'read' | 'unread';
  /** What holds after both were looked at; `open` where the guide does not decide, `pending` where nobody has looked yet. */
  readonly settled: Labelled | 'open' | 'pending';
}

export function readTwice({ file, readFirsts }: Reading): readonly TwiceRead[] {
  const firsts = readFirsts();
  const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  if (head !== secondColumns.join('\t')) throw new Error(`${file}: the columns are ${secondColumns.join(', ')}`);
  if (lines.length !== firsts.length) throw new Error(`${file}: ${String(lines.length)} names, not ${String(firsts.length)}`);
  return firsts.map((first, at) => {
    const [name, owner, type, from, place, holds, source, settled = '', ...more] = lines[at]?.split('\t') ?? [];
    const isThere = name === first.name && owner === first.owner && type === first.type && from === first.package && place === first.place;
    if (!isThere || holds === undefined || (source !== 'read' && source !== 'unread') || more.length > 0) {
      throw new Error(`${file}:${String(at + 2)}: not the name that stands there in the list, or no label of it`);
    }
    return { first, second: { ...first, holds: kindsOf(holds) }, source, settled: settledOf(first, settled) };
  });
}

function settledOf(first: Labelled, written: string): TwiceRead['settled'] {
  if (written === '') return 'pending';
  return written === 'open' ? 'open' : { ...first, holds: kindsOf(written) };
}

/** What is settled one way or the other: names with their labels. */
export function settledIn(twice: readonly TwiceRead[]): readonly Labelled[] {
  return twice.flatMap(({ settled }) => (typeof settled === 'string' ? [] : [settled]));
}

function kindsOf(holds: string): readonly KindId[] {
  return holds === 'none' ? [] : holds.split('|');
}

/**
 * The second reader in the matcher's place. Where that reader writes several kinds they are one answer, not several: any that is right, else the likeliest.
 */
export function judgeSecond(kinds: Kinds, { first, second }: TwiceRead): Judged {
  const right = second.holds.find((kind) => isRight(kinds, kind, first));
  const answer = right ?? second.holds[0];
  return { entry: first, answers: answer === undefined ? [] : [answer], right: right === undefined ? [] : [right] };
}

/** Both say that it holds nothing, or one says what the other does. */
export function isAgreed(kinds: Kinds, both: TwiceRead): boolean {
  return both.first.holds.length === 0 ? both.second.holds.length === 0 : judgeSecond(kinds, both).right.length > 0;
}

/** Settled with the label of the first reader. */
export function isFirst({ first, settled }: TwiceRead): boolean {
  return typeof settled !== 'string' && isSame(settled, first);
}

export function isSecond({ second, settled }: TwiceRead): boolean {
  return typeof settled !== 'string' && isSame(settled, second);
}

function isSame(one: Labelled, other: Labelled): boolean {
  return one.holds.join('|') === other.holds.join('|');
}
