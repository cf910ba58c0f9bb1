/**
 * propose_fix: which edits mend a finding? Those of the engine's own fixes, computed and shown. Writes nothing, and repeats no credential.
 */
import { z } from 'zod';
import type { Finding } from '../../analysis';
import { maskedText, quoteName, secretsOf, visibleText, findingFact, findingRemedy, positionOf } from '../../report';
import type { ReportedFile } from '../../report';
import { LineIndex, unifiedDiff } from '../../text';
import type { TextEdit } from '../../text';
import type { OfferedFix, Snapshot } from '../../workspace';
import { fixTitle, placed, proposable, titleOf } from '../forms';
import { Mistake } from '../mistake';
import { shown } from '../roots';
import type { Sight } from '../session';
import { tool } from './tool';

const input = z.strictObject({
  path: z.string().min(1).describe('The file of the finding.'),
  identity: z.string().min(1).max(200).optional().describe('Of the finding, as check_files tells it. Or rule and line:'),
  rule: z.string().min(1).max(200).optional(),
  line: z.int().min(1).optional(),
  fix: z.string().max(100).optional().describe('Only this one of the finding’s fixes.'),
  content: z.string().optional().describe('The file’s content, where it is not on disk yet.'),
});

const output = z.object({
  finding: z.object({ rule: z.string(), clause: z.string(), identity: z.string(), file: z.string(), line: z.int(), message: z.string(), remedy: z.string().nullable() }),
  fixes: z.array(fixTitle.extend({
    file: z.string().describe('The file that the edits change: that of the finding, or the caley.yaml that rules it.'),
    creates: z.boolean().describe('The file is not there yet, and the edits write into an empty one.'),
    edits: z.array(z.object({ ...placed, newText: z.string() })).describe('To be applied together: their places are those of the text before any of them.'),
    diff: z.string().describe('The same as a unified diff; of a notebook as one of the code in its cells, to be read.'),
    isMasked: z.boolean().describe('Credentials or contacts in the diff’s lines are starred out: it is to be read, and the edits are to be applied.'),
  })),
  withheld: z.array(z.string()).describe('Fixes that would repeat a credential, for an editor to apply.'),
});

export const proposeFix = tool({
  name: 'propose_fix',
  title: 'Propose edits that mend a finding',
  description:
    'Computes the edits by which Caley Compliance mends one finding, as edits and as a unified diff; apply them yourself and call check_files again. Use it with the identity (or rule and line) of a finding that check_files told with fixes. ' +
    'Do NOT use it for anything but such findings, and do not expect one for each: where none is offered, follow the remedy. Fixes marked review change what the code does: look at them before applying. ' +
    'It writes nothing, and never proposes to suppress a finding: that is for a person to decide.',
  input,
  output,
  run: (session, { path, identity, rule, line, fix, content }, call) =>
    session.use(call, { unsaved: content === undefined ? [] : [{ path, content }], depth: 'found' }, (sight) => {
      const { served: { root, snapshot }, path: file } = sight.locate(path);
      const finding = pick(snapshot, file, path, { identity: identity ?? null, rule: rule ?? null, line: line ?? null });
      const reported = reportedFile(snapshot, file);
      const offered = proposable(snapshot.fixes(finding)).filter((each) => fix === undefined || each.fix.id === fix);
      if (fix !== undefined && offered.length === 0) throw new Mistake(`No fix ${shown(fix)} is offered for this finding${namesOf(proposable(snapshot.fixes(finding)))}.`);
      const secrets = secretsOf(reported, snapshot.policy);
      const proposals = offered.flatMap((each) => {
        const edits = each.edits();
        return edits === null ? [] : [{ each, edits, isKept: !edits.some(({ newText }) => secrets.some((secret) => newText.includes(secret))) }];
      });
      const answer = {
        finding: { rule: finding.rule, clause: finding.clause, identity: finding.identity, file: sight.nameOf(root, file), line: positionOf(reported, finding.range.start).line + 1, message: findingFact(finding, snapshot.policy), remedy: findingRemedy(finding, snapshot.policy) },
        fixes: proposals.filter(({ isKept }) => isKept).map(({ each, edits }) => proposal(snapshot, sight, root, each, edits)),
        withheld: proposals.filter(({ isKept }) => !isKept).map(({ each: { fix: { id } } }) => id),
      };
      return { content: answer, text: tell(answer) };
    }),
});

