/**
 * What is the proof of compliance for a folder? Brings together what the workspace shows and what only the disk and git know.
 * Must not write it.
 */
import { basename } from 'node:path';
import { collectProof, collectReport, proofFiles } from '../report';
import type { Proof, Report, Revision } from '../report';
import { proofFacts } from '../workspace';
import type { Snapshot } from '../workspace';
import { digest } from './digest';

export interface MadeProof {
  readonly report: Report;
  readonly proof: Proof;
  /** Makes texts by names, of all that is handed over. */
  readonly files: () => ReadonlyMap<string, string>;
}

export interface ProofOptions {
  /** Absolute. */
  readonly root: string;
  /** ISO date of the check. */
  readonly date: string;
  readonly drafts: boolean;
  readonly tool: Report['tool'];
  /** The commit that is looked at; null where none is known. */
  readonly revision: Revision | null;
}

/** Nothing may be left to do in the snapshot; halts after each file, and nothing may change meanwhile. */
export function* proving(snapshot: Snapshot, { root, date, drafts, tool, revision }: ProofOptions): Generator<void, MadeProof, void> {
  const report = collectReport(snapshot, tool);
  const proof = collectProof(report, yield* proofFacts(snapshot, { date, folder: basename(root), revision, drafts, digest }));
  return { report, proof, files: () => proofFiles(report, proof, digest) };
}

/** The same at once. */
export function makeProof(snapshot: Snapshot, options: ProofOptions): MadeProof {
  const work = proving(snapshot, options);
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
  }
}
