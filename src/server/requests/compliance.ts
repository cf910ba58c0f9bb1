/**
 * caley/compliance: how do things stand? Every clause with its state, and the data map, of the folders that were checked.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { Project } from '../../host';
import type { ApplicationMap, ComplianceResult, FolderCompliance, WirePlace } from '../../protocol';
import { mapParts, pictureOf, renderSvg, stateWords } from '../../report';
import type { Proof } from '../../report';
import type { Snapshot } from '../../workspace';
import { offsetOf, toProtocolLocation } from '../places';
import type { Sight } from '../places';
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
  const sightOf = (path: string): Sight => session.sightOf(project, path);
  const { made: { proof }, snapshot } = await session.prove(project, slices);
  return {
    uri: project.uri ?? '', title: proof.title,
    clauses: proof.clauses.map(({ id, document, summary, state, reason }) => ({
      id, document: snapshot.policy.documents.get(document)?.title ?? document, summary, state, word: stateWords[state].word, reason,
    })),
    applications: proof.applications.map((application, i) => mapOf(application, `map-${String(i)}`, { proof, sightOf, snapshot })),
  };
}

interface Surroundings {
  readonly proof: Proof;
  readonly sightOf: (path: string) => Sight;
  readonly snapshot: Snapshot;
}

function mapOf({ declaration, maker, dataMap }: Proof['applications'][number], id: string, { proof, sightOf, snapshot }: Surroundings): ApplicationMap {
  const title = maker.name ?? declaration ?? proof.title;
  const picture = pictureOf(dataMap, (kind) => snapshot.policy.kinds.all.get(kind)?.title ?? kind);
  return {
    title, picture: renderSvg(picture, title, id, { isActive: true }),
    parts: mapParts(picture).map(({ places, ...part }) => ({ ...part, places: places.map(({ file, line }) => placeOf(file, line, { sightOf, snapshot })) })),
  };
}

/** The whole line, from 1: a map knows no columns. */
function placeOf(path: string, line: number, { sightOf, snapshot }: Pick<Surroundings, 'sightOf' | 'snapshot'>): WirePlace {
  const file = snapshot.file(path);
  const at = { line: Math.max(0, line - 1), character: 0 };
  const offset = file === null || (file.origin === undefined && at.line >= file.lines.lineCount) ? null : offsetOf(file, at, '', sightOf(path));
  if (file === null || offset === null) return { uri: sightOf(path).uri, range: { start: at, end: at } };
  return toProtocolLocation(file, file.lines.lineRange(file.lines.positionAt(offset).line), sightOf(path));
}
