/**
 * What holds in every graph, whatever the program? Answers the violations, so
 * that a test can show them.
 */
import { operandsOf } from '../../../src/flow';
import type { FileGraph, FunctionGraph, Node, NodeId, Op } from '../../../src/flow';

/** Descriptions of what is wrong in the graph; none is right. */
export function violations(file: FileGraph): string[] {
  const wrong: string[] = [];
  file.functions.forEach((graph, id) => {
    const at = (place: string): string => `#${String(id)} ${graph.name} ${place}`;
    if (graph.id !== id) wrong.push(at('id'));
    if (graph.parent !== null && (graph.parent >= id || graph.parent < 0)) wrong.push(at('parent'));
    if (graph.class !== null && file.classes[graph.class] === undefined) wrong.push(at('class'));
    graph.nodes.forEach((node, number) => {
      wrong.push(...nodeViolations(file, graph, node, number).map((what) => at(`%${String(number)} ${node.op}: ${what}`)));
    });
    graph.guards.forEach((guard, number) => {
      if (number === 0 ? guard.kind !== 'always' : guard.kind === 'always' || guard.parent >= number) wrong.push(at(`@${String(number)}`));
      if (guard.kind === 'when' && graph.nodes[guard.condition] === undefined) wrong.push(at(`@${String(number)} condition`));
    });
    for (const variable of graph.variables) {
      if (!inside(graph, variable.scope)) wrong.push(at(`scope of ${variable.name}`));
      if (variable.values.some((value) => graph.nodes[value] === undefined)) wrong.push(at(`values of ${variable.name}`));
    }
    for (const value of graph.returns) if (graph.nodes[value] === undefined) wrong.push(at('return'));
    for (const item of graph.exports) if (item.value !== null && graph.nodes[item.value] === undefined) wrong.push(at(`export ${item.name}`));
    if (graph.kind !== 'module' && graph.exports.length > 0) wrong.push(at('exports'));
  });
  file.classes.forEach((graph, id) => {
    if (graph.id !== id || file.functions[graph.parent] === undefined) wrong.push(`class ${String(id)}`);
    for (const member of graph.members) if (member.function !== null && file.functions[member.function]?.class !== id) wrong.push(`member of class ${String(id)}`);
  });
  return wrong;
}

function nodeViolations(file: FileGraph, graph: FunctionGraph, node: Node, id: NodeId): string[] {
  const wrong: string[] = [];
  if (!inside(graph, node)) wrong.push(`range ${String(node.start)}-${String(node.end)}`);
  if (graph.guards[node.guard] === undefined) wrong.push(`guard ${String(node.guard)}`);
  for (const operand of node.op === 'phi' ? [] : operandsOf(node)) if (!(operand >= 0 && operand < id)) wrong.push(`operand ${String(operand)}`);
  if (node.op === 'phi' && node.inputs.some((input) => graph.nodes[input] === undefined || input === id)) wrong.push('inputs');
  if (node.op === 'function' && file.functions[node.function]?.parent !== graph.id) wrong.push('function');
  if (node.op === 'class' && file.classes[node.class]?.parent !== graph.id) wrong.push('class');
  return wrong;
}

function inside(graph: FunctionGraph, at: { readonly start: number; readonly end: number }): boolean {
  return at.start >= 0 && at.start <= at.end && at.end <= graph.range.end - graph.range.start;
}

/** How many `unsupported` nodes there are, by reason. */
export function unsupportedIn(file: FileGraph): ReadonlyMap<string, number> {
  const reasons = new Map<string, number>();
  for (const graph of file.functions) {
    for (const node of graph.nodes) if (node.op === 'unsupported') reasons.set(node.reason, (reasons.get(node.reason) ?? 0) + 1);
  }
  return reasons;
}

/** How many nodes there are, by op. */
export function opsIn(file: FileGraph): ReadonlyMap<Op, number> {
  const ops = new Map<Op, number>();
  for (const graph of file.functions) for (const node of graph.nodes) ops.set(node.op, (ops.get(node.op) ?? 0) + 1);
  return ops;
}