interface Wanted {
  readonly identity: string | null;
  readonly rule: string | null;
  readonly line: number | null;
}

function pick(snapshot: Snapshot, file: string, path: string, { identity, rule, line }: Wanted): Finding {
  if (identity === null && (rule === null || line === null)) throw new Mistake('Which finding? Name its identity, or its rule and line, as check_files tells them.');
  const view = snapshot.file(file);
  if (view === null) throw new Mistake(`${shown(path)} is not examined: ${snapshot.skipped.find((each) => each.file === file)?.detail ?? 'it is no file that is'}.`);
  const all = snapshot.findings(file);
  const lineAt = (offset: number): number => positionOf(view, offset).line + 1;
  const matches = all.filter(({ finding }) => (identity === null ? finding.rule === rule && line !== null && lineAt(finding.range.start) <= line && line <= lineAt(finding.range.end) : finding.identity === identity));
  const open = matches.filter(({ suppression }) => suppression === null);
  const [first, second] = open;
  if (first === undefined && matches.length > 0) throw new Mistake('That finding is suppressed, with a reason: there is nothing to mend.');
  if (first === undefined) {
    const there = all.filter(({ suppression }) => suppression === null).slice(0, 20).map(({ finding }) => `${finding.rule} at line ${String(lineAt(finding.range.start))} (${finding.identity})`);
    throw new Mistake(`There is no such finding in ${shown(path)} now${there.length === 0 ? ', nor any other' : `, but ${there.join(', ')}`}.`);
  }
  if (second !== undefined) throw new Mistake(`There are several at that line: name one by its identity, ${open.map(({ finding }) => `${finding.identity} (${quoteName(finding.value)})`).join(' or ')}.`);
  return first.finding;
}

function reportedFile(snapshot: Snapshot, path: string): ReportedFile {
  const view = snapshot.file(path);
  const text = view?.text ?? '';
  return { path, text, lines: view?.lines ?? new LineIndex(text), origin: view?.origin, findings: snapshot.findings(path), mistakes: [] };
}

function proposal(snapshot: Snapshot, sight: Sight, root: string, offered: OfferedFix, edits: readonly TextEdit[]): z.input<typeof output>['fixes'][number] {
  const { file: path, creates } = offered;
  const file: ReportedFile = creates ? { path, text: '', lines: new LineIndex(''), findings: [], mistakes: [] } : reportedFile(snapshot, path);
  const name = visibleText(path);
  const plain = unifiedDiff(file.text, edits);
  const masked = unifiedDiff(maskedText(file, snapshot.policy), edits);
  return {
    ...titleOf(offered),
    file: sight.nameOf(root, path),
    creates,
    edits: edits.map((edit) => ({ start: positionAt(file, edit.range.start), end: positionAt(file, edit.range.end), newText: (file.origin?.editOf(edit) ?? edit).newText })),
    diff: `${creates ? '--- /dev/null' : `--- a/${name}`}\n+++ b/${name}\n${masked}`,
    isMasked: masked !== plain,
  };
}

function positionAt(file: ReportedFile, offset: number): { readonly line: number; readonly column: number } {
  const { line, character } = positionOf(file, offset);
  return { line: line + 1, column: character + 1 };
}

function namesOf(offered: readonly OfferedFix[]): string {
  return offered.length === 0 ? ', nor any other' : `; there is ${offered.map(({ fix: { id } }) => id).join(', ')}`;
}

function tell({ finding, fixes, withheld }: z.input<typeof output>): string {
  const { file, line, rule, clause, message, remedy } = finding;
  return [
    `${visibleText(file)}:${String(line)} ${rule} (${clause}): ${message}`,
    ...fixes.flatMap((fix) => ['', `${fix.fix} (${fix.safety}${fix.preferred ? ', preferred' : ''}): ${visibleText(fix.title)}`, ...(fix.isMasked ? ['Credentials or contacts are starred out: apply the edits, not the diff.'] : []), fix.diff]),
    ...(withheld.length === 0 ? [] : ['', `Not shown, since they would repeat a credential: ${withheld.join(', ')}. Apply them in an editor.`]),
    ...(fixes.length + withheld.length === 0 ? [`No fix is offered. ${remedy ?? ''}`.trim()] : ['', 'Nothing was written. After applying, call check_files again.']),
  ].join('\n');
}
