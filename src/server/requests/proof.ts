/**
 * caley/proof: the proof of compliance of a folder. By the files on disk and what caley.yaml says, as the command line makes it: what somebody set in an editor
 * is nothing to prove anything by.
 */
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { ProofParams, ProofResult } from '../../protocol';
import { clauseSummary, proofPage, summary } from '../../report';
import type { Session } from '../session';
import { Slices } from '../slices';

export async function proof(session: Session, { uri, output }: ProofParams, token: CancellationToken, progress: WorkDoneProgressReporter | null): Promise<ProofResult | null> {
  const project = session.projectApart(uri);
  if (project.root === null) return null;
  progress?.begin('Caley: proof of compliance', undefined, 'Reading files', true);
  try {
    const stopping = new AbortController();
    const listening = token.onCancellationRequested(() => {
      stopping.abort();
    });
    await project.load(stopping.signal);
    listening.dispose();
    const { made } = await session.prove(project, new Slices(token));
    const files = made.files();
    const folder = output?.replace(/\/$/, '') ?? null;
    const fault = folder === null ? null : await session.writeProof(folder, files);
    return {
      title: made.proof.title, page: files.get(proofPage) ?? '', summary: `${summary(made.report)}; ${clauseSummary(made.proof)}`,
      written: folder === null || fault !== null ? null : `${folder}/${proofPage}`, fault,
    };
  } finally {
    progress?.done();
  }
}
