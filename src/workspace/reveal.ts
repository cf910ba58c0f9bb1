/**
 * What does the engine know at a place? Prints the value and graph around an
 * offset, for `caley reveal`: the tool of those who ask why something is or is not found.
 */
import type { Evaluator, Source } from '../analysis';
import { describeValue } from '../analysis';
import { absoluteRange } from '../flow';
import type { FileGraph } from '../flow';

/** Counts of unsupported syntax by reason. */
export function unsupportedIn(graph: FileGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fn of graph.functions) {
    for (const node of fn.nodes) if (node.op === 'unsupported') counts.set(node.reason, (counts.get(node.reason) ?? 0) + 1);
  }
  return counts;
}

/** The nodes that cover an offset, innermost first, each with its value. Empty text where there is none. */
export function reveal(evaluator: Evaluator, source: Source, offset: number): string {
  const lines: string[] = [];
  let innermost = source.units[0];
  for (const unit of source.units) {
    const { range } = unit.graph;
    if (range.start <= offset && offset <= range.end && (innermost === undefined || range.end - range.start <= innermost.graph.range.end - innermost.graph.range.start)) innermost = unit;
  }
  if (innermost === undefined) return '';
  const unit = innermost;
  lines.push(`function ${unit.graph.name}`);
  const covering = unit.graph.nodes
    .map((node, id) => ({ node, id, range: absoluteRange(unit.graph, node) }))
    .filter(({ range }) => range.start <= offset && offset <= range.end)
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  for (const { node, id, range } of covering.slice(0, 8)) {
    lines.push('', `%${String(id)} ${node.op}  ${excerpt(source.textOf(range))}`, ...describeValue(evaluator.valueOf(unit, id)).map((line) => `  ${line}`));
  }
  lines.push('', 'emits');
  for (const emission of evaluator.emissionsOf(unit)) {
    lines.push(`  ${emission.kind} through ${emission.sinkName} (${emission.sinkPath})`, ...describeValue(emission.value).map((line) => `    ${line}`));
  }
  return lines.join('\n');
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}
