/**
 * workspace/diagnostic: what is flagged in all files? Asking widens the projects: from then on closed files count.
 */
import type { CancellationToken, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport } from 'vscode-languageserver';
import { Cancelled } from '../fence';
import type { Session } from '../session';
import { toReport } from './diagnostic';

/**
 * Answers when everything was examined. A client that knows all of it already is answered at the
 * next change: such clients ask again as soon as they have an answer.
 */
export async function workspaceDiagnostic(session: Session, params: WorkspaceDiagnosticParams, token: CancellationToken): Promise<WorkspaceDiagnosticReport> {
  const known = new Map(params.previousResultIds.map(({ uri, value }) => [uri, value]));
  const cancelled = new AbortController();
  token.onCancellationRequested(() => {
    cancelled.abort();
  });
  for (const project of session.projects.rooted()) {
    await project.whenLoaded;
    if (!project.wide) session.widen(project, true);
  }
  for (;;) {
    await session.loop.idle();
    if (token.isCancellationRequested || session.stopped) throw new Cancelled();
    const items = collect(session, known);
    if (known.size === 0 || items.some((item) => item.kind === 'full')) return { items };
    await session.nextChange(cancelled.signal);
  }
}

function collect(session: Session, known: ReadonlyMap<string, string>): WorkspaceDiagnosticReport['items'] {
  const items: WorkspaceDiagnosticReport['items'] = [];
  const flagged = new Set<string>();
  for (const flags of session.board.all()) {
    const previous = known.get(flags.uri) ?? null;
    if (flags.diagnostics.length === 0 && previous === null) continue;
    flagged.add(flags.uri);
    items.push({ ...toReport(flags, previous), uri: flags.uri, version: flags.version });
  }
  for (const uri of known.keys()) if (!flagged.has(uri)) items.push({ kind: 'full', uri, version: null, items: [] });
  return items;
}
