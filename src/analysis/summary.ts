/**
 * What does one function do with data? Its summary, in terms of its own inputs,
 * and what becomes of it at a call.
 */
import type { Argument, NodeOf } from '../flow';
import { argumentValue } from './calls';
import type { Evaluator } from './evaluate';
import { elementIn, readField } from './fields';
import type { Unit } from './program';
import { hiddenBy, noRedactions, redacted } from './redaction';
import type { Redaction } from './redaction';
import { asMarked, asNamed } from './references';
import { bounded, flatten, inOrder, inputsInOrder, isOrigin, isSanitized, marked, merge, nothing, stepAfter, textOf, withMark, valueWith } from './value';
import type { Input, Step, Taint, Value } from './value';

/** Levels of fields in which inputs are filled. */
const maxDepth = 4;

/** The arguments of one call, as values of the callee's inputs. */
export class Arguments {
  private readonly given = new Map<string, Value>();

  constructor(private readonly evaluator: Evaluator, private readonly unit: Unit, private readonly call: NodeOf<'call'>, readonly fn: Unit) {}

  /**
   * A value of the callee as the caller sees it: its inputs filled with the
   * call's arguments. What only the name of a parameter said falls where the argument knows better.
   */
  fill(value: Value): Value {
    return dependsOn(value, this.fn, maxDepth) ? substitute(this, value, maxDepth) : value;
  }

  /** All data that the caller hands in for some inputs, after the way it takes inside the callee; and what constants they may be. */
  dataOf(inputs: readonly Input[], redactions: readonly Redaction[] = noRedactions, asText = false): Pick<Value, 'taints' | 'inputs' | 'constants'> {
    let result = nothing;
    for (const input of inputs) {
      const given = redacted(this.evaluator, asMarked(this.valueOf(input), input.marks), redactions);
      result = merge(result, valueWith({ ...continued(asText ? textOf(given) : flatten(this.asDeclared(given, redactions)), input, this), constants: given.constants }));
    }
    return result;
  }

  /** A value of unknown origin that goes whole counts by its declared fields. */
  private asDeclared(value: Value, redactions: readonly Redaction[]): Value {
    if (!value.opaque || value.fields !== null || value.taints.some(({ kind }) => !isOrigin(kind))) return value;
    const declared = this.evaluator.evidence.ofFields(this.unit, this.call, value, hiddenBy(this.evaluator, redactions));
    return declared.length === 0 ? value : value.with({ taints: [...value.taints, ...declared] });
  }

  /** What the caller hands in for an input, its fields read. */
  valueOf({ index, fields }: Input): Value {
    const rest = fields[0] === '[]' && index === this.fn.restIndex;
    let key = `${String(index)}${rest ? '…' : ''}`;
    let value = this.once(key, () => (rest ? this.from(index) : this.at(index)));
    let owner: string | null = null;
    for (const field of rest ? fields.slice(1) : fields) {
      const [object, of] = [value, owner];
      key += ` ${field}`;
      value = this.once(key, () => (field === '[]' ? elementIn(this.evaluator, object, null) : readField(this.evaluator, { unit: this.unit, node: this.call }, object, field, of)));
      if (field !== '[]') owner = field;
    }
    return value;
  }

  private once(key: string, read: () => Value): Value {
    let value = this.given.get(key);
    if (value === undefined) this.given.set(key, (value = read()));
    return value;
  }

  /** Whether a taint is only the name of a field that the callee reads, seen from the call. */
  isEcho(taint: Taint): boolean {
    const { trace } = taint;
    return trace.previous === null && trace.unit === this.unit && trace.node === this.call.id;
  }

  /** What stands at a position, or is given by the parameter's name. */
  private at(index: number): Value {
    const name = this.fn.parameterName(index);
    const given = namedArgument(this.call, name);
    return asNamed(name, given === undefined ? argumentValue(this.evaluator, this.unit, this.call, index) : this.evaluator.valueOf(this.unit, given.value));
  }

  private from(index: number): Value {
    let value = nothing;
    for (let i = index; i < this.call.args.length; i++) value = merge(value, argumentValue(this.evaluator, this.unit, this.call, i));
    return value;
  }

