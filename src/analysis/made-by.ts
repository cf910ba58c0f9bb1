/**
 * Which node made the value that a variable is given, and is it how the program was set up, or so under circumstances only? Must not know what names say.
 */
import type { Node, NodeId } from '../flow';
import type { Evaluator } from './evaluate';
import { isUnder } from './outcomes';
import type { Unit } from './program';
import type { Value } from './value';

/** Values that one comes from which are looked at: `process.env.A ?? process.env.B ?? 'c'`. */
const maxAlternatives = 8;

/** The node that made a value, without the awaits, casts and bindings around it. */
export function madeBy(unit: Unit, id: NodeId): Node | undefined {
  let node = unit.node(id);
  for (let steps = 0; steps < 50; steps++) {
    if (node?.op !== 'await' && node?.op !== 'cast' && node?.op !== 'bind' && node?.op !== 'after' && node?.op !== 'read') return node;
    node = unit.node(node.value);
  }
  return node;
}

/** A value without what it is under circumstances only, seen from a node: `if (allowsAny) options.tls = { rejectUnauthorized: false }`. */
export function steady(around: Unit, { guard }: Node, value: Value): Value {
  const constants = value.constants.filter(({ unit, node }) => {
    const known = unit.node(node)?.guard ?? 0;
    return known === 0 || (unit === around && isUnder(unit.graph.guards, guard, known));
  });
  return constants.length === value.constants.length ? value : value.with({ constants, opaque: true });
}

/** Whether a value is what an environment variable says, or what is written to stand in for it. */
export function isFromEnvironment(evaluator: Evaluator, unit: Unit, id: NodeId): boolean {
  const left = [madeBy(unit, id)];
  let isRead = false;
  for (let looked = 0; left.length > 0; looked++) {
    const node = left.pop();
    if (node === undefined || looked === maxAlternatives) return false;
    if (node.op === 'phi') left.push(...node.inputs.filter((input) => input < node.id).map((input) => madeBy(unit, input)));
    else if (node.op === 'field') {
      if (!evaluator.valueOf(unit, node.object).taints.some(({ kind }) => kind === 'data.object.environment')) return false;
      isRead = true;
    } else if (node.op !== 'constant') return false;
  }
  return isRead;
}
