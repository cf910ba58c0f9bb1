/**
 * caley/check: examine every file of the workspace and say what came of it.
 */
import type { CancellationToken, WorkDoneProgressReporter } from 'vscode-languageserver';
import type { Project } from '../../host';
import type { Severity } from '../../policy';
import type { CheckSummary } from '../../protocol';
import { shownFindings } from '../examine';
import { Cancelled } from '../fence';
import type { Place } from '../projects';
import type { Session } from '../session';
import { Slices } from '../slices';

/**
 * Reads the folders again, examines all their files, or what is open where there are none, publishes their flags and keeps them up from then on.
 * Once cancelled, what it had shown of closed files is withdrawn, unless an earlier check had been through.
 */
export async function check(session: Session, token: CancellationToken, progress: WorkDoneProgressReporter | null): Promise<CheckSummary> {
  const rooted = session.projects.rooted();
  // What is open from elsewhere, as the editor's own settings, is no part of a workspace that has folders.
  const projects = rooted.length > 0 ? rooted : session.projects.all();
  const widened = rooted.filter((project) => !project.wide);
  progress?.begin('Caley compliance check', 0, 'Reading files', true);
  try {
    for (const project of rooted) {
      await session.load(project);
      if (token.isCancellationRequested) throw new Cancelled();
      if (!project.wide) session.widen(project, true);
      session.settle(project);
    }
    return await examineAll(session, projects, token, progress);
  } catch (error) {
    for (const project of widened) session.widen(project, false);
    throw error;
  } finally {
    progress?.done();
  }
}

/** The same for one file, which is examined whether it is open or not. */
export function checkFile(session: Session, uri: string): CheckSummary {
  const place = session.placeOf(uri);
  session.examineNow(place, true);
  return { ...count(place.project.snapshot().files.includes(place.path) ? [place] : []), skipped: place.project.snapshot().skipped.filter((one) => one.file === place.path) };
}

async function examineAll(session: Session, projects: readonly Project[], token: CancellationToken, progress: WorkDoneProgressReporter | null): Promise<CheckSummary> {
  const places = projects.flatMap((project) => project.snapshot().files.map((path): Place => ({ project, path })));
  const slices = new Slices(token);
  for (const [done, place] of places.entries()) {
    if (await slices.pause()) progress?.report(Math.floor((100 * done) / places.length), `${String(done)} of ${String(places.length)} files`);
    session.examineNow(place, true);
  }
  return { ...count(places), skipped: projects.flatMap((project) => project.snapshot().skipped) };
}

function count(places: readonly Place[]): Omit<CheckSummary, 'skipped'> {
  const findings: Record<Severity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let suppressed = 0;
  for (const { project, path } of places) {
    const snapshot = project.snapshot();
    for (const finding of shownFindings(project, path)) findings[finding.severity]++;
    suppressed += snapshot.findings(path).filter((reported) => reported.suppression !== null).length;
  }
  return { files: places.length, findings, suppressed };
}
