/**
 * What arrives in a parameter? What its name and type say, what the library it
 * is handed to passes in, what the callers' arguments refer to, and the symbolic
 * input that callers fill in.
 */
import type { NodeOf } from '../flow';
import type { Fact, Place } from '../models';
import type { KindId } from '../policy';
import { answer } from './answers';
import { calleeOf, caleyOf, caleyTaint, factsAt, originValues } from './calls';
import { decoratedValue } from './decorations';
import type { Evaluator } from './evaluate';
import { heardValue } from './events';
import { nameOf } from './names';
import { standingPlaces } from './overrides';
import type { CallSite, Unit } from './program';
import { isUsedAsText, records } from './references';
import { rejectedValue } from './thrown';
import { goesThrough, isWrapped } from './wrappers';
import { merge, nothing, sanitize, stepAfter, unknown, valueWith } from './value';
import type { Input, Value } from './value';

/** Call sites looked at for one parameter; more lower recall only. */
export const maxSites = 40;

export function parameterValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'parameter'>): Value {
  const name = node.name ?? `argument ${String(node.index + 1)}`;
  const input: Input = {
    unit, index: node.index, fields: node.rest ? ['[]'] : [], marks: [],
    trace: stepAfter(null, { unit, node: node.id, role: 'source', name }),
  };
  let value: Value = unknown.with({ inputs: [input] });
  const handed = unit.source.handInsOf(unit);
  for (const site of handed.slice(0, maxSites)) {
    value = merge(value, received(evaluator, unit, node, handedValue(evaluator, node.index, site)));
    const failures = rejectedValue(evaluator, node.index, site).filter((place) => !value.places.includes(place));
    if (failures.length > 0) value = merge(value, received(evaluator, unit, node, { places: failures.map((place) => ({ place, facts: place.facts })), passed: nothing }));
  }
  for (const site of unit.source.callersOf(unit).slice(0, maxSites)) value = merge(value, references(evaluator, site, node.index, node.name));
  for (const incoming of unit.source.incomingOf(unit)) {
    if (isWrapped(evaluator, unit) === 'otherwise') continue;
    value = merge(value, received(evaluator, unit, node, evaluator.handOvers.handedTo(incoming, node.index)));
    value = merge(value, evaluator.handOvers.givenTo(incoming, node.index));
  }
  for (const place of standingPlaces(evaluator, unit)) value = merge(value, received(evaluator, unit, node, standingAt(place, node.index)));
  value = merge(value, decoratedValue(evaluator, unit, node.index, name));
  value = evaluator.typed(unit, value, node.type);
  // A text is one value of a request, not the request.
  if (value.type?.text === true) value = withoutObjects(value);
  const declared = value.type?.place ?? null;
  if (declared !== null) value = merge(value, valueWith({ taints: evaluator.evidence.ofPlace(declared, unit, node, name) }));
  if (node.name === null || value.taints.length > 0 || value.functions.length > 0 || value.places.some((place) => place.facts.some((fact) => fact.is !== null))) return value;
  const guesses = evaluator.evidence.ofName(unit, node, node.name, null, value.type, 'variable').filter(({ kind }) => isSupported(evaluator, unit, node, kind)).map((taint) => ({ ...taint, guess: input }));
  return evaluator.guessed(unit.source, value.with({ taints: guesses }), node.name);
}

/** Whether what stands beside a parameter bears out what its name says, or speaks against it, where the kind asks for that. */
function isSupported(evaluator: Evaluator, unit: Unit, parameter: NodeOf<'parameter'>, kind: KindId): boolean {
  const names = evaluator.policy.kinds.all.get(kind)?.names ?? null;
  if (names === null) return true;
  if (records.has(kind) && isUsedAsText(evaluator, unit, parameter.id)) return false;
  const { beside, apart } = names;
  if (apart.length > 0 && unit.graph.nodes.some((node) => node.op === 'parameter' && node.name !== null && apart.includes(node.name))) return false;
  if (beside.length === 0) return true;
  return unit.graph.nodes.some((node) => (node.op === 'parameter' && node.name !== null && beside.includes(node.name)) || (node.op === 'field' && beside.includes(node.name) && nameOf(unit, node.object) === parameter.name));
}

