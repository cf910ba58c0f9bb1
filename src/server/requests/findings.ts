/**
 * caley/findings: what is flagged, with what a view shows of it.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { Finding } from '../../analysis';
import type { Project } from '../../host';
import type { Policy } from '../../policy';
import type { FindingsResult, Named, ShownFinding } from '../../protocol';
import { findingFact, ruleTitle, stepSentence } from '../../report';
import type { Rendering } from '../diagnostic';
import { shownFindings } from '../examine';
import type { Session } from '../session';
import { Slices } from '../slices';

/** Of every file whose flags are shown: open ones, and all of a folder that was checked. */
export async function findings(session: Session, token: CancellationToken): Promise<FindingsResult> {
  const slices = new Slices(token);
  const rooted = session.projects.rooted();
  const found: ShownFinding[] = [];
  for (const project of session.projects.all()) {
    const { files, declarations } = project.snapshot();
    for (const path of [...files, ...declarations]) {
      await slices.pause();
      if (!project.wide && !project.isOpen(path) && !declarations.includes(path)) continue;
      found.push(...inFile(session, project, path));
    }
  }
  return { isWhole: rooted.length > 0 && rooted.every(({ wide }) => wide), findings: found.sort(byPlace) };
}

function inFile(session: Session, project: Project, path: string): readonly ShownFinding[] {
  const of = shownFindings(project, path);
  if (of.length === 0) return [];
  const rendering = session.rendering(project);
  return of.flatMap((finding) => toShown(finding, rendering) ?? []);
}

function toShown(finding: Finding, { snapshot, locate }: Rendering): ShownFinding | null {
  const { policy } = snapshot;
  const file = snapshot.file(finding.file);
  if (file === null) return null;
  return {
    identity: finding.identity, ...locate(file, finding.range), severity: finding.severity, message: findingFact(finding, policy),
    rule: { id: finding.rule, title: ruleTitle(finding.rule, policy) },
    clause: { id: finding.clause, title: policy.clauses.get(finding.clause)?.summary ?? '' },
    kinds: finding.kinds.map((id) => namedKind(id, policy)),
    flow: finding.flow.flatMap((step) => {
      const of = snapshot.file(step.file);
      return of === null ? [] : [{ ...locate(of, step.range), sentence: stepSentence(step) }];
    }),
  };
}

function namedKind(id: string, policy: Policy): Named {
  return { id, title: policy.kinds.all.get(id)?.title ?? id };
}

function byPlace(a: ShownFinding, b: ShownFinding): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
