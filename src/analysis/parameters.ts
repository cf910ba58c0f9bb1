/**
 * What arrives in a parameter? What its name and type say, what the library it
 * is handed to passes in, what the callers' arguments refer to, and the symbolic
 * input that callers fill in.
 */
import type { NodeOf } from '../flow';
import { calleeOf, factsAt, originValues } from './calls';
import type { Evaluator } from './evaluate';
import type { CallSite, Unit } from './program';
import { merge, nothing, sanitize, stepAfter, unknown } from './value';
import type { Input, Value } from './value';

/** Call sites looked at for one parameter; more lower recall only. */
const maxSites = 40;

export function parameterValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'parameter'>): Value {
  const name = node.name ?? `argument ${String(node.index + 1)}`;
  const input: Input = {
    unit, index: node.index, fields: node.rest ? ['[]'] : [], marks: [],
    trace: stepAfter(null, { unit, range: unit.rangeOf(node), role: 'source', name }),
  };
  let value: Value = { ...unknown, inputs: [input] };
  const handed = unit.source.handedTo.get(unit) ?? [];
  for (const site of handed.slice(0, maxSites)) value = merge(value, handedValue(evaluator, unit, node, site));
  for (const site of (unit.source.callers.get(unit) ?? []).slice(0, maxSites)) value = merge(value, references(evaluator, site, node.index));
  value = evaluator.typed(unit, value, node.type);
  const declared = value.type?.place ?? null;
  if (declared !== null) value = merge(value, { ...nothing, taints: evaluator.placeTaints(declared, unit, node, name) });
  if (node.name === null || value.taints.length > 0 || value.functions.length > 0 || value.places.some((place) => place.facts.some((fact) => fact.is !== null))) return value;
  const guesses = evaluator.evidence(unit, node, node.name, null, value.type).map((taint) => ({ ...taint, guess: input }));
  return evaluator.guessed(unit.source, { ...value, taints: guesses }, node.name);
}

/** What a callback receives from the call it is handed to. */
function handedValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'parameter'>, site: CallSite): Value {
  const call = site.unit.node(site.call);
  if (call?.op !== 'call') return nothing;
  const callee = calleeOf(evaluator, site.unit, call);
  let value = nothing;
  for (const place of callee.places) {
    let handed = place.argument(site.argument, null);
    for (const step of site.within) handed = (step === '[]' ? handed?.element() : handed?.member(step)) ?? null;
    const parameter = handed?.parameter(node.index) ?? null;
    if (parameter === null) continue;
    const facts = factsAt(evaluator, site.unit, call, parameter);
    const taints = evaluator.placeTaints(parameter, unit, node, node.name ?? parameter.path, facts);
    // A place that only passes data on is no library object: the data speaks, or the name.
    const isObject = parameter.facts.length === 0 || parameter.facts.some((fact) => fact.is !== null);
    value = merge(value, { ...nothing, places: isObject ? [parameter] : [], taints });
    for (const fact of facts) {
      for (const origin of fact.passes) {
        const passed = originValues(evaluator, site.unit, call, callee, origin);
        value = merge(value, fact.sanitizes === null ? passed : sanitize(passed, fact.sanitizes));
      }
    }
  }
  return value;
}

/** What a caller's argument refers to: places, functions and classes are taken from all callers alike; data goes by summary. */
function references(evaluator: Evaluator, site: CallSite, index: number): Value {
  const call = site.unit.node(site.call);
  if (call?.op !== 'call') return nothing;
  const argument = call.args[index];
  if (argument === undefined || argument.spread) return nothing;
  const { places, functions, classes, instances } = evaluator.valueOf(site.unit, argument.value);
  return { ...nothing, places, functions, classes, instances };
}
