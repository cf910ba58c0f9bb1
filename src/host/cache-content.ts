/**
 * What does a check leave for the next one, and by what does that know whether things are as they
 * were? Must not read or write files.
 */
import { createHash } from 'node:crypto';
import { isDeclaration } from '../workspace';
import type { Known, Survey } from '../workspace';
import type { Done } from './crew';
import { bytesAt } from './inputs';
import type { Inputs } from './inputs';

/** A file that holds this may be judged otherwise on another day: suppressions end, and what says when it does. */
const dated = /caley-ignore|^expires[ \t]*:/im;

/** By path, of all that the answers about a text depend on beside other files. */
export function hashesOf(inputs: Inputs, today: string): ReadonlyMap<string, string> {
  return new Map(inputs.places.map((place) => {
    const bytes = bytesAt(inputs, place);
    const hash = createHash('sha1').update(bytes);
    if (dated.test(bytes.toString('latin1'))) hash.update(`\0${today}`);
    return [place.path, hash.digest('base64')];
  }));
}

/** Of what names may mean: which sources there are, and what the manifests say. */
export function layoutOf({ places, manifests }: Inputs): string {
  const hash = createHash('sha1');
  for (const path of places.map((place) => place.path).sort()) hash.update(`${path}\0`);
  for (const { path, text } of [...manifests].sort((a, b) => (a.path < b.path ? -1 : 1))) hash.update(`\0${path}\0${String(text.length)}\0${text}`);
  return hash.digest('base64');
}

/** Of what the user declares, and what is named there: where that is something else, so may be every answer. */
export function declarationsOf({ manifests, remarks }: Inputs, today: string): string {
  const hash = createHash('sha1');
  const texts = manifests.filter(({ path }) => isDeclaration(path)).map(({ path, text }) => [path, text] as const);
  const unread = remarks.flatMap((change) => (change.type === 'skip' ? [[change.skipped.file, change.skipped.detail] as const] : []));
  const named = remarks.flatMap((change) => {
    if (change.type === 'document') return [[change.path, JSON.stringify(change.content)] as const];
    return change.type === 'pack' ? [[change.pack.folder, JSON.stringify(change.pack)] as const] : [];
  });
  // What is accepted until some day is not on the next.
  const day = texts.some(([, text]) => text.includes('until')) ? today : '';
  hash.update(JSON.stringify([sorted(texts), sorted(unread), sorted(named), day]));
  return hash.digest('base64');
}

function sorted<T>(pairs: readonly (readonly [string, T])[]): readonly (readonly [string, T])[] {
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What is known of all files, after those in `again` were judged; of the others it stays as it was. */
export function learnt(before: ReadonlyMap<string, Known> | null, again: ReadonlySet<string>, hashes: ReadonlyMap<string, string>, done: Done): ReadonlyMap<string, Known> {
  const surveys = new Map(done.surveys.map((survey) => [survey.path, survey]));
  const judgements = new Map(done.judgements.map((judgement) => [judgement.path, judgement]));
  const readers = gathered(done.traces.flatMap((trace) => trace.readers));
  const asked = gathered(done.traces.flatMap((trace) => trace.asked));
  const cut = new Set(done.traces.flatMap((trace) => trace.cut));
  const files = new Map<string, Known>();
  for (const [path, hash] of hashes) {
    const known = before?.get(path);
    const survey = surveys.get(path);
    const judgement = judgements.get(path) ?? known?.judgement;
    if (survey === undefined || judgement === undefined) continue;
    const isKept = !again.has(path);
    const stillReading = (known?.readers ?? []).filter((reader) => !again.has(reader) && hashes.has(reader));
    files.set(path, {
      hash, survey, judgement,
      asked: meanings([...(isKept ? (known?.asked ?? []) : []), ...(asked.get(path) ?? [])]),
      readers: [...new Set([...stillReading, ...(readers.get(path) ?? [])])],
      isWhole: !cut.has(path) && (!isKept || known?.isWhole !== false),
    });
  }
  return files;
}

function gathered<T>(parts: readonly (readonly [path: string, items: readonly T[]])[]): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, T[]>();
  for (const [path, items] of parts) all.set(path, [...(all.get(path) ?? []), ...items]);
  return all;
}

/** Each specifier once; the last word counts. */
function meanings(asked: Survey['imports']): Survey['imports'] {
  return [...new Map(asked)];
}
