/**
 * How well are names recognised? Reads test/kinds/identifiers.tsv, names of real code that were labelled by reading them, and
 * counts where the matcher says the same. Must not change a label, nor choose which names are held out.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPacks } from '../src/host';
import { createKinds } from '../src/policy';
import type { KindId, Kinds } from '../src/policy';

export interface Identifier {
  readonly name: string;
  /** What it is read from or belongs to; empty for a variable or parameter. */
  readonly owner: string;
  /** As written, cut; empty where none is. */
  readonly type: string;
  readonly package: string;
  /** The other fields that the function reads from the owner, and the path of the file: see kinds-around.ts. */
  readonly beside?: readonly string[];
  readonly place?: string;
}

export interface Labelled extends Identifier {
  /** Whether the matcher said anything of it when the list was drawn. Fixed, so that shares of the corpus can be estimated from it. */
  readonly drawn: 'said' | 'silent';
  /** What a reader says it holds: any of these is right; empty for no personal data and no credential. */
  readonly holds: readonly KindId[];
}

export interface Tally {
  identifiers: number;
  /** Labelled as something. */
  labelled: number;
  /** Answers of the matcher, and those of them that agree with the label. */
  answers: number;
  right: number;
  /** Labelled identifiers of which some answer agrees. */
  found: number;
}

export interface Judged {
  readonly entry: Labelled;
  readonly answers: readonly KindId[];
  readonly right: readonly KindId[];
}

export type Half = 'tune' | 'held-out';

export const listFile = join(__dirname, '../test/kinds/identifiers.tsv');
/**
 * A second list, held out as a whole: 1,145 identifiers of 44 packages that are not in the corpus, drawn and labelled by a reader who had seen neither
 * what the matcher says of them nor its packs; those of five packages that were read in tuning are taken out. Owners and types are found as
 * kinds-sample.ts finds them, a name is taken with two owners at most. 431 are from all names, in turn by package (`silent`); 714 from names with a word
 * that often stands for something of a person or a credential (`said`), most in turn by package, the rest in turn by word. So `drawn` does not say here what the matcher said, and `population` does not hold.
 * Nothing of it may be looked at for tuning.
 */
export const heldOutFile = join(__dirname, '../test/kinds/held-out.tsv');
/**
 * A third list, to tune by: identifiers of 145 packages that are not among those of the second list, as kinds-draw.ts draws
 * them, labelled as test/kinds/labelling.md says before the matcher was asked. `drawn` says here which names have a telling word.
 */
export const tuningFile = join(__dirname, '../test/kinds/tuning.tsv');
/**
 * A fourth list, to tune by: names of 361 packages that are in none of the others, at most nine of each, labelled before the matcher was asked. `drawn`
 * says what it then said; of the rest only names that end with a telling word were drawn, as kinds-draw.ts has them.
 */
export const thirdFile = join(__dirname, '../test/kinds/tuning.third.tsv');
export const columns = ['name', 'owner', 'type', 'package', 'drawn', 'holds', 'beside', 'place'] as const;
/** Distinct identifiers of the corpus on the day the list was drawn, by what the matcher then said. */
export const population = { said: 2373, silent: 58_695 } as const;

const classes = ['data.personal', 'data.pseudonymous', 'data.credential'];

export function readKinds(): Kinds {
  return createKinds(readPacks(join(__dirname, '../src/packs'))).kinds;
}

export function readList(path: string = listFile): readonly Labelled[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  if (!columns.join('\t').startsWith(head)) throw new Error(`${path}: the columns are ${columns.join(', ')}`);
  return lines.map((line, at) => {
    const [name, owner, type, from, drawn, holds, beside = '', place = '', ...more] = line.split('\t');
    if (name === undefined || owner === undefined || type === undefined || from === undefined || (drawn !== 'said' && drawn !== 'silent') || holds === undefined || more.length > 0) {
      throw new Error(`${path}:${String(at + 2)}: not an identifier`);
    }
    return { name, owner, type, package: from, drawn, holds: holds === 'none' ? [] : holds.split('|'), beside: words(beside), place };
  });
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}

/** By a hash of the name's letters and digits: `userEmail` and `user_email` are on one side. */
export function halfOf({ name }: Identifier): Half {
  const letters = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  return createHash('sha256').update(letters).digest().readUInt8(0) % 2 === 0 ? 'tune' : 'held-out';
}

/** Types that hold no text of a person, as evaluation takes them. */
const plainType = /^(?:(?:boolean|number|bigint|symbol|Date|bool|int|float|datetime|date|null|None|undefined|true|false|\d+)(?: *\| *(?!$)|$))+$/;

/** Kinds of personal data and credentials that the name shows, as evaluation takes them: none that is protected. Whole objects are not measured. */
export function answered(kinds: Kinds, { name, owner, type, beside = [], place = '' }: Identifier): readonly KindId[] {
  if (plainType.test(type) || kinds.isProgramType(type.replace(/<.*|\[\]$/, ''))) return [];
  const around = { place: kinds.groupsOfPlace(place), beside: kinds.groupsOfFields([name, ...beside]) };
  const matches = kinds.matchName(name, owner === '' ? null : owner, owner === '' ? 'variable' : null, around);
  return matches.filter((match) => !match.protected && !match.kind.startsWith('data.object') && classes.some((each) => kinds.isA(match.kind, each))).map(({ kind }) => kind);
}

export function judge(kinds: Kinds, entry: Labelled): Judged {
  const answers = answered(kinds, entry);
  return { entry, answers, right: answers.filter((answer) => isRight(kinds, answer, entry)) };
}

export function isRight(kinds: Kinds, answer: KindId, { holds }: Labelled): boolean {
  return holds.some((label) => kinds.isA(answer, label) || kinds.isA(label, answer));
}

export function isWrong({ entry, answers, right }: Judged): boolean {
  return right.length < answers.length || (entry.holds.length > 0 && right.length === 0);
}

export function tallyOf(judged: readonly Judged[]): Tally {
  const tally: Tally = { identifiers: 0, labelled: 0, answers: 0, right: 0, found: 0 };
  for (const { entry, answers, right } of judged) {
    tally.identifiers++;
    if (entry.holds.length > 0) tally.labelled++;
    tally.answers += answers.length;
    tally.right += right.length;
    if (right.length > 0) tally.found++;
  }
  return tally;
}

export function precisionOf({ answers, right }: Tally): number {
  return answers === 0 ? 1 : right / answers;
}

export function recallOf({ labelled, found }: Tally): number {
  return labelled === 0 ? 1 : found / labelled;
}
