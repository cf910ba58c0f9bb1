/**
 * Which nodes is a node made from? One list whatever the operation, for what asks only who uses what.
 * Must not tell what for.
 */
import type { Node, NodeId } from './graph';

const none: readonly NodeId[] = [];

/** The nodes of the same function that a node reads, in the order in which they stand in it. */
export function operandsOf(node: Node): readonly NodeId[] {
  switch (node.op) {
    case 'field':
    case 'rest':
    case 'iterate':
      return [node.object];
    case 'element':
      return [node.object, node.key];
    case 'update':
      return [node.object, node.value];
    case 'call':
      return [node.callee, ...node.args.map(({ value }) => value)];
    case 'after':
      return [node.call, node.value];
    case 'concat':
      return node.parts;
    case 'object':
      return node.properties.map(({ value }) => value);
    case 'array':
      return node.elements.map(({ value }) => value);
    case 'phi':
      return node.inputs;
    case 'await':
    case 'read':
    case 'bind':
    case 'cast':
      return [node.value];
    case 'yield':
      return node.value === null ? none : [node.value];
    case 'operator':
    case 'unsupported':
      return node.operands;
    case 'markup':
      return [...(node.tag === null ? [] : [node.tag]), ...node.properties.map(({ value }) => value), ...node.children];
    case 'constant':
    case 'pattern':
    case 'parameter':
    case 'this':
    case 'super':
    case 'outer':
    case 'import':
    case 'function':
    case 'class':
    case 'caught':
      return none;
  }
}
