/**
 * What do names say? The data kinds that a field, parameter or variable shows by
 * its name alone, where nothing better is known of the value.
 */
import type { NodeId } from '../flow';
import type { Around, Confidence, KindId, Kinds, Surroundings } from '../policy';
import type { Unit } from './program';

export interface NameEvidence {
  readonly kind: KindId;
  readonly confidence: Confidence;
}

/**
 * Data kinds of an identifier. `owner`: what it is read from, null for a bare
 * variable. `surroundings`: what is known of the owner beside its name. `around`: see there.
 * Names that say themselves that they are hashed or masked show nothing.
 */
export function nameEvidence(kinds: Kinds, name: string, owner: string | null, surroundings: Surroundings, around?: Around): readonly NameEvidence[] {
  const matches = kinds.matchName(name, owner, surroundings, around);
  if (matches.length === 0) return none;
  const isKnown = surroundings === 'person' || surroundings === 'anything';
  const aboutPerson = isKnown || (owner !== null && kinds.isPerson(owner));
  const result: NameEvidence[] = [];
  for (const match of matches) {
    if (match.protected || !match.kind.startsWith('data.')) continue;
    const strong = match.evidence === 'strong';
    const confidence = aboutPerson && strong ? 'high' : match.evidence !== 'place' && (strong || isKnown || owner !== null) ? 'medium' : 'low';
    result.push({ kind: match.kind, confidence });
  }
  return result;
}

const none: readonly NameEvidence[] = [];

/** The name that a reader would give to a node's value: a variable, parameter, field or the function that made it. */
export function nameOf(unit: Unit, id: NodeId, depth = 12): string | null {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return null;
  switch (node.op) {
    case 'bind':
    case 'read':
    case 'outer':
    case 'field':
    case 'parameter':
      return node.name;
    case 'import':
      return node.name === '*' || node.name === 'default' ? node.module : node.name;
    case 'this':
      return 'this';
    case 'call':
      return nameOf(unit, node.callee, depth - 1);
    case 'await':
    case 'cast':
      return nameOf(unit, node.value, depth - 1);
    case 'after':
      return nameOf(unit, node.value, depth - 1);
    case 'update':
    case 'iterate':
    case 'element':
    case 'rest':
      return nameOf(unit, node.object, depth - 1);
    case 'phi': {
      for (const input of node.inputs) {
        const name = input < id ? nameOf(unit, input, depth - 1) : null;
        if (name !== null) return name;
      }
      return null;
    }
    default:
      return null;
  }
}

/** Dotted source form of a callee or value, for messages: `console.log`, `this.store.save`. Calls in between show as `()`. */
export function pathOf(unit: Unit, id: NodeId, depth = 8): string | null {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return null;
  switch (node.op) {
    case 'field': {
      const object = pathOf(unit, node.object, depth - 1);
      return object === null ? node.name : `${object}.${node.name}`;
    }
    case 'call': {
      const callee = pathOf(unit, node.callee, depth - 1);
      return callee === null ? null : `${callee}()`;
    }
    case 'await':
    case 'cast':
    case 'after':
      return pathOf(unit, node.value, depth - 1);
    case 'update':
      return pathOf(unit, node.object, depth - 1);
    default:
      return nameOf(unit, id, depth);
  }
}
