/**
 * What is left of an object of which a call picks some fields, or leaves some out, by lists of
 * their names? Must not know which calls do: models say so.
 */
import type { NodeOf } from '../flow';
import type { Fact } from '../models';
import { argumentValue } from './calls';
import type { Evaluator } from './evaluate';
import { readField, withoutFields } from './fields';
import { nameOf } from './names';
import type { Unit } from './program';
import { nothing, unknown, valueWith } from './value';
import type { Value } from './value';

/** Names that one call lists. */
const maxNames = 50;

/** The part of `value` that a fact lets pass: all of it where nothing is listed, and nothing that is known where the list does not fold. */
export function chosenFields(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, { only, without }: Fact, value: Value): Value {
  if (only.length === 0 && without.length === 0) return value;
  const names = namesIn(evaluator, unit, call, only.length > 0 ? only : without);
  if (names === 'all') return value;
  if (names === null) return unknown;
  return only.length > 0 ? picked(evaluator, unit, call, value, names) : left(value, names);
}

/** Names listed in arguments, one by one or in arrays; `all` where there is no list, null where it takes running. */
function namesIn(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, positions: readonly number[]): readonly string[] | 'all' | null {
  const lists = positions.map((position) => argumentValue(evaluator, unit, call, position)).filter((value) => value !== nothing && value.functions.length === 0);
  const given = lists.filter((value) => value.constants.every((constant) => constant.value !== null && constant.value !== undefined) || value.constants.length === 0);
  if (given.length === 0) return 'all';
  const constants = given.flatMap((value) => [...value.constants, ...(value.fields?.get('[]')?.constants ?? [])]);
  const names = constants.flatMap(({ value, open }) => (typeof value === 'string' && !open ? [value] : []));
  return names.length === 0 || names.length > maxNames ? null : names;
}

function picked(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, value: Value, names: readonly string[]): Value {
  const owner = call.args[0] === undefined ? null : nameOf(unit, call.args[0].value);
  const element = value.fields?.get('[]');
  if (element !== undefined) return valueWith({ fields: new Map([['[]', picked(evaluator, unit, call, element, names)]]) });
  return valueWith({ fields: new Map(names.map((name) => [name, readField(evaluator, { unit, node: call }, value, name, owner)])) });
}

/** What is meant to be left out was: the whole is no record of a person any more, but for the fields that are known. */
function left(value: Value, names: readonly string[]): Value {
  const rest = withoutFields(value, names);
  return rest.with({ taints: rest.taints.filter((taint) => !taint.kind.startsWith('data.object.')), opaque: false });
}
