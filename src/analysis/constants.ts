/**
 * Which literals does a function hold, and what is each called? For rules about
 * constants themselves (credentials written in the source).
 */
import type { NodeId, NodeOf } from '../flow';
import { nameOf } from './names';
import type { Unit } from './program';

export interface NamedConstant {
  readonly node: NodeOf<'constant'>;
  /** The variable, property or option it is given to, null where nothing names it. */
  readonly name: string | null;
}

/** String literals of at least `minimum` characters, with the name each is given to. */
export function namedConstants(unit: Unit, minimum: number): readonly NamedConstant[] {
  const found = new Map<NodeId, string | null>();
  unit.graph.nodes.forEach((node, id) => {
    if (node.op === 'constant' && typeof node.value === 'string' && node.value.length >= minimum) found.set(id, null);
  });
  if (found.size === 0) return [];
  const give = (id: NodeId, name: string): void => {
    if (found.get(id) === null) found.set(id, name);
  };
  unit.graph.nodes.forEach((node) => {
    switch (node.op) {
      case 'bind':
        give(node.value, node.name);
        break;
      case 'object':
        for (const property of node.properties) if (property.key !== null) give(property.value, property.key);
        break;
      case 'update':
        if (node.name !== null) give(node.value, node.name);
        break;
      case 'phi':
        nameBranches(unit, node, give);
        break;
      case 'call':
        for (const arg of node.args) if (arg.name !== null) give(arg.value, arg.name);
        break;
      default:
        break;
    }
  });
  return [...found].flatMap(([id, name]) => {
    const node = unit.node(id);
    return node?.op === 'constant' ? [{ node, name }] : [];
  });
}

/** `process.env.TOKEN ?? 'literal'`: the other branch names the literal. */
function nameBranches(unit: Unit, node: NodeOf<'phi'>, give: (id: NodeId, name: string) => void): void {
  for (const input of node.inputs) {
    const name = unit.node(input)?.op === 'constant' ? null : nameOf(unit, input);
    if (name !== null) for (const other of node.inputs) give(other, name);
  }
}