  /** A step into the callee. */
  step(previous: Step): Step {
    return stepAfter(previous, { unit: this.unit, node: this.call.id, role: 'call', name: this.fn.graph.name });
  }
}

/** The argument that is given by a parameter's name. */
export function namedArgument(call: NodeOf<'call'>, name: string | null): Argument | undefined {
  return name === null ? undefined : call.args.find((arg) => arg.name === name);
}

function dependsOn(value: Value, fn: Unit, depth: number): boolean {
  if (value.inputs.some((input) => input.unit === fn) || value.taints.some((taint) => taint.guess?.unit === fn)) return true;
  if (value.fields === null || depth === 0) return false;
  for (const field of value.fields.values()) if (dependsOn(field, fn, depth - 1)) return true;
  return false;
}

function substitute(args: Arguments, value: Value, depth: number): Value {
  const { fn } = args;
  let result: Value = value.with({
    inputs: value.inputs.filter((input) => input.unit !== fn),
    taints: value.taints.filter((taint) => taint.guess?.unit !== fn || keeps(args.valueOf(taint.guess), args, taint.kind)),
  });
  let isOpaque = value.inputs.every((input) => input.unit !== fn) && value.opaque;
  for (const input of value.inputs) {
    if (input.unit !== fn) continue;
    const given = asMarked(args.valueOf(input), input.marks);
    isOpaque ||= given.opaque;
    const data = continued(withoutEchoes(given, args, value), input, args);
    const isNewText = isSanitized(input.marks);
    result = merge(result, given.with({ ...data, fields: isNewText ? null : marked(given, input.marks).fields, opaque: false }));
  }
  if (value.fields !== null && depth > 0) {
    const fields = new Map([...value.fields].map(([name, field]) => [name, dependsOn(field, fn, depth - 1) ? bounded(substitute(args, field, depth - 1)) : field] as const));
    result = result.with({ fields: result.fields === value.fields ? fields : new Map([...(result.fields ?? []), ...fields]) });
  }
  return result.with({ opaque: isOpaque });
}

/** Whether a guess by names inside the callee stands, given what the caller hands in. */
function keeps(given: Value, args: Arguments, kind: string): boolean {
  return given !== nothing && given.opaque && given.constants.length === 0 && given.taints.every((taint) => taint.kind === kind && args.isEcho(taint));
}

/** What the caller hands in, without what only the callee's own names say of it again. */
function withoutEchoes(given: Value, args: Arguments, value: Value): Value {
  if (!given.taints.some((taint) => args.isEcho(taint))) return given;
  const told = new Set(value.taints.filter((taint) => taint.guess?.unit === args.fn).map((taint) => taint.kind));
  return given.with({ taints: given.taints.filter((taint) => !(told.has(taint.kind) && args.isEcho(taint))) });
}

/** No data, and no word on what else there is: a library that is handed in stays what it is. */
const noData: Pick<Value, 'taints' | 'inputs'> = { taints: [], inputs: [] };

/** Data handed in, after the way it takes inside the callee. */
function continued({ taints, inputs }: Pick<Value, 'taints' | 'inputs'>, input: Input, args: Arguments): Pick<Value, 'taints' | 'inputs'> {
  if (taints.length === 0 && inputs.length === 0) return noData;
  return {
    taints: inOrder(taints.map((taint): Taint => ({ ...taint, marks: input.marks.reduce(withMark, taint.marks), trace: append(input.trace, args.step(taint.trace)) }))),
    inputs: inputsInOrder(inputs.map((outer): Input => ({ ...outer, marks: input.marks.reduce(withMark, outer.marks), trace: append(input.trace, args.step(outer.trace)) }))),
  };
}

/** The steps of `inner` (taken inside a callee) put after `before`. The callee's own source step, its parameter, is not told again. */
export function append(inner: Step, before: Step): Step {
  const steps: Step[] = [];
  for (let at: Step | null = inner; at !== null; at = at.previous) if (at.role !== 'source') steps.push(at);
  let result = before;
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (step !== undefined) result = stepAfter(result, step);
  }
  return result;
}
