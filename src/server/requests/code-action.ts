/**
 * textDocument/codeAction and codeAction/resolve: which fixes are offered here, and what does one change?
 */
import type { AnnotatedTextEdit, CancellationToken, CodeAction, CodeActionParams, WorkspaceEdit } from 'vscode-languageserver';
import { CodeActionKind, CreateFile } from 'vscode-languageserver';
import type { Finding } from '../../analysis';
import { acceptId, reasonPlaceholder, suppressId } from '../../fixes';
import type { Mistake } from '../../policy';
import type { ActionData } from '../../protocol';
import type { TextEdit } from '../../text';
import { touches } from '../../text';
import type { FileView, OfferedFix } from '../../workspace';
import { SOURCE } from '../diagnostic';
import { shownFindings } from '../examine';
import { fixAllEdits, hasSafeFix } from '../fix-all';
import { offsetOf, toProtocolEdits } from '../places';
import type { Place } from '../projects';
import type { Session } from '../session';

/** The annotation of edits in another file than the one that is open. */
const ELSEWHERE = 'elsewhere';
/** The fixes whose edits leave a reason to be written. */
const REASONED: readonly string[] = [suppressId, acceptId];
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.caley`;

/** Quick fixes for the findings that the range touches, and the fix of everything safe where it is asked for. */
export function codeActions(session: Session, params: CodeActionParams, token: CancellationToken): CodeAction[] {
  const { uri } = params.textDocument;
  const place = session.placeOf(uri);
  const file = place.project.snapshot().file(place.path);
  if (file === null || token.isCancellationRequested) return [];
  const actions: CodeAction[] = [];
  if (wants(params, CodeActionKind.QuickFix)) {
    const sight = session.sightOf(place.project, place.path);
    const [start, end] = [params.range.start, params.range.end].map((position) => offsetOf(file, position, uri, sight)) as [number | null, number | null];
    if (start === null || end === null) return [];
    const range = { start, end };
    const here = shownFindings(place.project, place.path).filter((finding) => touches(finding.range, range));
    actions.push(...here.flatMap((finding) => quickFixes(session, place, file, uri, finding, params)));
    const mistakes = place.project.settings.enable ? place.project.snapshot().mistakes(place.path).filter((mistake) => touches(mistake.range, range)) : [];
    actions.push(...mistakes.flatMap((mistake) => mistakeFixes(session, place, file, uri, mistake, params)));
    actions.push(...[...new Set(here.map((finding) => finding.rule))].flatMap((rule) => fixAllOfRule(session, place, file, uri, rule)));
  }
  // Never among the lightbulb's entries: VS Code asks for source actions by name.
  if (params.context.only?.some((kind) => covers(kind, FIX_ALL)) === true && safeFindings(place, null).length > 0) {
    actions.push(finish(session, { title: 'Fix all safe Caley findings', kind: FIX_ALL }, place, file, { type: 'fix-all', uri, rule: null }));
  }
  return actions;
}

/** Adds the edit. An action whose finding is gone comes back without one, which clients treat as nothing to do. */
export function resolveCodeAction(session: Session, action: CodeAction): CodeAction {
  const data = readActionData(action.data);
  if (data === null) return action;
  const place = session.placeOf(data.uri);
  const file = place.project.snapshot().file(place.path);
  if (file === null) return action;
  const changed = changeOf(place, data);
  return changed === null ? action : { ...action, edit: toWorkspaceEdit(session, place, file, changed) };
}

function quickFixes(session: Session, place: Place, file: FileView, uri: string, finding: Finding, params: CodeActionParams): CodeAction[] {
  const diagnostics = params.context.diagnostics.filter((diagnostic) => diagnostic.source === SOURCE && identityOf(diagnostic.data) === finding.identity);
  const able = place.project.snapshot().fixes(finding).filter(({ creates }) => !creates || session.features.createsFiles);
  return orderFixes(able).map((offered) =>
    finish(
      session,
      {
        title: offered.title,
        kind: CodeActionKind.QuickFix,
        ...(diagnostics.length === 0 ? {} : { diagnostics }),
        ...(offered.preferred && session.features.preferredActions ? { isPreferred: true } : {}),
        ...(REASONED.includes(offered.fix.id) && session.features.commandLinks ? { command: { title: offered.title, command: 'caley.writeReason', arguments: [offered.file === place.path ? uri : place.project.uriOf(offered.file), reasonPlaceholder] } } : {}),
      },
      place,
      file,
      { type: 'fix', uri, identity: finding.identity, fix: offered.fix.id },
    ),
  );
}

function mistakeFixes(session: Session, place: Place, file: FileView, uri: string, mistake: Mistake, params: CodeActionParams): CodeAction[] {
  const { start } = session.rendering(place.project).locate(file, mistake.range).range;
  const diagnostics = params.context.diagnostics.filter((diagnostic) => diagnostic.source === SOURCE && diagnostic.message === mistake.message && diagnostic.range.start.line === start.line);
  return place.project.snapshot().mistakeFixes(mistake).map(({ title, fix }) =>
    finish(session, { title, kind: CodeActionKind.QuickFix, ...(diagnostics.length === 0 ? {} : { diagnostics }) }, place, file, { type: 'mistake', uri, at: mistake.range.start, fix: fix.id }));
}

/** Offered where it does more than the single fix. */
function fixAllOfRule(session: Session, place: Place, file: FileView, uri: string, rule: string): CodeAction[] {
  const count = safeFindings(place, rule).length;
  if (count < 2) return [];
  const title = `Fix all ${String(count)} findings of ${rule} in this file`;
  return [finish(session, { title, kind: CodeActionKind.QuickFix }, place, file, { type: 'fix-all', uri, rule })];
}

/** Preferred first, then as the engine orders them. */
function orderFixes(offered: readonly OfferedFix[]): readonly OfferedFix[] {
  return [...offered.filter((fix) => fix.preferred), ...offered.filter((fix) => !fix.preferred)];
}

function safeFindings(place: Place, rule: string | null): readonly Finding[] {
  const snapshot = place.project.snapshot();
  return shownFindings(place.project, place.path).filter((finding) => (rule === null || finding.rule === rule) && hasSafeFix(snapshot, finding));
}

/** Leaves the edit to the resolve request where the client asks for it later. */
function finish(session: Session, action: CodeAction, place: Place, file: FileView, data: ActionData): CodeAction {
  if (session.features.resolveEdits) return { ...action, data };
  const changed = changeOf(place, data);
  return changed === null ? action : { ...action, edit: toWorkspaceEdit(session, place, file, changed) };
}

/** Edits of one file, which need not be the finding's own. */
interface Changed {
  readonly path: string;
  readonly title: string;
  /** The file is to be made. */
  readonly creates: boolean;
  readonly edits: readonly TextEdit[];
}

function changeOf(place: Place, data: ActionData): Changed | null {
  const snapshot = place.project.snapshot();
  if (data.type === 'fix-all') {
    const edits = fixAllEdits(snapshot, safeFindings(place, data.rule));
    return edits === null ? null : { path: place.path, title: '', creates: false, edits };
  }
  const offered = fixesAt(place, data).find(({ fix }) => fix.id === data.fix);
  const edits = offered?.edits() ?? null;
  return offered === undefined || edits === null ? null : { path: offered.file, title: offered.title, creates: offered.creates, edits };
}

function fixesAt(place: Place, data: Exclude<ActionData, { readonly type: 'fix-all' }>): readonly OfferedFix[] {
  const snapshot = place.project.snapshot();
  if (data.type === 'mistake') return snapshot.mistakes(place.path).filter(({ range }) => range.start === data.at).flatMap((mistake) => snapshot.mistakeFixes(mistake));
  const finding = shownFindings(place.project, place.path).find((candidate) => candidate.identity === data.identity);
  return finding === undefined ? [] : snapshot.fixes(finding);
}

/** What changes another file than the one on the screen is looked at first, where the client can show it. */
function toWorkspaceEdit(session: Session, { project, path: own }: Place, ownFile: FileView, changed: Changed): WorkspaceEdit {
  const { path, title, edits } = changed;
  if (changed.creates) return makingFile(session, project.uriOf(path), changed);
  const isOwn = path === own;
  const file = isOwn ? ownFile : project.snapshot().file(path);
  if (file === null) return { changes: {} };
  const wire = [...toProtocolEdits(file, edits, session.sightOf(project, path))];
  if (!session.features.versionedEdits) return { changes: Object.fromEntries(wire.map(([uri, of]) => [uri, [...of]])) };
  const documentOf = (uri: string): { readonly uri: string; readonly version: number | null } => ({ uri, version: session.documents.textOf(uri)?.content.version ?? null });
  if (isOwn || !session.features.changeAnnotations) return { documentChanges: wire.map(([uri, of]) => ({ textDocument: documentOf(uri), edits: [...of] })) };
  const annotated = wire.map(([uri, of]) => ({ textDocument: documentOf(uri), edits: of.map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: ELSEWHERE })) }));
  return { documentChanges: annotated, changeAnnotations: { [ELSEWHERE]: { label: title, description: path, needsConfirmation: true } } };
}

/** A file that has come to be there since is not written over: the client does nothing then. */
function makingFile({ features }: Session, uri: string, { path, title, edits }: Changed): WorkspaceEdit {
  const start = { line: 0, character: 0 };
  const texts = edits.map(({ newText }) => ({ range: { start, end: start }, newText }));
  if (!features.changeAnnotations) return { documentChanges: [CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }), { textDocument: { uri, version: null }, edits: texts }] };
  const annotated = texts.map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: ELSEWHERE }));
  return {
    documentChanges: [CreateFile.create(uri, { overwrite: false, ignoreIfExists: false }, ELSEWHERE), { textDocument: { uri, version: null }, edits: annotated }],
    changeAnnotations: { [ELSEWHERE]: { label: title, description: path, needsConfirmation: true } },
  };
}

function wants({ context }: CodeActionParams, kind: string): boolean {
  return context.only === undefined || context.only.some((only) => covers(only, kind));
}

/** Kinds are dotted; asking for one asks for those below it. */
function covers(asked: string, kind: string): boolean {
  return asked === '' || asked === kind || kind.startsWith(`${asked}.`);
}

function identityOf(data: unknown): string | null {
  return typeof data === 'object' && data !== null && 'identity' in data && typeof data.identity === 'string' ? data.identity : null;
}

function readActionData(data: unknown): ActionData | null {
  if (typeof data !== 'object' || data === null || !('type' in data) || !('uri' in data) || typeof data.uri !== 'string') return null;
  if (data.type === 'fix' && 'identity' in data && typeof data.identity === 'string' && 'fix' in data && typeof data.fix === 'string') {
    return { type: 'fix', uri: data.uri, identity: data.identity, fix: data.fix };
  }
  if (data.type === 'mistake' && 'at' in data && typeof data.at === 'number' && 'fix' in data && typeof data.fix === 'string') return { type: 'mistake', uri: data.uri, at: data.at, fix: data.fix };
  if (data.type === 'fix-all' && 'rule' in data && (data.rule === null || typeof data.rule === 'string')) return { type: 'fix-all', uri: data.uri, rule: data.rule };
  return null;
}
