/**
 * How is an offence told that is one token and the call or element around it? Must not look for any.
 */
import type { NodeId } from '../../flow';
import type { Unit } from '../program';
import type { Offence } from './check';

export function offenceOf(unit: Unit, wrong: NodeId, around: NodeId, sink: string, name: string | null = null): Offence {
  return { wrong: { unit, node: wrong }, around, sink, sinkPath: sink, name, details: {}, guessed: false };
}
