/**
 * What does a proof of compliance rest on beside the findings? What each file shows of the use of data, what is declared of it, and
 * which state of the code was looked at. Must not judge any of it.
 */
import type { Observed } from '../../analysis';
import type { Declared } from '../../policy';

/** A line of a file, from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export interface Sighting {
  readonly observed: Observed;
  readonly place: Place;
}

/** Files that one caley.yaml rules, or those that none does. */
export interface ApplicationFacts {
  /** Path of the caley.yaml; null for files that none rules. */
  readonly declaration: string | null;
  /** Null where there is none, or it cannot be read. */
  readonly declared: Declared | null;
  /** Of the product's own code, in order of the places. */
  readonly sightings: readonly Sighting[];
}

export interface ExaminedLanguage {
  readonly language: string;
  readonly files: number;
  readonly lines: number;
}

/** What git's own files say is checked out; whether files differ from it is not known. */
export interface Revision {
  readonly commit: string;
  /** Null for a commit that is on no branch. */
  readonly branch: string | null;
}

export interface ProofFacts {
  /** ISO date of the check. */
  readonly date: string;
  /** What the folder is called. */
  readonly title: string;
  /** Null where the folder is in no repository of git, or lies where none can be seen. */
  readonly revision: Revision | null;
  /** Sorted by their names. */
  readonly languages: readonly ExaminedLanguage[];
  /** Sorted by their declarations, files without one first. */
  readonly applications: readonly ApplicationFacts[];
  /** SHA-256, in hexadecimal digits, of the names and digests of all files that were looked at. */
  readonly digest: string;
  /** Rules that looked at the code: those that are stable, or were asked for, and that no caley.yaml switches off. */
  readonly isApplied: (rule: string) => boolean;
}
