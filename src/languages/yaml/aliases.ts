/**
 * What does an alias lead to? The last anchor of its name before it, in the same document. Nothing is written out: who asks shares the anchored value.
 * Must not walk values: how large they are is counted where they are read.
 */
import type { YamlAlias, YamlAnchor, YamlBody, YamlLeaf, YamlNode } from './nodes';

/** Of more aliases than these in one document the rest stays open. */
const mostAliases = 1000;
/** So does what would make the document larger than this by aliases, entries within aliased entries counted each time. */
const mostEntries = 50_000;

/** Where an alias leads: a node, and what its places count from. */
export interface Target {
  readonly node: YamlNode;
  readonly origin: number;
}

/** By where an alias begins, absolute; those that lead nowhere, or into themselves, are not there. */
export type Targets = ReadonlyMap<number, Target>;

interface Anchored extends Target {
  readonly anchor: YamlAnchor;
}

export function targetsIn(leaves: Iterable<{ readonly origin: number; readonly leaf: YamlLeaf }>): Targets {
  const anchors: Anchored[] = [];
  const aliases: { readonly alias: YamlAlias; readonly origin: number }[] = [];
  for (const { origin, leaf } of leaves) {
    for (const anchor of leaf.anchors) anchors.push({ anchor, node: anchor.node, origin });
    for (const alias of leaf.aliases) if (aliases.length < mostAliases) aliases.push({ alias, origin });
  }
  const targets = new Map<number, Target>();
  if (aliases.length === 0) return targets;
  const latest = new Map<string, Anchored>();
  /** How many entries all aliases so far bring; by number of the alias. */
  const brought = [0];
  const starts: number[] = [];
  let next = 0;
  for (const { alias, origin } of aliases) {
    const at = origin + alias.start;
    for (let each = anchors[next]; each !== undefined && each.origin + each.anchor.start < at; each = anchors[++next]) latest.set(each.anchor.name, each);
    const target = latest.get(alias.name);
    let size = 0;
    if (target !== undefined && target.origin + target.anchor.end <= at) {
      const [from, to] = [before(starts, target.origin + target.anchor.start), before(starts, target.origin + target.anchor.end)];
      size = target.anchor.size + (brought[to] ?? 0) - (brought[from] ?? 0);
      if ((brought.at(-1) ?? 0) + size > mostEntries) size = 0;
      else targets.set(at, { node: target.node, origin: target.origin });
    }
    starts.push(at);
    brought.push((brought.at(-1) ?? 0) + size);
  }
  return targets;
}

/** How many of the ordered numbers are less. */
function before(ordered: readonly number[], than: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] ?? 0) < than) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The leaves of a body in order, with what their places count from. */
export function* leavesOf(body: YamlBody, origin: number): Generator<{ readonly origin: number; readonly leaf: YamlLeaf }> {
  for (const { start, piece } of body.pieces) {
    if (piece.kind === 'leaf') {
      yield { origin: origin + start, leaf: piece };
      continue;
    }
    if (piece.head !== null) yield { origin: origin + start, leaf: piece.head };
    yield* leavesOf(piece.body, origin + start);
  }
}
