/**
 * What does a workspace show that a proof of compliance rests on? Gathers it of every application; report/proof/ tells it.
 * Must not judge any of it.
 */
import type { Policy } from '../policy';
import { applicationsIn } from '../report';
import type { ApplicationFacts, Digest, ExaminedLanguage, ProofFacts, Revision, Sighting } from '../report';
import type { Snapshot } from './types';

export interface GivenFacts {
  /** ISO date of the check. */
  readonly date: string;
  /** What the folder is called. */
  readonly folder: string;
  readonly revision: Revision | null;
  /** Whether rules that are drafts looked at the code too. */
  readonly drafts: boolean;
  readonly digest: Digest;
}

/** With what nobody but the host knows beside what the snapshot shows. Nothing may be left to do in it; halts after each file, and nothing may change meanwhile. */
export function* proofFacts(snapshot: Snapshot, { date, folder, revision, drafts, digest }: GivenFacts): Generator<void, ProofFacts, void> {
  const { policy, files } = snapshot;
  const { applications: declaring, isApplied } = applicationsIn(snapshot, drafts);
  const sightings = new Map(declaring.map(({ declaration }): [string | null, Sighting[]] => [declaration, []]));
  for (const path of files) {
    const ruling = snapshot.ruling(path);
    if (!isOwn(path, ruling, policy)) continue;
    sightings.get(ruling)?.push(...snapshot.shown(path).map(({ observed, line }) => ({ observed, place: { file: path, line } })));
    yield;
  }
  const applications = declaring.map((one): ApplicationFacts => ({ ...one, sightings: sightings.get(one.declaration) ?? [] }));
  return { date, title: titleOf(applications, folder), revision, languages: languagesOf(snapshot), digest: digestOf(snapshot, digest), applications, isApplied };
}

/** What the one application is called; of several, or of one without a name, the folder. */
function titleOf(applications: readonly ApplicationFacts[], folder: string): string {
  const names = applications.flatMap(({ declared }) => declared?.app?.value.name?.value ?? []);
  return names.length === 1 ? names.join('') : folder;
}

/** Code of the product: what tests and examples do with data is no practice. */
function isOwn(path: string, ruling: string | null, policy: Policy): boolean {
  const folder = ruling === null ? '' : ruling.slice(0, ruling.lastIndexOf('/') + 1);
  return policy.settingOf(path.slice(folder.length)) === null;
}

function languagesOf(snapshot: Snapshot): readonly ExaminedLanguage[] {
  const languages = new Map<string, { files: number; lines: number }>();
  for (const path of snapshot.files) {
    const view = snapshot.file(path);
    if (view === null) continue;
    const counts = languages.get(view.language) ?? { files: 0, lines: 0 };
    counts.files++;
    counts.lines += view.lines.lineCount;
    languages.set(view.language, counts);
  }
  return [...languages].map(([language, counts]) => ({ language, ...counts })).sort((a, b) => (a.language < b.language ? -1 : 1));
}

/** Of every file that was examined, by path and content. */
function digestOf(snapshot: Snapshot, digest: Digest): string {
  return digest([...new Set([...snapshot.files, ...snapshot.declarations])].sort().map((path) => `${digest(snapshot.file(path)?.text ?? '').sha256}  ${path}\n`).join('')).sha256;
}
