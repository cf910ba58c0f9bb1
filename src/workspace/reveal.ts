/**
 * What does the engine know at a place? Prints the value and graph around an
 * offset, for `caley reveal`: the tool of those who ask why something is or is not found.
 */
import type { Evaluator, Source, Unit } from '../analysis';
import { describeValue } from '../analysis';
import { absoluteRange, printFunction } from '../flow';
import type { FileGraph } from '../flow';

/** Counts of unsupported syntax by reason. */
export function unsupportedIn(graph: FileGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const fn of graph.functions) {
    for (const node of fn.nodes) if (node.op === 'unsupported') counts.set(node.reason, (counts.get(node.reason) ?? 0) + 1);
  }
  return counts;
}

/** The nodes that cover an offset, innermost first, each with its value; then the summary and the graph of the function around. Empty text where there is none. */
export function reveal(evaluator: Evaluator, source: Source, offset: number): string {
  const unit = innermost(source, offset);
  if (unit === null) return '';
  const lines = [`function ${unit.graph.name}`];
  const covering = unit.graph.nodes
    .map((node) => ({ node, range: absoluteRange(unit.graph, node) }))
    .filter(({ range }) => range.start <= offset && offset <= range.end)
    .sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
  for (const { node, range } of covering.slice(0, 8)) {
    lines.push('', `%${String(node.id)} ${node.op}  ${excerpt(source.textOf(range))}`, ...describeValue(evaluator.valueOf(unit, node.id)).map((line) => `  ${line}`));
  }
  return [...lines, '', 'summary', ...summaryOf(evaluator, unit), '', 'graph', printFunction(unit.graph)].join('\n');
}

function innermost(source: Source, offset: number): Unit | null {
  let best: Unit | null = null;
  for (const unit of source.units) {
    const { range } = unit.graph;
    if (range.start <= offset && offset <= range.end && (best === null || range.end - range.start <= best.graph.range.end - best.graph.range.start)) best = unit;
  }
  return best;
}

/** What the function is handed, gives back and lets out. */
function summaryOf(evaluator: Evaluator, unit: Unit): readonly string[] {
  const lines: string[] = [];
  for (const node of unit.graph.nodes) {
    if (node.op === 'parameter') lines.push(`  takes ${node.name ?? `parameter ${String(node.index + 1)}`}`, ...describeValue(evaluator.valueOf(unit, node.id)).map((line) => `    ${line}`));
  }
  lines.push('  gives back', ...describeValue(evaluator.returnsOf(unit)).map((line) => `    ${line}`));
  for (const emission of evaluator.emissionsOf(unit)) {
    const away = emission.hops === 0 ? '' : `, ${String(emission.hops)} call${emission.hops === 1 ? '' : 's'} away in ${emission.sink.unit.source.path}`;
    lines.push(`  lets out as ${emission.kind} through ${emission.sinkName} (${emission.sinkPath})${away}`, ...describeValue(emission.value).map((line) => `    ${line}`));
  }
  return lines;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= 60 ? line : `${line.slice(0, 57)}...`;
}
