/**
 * What is flagged in which document right now? Keeps the last answer per document, so that only
 * changes are sent, and holds new flags back while their line is being typed.
 * Must not know whether answers are pushed or pulled.
 */
import type { Diagnostic } from 'vscode-languageserver';
import type { Candidate, Typing } from './calm';
import { calm } from './calm';

/** The state of one document's flags as the client should have it. */
export interface Flags {
  readonly uri: string;
  /** The document's version that was examined; null for files the client does not hold open. */
  readonly version: number | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Changes exactly when `diagnostics` does. */
  readonly resultId: string;
  readonly findings: number;
}

export interface Flag extends Candidate {
  readonly diagnostic: Diagnostic;
}

/** What examining a document gave. */
export interface Examined {
  readonly uri: string;
  readonly version: number | null;
  readonly typing: Typing | null;
  readonly delay: number;
  readonly flags: readonly Flag[];
  /** Diagnostics that are no findings; they count as one line each for calm. */
  readonly others: readonly Diagnostic[];
}

/** VS Code shows no more of one file. */
const MOST_DIAGNOSTICS = 1000;

export class Board {
  private readonly entries = new Map<string, Flags & { readonly signature: string; readonly identities: ReadonlySet<string> }>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private count = 0;

  /**
   * `wake` is called when held-back flags of a document may be shown and it must be examined again.
   * `now` reads a clock of milliseconds.
   */
  constructor(
    private readonly wake: (uri: string) => void,
    private readonly now: () => number,
  ) {}

  /** Takes in what was found. Answers the new state, and whether it differs from the last one. */
  post(examined: Examined): { readonly flags: Flags; readonly changed: boolean } {
    const { uri, version } = examined;
    const before = this.entries.get(uri);
    const calmed = calm(examined.flags, before?.identities ?? new Set(), examined.typing, this.now(), examined.delay);
    this.schedule(uri, calmed.wakeAt);
    const diagnostics = [...limit(calmed.shown.map((flag) => flag.diagnostic)), ...examined.others];
    const signature = JSON.stringify(diagnostics);
    const changed = signature !== (before?.signature ?? '[]');
    const flags: Flags = { uri, version, diagnostics, findings: calmed.shown.length, resultId: before !== undefined && !changed ? before.resultId : String(++this.count) };
    this.entries.set(uri, { ...flags, signature, identities: new Set(calmed.shown.map((flag) => flag.identity)) });
    return { flags, changed };
  }

  get(uri: string): Flags | null {
    return this.entries.get(uri) ?? null;
  }

  all(): readonly Flags[] {
    return [...this.entries.values()];
  }

  /** The document is no longer shown. Says whether it had flags. */
  clear(uri: string): boolean {
    this.schedule(uri, null);
    const had = (this.entries.get(uri)?.diagnostics.length ?? 0) > 0;
    this.entries.delete(uri);
    return had;
  }

  /** Findings shown in all documents. */
  get findings(): number {
    let sum = 0;
    for (const entry of this.entries.values()) sum += entry.findings;
    return sum;
  }

  stop(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }

  private schedule(uri: string, at: number | null): void {
    clearTimeout(this.timers.get(uri));
    this.timers.delete(uri);
    if (at === null) return;
    const timer = setTimeout(() => {
      this.timers.delete(uri);
      this.wake(uri);
    }, Math.max(1, at - this.now()));
    this.timers.set(uri, timer);
  }
}

/** A file with more flags than can be shown says so in the last one. */
function limit(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const last = diagnostics[MOST_DIAGNOSTICS - 1];
  if (diagnostics.length <= MOST_DIAGNOSTICS || last === undefined) return diagnostics;
  const left = diagnostics.length - MOST_DIAGNOSTICS + 1;
  return [...diagnostics.slice(0, MOST_DIAGNOSTICS - 1), { range: last.range, source: 'Caley', message: `${String(left)} more findings in this file are not shown here.` }];
}
