/**
 * Does whoever asked wait for a call? It is waited for, in a handler, before anything is answered.
 * Must not know what handlers are: see routes.ts.
 */
import type { NodeId } from '../flow';
import { isAround } from './conditions';
import type { Unit } from './program';

/** Calls and fields in a row: `res.status(200).end()`. */
const maxChain = 6;

/** Whether a call is waited for in a handler, and nothing was sent by what the handler answers with. */
export function holdsUpAnswer(unit: Unit, id: NodeId): boolean {
  const call = unit.node(id);
  if (call === undefined || !unit.graph.nodes.some((node) => node.op === 'await' && node.start <= call.start && call.end <= node.end)) return false;
  return !unit.graph.nodes.some((node) => node.op === 'call' && node.id < id && isAround(unit, node.guard, call.guard) && isOfResponse(unit, node.callee));
}

/** Whether a member is one of what handlers are handed beside the request, or of what its members give. */
function isOfResponse(unit: Unit, id: NodeId): boolean {
  let at = unit.node(unit.unwrapped(id));
  let isMember = false;
  for (let steps = 0; at !== undefined && steps < maxChain; steps++) {
    if (at.op === 'field') {
      isMember = true;
      at = unit.node(unit.unwrapped(at.object));
    } else if (at.op === 'call') at = unit.node(unit.unwrapped(at.callee));
    else if (at.op === 'after') at = unit.node(unit.unwrapped(at.value));
    else return isMember && at.op === 'parameter' && at.index === 1;
  }
  return false;
}
