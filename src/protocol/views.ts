/**
 * What do the views of an editor ask a server for? Findings and the state of compliance, ready to be shown.
 * Types only, as in requests.ts.
 */

/** LSP's: zero-based, in the position encoding of the session. */
export interface WireRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

export interface WirePlace {
  readonly uri: string;
  readonly range: WireRange;
}

/** Notification, server to client: what the requests below answer may be another by now. */
export type ChangedMethod = 'caley/changed';

/** Request: every finding that is shown now. */
export type FindingsMethod = 'caley/findings';

export interface FindingsResult {
  /** Whether they are those of all files; else of the open ones. */
  readonly isWhole: boolean;
  /** By file, then by place. */
  readonly findings: readonly ShownFinding[];
}

export interface Named {
  readonly id: string;
  readonly title: string;
}

export interface ShownFinding extends WirePlace {
  readonly identity: string;
  readonly rule: Named;
  /** The title is its sentence in short. */
  readonly clause: Named;
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** The fact in one sentence. */
  readonly message: string;
  /** Of data. */
  readonly kinds: readonly Named[];
  /** From source to sink; empty where nothing flows. */
  readonly flow: readonly (WirePlace & { readonly sentence: string })[];
}

/** Request: the safe fixes of all findings that are shown, or of one rule's, as one edit that wants to be looked at. */
export type FixAllMethod = 'caley/fixAll';

export interface FixAllParams {
  /** Null for all rules. */
  readonly rule: string | null;
}

export interface FixAllResult {
  /** LSP's WorkspaceEdit; null where nothing can be fixed so. */
  readonly edit: object | null;
  readonly files: number;
}

/** Request: the state of every clause and where data goes, of each folder that was checked as a whole. Cancellable. */
export type ComplianceMethod = 'caley/compliance';

export interface ComplianceResult {
  readonly folders: readonly FolderCompliance[];
}

export interface FolderCompliance {
  readonly uri: string;
  readonly title: string;
  readonly clauses: readonly ClauseStand[];
  readonly applications: readonly ApplicationMap[];
}

export interface ClauseStand {
  readonly id: string;
  /** Title of the document it stands in. */
  readonly document: string;
  readonly summary: string;
  readonly state: 'findings' | 'accepted' | 'attested' | 'declared' | 'no-finding' | 'open';
  /** The state in words. */
  readonly word: string;
  readonly reason: string;
}

/** What one caley.yaml rules, or the files that none does. */
export interface ApplicationMap {
  readonly title: string;
  /** An SVG element: its parts are groups with `data-part`. */
  readonly picture: string;
  readonly parts: readonly MapPart[];
}

export interface MapPart {
  /** As in the picture. */
  readonly id: string;
  readonly group: 'source' | 'kind' | 'target';
  readonly title: string;
  /** What there is to know of it, in words. */
  readonly remark: string;
  /** Whether code and declaration differ. */
  readonly isDrift: boolean;
  readonly places: readonly WirePlace[];
}

/** Request: the proof of compliance of a folder as it is on disk, the same that the command line makes. Cancellable; reports work-done progress. Null for a folder that is not examined. */
export type ProofMethod = 'caley/proof';

export interface ProofParams {
  readonly workDoneToken?: string | number;
  readonly uri: string;
  /** URI of the folder to write it to; null: nothing is written. */
  readonly output: string | null;
}

export interface ProofResult {
  readonly title: string;
  /** HTML. */
  readonly page: string;
  /** In a sentence. */
  readonly summary: string;
  /** URI of the page that was written. */
  readonly written: string | null;
  /** Why it could not be written. */
  readonly fault: string | null;
}

/** Request: one of the tools for language models, by the name that the MCP server gives it. Cancellable. */
export type ToolMethod = 'caley/tool';

export interface ToolParams {
  readonly name: string;
  readonly input: unknown;
}

export interface ToolResult {
  readonly text: string;
  /** Whether the text says why there is no answer. */
  readonly isError: boolean;
}
