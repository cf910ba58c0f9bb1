/**
 * Which documented paths may a request mean? A tree over the segments of path templates
 * (`/users/{id}/events`); what is asked may itself have open parts. One look-up costs at most as
 * much as the tree is large, times the segments asked for. Must not know what stands at a path.
 */

/** Known parts of one segment, in order, with something unknown between each two: `['users']` is known, `['', '']` is anything. */
export type Segment = readonly string[];

interface Level<T> {
  readonly known: Map<string, Level<T>>;
  readonly open: Map<string, { readonly segment: Segment; readonly level: Level<T> }>;
  readonly values: T[];
}

export class PathIndex<T> {
  private readonly root: Level<T> = newLevel();

  /** Adds what stands at a path in which `{…}` is a part of one segment. */
  add(path: string, value: T): void {
    let level = this.root;
    for (const segment of segmentsOfTemplate(path)) level = below(level, segment);
    level.values.push(value);
  }

  /** What stands at the one path that is meant: an open segment is one parameter. Known segments count for more than parameters. */
  exact(segments: readonly Segment[]): readonly T[] {
    return exactAt(this.root, segments, 0)?.values ?? [];
  }

  /** All that may be meant where an open part may hold slashes, and at the end nothing. Empty: whatever the open parts are, no path is meant. */
  possible(segments: readonly Segment[]): readonly T[] {
    let current = new Set([this.root]);
    for (const [i, segment] of segments.entries()) {
      current = isKnown(segment) ? new Set([...current].flatMap((level) => steps(level, segment))) : leaps(current, segment, i === segments.length - 1);
      if (current.size === 0) return [];
    }
    return [...current].flatMap(({ values }) => values);
  }
}

/** Stands for what is not known; no URL has it. */
const hole = '\0';

/** The segments of a path in which `null` stands for an open part. Empty segments say nothing, and a slash at the end makes no difference. */
export function segmentsIn(parts: readonly (string | null)[]): readonly Segment[] {
  return segmentsOf(parts.map((part) => part?.replaceAll(hole, '') ?? hole).join(''));
}

/** The same of a path in which `{…}` is open. */
export function segmentsOfTemplate(path: string): readonly Segment[] {
  return segmentsOf(path.replace(/\{[^{}]*\}/g, hole));
}

function segmentsOf(path: string): readonly Segment[] {
  return path.split('/').filter((segment) => segment !== '').map((segment) => segment.split(hole));
}

function newLevel<T>(): Level<T> {
  return { known: new Map(), open: new Map(), values: [] };
}

function isKnown(segment: Segment): boolean {
  return segment.length === 1;
}

function below<T>(level: Level<T>, segment: Segment): Level<T> {
  const key = segment.join(hole);
  const next = isKnown(segment) ? level.known.get(key) : level.open.get(key)?.level;
  if (next !== undefined) return next;
  const made = newLevel<T>();
  if (isKnown(segment)) level.known.set(key, made);
  else level.open.set(key, { segment, level: made });
  return made;
}

/** No level is come to twice: it has one way to it. */
function exactAt<T>(level: Level<T>, segments: readonly Segment[], at: number): Level<T> | null {
  const segment = segments[at];
  if (segment === undefined) return level.values.length > 0 ? level : null;
  for (const next of steps(level, segment)) {
    const found = exactAt(next, segments, at + 1);
    if (found !== null) return found;
  }
  return null;
}

/** The levels one segment on, those first that name most of it. */
function steps<T>(level: Level<T>, segment: Segment): readonly Level<T>[] {
  const same = isKnown(segment) ? level.known.get(segment[0] ?? '') : undefined;
  const open = [...level.open.values()].filter((one) => (isKnown(segment) ? holds(one.segment, segment[0] ?? '') : mayBegin(one.segment, segment) && mayEnd(one.segment, segment)));
  const others = open.sort((a, b) => letters(b.segment) - letters(a.segment)).map((one) => one.level);
  return same === undefined ? others : [same, ...others];
}

/** The levels any number of segments on: the first may begin like an open segment, the last end like it. At the end an open segment may be nothing. */
function leaps<T>(levels: ReadonlySet<Level<T>>, segment: Segment, isLast: boolean): Set<Level<T>> {
  const reached = new Set(isLast && segment.every((part) => part === '') ? levels : []);
  const walked = new Set<Level<T>>();
  const waiting = [...levels].flatMap((level) => nextOf(level).filter((next) => mayBegin(next.segment, segment)));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (mayEnd(next.segment, segment)) reached.add(next.level);
    if (walked.has(next.level)) continue;
    walked.add(next.level);
    waiting.push(...nextOf(next.level));
  }
  return reached;
}

function nextOf<T>(level: Level<T>): readonly { readonly segment: Segment; readonly level: Level<T> }[] {
  return [...[...level.known].map(([text, next]) => ({ segment: [text], level: next })), ...level.open.values()];
}

function letters(segment: Segment): number {
  return segment.reduce((sum, part) => sum + part.length, 0);
}

/** Whether a text may be a segment with parameters: its known parts in order, with at least one letter for each parameter. */
function holds(segment: Segment, text: string): boolean {
  let from = 0;
  for (const [i, part] of segment.entries()) {
    const isLast = i === segment.length - 1;
    const at = i === 0 ? (text.startsWith(part) ? 0 : -1) : isLast ? text.length - part.length : text.indexOf(part, from + 1);
    if (at < 0 || (i > 0 && at < from + 1) || (isLast && !text.endsWith(part))) return false;
    from = at + part.length;
  }
  return true;
}

/** Whether a segment of the tree can begin as an open one does. */
function mayBegin(segment: Segment, open: Segment): boolean {
  const [own, asked] = [segment[0] ?? '', open[0] ?? ''];
  return own.startsWith(asked) || (!isKnown(segment) && asked.startsWith(own));
}

function mayEnd(segment: Segment, open: Segment): boolean {
  const [own, asked] = [segment.at(-1) ?? '', open.at(-1) ?? ''];
  return own.endsWith(asked) || (!isKnown(segment) && asked.endsWith(own));
}
