/**
 * What does a published API offer? Its operations by path, for those who ask whether a request is one of
 * them. Must not know how such a document is written, nor who asks.
 */
import { globMatches } from './host-index';
import { nearest } from './nearest';
import { PathIndex, segmentsOfTemplate } from './path-index';
import type { Segment } from './path-index';

/** What may be asked at a path by one method. */
export interface Operation {
  /** In small letters; null where the document leaves it open. */
  readonly method: string | null;
  /** As documented, behind the server's own path: `/v1/users/{id}`. */
  readonly path: string;
  readonly deprecated: boolean;
  /** What the document says is to be used instead, as it is written there. */
  readonly successor: string | null;
  /** Names of query parameters; null where others may be sent. */
  readonly query: ReadonlySet<string> | null;
  /** Fields of the body; null where others may be sent, or it is no object. */
  readonly body: ReadonlySet<string> | null;
  /** Each list is one way in, by a token that has all of its scopes; none where nothing is said. */
  readonly scopes: readonly (readonly string[])[];
}

/** Paths that are looked through for one that is written alike. */
const mostCompared = 2_000;
/** Longer ones are no slips of the pen. */
const longestCompared = 12;
/** A segment that differs; one that is nearly the same costs half. A path that costs more is another one. */
const different = 2;

export class ApiDocument {
  private readonly index = new PathIndex<Operation>();

  /** `hosts`: globs of the servers' hosts; none where none is known. */
  constructor(readonly hosts: readonly string[], readonly operations: readonly Operation[]) {
    for (const operation of operations) this.index.add(operation.path, operation);
  }

  /** Whether it describes what a host, in small letters, answers; null where it names no host. */
  describes(host: string): boolean | null {
    return this.hosts.length === 0 ? null : this.hosts.some((glob) => globMatches(glob, host));
  }

  /** The operations at the one path that is meant. */
  at(segments: readonly Segment[]): readonly Operation[] {
    return this.index.exact(segments);
  }

  /** The operations at all paths that may be meant. */
  possible(segments: readonly Segment[]): readonly Operation[] {
    return this.index.possible(segments);
  }

  /** The documented path that differs in one segment at most, or in letters of two; of several the first. */
  nearest(segments: readonly Segment[]): string | null {
    if (segments.length > longestCompared) return null;
    let [best, least]: [string | null, number] = [null, different + 1];
    for (const { path } of this.operations.slice(0, mostCompared)) {
      const cost = difference(segments, segmentsOfTemplate(path), least);
      if (cost < least) [best, least] = [path, cost];
    }
    return best;
  }
}

/** What it costs to make one path of another, segment by segment; `most` where it is not less, or nothing is the same. */
function difference(asked: readonly Segment[], known: readonly Segment[], most: number): number {
  if (Math.abs(asked.length - known.length) * different >= most || known.length > longestCompared) return most;
  let row = Array.from({ length: known.length + 1 }, (_, i) => i * different);
  let isAlike = false;
  for (const [i, segment] of asked.entries()) {
    const next = [(i + 1) * different];
    for (const [j, other] of known.entries()) {
      const cost = apart(segment, other);
      isAlike ||= cost === 0 && segment.length === 1;
      next.push(Math.min((row[j] ?? 0) + cost, (row[j + 1] ?? 0) + different, (next[j] ?? 0) + different));
    }
    row = next;
  }
  return isAlike || asked.length === 1 ? Math.min(row[known.length] ?? most, most) : most;
}

function apart(a: Segment, b: Segment): number {
  if (a.length > 1 || b.length > 1) return a.length > 1 && b.length > 1 ? 0 : different;
  const [one = '', other = ''] = [a[0], b[0]];
  return one === other ? 0 : nearest(one, [other.toLowerCase()]) === null ? different : different / 2;
}
