/**
 * textDocument/diagnostic: what is flagged in one document now?
 */
import type { CancellationToken, DocumentDiagnosticParams, DocumentDiagnosticReport } from 'vscode-languageserver';
import { DocumentDiagnosticReportKind, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Flags } from '../board';
import type { Session } from '../session';

/** The other files' share of an answer still to come: ask again. */
const ASK_AGAIN = { retriggerRequest: true };

/** Waits for the folder's files, since a flag may rest on them. A document that is not open has no flags of its own here. */
export async function documentDiagnostic(session: Session, params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
  const place = session.placeOf(params.textDocument.uri);
  await place.project.whenLoaded;
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.ServerCancelled, 'cancelled', ASK_AGAIN);
  return toReport(session.examineNow(place, false, params.textDocument.uri), params.previousResultId ?? null);
}

export function toReport(flags: Flags, previousResultId: string | null): DocumentDiagnosticReport {
  if (flags.resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: flags.resultId };
  return { kind: DocumentDiagnosticReportKind.Full, resultId: flags.resultId, items: [...flags.diagnostics] };
}
