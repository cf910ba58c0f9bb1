/**
 * Does whoever asked wait for a call for nothing? It is waited for, in a handler, before anything is answered, and what it gives is no part of the answer.
 * Must not know what handlers are: see routes.ts.
 */
import { operandsOf } from '../flow';
import type { NodeId } from '../flow';
import { isAround } from './conditions';
import type { Unit } from './program';

/** Calls and fields in a row: `res.status(200).end()`. */
const maxChain = 6;

/** Nodes of which an answer is made that are gone through for what it holds. */
const maxParts = 400;

/** Whether a call is waited for in a handler, nothing was sent before by what the handler answers with, and the answer does not hold what it gives. */
export function holdsUpAnswer(unit: Unit, id: NodeId): boolean {
  const call = unit.node(id);
  if (call === undefined || !unit.graph.nodes.some((node) => node.op === 'await' && node.start <= call.start && call.end <= node.end)) return false;
  const answers = unit.graph.nodes.filter((node) => node.op === 'call' && isOfResponse(unit, node.callee));
  if (answers.some((answer) => answer.id < id && isAround(unit, answer.guard, call.guard))) return false;
  const after = [...unit.graph.returns, ...answers.flatMap((answer) => (answer.op === 'call' && answer.id > id ? answer.args.map(({ value }) => value) : []))];
  return !isMadeOf(unit, after, id);
}

/** Whether one of some nodes is made of another, through whatever happens to it in between. */
function isMadeOf(unit: Unit, from: readonly NodeId[], of: NodeId): boolean {
  const [open, seen] = [[...from], new Set(from)];
  for (let at = open.pop(); at !== undefined && seen.size <= maxParts; at = open.pop()) {
    if (at === of) return true;
    const node = unit.node(at);
    for (const part of node === undefined ? [] : operandsOf(node)) {
      if (seen.has(part)) continue;
      seen.add(part);
      open.push(part);
    }
  }
  return false;
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
