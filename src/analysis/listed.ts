/**
 * Does a value stand in an entry of a list: a field of an object that is one of several in an array? What a list says of each of many is seldom
 * said of the program itself. Must not judge.
 */
import type { NodeId } from '../flow';
import { usersOf } from './outcomes';
import type { Unit } from './program';

/** Objects, texts and casts around a value that are looked through. */
const maxAround = 6;

export function isListed(unit: Unit, id: NodeId): boolean {
  const users = usersOf(unit);
  let isField = false;
  for (let at = id, steps = 0; steps < maxAround; steps++) {
    const around = (users.get(at) ?? []).find(({ op }) => op === 'object' || op === 'array' || op === 'concat' || op === 'cast');
    if (around === undefined) return false;
    if (around.op === 'array') return isField;
    isField ||= around.op === 'object';
    at = around.id;
  }
  return false;
}