function withoutObjects(value: Value): Value {
  const isObject = (kind: string | null): boolean => kind?.startsWith('data.object.') === true;
  return value.with({ taints: value.taints.filter(({ kind }) => !isObject(kind)), places: value.places.filter((place) => !place.facts.some(({ is }) => isObject(is))) });
}

/** What a function receives that stands at a place. */
function standingAt(place: Place, index: number): HandedIn {
  const parameter = place.parameter(index);
  return parameter === null ? nothingHandedIn : { places: [{ place: parameter, facts: parameter.facts.filter(({ when }) => when === null) }], passed: nothing };
}

/** What is handed in, as a parameter has it: library places say what data it is. */
function received(evaluator: Evaluator, unit: Unit, node: NodeOf<'parameter'>, { places, passed }: HandedIn): Value {
  // A place that only passes data on is no library object: the data speaks, or the name.
  const objects = places.filter(({ place }) => place.facts.length === 0 || place.facts.some((fact) => fact.is !== null)).map(({ place }) => place);
  const taints = places.flatMap(({ place, facts }) => evaluator.evidence.ofPlace(place, unit, node, node.name ?? place.path, facts));
  return merge(valueWith({ places: objects, taints }), passed);
}

/** What a callback receives from a call that it is handed to. */
export interface HandedIn {
  /** Library places of the parameter, with the facts that hold at this call. */
  readonly places: readonly { readonly place: Place; readonly facts: readonly Fact[] }[];
  /** Data of the call that is passed on to it. */
  readonly passed: Value;
}

export const nothingHandedIn: HandedIn = { places: [], passed: nothing };

export function handedValue(evaluator: Evaluator, index: number, site: CallSite): HandedIn {
  const call = site.unit.node(site.call);
  if (call?.op !== 'call' || !site.through.every((wrapping) => goesThrough(evaluator, site.unit, wrapping))) return nothingHandedIn;
  const callee = calleeOf(evaluator, site.unit, call);
  const places: HandedIn['places'][number][] = [];
  let passed = site.within.length === 0 ? heardValue(evaluator, site, index) : nothing;
  for (const place of callee.places) {
    let handed = place.argument(site.argument, null);
    for (const step of site.within) handed = (step === '[]' ? handed?.element() : handed?.member(step)) ?? null;
    const parameter = handed?.parameter(index) ?? null;
    if (parameter === null) continue;
    const facts = factsAt(evaluator, site.unit, call, parameter);
    places.push({ place: parameter, facts });
    // What a request to Caley hands to whoever waits for its answer.
    if (facts.some(({ is }) => is === answer) && caleyOf(evaluator, site.unit, call, callee)) passed = merge(passed, evaluator.evidence.fromCaley(unknown, caleyTaint(evaluator, site.unit, call)));
    for (const fact of facts) {
      for (const origin of fact.passes) {
        const data = originValues(evaluator, site.unit, call, callee, origin);
        passed = merge(passed, fact.sanitizes === null ? data : sanitize(data, fact.sanitizes));
      }
    }
  }
  return places.length === 0 && passed === nothing ? nothingHandedIn : { places, passed };
}

/** What a caller's argument refers to: places, functions and classes are taken from all callers alike; data goes by summary. */
export function references(evaluator: Evaluator, site: CallSite, index: number, name: string | null = null): Value {
  const call = site.unit.node(site.call);
  if (call?.op !== 'call') return nothing;
  const argument = call.args.find((arg) => arg.name !== null && arg.name === name) ?? call.args[index];
  if (argument === undefined || argument.spread || (argument.name !== null && argument.name !== name)) return nothing;
  const { places, functions, classes, instances } = evaluator.valueOf(site.unit, argument.value);
  if (places.length + functions.length + classes.length + instances.length === 0) return nothing;
  return valueWith({ places, functions, classes, instances });
}
