/**
 * Where has what an entry of a caley.yaml accepted gone to, when nothing is found any more that it accepts? Offered, never taken for granted: the file that an
 * entry names is part of what somebody agreed to.
 * Must not decide what an entry accepts: see looking.ts.
 */
import { folderOf } from '../languages';
import { inTurn, putValue } from '../policy';
import type { Mistake } from '../policy';
import { markOf, matchTraits, positionOf, traitsOf, traitsOfMark } from '../report';
import type { Traits } from '../report';
import { identitiesFrom, lookingOf, nameIn } from './looking';
import type { Acceptance, Looking } from './looking';
import type { SuppressionMistake } from './suppressions';
import type { OfferedFix, Snapshot } from './types';

/** An open finding, as the caley.yaml names it. */
interface Open {
  readonly traits: Traits;
  readonly mark: string;
  readonly line: number;
}

/** Of a mistake of a caley.yaml that an entry accepts nothing any more: to have it accept what it did, where that can be told. Looks at all files. */
export function fixesOfMistake(snapshot: Snapshot, mistake: Mistake): readonly OfferedFix[] {
  const { file: path } = mistake;
  const [said, file] = [snapshot.reading(path), snapshot.file(path)];
  if (said === null || file === null || said.isBroken || !isUnused(mistake)) return [];
  const looking = lookingOf(path, folderOf(path), said);
  const unused = snapshot.mistakes(path).filter(isUnused).map(({ range }) => range.start);
  const waiting = looking.accept.filter(({ range }) => unused.includes(range.start));
  const index = waiting.findIndex(({ range }) => range.start === mistake.range.start);
  const entry = waiting[index];
  if (entry === undefined || entry.finding === null) return [];
  const open = openBelow(snapshot, looking);
  const found = entry.knownBy === null ? onlyOne(entry, waiting, open) : movedTo(index, waiting, open, snapshot, looking);
  if (found === null) return [];
  const { traits: { file: name, identity }, mark, line } = found;
  const item = ['accept', entry.index];
  const edits = inTurn(file.text, [
    (text) => putValue(text, [...item, 'finding'], identity),
    (text) => (entry.path === null ? [] : putValue(text, [...item, 'path'], name)),
    (text) => (entry.rule === null ? [] : putValue(text, [...item, 'knownBy'], mark)),
  ]);
  if (edits === null) return [];
  return [{ fix: { id: 'accept-moved', safety: 'review' }, file: path, creates: false, title: `Accept what is at ${name}:${String(line)} instead`, preferred: false, edits: () => edits }];
}

function isUnused(mistake: Mistake): boolean {
  return (mistake as Partial<SuppressionMistake>).kind === 'unused';
}

/** All open findings of the files that a caley.yaml rules. */
function openBelow(snapshot: Snapshot, looking: Looking): readonly Open[] {
  return snapshot.files.filter((path) => snapshot.ruling(path) === looking.path).flatMap((path) => {
    const found = snapshot.findings(path).filter(({ suppression }) => suppression === null).map(({ finding }) => finding);
    const file = found.length === 0 ? null : snapshot.file(path);
    if (file === null) return [];
    const name = nameIn(looking, path);
    const identities = identitiesFrom(name, snapshot.findings(path).map(({ finding }) => finding));
    return found.map((finding): Open => {
      const traits = { ...traitsOf(finding, file.text, file.lines), file: name, identity: identities.get(finding.identity) ?? finding.identity };
      return { traits, mark: markOf(traits), line: positionOf(file, finding.range.start).line + 1 };
    });
  });
}

/** As a baseline would know it: whoever takes the fix looks at it. */
function movedTo(index: number, waiting: readonly Acceptance[], open: readonly Open[], snapshot: Snapshot, looking: Looking): Open | null {
  const then = waiting.map(({ knownBy, rule, path, finding }) => traitsOfMark(knownBy ?? '', { rule: rule ?? '', file: path ?? '', identity: finding ?? '' }));
  const now = open.map(({ traits, mark }) => traitsOfMark(mark, traits));
  const files = new Set(snapshot.files.map((path) => nameIn(looking, path)));
  const at = matchTraits(then, now, (file) => files.has(file)).indexOf(index);
  return open[at] ?? null;
}

/** Where nothing tells more: the one open finding of its rule in its file, where it is the one entry that waits there. */
function onlyOne({ rule, path }: Acceptance, waiting: readonly Acceptance[], open: readonly Open[]): Open | null {
  if (rule === null || path === null || waiting.filter((other) => other.rule === rule && other.path === path).length !== 1) return null;
  const [first, ...others] = open.filter(({ traits }) => traits.rule === rule && traits.file === path);
  return others.length === 0 ? (first ?? null) : null;
}
