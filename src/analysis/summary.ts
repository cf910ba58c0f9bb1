/**
 * What does one function do with data? Its summary, in terms of its own inputs,
 * and what becomes of it at a call.
 */
import type { NodeOf } from '../flow';
import { argumentValue } from './calls';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import { elementOf, readField } from './fields';
import type { Unit } from './program';
import { bounded, merge, nothing, withMark } from './value';
import type { Input, Step, Taint, Value } from './value';

/** Emissions that depend on what callers hand in. What a function returns is `Evaluator.returnsOf`. */
export interface Summary {
  readonly emissions: readonly Emission[];
}

/** Longest trace kept; what is longer ends a recursion. */
const maxTrace = 40;

/**
 * A value of function `fn` as the caller sees it: inputs of `fn` filled with the
 * call's arguments. What only the name of a parameter said falls where the argument knows better.
 */
export function instantiate(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, value: Value): Value {
  if (!dependsOn(value, fn, 4)) return value;
  return substitute(new Arguments(evaluator, unit, call, fn), value, 4);
}

/** The arguments of one call, as values of the callee's inputs. */
class Arguments {
  constructor(private readonly evaluator: Evaluator, private readonly unit: Unit, private readonly call: NodeOf<'call'>, readonly fn: Unit) {}

  private readonly given = new Map<string, Value>();

  /** What the caller hands in for an input, its fields read. */
  valueOf(input: Input): Value {
    const key = `${String(input.index)} ${input.fields.join(' ')}`;
    let value = this.given.get(key);
    if (value === undefined) this.given.set(key, (value = this.read(input)));
    return value;
  }

  private read(input: Input): Value {
    const rest = input.fields[0] === '[]' && this.fn.graph.nodes.some((node) => node.op === 'parameter' && node.rest && node.index === input.index);
    let value = rest ? this.from(input.index) : argumentValue(this.evaluator, this.unit, this.call, input.index);
    let owner: string | null = null;
    for (const field of rest ? input.fields.slice(1) : input.fields) {
      value = field === '[]' ? elementOf(value, null) : readField(this.evaluator, { unit: this.unit, node: this.call }, value, field, owner);
      if (field !== '[]') owner = field;
    }
    return value;
  }

  /** Whether a taint is only the name of a field that the callee reads, seen from the call. */
  isEcho(taint: Taint): boolean {
    const { trace } = taint;
    const range = this.unit.rangeOf(this.call);
    return trace.previous === null && trace.unit === this.unit && trace.range.start === range.start && trace.range.end === range.end;
  }

  private from(index: number): Value {
    let value = nothing;
    for (let i = index; i < this.call.args.length; i++) value = merge(value, argumentValue(this.evaluator, this.unit, this.call, i));
    return value;
  }

  /** A step into the callee. */
  step(previous: Step): Step {
    return { unit: this.unit, range: this.unit.rangeOf(this.call), role: 'call', name: this.fn.graph.name, previous };
  }
}

function dependsOn(value: Value, fn: Unit, depth: number): boolean {
  if (value.inputs.some((input) => input.unit === fn) || value.taints.some((taint) => taint.guess?.unit === fn)) return true;
  if (value.fields === null || depth === 0) return false;
  for (const field of value.fields.values()) if (dependsOn(field, fn, depth - 1)) return true;
  return false;
}

function substitute(args: Arguments, value: Value, depth: number): Value {
  const { fn } = args;
  let result: Value = {
    ...value,
    inputs: value.inputs.filter((input) => input.unit !== fn),
    taints: value.taints.filter((taint) => taint.guess?.unit !== fn || keeps(args.valueOf(taint.guess), args, taint.kind)),
  };
  let isOpaque = value.inputs.every((input) => input.unit !== fn) && value.opaque;
  for (const input of value.inputs) {
    if (input.unit !== fn || traceLength(input.trace) > maxTrace) continue;
    const given = args.valueOf(input);
    isOpaque ||= given.opaque;
    result = merge(result, { ...continued(withoutEchoes(given, args, value), input, args), places: given.places, functions: given.functions, opaque: false });
  }
  if (value.fields !== null && depth > 0) {
    const fields = new Map([...value.fields].map(([name, field]) => [name, dependsOn(field, fn, depth - 1) ? bounded(substitute(args, field, depth - 1)) : field] as const));
    result = { ...result, fields: result.fields === value.fields ? fields : new Map([...(result.fields ?? []), ...fields]) };
  }
  return { ...result, opaque: isOpaque };
}

/** Whether a guess by names inside the callee stands, given what the caller hands in. */
function keeps(given: Value, args: Arguments, kind: string): boolean {
  return given !== nothing && given.opaque && given.constants.length === 0 && given.taints.every((taint) => taint.kind === kind && args.isEcho(taint));
}

/** What the caller hands in, without what only the callee's own names say of it again. */
function withoutEchoes(given: Value, args: Arguments, value: Value): Value {
  if (!given.taints.some((taint) => args.isEcho(taint))) return given;
  const told = new Set(value.taints.filter((taint) => taint.guess?.unit === args.fn).map((taint) => taint.kind));
  return { ...given, taints: given.taints.filter((taint) => !(told.has(taint.kind) && args.isEcho(taint))) };
}

/** Data handed in, after the way it takes inside the callee. */
function continued(given: Value, input: Input, args: Arguments): Value {
  const { taints, inputs } = given;
  const mark = (marks: readonly string[]): readonly string[] => input.marks.reduce(withMark, marks);
  const follow = (trace: Step): Step => append(input.trace, args.step(trace));
  return {
    ...given,
    taints: taints.map((taint): Taint => ({ ...taint, marks: mark(taint.marks), trace: follow(taint.trace) })),
    inputs: inputs.map((outer): Input => ({ ...outer, marks: mark(outer.marks), trace: follow(outer.trace) })),
    fields: input.marks.length > 0 ? null : given.fields,
  };
}

/** The steps of `inner` (taken inside a callee) put after `before`. The callee's own source step, its parameter, is not told again. */
export function append(inner: Step, before: Step): Step {
  const steps: Step[] = [];
  for (let at: Step | null = inner; at !== null && steps.length < maxTrace; at = at.previous) if (at.role !== 'source') steps.push(at);
  let result = before;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step !== undefined) result = { ...step, previous: result };
  }
  return result;
}

export function traceLength(trace: Step): number {
  let length = 0;
  for (let at: Step | null = trace; at !== null; at = at.previous) length++;
  return length;
}

/** The value handed in for an input at a call. */
export function inputAt(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, input: Input): Value {
  return new Arguments(evaluator, unit, call, fn).valueOf(input);
}

