/**
 * Which loops run as long as what they read tells them to? Those over no list in whose conditions nothing is counted or measured: an
 * answer that always names a next page keeps them going. Must not know what is asked in them.
 */
import type { GuardId, Node } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';

/** Comparisons that bound a loop: with a number, or with what was there before. */
const bounding: ReadonlySet<string> = new Set(['<', '<=', '>', '>=']);
const equalities: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', 'in', 'not in', 'is']);

const none: ReadonlySet<GuardId> = new Set();

/** The guards of such loops. */
export function openLoops(evaluator: Evaluator, unit: Unit): ReadonlySet<GuardId> {
  if (!unit.graph.guards.some(({ kind }) => kind === 'loop')) return none;
  return evaluator.keptOf(unit, 'open loops', none, () => {
    const open = new Set(unit.graph.guards.flatMap(({ kind }, id) => (kind === 'loop' ? [id] : [])));
    for (const node of unit.graph.nodes) {
      // One round's element of a list: `for (const x of xs)`; of a list that is taken apart there, the index is known.
      if (node.op === 'iterate' && node.index === null) open.delete(node.guard);
      // What gives one thing after the other goes on only as long as somebody asks it to.
      if (node.op === 'yield' || (node.op === 'operator' && bounds(unit, node))) for (let at = node.guard; ; ) {
        open.delete(at);
        const guard = unit.graph.guards[at];
        if (guard === undefined || guard.kind === 'always') break;
        at = guard.parent;
      }
    }
    return open.size === 0 ? none : open;
  }, (a, b) => a.size === b.size && [...a].every((guard) => b.has(guard)));
}

/** Whether a comparison may end a loop: by a number, or since two things that the loop has read are the same. */
function bounds(unit: Unit, { operator, operands }: Node & { readonly op: 'operator' }): boolean {
  if (bounding.has(operator)) return true;
  return equalities.has(operator) && operands.length === 2 && operands.every((id) => unit.node(unit.unwrapped(id))?.op !== 'constant');
}
