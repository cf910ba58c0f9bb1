/**
 * caley/fixAll: what is changed when all that is safe is fixed in every file whose flags are shown?
 */
import type { AnnotatedTextEdit, CancellationToken, TextDocumentEdit } from 'vscode-languageserver';
import type { FixAllParams, FixAllResult } from '../../protocol';
import { ruleTitle } from '../../report';
import { shownFindings } from '../examine';
import { fixAllEdits, hasSafeFix } from '../fix-all';
import { toProtocolEdits } from '../places';
import type { Session } from '../session';
import { Slices } from '../slices';

/** Each rule's edits are confirmed together: its id is their annotation. */
export async function fixAllFiles(session: Session, { rule }: FixAllParams, token: CancellationToken): Promise<FixAllResult> {
  const slices = new Slices(token);
  const changes: TextDocumentEdit[] = [];
  const labels = new Map<string, string>();
  for (const project of session.projects.all()) {
    const snapshot = project.snapshot();
    for (const path of snapshot.files) {
      await slices.pause();
      const file = project.wide || project.isOpen(path) ? snapshot.file(path) : null;
      // Nobody sees the file that a closed notebook is written in.
      if (file === null || (file.origin !== undefined && !project.isOpen(path))) continue;
      const found = shownFindings(project, path).filter((finding) => (rule === null || finding.rule === rule) && hasSafeFix(snapshot, finding));
      const edits = fixAllEdits(snapshot, found) ?? [];
      if (edits.length === 0) continue;
      const annotation = found[0]?.rule ?? '';
      for (const { rule: id } of found) labels.set(id, ruleTitle(id, snapshot.policy));
      for (const [uri, of] of toProtocolEdits(file, edits, session.sightOf(project, path))) {
        changes.push({ textDocument: { uri, version: session.documents.textOf(uri)?.content.version ?? null }, edits: of.map((edit): AnnotatedTextEdit => ({ ...edit, annotationId: annotation })) });
      }
    }
  }
  const changeAnnotations = Object.fromEntries([...labels].map(([id, title]) => [id, { label: title, description: id, needsConfirmation: true }]));
  return { edit: changes.length === 0 ? null : { documentChanges: changes, changeAnnotations }, files: changes.length };
}
