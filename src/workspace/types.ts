/**
 * What is the core's door? One thing to write to, immutable snapshots to read.
 * Must not wait, touch disk, clock, console or LSP.
 */
import type { Finding } from '../analysis';
import type { Fix } from '../fixes';
import type { DeclarationReading, Declared, Definable, Definition, Mistake, Pack, Policy, RuleId, Severity } from '../policy';
import type { LineIndex, Origin, Range, TextEdit } from '../text';
import type { Content } from './api-documents';
import type { Shown } from './propose';

/** Why a file was not, or not fully, examined. */
export interface Skipped {
  readonly file: string;
  readonly reason: 'too-large' | 'minified' | 'generated' | 'binary' | 'not-utf8' | 'unreadable' | 'budget' | 'ignored';
  /** For people: "a line of 8,213 characters". */
  readonly detail: string;
}

/** Paths are workspace-relative with forward slashes. */
export type Change =
  /** `isAside`: it is to say what imports mean, and is not examined itself. `isBeginning`: more stands in it, which was not read. */
  | { readonly type: 'write'; readonly path: string; readonly text: string; readonly version: number; readonly isAside?: true; readonly isBeginning?: true }
  | { readonly type: 'remove'; readonly path: string }
  /** The host could not hand over the text. */
  | { readonly type: 'skip'; readonly skipped: Skipped }
  | NamedChange
  /** Everything below these paths was handed over, '' being the whole workspace: what is not there does not exist. */
  | { readonly type: 'complete'; readonly paths: readonly string[] }
  | { readonly type: 'configure'; readonly configuration: Configuration };

/** What a caley.yaml names, as it is now: see `namedBy`. */
export type NamedChange =
  | { readonly type: 'document'; readonly path: string; readonly content: Content }
  | { readonly type: 'pack'; readonly pack: Pack };

export interface Configuration {
  /** Findings below it are not shown. */
  readonly minimumConfidence: 'high' | 'medium' | 'low';
  readonly rules: ReadonlyMap<RuleId, Severity | 'off'>;
  /** Include rules in state draft. */
  readonly drafts: boolean;
  /** The one folder that was asked for, if it is not all: an example that is looked at by itself is no example. */
  readonly within?: string;
}

/** A `caley-ignore` comment, or an entry of a caley.yaml, that hides a finding. */
export interface Suppression {
  readonly rule: RuleId;
  readonly reason: string;
  /** ISO date, or null. */
  readonly until: string | null;
  readonly range: Range;
  /** The caley.yaml that accepts it, where no comment does: the range is there. `by`: who. */
  readonly accepted?: { readonly file: string; readonly by: string | null };
}

/** A finding with what the workspace knows about it. */
export interface Reported {
  readonly finding: Finding;
  readonly suppression: Suppression | null;
}

export interface OfferedFix {
  readonly fix: Pick<Fix, 'id' | 'safety'>;
  /** Whose edits they are: the finding's own file, or the caley.yaml that rules it. */
  readonly file: string;
  /** The file is not there yet: it is made, and the edits write into an empty one. */
  readonly creates: boolean;
  readonly title: string;
  readonly preferred: boolean;
  /** Computes the edits; null where it turns out not to apply. */
  edits(): readonly TextEdit[] | null;
}

export interface FileView {
  readonly path: string;
  readonly version: number;
  readonly text: string;
  readonly lines: LineIndex;
  /** Where the text stands in the file; of most files it is all of it. */
  readonly origin?: Origin | undefined;
  readonly language: string;
  readonly syntaxErrors: readonly Range[];
}

export interface Snapshot {
  /** With what packs of one's own add to it. */
  readonly policy: Policy;
  /** Sorted by path. */
  readonly files: readonly string[];
  /** Every caley.yaml and every file of the packs that it names, which are none of the files that are examined; sorted by path. */
  readonly declarations: readonly string[];
  /** Of those too. */
  file(path: string): FileView | null;
  /**
   * Everything found in a file, suppressed ones included, in order of place; findings about suppressions themselves too. Final when
   * `step` has nothing left to do: before, files that were not read yet may call this one, and text that does not parse was looked at quickly.
   */
  findings(path: string): readonly Reported[];
  /** Whether what is found in a file may hang on what all others show. */
  hangsOnAll(path: string): boolean;
  /** How many findings are not shown for what the file is for: a test, an example, a tool. */
  weakened(path: string): number;
  /** Problems of the file's YAML or suppressions that are no findings; of a caley.yaml what it names and is not there. */
  mistakes(path: string): readonly Mistake[];
  /** Requests that could not be held against an API document that a caley.yaml names, since their address is made at run time. */
  openRequests(path: string): number;
  /** `answer`: what the user says of places in a caley.yaml that only they know; what it leaves null is left open. */
  fixes(finding: Finding, answer?: (path: string) => string | null): readonly OfferedFix[];
  /** What mends a mistake; computed for all files, when somebody asks. */
  mistakeFixes(mistake: Mistake): readonly OfferedFix[];
  /** Of a caley.yaml; null for other files. */
  reading(path: string): DeclarationReading | null;
  readonly skipped: readonly Skipped[];
  /** Unsupported syntax: reason to count. */
  unsupported(path: string): ReadonlyMap<string, number>;
  /** What the engine knows at an offset: kinds, value, summary, graph; for `caley reveal`. */
  reveal(path: string, offset: number): string;
  /**
   * The text of a caley.yaml for a folder ('' for the workspace itself), by what its files show; tests, examples and tools left out. `documents` are
   * the paths of its texts for people, relative to it. To be asked for when `step` has nothing left to do; halts after each file, and nothing may change meanwhile.
   */
  propose(folder: string, documents: readonly string[]): Generator<void, string, void>;
  /** What a file shows of what may be declared, whether or not a rule has anything against it; with the line of each, from 1. As for `propose`, nothing may be left to do. */
  shown(path: string): readonly Shown[];
  /** What a caley.yaml says; null where there is none, or it cannot be read. */
  declared(path: string): Declared | null;
  /** The path that a file has in the pack of one's own, named by some caley.yaml, that it lies in; null for files of none. */
  pathInPack(path: string): string | null;
  /** Where a pack of one's own defines a kind, a party or a rule; null where none does. */
  definition(type: Definable, id: string): Definition | null;
  /** The path of the caley.yaml that rules a file; null where none does. */
  ruling(path: string): string | null;
}

export interface Workspace {
  apply(change: Change): void;
  /** Does one small unit of work; false when nothing is left. Open files (`focus`) come first. */
  step(): boolean;
  /** Consistent view of what is computed. Asking a file's findings computes them if `step` has not. */
  snapshot(): Snapshot;
  /** Files to work on first. */
  focus(paths: readonly string[]): void;
}
