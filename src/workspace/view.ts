/**
 * What does a snapshot answer? Asks the core when it is asked, so that what nobody reads is not made. Must not change anything.
 */
import type { Finding, RuleBook } from '../analysis';
import { definitionIn } from '../policy';
import type { DeclarationReading, Declared, Definable, Definition, Mistake, Pack, Policy } from '../policy';
import type { Declarations } from './declarations';
import type { FilePractices } from './declared-findings';
import type { Document } from './document';
import { pathInPacks } from './forms';
import { fixesOfMistake } from './moved-acceptances';
import type { Answer } from './offered-fixes';
import { proposeFor } from './propose';
import type { Observing, Shown } from './propose';
import { unsupportedIn } from './reveal';
import { byPlace } from './undeclared';
import type { FileView, OfferedFix, Reported, Skipped, Snapshot } from './types';

/** What was found in a file. */
export interface Examined {
  readonly document: Document;
  readonly book: RuleBook;
  readonly reported: readonly Reported[];
  readonly weakened: number;
  readonly mistakes: readonly Mistake[];
  /** Other files that the findings point into. */
  readonly mentions: ReadonlySet<string>;
  /** What it shows of what a caley.yaml may declare. */
  readonly practices: FilePractices;
  /** Answers that analysis cut short. */
  readonly cuts: number;
  /** See `Snapshot`. */
  readonly openRequests: number;
  /** Of findings, by their identities, those that they have from the folder of the caley.yaml that rules the file, where those are others. */
  readonly identities: ReadonlyMap<string, string>;
}

/** The files that the ways of some findings lead through, beside their own. */
export function mentionsOf(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.flatMap(({ file, flow }) => flow.map((step) => step.file).filter((other) => other !== file)));
}

/** Whom it asks. */
export interface Answers {
  examine(path: string): Examined | null;
  declaredFindings(path: string): readonly Reported[];
  /** What is told of all files together, in the one that it is told in; null for a file in which it never is. */
  undeclaredIn(path: string): readonly Reported[] | null;
  isExcluded(path: string): boolean;
  viewOf(path: string): FileView | null;
  mistakesIn(path: string): readonly Mistake[];
  fixesFor(finding: Finding, answer: Answer): readonly OfferedFix[];
  revealAt(document: Document, offset: number): string;
  readonly observing: Observing;
  /** Those that hold. */
  readonly ownPacks: readonly Pack[];
  readonly declarations: Pick<Declarations, 'readingOf' | 'ruling'>;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export class View implements Snapshot {
  private sorted: readonly string[] | null = null;
  private left: readonly Skipped[] | null = null;

  constructor(private readonly core: Answers, private readonly documents: ReadonlyMap<string, Document>, readonly declarations: readonly string[], private readonly leftOut: () => readonly Skipped[], readonly policy: Policy) {}

  // Lists of all files are made when asked for: after a keystroke nobody does.
  get files(): readonly string[] {
    return (this.sorted ??= [...this.documents.keys()].filter((path) => !this.core.isExcluded(path)).sort(compare));
  }

  get skipped(): readonly Skipped[] {
    return (this.left ??= this.leftOut());
  }

  file(path: string): FileView | null {
    const document = this.documents.get(path);
    if (document === undefined) return this.core.viewOf(path);
    const { version, text, language } = document;
    // Lines and errors are made when asked for: most callers only want the text.
    return {
      path, version, text, language: language.id,
      get lines() {
        return document.lines;
      },
      get origin() {
        return document.origin;
      },
      get syntaxErrors() {
        return document.graph.syntaxErrors;
      },
    };
  }

  findings(path: string): readonly Reported[] {
    if (!this.documents.has(path)) return this.core.declaredFindings(path);
    const reported = this.core.examine(path)?.reported ?? [];
    return byPlace(reported, this.core.undeclaredIn(path) ?? []);
  }

  hangsOnAll(path: string): boolean {
    return this.core.undeclaredIn(path) !== null;
  }

  weakened(path: string): number {
    return this.core.examine(path)?.weakened ?? 0;
  }

  mistakes(path: string): readonly Mistake[] {
    return this.core.mistakesIn(path);
  }

  openRequests(path: string): number {
    return this.core.examine(path)?.openRequests ?? 0;
  }

  fixes(finding: Finding, answer: Answer = () => null): readonly OfferedFix[] {
    return this.core.fixesFor(finding, answer);
  }

  mistakeFixes(mistake: Mistake): readonly OfferedFix[] {
    return fixesOfMistake(this, mistake);
  }

  reading(path: string): DeclarationReading | null {
    return this.core.declarations.readingOf(path);
  }

  unsupported(path: string): ReadonlyMap<string, number> {
    const document = this.documents.get(path);
    return document === undefined ? new Map() : unsupportedIn(document.graph);
  }

  reveal(path: string, offset: number): string {
    const document = this.documents.get(path);
    return document === undefined ? '' : this.core.revealAt(document, offset);
  }

  propose(folder: string, documents: readonly string[]): Generator<void, string, void> {
    return proposeFor(folder, documents, this.policy, this.core.observing);
  }

  shown(path: string): readonly Shown[] {
    return this.documents.has(path) ? this.core.observing.shown(path) : [];
  }

  declared(path: string): Declared | null {
    return this.core.declarations.readingOf(path)?.declaration.said?.value ?? null;
  }

  pathInPack(path: string): string | null {
    return pathInPacks(this.core.ownPacks, path);
  }

  definition(type: Definable, id: string): Definition | null {
    return definitionIn(this.core.ownPacks, type, id);
  }

  ruling(path: string): string | null {
    return this.core.declarations.ruling(path);
  }
}
