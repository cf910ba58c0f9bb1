/**
 * What is the proof of compliance for a folder? Brings together what the workspace shows and what only the disk and git know.
 * Must not write it.
 */
import { basename } from 'node:path';
import { collectProof, collectReport, proofFiles } from '../report';
import type { Proof, Report } from '../report';
import { proofFacts } from '../workspace';
import type { Snapshot } from '../workspace';
import { digest } from './digest';
import { revisionAt } from './revision';

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
}

/** Nothing may be left to do in the snapshot. */
export function makeProof(snapshot: Snapshot, { root, date, drafts, tool }: ProofOptions): MadeProof {
  const report = collectReport(snapshot, tool);
  const proof = collectProof(report, proofFacts(snapshot, { date, folder: basename(root), revision: revisionAt(root), drafts, digest }));
  return { report, proof, files: () => proofFiles(report, proof, digest) };
}
