/**
 * Do two calls speak of one answer of a server: `res.set(…)` and `res.json(…)`, or what makes it and `response.headers.set(…)`?
 * Must not know what they say of it.
 */
import type { NodeId } from '../flow';
import { isAround } from './conditions';
import type { Unit } from './program';

/** Calls and fields in a row: `res.status(200).set(…)`. */
const maxChain = 8;

/** Whether what another call says holds wherever an answer is sent: it is made on the same thing, or on what the first one gives, under no further condition. */
export function speaksOfAnswer(unit: Unit, answer: NodeId, other: NodeId): boolean {
  const [sent, said] = [unit.node(answer), unit.node(other)];
  if (sent?.op !== 'call' || said?.op !== 'call' || !isAround(unit, said.guard, sent.guard)) return false;
  const [beginning, along] = [chainOf(unit, answer).at(-1), chainOf(unit, other)];
  if (along.includes(answer)) return true;
  const last = along.at(-1);
  return last !== undefined && last === beginning && unit.node(last)?.op === 'parameter';
}

/** What a call is made on, what that is a member or result of, and so on. */
function chainOf(unit: Unit, call: NodeId): readonly NodeId[] {
  const chain: NodeId[] = [];
  for (let at: NodeId | null = call; at !== null && chain.length < maxChain; at = ownerOf(unit, at)) chain.push(at);
  return chain;
}

function ownerOf(unit: Unit, id: NodeId): NodeId | null {
  const node = unit.node(id);
  switch (node?.op) {
    case 'call':
      return unit.unwrapped(node.callee);
    case 'field':
      return unit.unwrapped(node.object);
    case 'after':
      return unit.unwrapped(node.value);
    default:
      return null;
  }
}
