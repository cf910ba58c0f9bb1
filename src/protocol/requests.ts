/**
 * Which messages of our own do server and client exchange, beside LSP's?
 * Types only: the method names are literal types, so that a misspelt one does not compile.
 */

/** Request: examine every file of the workspace, or one. Cancellable; reports work-done progress. */
export type CheckMethod = 'caley/check';

export interface CheckParams {
  readonly workDoneToken?: string | number;
  /** Only this file. */
  readonly uri?: string;
}

export interface CheckSummary {
  /** Files examined. */
  readonly files: number;
  /** Findings that are shown, suppressed ones left out. */
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number; readonly hint: number };
  readonly suppressed: number;
  readonly skipped: readonly { readonly file: string; readonly reason: string; readonly detail: string }[];
}

/** Notification, server to client: what the server is doing. */
export type StatusMethod = 'caley/status';

export interface StatusParams {
  readonly state: 'checking' | 'idle' | 'off' | 'failed';
  /** Findings that are shown now. */
  readonly findings: number;
  /** For people: why it failed. Empty otherwise. */
  readonly detail: string;
}

/** Request: one clause. Null for an unknown id. */
export type ClauseMethod = 'caley/clause';

export interface ClauseParams {
  readonly id: string;
}

export interface ClauseResult {
  readonly id: string;
  readonly document: string;
  /** From the outside in, the document's title first. */
  readonly heading: readonly string[];
  readonly text: string;
  readonly summary: string;
  /** Zero-based line of the clause in the document's page. */
  readonly line: number;
}

/** Request: the policy documents as pages, each with its clauses' lines. */
export type DocumentsMethod = 'caley/documents';

export interface DocumentPage {
  readonly id: string;
  readonly title: string;
  readonly date: string;
  readonly markdown: string;
  readonly clauses: readonly { readonly id: string; readonly summary: string; readonly line: number }[];
}

/** Request: a rule's page, as Markdown. Null for an unknown id. */
export type RuleMethod = 'caley/rule';

export interface RuleParams {
  readonly id: string;
}

export interface RuleResult {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

/** Request: what there is to read of a kind of data or a third party, as Markdown. Null for an unknown id. */
export type PageMethod = 'caley/page';

export interface PageParams {
  readonly type: 'kind' | 'party';
  readonly id: string;
}

/** Request: the text of a caley.yaml, proposed by what the files below its folder show; nothing is written. Cancellable; reports work-done progress. Null outside of all folders. */
export type ProposeMethod = 'caley/propose';

export interface ProposeParams {
  readonly workDoneToken?: string | number;
  /** Of the caley.yaml that is to be. */
  readonly uri: string;
}

export interface ProposeResult {
  readonly text: string;
}

/** What a diagnostic's `data` carries. */
export interface DiagnosticData {
  readonly identity: string;
}

/** What an unresolved code action's `data` carries. */
export type ActionData =
  | { readonly type: 'fix'; readonly uri: string; readonly identity: string; readonly fix: string }
  /** Of a mistake that begins at an offset. */
  | { readonly type: 'mistake'; readonly uri: string; readonly at: number; readonly fix: string }
  | { readonly type: 'fix-all'; readonly uri: string; readonly rule: string | null };
