/**
 * What is flagged in one file? Asks the engine and renders its answer for the board.
 * Must not send anything.
 */
import type { Finding } from '../analysis';
import type { Project } from '../host';
import type { Examined, Flag } from './board';
import type { Rendering } from './diagnostic';
import { toProtocolDiagnostic, toProtocolMistake } from './diagnostic';
import type { OpenDocument } from './documents';
import type { Snapshot } from '../workspace';

/** Everything to show of the file at `path`. Nothing for files the engine does not hold and for projects that are switched off. */
export function examine(project: Project, path: string, document: OpenDocument | null, rendering: Rendering): Examined {
  const { snapshot } = rendering;
  const empty = { uri: project.uriOf(path), version: document?.content.version ?? null, typing: document?.typing ?? null, delay: project.settings.delay, flags: [], others: [] };
  if (!project.settings.enable) return empty;
  const findings = shownFindings(project, path);
  const mistakes = snapshot.mistakes(path);
  // The file itself is asked for last: its view may have to be made anew, and most files need none.
  const file = findings.length + mistakes.length === 0 ? null : snapshot.file(path);
  if (file === null) return empty;
  return {
    ...empty,
    flags: findings.map((finding): Flag => {
      const diagnostic = toProtocolDiagnostic(finding, rendering, file.lines);
      return { identity: finding.identity, startLine: diagnostic.range.start.line, endLine: diagnostic.range.end.line, diagnostic };
    }),
    others: mistakes.map((mistake) => toProtocolMistake(mistake, rendering.features, file.lines)),
  };
}

/** The findings that are neither suppressed nor in the baseline, in order of place. */
export function shownFindings(project: Project, path: string): readonly Finding[] {
  if (!project.settings.enable) return [];
  const snapshot = project.snapshot();
  return project.known.newIn(snapshot, path, openIn(snapshot, path));
}

/** Those of a baseline too. */
export function openIn(snapshot: Snapshot, path: string): readonly Finding[] {
  return snapshot.findings(path).filter((reported) => reported.suppression === null).map((reported) => reported.finding);
}
