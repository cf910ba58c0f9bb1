/**
 * What is a workspace of which other threads do a share? Types of what goes between them: plain
 * data, so that it can be sent and kept. Must not hold code.
 */
import type { Ties } from '../analysis';
import type { Mistake, Policy } from '../policy';
import type { FilePractices } from './declared-findings';
import type { Change, Configuration, Reported } from './types';

/** What others must know of a file to find whom it imports and what it hands to whom, while they do not have it at hand. */
export interface Survey {
  readonly path: string;
  readonly ties: Ties;
  /** What its imports mean: a file of the project, or null. */
  readonly imports: readonly (readonly [specifier: string, path: string | null])[];
}

/** What was found in one file. */
export interface Judgement {
  readonly path: string;
  /** As a snapshot has them. */
  readonly findings: readonly Reported[];
  /** As `Snapshot.weakened` has it. */
  readonly weakened: number;
  readonly mistakes: readonly Mistake[];
  /** Too much to follow: some flows were left out. */
  readonly isCut: boolean;
  /** See `Snapshot`. */
  readonly openRequests: number;
  readonly practices: FilePractices;
  /** The caley.yaml that leaves it out; null for most. */
  readonly excludedBy: string | null;
}

/** What a caley.yaml lacks, or says that it must not. */
export interface HeldDeclaration {
  readonly path: string;
  readonly findings: readonly Reported[];
  /** Entries that no finding needs. */
  readonly mistakes: readonly Mistake[];
}

/** What is wrong with a caley.yaml, or a file of packs. */
export interface Declared {
  readonly path: string;
  readonly mistakes: readonly Mistake[];
}

/** How what was found hangs together: what must be known to find again only what later changes touch. */
export interface Trace {
  /** Files by a file that something was found in by looking into it. */
  readonly readers: readonly (readonly [path: string, readers: readonly string[]])[];
  /** What names in a file were asked to mean, beside its imports. */
  readonly asked: readonly (readonly [path: string, meanings: Survey['imports']])[];
  /** Files in which something was cut short, be it for others. */
  readonly cut: readonly string[];
}

/**
 * Files come first, then every file is surveyed here or learnt of, then files are judged: the same as a workspace that
 * has them all would. Files that are not judged here are read where those that are lead into them.
 */
export interface Part {
  configure(configuration: Configuration): void;
  /** A manifest, a caley.yaml, its packs, a file that was left out, or that all is there. Declarations and packs come before all that is asked. */
  apply(change: Change): void;
  /** A file, and how to come by its text, which must always be the same: it is asked for when it is needed, maybe more than once. */
  place(path: string, text: () => string): void;
  /** Null for what is no source. */
  survey(path: string): Survey | null;
  /** What was surveyed elsewhere. */
  learn(survey: Survey): void;
  judge(path: string): Judgement;
  /** What a specifier in a file means: another file, or null. */
  meaningOf(path: string, specifier: string): string | null;
  /** With what the packs add. */
  readonly policy: Policy;
  /** Of every caley.yaml and file of packs, in order of their paths: once every file was surveyed, here or elsewhere. */
  declared(): readonly Declared[];
  /** The findings of every caley.yaml, in order of their paths: `practices` are those of all files. */
  held(practices: ReadonlyMap<string, FilePractices>): readonly HeldDeclaration[];
  /** Of all that was judged so far. */
  trace(): Trace;
}
