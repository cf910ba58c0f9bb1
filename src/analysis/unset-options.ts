/**
 * Which options does a call leave to the library? Those that are certainly not written, with what
 * the library takes them for. Must not ask whether that is right.
 */
import type { NodeOf } from '../flow';
import type { Fact, Place, UnsetOption } from '../models';
import type { KindId } from '../policy';
import { argumentValue, factsAt, namedArgument } from './calls';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { nothing, valueWith } from './value';
import type { Value } from './value';

export interface LeftOption {
  readonly kind: KindId;
  readonly fact: Fact;
  readonly place: Place;
  readonly value: Value;
}

/** Of several options of one kind the first: that they are left is told once a call. */
export function leftOptions(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, called: Place): readonly LeftOption[] {
  const left = new Map<KindId, LeftOption>();
  for (const option of called.unset) {
    if (!isLeft(evaluator, unit, call, option)) continue;
    for (const fact of factsAt(evaluator, unit, call, option.place)) {
      const [constant] = fact.unset;
      if (fact.is === null || fact.unset.length === 0 || left.has(fact.is)) continue;
      left.set(fact.is, { kind: fact.is, fact, place: option.place, value: valueWith({ constants: [{ value: constant, open: false, unit, node: call.id }] }) });
    }
  }
  return [...left.values()];
}

function isLeft(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, { argument, fields }: UnsetOption): boolean {
  if (call.args.some((arg) => arg.spread)) return false;
  let value = typeof argument === 'number' ? argumentValue(evaluator, unit, call, argument) : namedArgument(evaluator, unit, call, argument);
  for (const field of fields) {
    if (value === nothing) return true;
    if (!isWhole(value)) return false;
    value = value.fields?.get(field) ?? nothing;
  }
  return value === nothing;
}

/** Whether all the fields of a value are known. */
function isWhole({ fields, opaque, inputs, places, instances, modules, type }: Value): boolean {
  return fields !== null && !fields.has('*') && !opaque && inputs.length + places.length + instances.length + modules.length === 0 && (type?.place ?? null) === null;
}
