/**
 * What is a function by the file that exports it, or by the type that is written for it? Frameworks call handlers by where their files
 * lie and how they are named; models say so. Must not know frameworks.
 */
import type { FunctionGraph, NodeId, TypeExpression } from '../flow';
import type { Place } from '../models';
import type { Evaluator } from './evaluate';
import { exportedPaths, pathOf } from './links';
import { offers } from './modules';
import type { Unit } from './program';
import type { Source } from './source';

interface Stand {
  readonly place: Place;
  readonly takes: number | null;
}

type Conventional = ReadonlyMap<Unit, readonly Stand[]>;

/** The places that a function comes to stand at. */
export function conventionalPlaces(evaluator: Evaluator, unit: Unit): readonly Place[] {
  const { source } = unit;
  const declared = declaredPlaces(evaluator, unit);
  if (evaluator.models.conventions(source.ecosystem).length === 0) return declared;
  const stands = evaluator.keptOf(source, 'conventions', nobody, () => conventionsIn(evaluator, source), isSame).get(unit) ?? none;
  return [...stands.filter(({ takes }) => takes === null || takenBy(unit) <= takes).map(({ place }) => place), ...declared];
}

/** The place that the type written for a function's name is of: `const find: RequestHandler = async (req, res) => { … }`. */
function declaredPlaces(evaluator: Evaluator, { source, graph, parent }: Unit): readonly Place[] {
  const node = parent?.graph.nodes.findIndex((made) => made.op === 'function' && made.function === graph.id) ?? -1;
  const type = parent === null || node < 0 ? undefined : typedFunctions(parent).get(node);
  const place = type === undefined ? null : (evaluator.types.resolve(source, type)?.place ?? null);
  return place === null ? [] : [place];
}

/** Functions that get a name with a type, by what stands in the function around: that outlasts edits elsewhere. */
const typed = new WeakMap<FunctionGraph['nodes'], ReadonlyMap<NodeId, TypeExpression>>();

function typedFunctions(unit: Unit): ReadonlyMap<NodeId, TypeExpression> {
  const { nodes } = unit.graph;
  let found = typed.get(nodes);
  if (found === undefined) {
    found = new Map(nodes.flatMap((node) => {
      const made = node.op === 'bind' && node.type !== null ? unit.unwrapped(node.value) : null;
      return node.op === 'bind' && node.type !== null && made !== null && unit.node(made)?.op === 'function' ? [[made, node.type] as const] : [];
    }));
    typed.set(nodes, found);
  }
  return found;
}

/** The places that a module stands at as a whole: what it declares is what members of them are given. */
export function placesOfModule(evaluator: Evaluator, source: Source): readonly Place[] {
  const all = evaluator.models.conventions(source.ecosystem).filter(({ exports, files }) => exports.includes(whole) && files.some((pattern) => pattern.test(source.path)));
  return all.length === 0 ? [] : all.filter(({ having }) => having.every((name) => offers(evaluator, source, name))).map(({ place }) => place);
}

/** The export that stands for the module itself. */
const whole = '*';

function takenBy(unit: Unit): number {
  return unit.graph.nodes.reduce((most, node) => (node.op === 'parameter' ? Math.max(most, node.index + 1) : most), 0);
}

const none: readonly Stand[] = [];
const nobody: Conventional = new Map();

function conventionsIn(evaluator: Evaluator, source: Source): Conventional {
  const here = evaluator.models.conventions(source.ecosystem).filter(({ files }) => files.some((pattern) => pattern.test(source.path)));
  if (here.length === 0 || source.graph.functions[0]?.exports.some(({ global }) => global === true) === true) return nobody;
  const found = new Map<Unit, Stand[]>();
  for (const [path, unit] of exportedPaths(source)) {
    for (const { exports, place, takes } of here) {
      if (!exports.some((name) => isMeant(name, path) && !isShadowed(source, name))) continue;
      found.set(unit, [...(found.get(unit) ?? []), { place, takes }]);
    }
  }
  return found.size === 0 ? nobody : found;
}

/** Whether an exported path, as `pathOf` writes it, is the one that a convention names. */
function isMeant(name: string, path: string): boolean {
  if (name === whole) return false;
  const [first = '', ...fields] = name.split('.');
  if (fields.at(-1) !== '*') return pathOf(first, fields) === path;
  const owner = pathOf(first, fields.slice(0, -1));
  return owner === '' ? path !== '' : path === owner || path.startsWith(`${owner}.`);
}

/** Whether a field of the default export is exported by itself too: the two are one path. */
function isShadowed(source: Source, name: string): boolean {
  const [first, field] = name.split('.');
  return first === 'default' && field !== undefined && source.exportsOf(field).length > 0;
}

function isSame(a: Conventional, b: Conventional): boolean {
  return a === b || (a.size === b.size && [...a].every(([unit, stands]) => b.get(unit)?.length === stands.length && stands.every(({ place }, i) => b.get(unit)?.[i]?.place === place)));
}
