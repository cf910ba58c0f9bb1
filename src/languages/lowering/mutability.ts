/**
 * Which variables may hold something else after a call that was handed them?
 * Must not look at syntax.
 */
import type { TypeExpression } from '../../flow';
import { NOTHING, type Slot } from './environment';
import type { AnyLowering } from './function-lowering';

/** Values that no call can change: the variable keeps its node. */
const UNCHANGED: ReadonlySet<string> = new Set(['constant', 'pattern', 'concat', 'operator', 'function', 'class', 'import']);

/** Whether a call that is handed the variable may change what it points to. */
export function mayChange(f: AnyLowering, slot: Slot): boolean {
  const value = f.scope.read(slot);
  const type = f.scope.typeOf(slot);
  if (type !== null && isPrimitive(type)) return false;
  return value !== NOTHING && !UNCHANGED.has(f.nodes[f.identity(value)]?.op ?? 'constant');
}

const PRIMITIVES: ReadonlySet<string> = new Set(['string', 'number', 'boolean', 'undefined', 'null', 'symbol', 'bigint', 'never']);

/** Whether values of the type cannot change. */
function isPrimitive(type: TypeExpression): boolean {
  switch (type.kind) {
    case 'name':
      return PRIMITIVES.has(type.name);
    case 'union':
      return type.of.every(isPrimitive);
    case 'literal':
      return true;
    default:
      return false;
  }
}
