/**
 * How sure are the labels that names are measured by? Reads test/kinds/held-out.second.tsv, where a second reader labelled the list that is held
 * out without having seen the first labels, and says where the two agree and what was settled where they did not. Must not change a label.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KindId, Kinds } from '../src/policy';
import { heldOutFile, isRight, readList } from './kinds-list';
import type { Judged, Labelled } from './kinds-list';

/**
 * The names of the held-out list once more, in its order: `holds` is what the second reader says, `source` whether that reader had the code before them
 * (`read`) or only what the list says (`unread`). `settled` was written afterwards, with both labels and the code in view: the label of the first where
 * they agree, else that of who was found right by labelling.md, or `open` where it does not decide. Nothing of it may be looked at for tuning.
 */
export const secondFile = join(__dirname, '../test/kinds/held-out.second.tsv');
export const secondColumns = ['name', 'owner', 'type', 'package', 'place', 'holds', 'source', 'settled'] as const;

/** One name with the labels of both readers. */
export interface TwiceRead {
  readonly first: Labelled;
  readonly second: Labelled;
  readonly source: 'read' | 'unread';
  /** What holds after both were looked at; null where the guide does not decide. */
  readonly settled: Labelled | null;
}

export function readTwice(): readonly TwiceRead[] {
  const firsts = readList(heldOutFile);
  const [head = '', ...lines] = readFileSync(secondFile, 'utf8').trimEnd().split('\n');
  if (head !== secondColumns.join('\t')) throw new Error(`${secondFile}: the columns are ${secondColumns.join(', ')}`);
  if (lines.length !== firsts.length) throw new Error(`${secondFile}: ${String(lines.length)} names, not ${String(firsts.length)}`);
  return firsts.map((first, at) => {
    const [name, owner, type, from, place, holds, source, settled, ...more] = lines[at]?.split('\t') ?? [];
    const isThere = name === first.name && owner === first.owner && type === first.type && from === first.package && place === first.place;
    if (!isThere || holds === undefined || (source !== 'read' && source !== 'unread') || settled === undefined || more.length > 0) {
      throw new Error(`${secondFile}:${String(at + 2)}: not the name that stands there in the list, or no label of it`);
    }
    return { first, second: { ...first, holds: kindsOf(holds) }, source, settled: settled === 'open' ? null : { ...first, holds: kindsOf(settled) } };
  });
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
  return settled !== null && isSame(settled, first);
}

export function isSecond({ second, settled }: TwiceRead): boolean {
  return settled !== null && isSame(settled, second);
}

function isSame(one: Labelled, other: Labelled): boolean {
  return one.holds.join('|') === other.holds.join('|');
}
