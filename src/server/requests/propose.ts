/**
 * caley/propose: what could a caley.yaml at this place say?
 */
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { ProposeParams, ProposeResult } from '../../protocol';
import type { Session } from '../session';
import { Slices } from '../slices';

/** Looks at all files of the project first: what is called from elsewhere is known then. */
export async function propose(session: Session, { uri }: ProposeParams, token: CancellationToken, progress: WorkDoneProgressReporter | null): Promise<ProposeResult | null> {
  const { project, path } = session.placeOf(uri);
  if (project.root === null) return null;
  progress?.begin('Caley: looking at the code', undefined, undefined, true);
  try {
    await session.load(project);
    const slices = new Slices(token);
    while (project.step()) await slices.pause();
    const snapshot = project.snapshot();
    const proposing = project.propose(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
    for (let next = proposing.next(); ; next = proposing.next()) {
      if (next.done === true) return { text: next.value };
      await slices.pause();
      // A change of the code meanwhile: what was seen may be no more.
      if (project.snapshot() !== snapshot) return await propose(session, { uri }, token, null);
    }
  } finally {
    progress?.done();
  }
}
