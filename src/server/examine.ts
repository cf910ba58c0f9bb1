/**
 * What is flagged in one file? Asks the engine and renders its answer for the board.
 * Must not send anything.
 */
import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../analysis';
import type { Project } from '../host';
import type { Examined, Flag } from './board';
import type { Rendering } from './diagnostic';
import { toProtocolDiagnostic, toProtocolMistake } from './diagnostic';
import type { OpenDocument } from './documents';
import type { Snapshot } from '../workspace';

/** Everything to show of the file at `path`, for each text in which the client has it: of a notebook for each cell. Nothing for files the engine does not hold and for projects that are switched off. */
export function examine(project: Project, path: string, document: OpenDocument | null, rendering: Rendering): readonly [Examined, ...Examined[]] {
  const { snapshot, features, locate } = rendering;
  const { delay, enable } = project.settings;
  const uri = project.uriOf(path);
  const texts = document?.cells ?? [document ?? { uri, content: null, typing: null }];
  const findings = enable ? shownFindings(project, path) : [];
  const mistakes = enable ? snapshot.mistakes(path) : [];
  // The file itself is asked for last: its view may have to be made anew, and most files need none.
  const file = findings.length + mistakes.length === 0 ? null : snapshot.file(path);
  const flags = new Map<string, Flag[]>(texts.map((text) => [text.uri, []]));
  const others = new Map<string, Diagnostic[]>(texts.map((text) => [text.uri, []]));
  if (file !== null) {
    for (const finding of findings) {
      const at = locate(file, finding.range);
      const diagnostic = toProtocolDiagnostic(finding, rendering, at);
      flags.get(at.uri)?.push({ identity: finding.identity, startLine: diagnostic.range.start.line, endLine: diagnostic.range.end.line, diagnostic });
    }
    for (const mistake of mistakes) {
      const at = locate(file, mistake.range);
      others.get(at.uri)?.push(toProtocolMistake(mistake, features, at.range));
    }
  }
  const [first, ...rest] = texts.map((text): Examined => ({ uri: text.uri, version: text.content?.version ?? null, typing: text.typing, delay, flags: flags.get(text.uri) ?? [], others: others.get(text.uri) ?? [] }));
  // A notebook without cells.
  return [first ?? { uri, version: null, typing: null, delay, flags: [], others: [] }, ...rest];
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
