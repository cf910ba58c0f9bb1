/**
 * caley/compliance: how do things stand? Every clause with its state, and the data map, of the folders that were checked.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { Project } from '../../host';
import type { ApplicationMap, ComplianceResult, FolderCompliance, WirePlace } from '../../protocol';
import { mapParts, pictureOf, renderSvg, stateWords } from '../../report';
import type { Proof } from '../../report';
import type { Snapshot } from '../../workspace';
import type { Session } from '../session';
import { Slices } from '../slices';

/** Of the texts as the editor has them; where one changes meanwhile, it is looked at again. */
export async function compliance(session: Session, token: CancellationToken): Promise<ComplianceResult> {
  const slices = new Slices(token);
  const folders: FolderCompliance[] = [];
  for (const project of session.projects.rooted()) if (project.wide) folders.push(await standOf(session, project, slices));
  return { folders };
}

async function standOf(session: Session, project: Project, slices: Slices): Promise<FolderCompliance> {
  const { made: { proof }, snapshot } = await session.prove(project, slices);
  return {
    uri: project.uri ?? '', title: proof.title,
    clauses: proof.clauses.map(({ id, document, summary, state, reason }) => ({
      id, document: snapshot.policy.documents.get(document)?.title ?? document, summary, state, word: stateWords[state].word, reason,
    })),
    applications: proof.applications.map((application, i) => mapOf(application, `map-${String(i)}`, { proof, project, snapshot })),
  };
}

interface Surroundings {
  readonly proof: Proof;
  readonly project: Project;
  readonly snapshot: Snapshot;
}

function mapOf({ declaration, maker, dataMap }: Proof['applications'][number], id: string, { proof, project, snapshot }: Surroundings): ApplicationMap {
  const title = maker.name ?? declaration ?? proof.title;
  const picture = pictureOf(dataMap, (kind) => snapshot.policy.kinds.all.get(kind)?.title ?? kind);
  return {
    title, picture: renderSvg(picture, title, id, { isActive: true }),
    parts: mapParts(picture).map(({ places, ...part }) => ({ ...part, places: places.map(({ file, line }) => placeOf(file, line, { project, snapshot })) })),
  };
}

/** The whole line, from 1: a map knows no columns. */
function placeOf(file: string, line: number, { project, snapshot }: Pick<Surroundings, 'project' | 'snapshot'>): WirePlace {
  const text = snapshot.file(file);
  const at = { line: Math.max(0, line - 1), character: 0 };
  const range = text === null || at.line >= text.lines.lineCount ? null : text.lines.lineRange(at.line);
  return { uri: project.uriOf(file), range: { start: at, end: range === null || text === null ? at : text.lines.positionAt(range.end) } };
}
