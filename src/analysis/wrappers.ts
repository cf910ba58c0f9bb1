/**
 * Does a function that was handed to a call still receive what its result is handed? True of what
 * wraps a handler to catch its errors: `wrap(async (req, res) => …)`.
 */
import type { NodeOf } from '../flow';
import { calleeOf } from './calls';
import type { Evaluator } from './evaluate';
import type { Unit, Wrapping } from './program';

/** How deep functions are made in a wrapper. */
const maxDepth = 3;

/** Whether what the result of the call is handed reaches the function that the call was handed, argument by argument. */
export function goesThrough(evaluator: Evaluator, unit: Unit, { call: id, argument }: Wrapping): boolean {
  const call = unit.node(id);
  if (call?.op !== 'call') return false;
  if (argument < 0) return true;
  const { functions, classes, places } = calleeOf(evaluator, unit, call);
  if (functions.length > 0) return functions.some((fn) => handsOn(evaluator, fn, argument));
  // Of a library's function nothing else is known, unless that it calls the function itself.
  return classes.length === 0 && places.every((place) => place.argument(argument, null)?.parameter(0) === undefined || place.argument(argument, null)?.parameter(0) === null);
}

/** Whether a function is exported as what a call made of it: not at all, as one that stands for it, or as something else. */
export function isWrapped(evaluator: Evaluator, unit: Unit): 'no' | 'for it' | 'otherwise' {
  const [module] = unit.source.units;
  const site = unit.source.handInsOf(unit).find((one) => one.unit === module && one.through.length === 0 && isExported(one.unit, one.call));
  if (site === undefined) return 'no';
  return goesThrough(evaluator, site.unit, { call: site.call, argument: site.argument }) ? 'for it' : 'otherwise';
}

function isExported(module: Unit, call: number): boolean {
  return module.graph.exports.some(({ value, global }) => value !== null && global !== true && module.unwrapped(value) === call);
}

/** Whether a function inside of `fn` hands its own parameters to the one that `fn` was handed. */
function handsOn(evaluator: Evaluator, fn: Unit, argument: number): boolean {
  return evaluator.keptOf(fn.source, `hands on ${String(fn.serial)} ${String(argument)}`, false, () => isCalledIn(fn, fn, argument, maxDepth), (a, b) => a === b);
}

function isCalledIn(unit: Unit, fn: Unit, argument: number, depth: number): boolean {
  if (depth === 0) return false;
  return unit.source.madeIn(unit).some((inner) => inner.graph.nodes.some((node) => node.op === 'call' && isParameterOf(inner, node, fn, argument) && handsFirst(inner, node)) || isCalledIn(inner, fn, argument, depth - 1));
}

function isParameterOf(unit: Unit, call: NodeOf<'call'>, fn: Unit, argument: number): boolean {
  let at = unit.node(unit.unwrapped(call.callee));
  // `fn.call(this, …)`, `fn.apply(this, arguments)`.
  if (at?.op === 'field') at = unit.node(unit.unwrapped(at.object));
  if (at?.op !== 'outer') return false;
  const found = unit.source.resolve(unit, at.name, unit.graph.range.start + at.start);
  if (found === null || unit.source.units[found.function] !== fn) return false;
  return found.variable.values.some((value) => {
    const node = fn.node(fn.unwrapped(value));
    return node?.op === 'parameter' && node.index === argument;
  });
}

/** Whether the first parameter of `unit`, or one of a function around it, is handed over, alone or with all others. */
function handsFirst(unit: Unit, call: NodeOf<'call'>): boolean {
  return call.args.some(({ value }) => {
    const node = unit.node(unit.unwrapped(value));
    if (node?.op === 'parameter') return node.index === 0;
    if (node?.op !== 'outer') return false;
    if (node.name === 'arguments') return true;
    const found = unit.source.resolve(unit, node.name, unit.graph.range.start + node.start);
    return found?.variable.kind === 'parameter';
  });
}
