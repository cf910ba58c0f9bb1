/**
 * What does a CommonJS file offer and take? `module.exports = …`, `exports.a = …`
 * and `require('m')`.
 * Must not handle ESM.
 */
import type { NodeId } from '../../flow';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantKey, constantOf, propertyKey } from './literal-values';

/** The target of an assignment that is an export. */
interface CommonJsExport {
  readonly name: string;
  /** Notes the export; of an object literal also one for each of its properties. */
  record(value: NodeId): void;
}

/** `module.exports`, `exports.a`, `module.exports.a` at the left of an assignment in the module itself; else null. */
export function commonJsExport(f: FunctionLowering, left: FlatNode): CommonJsExport | null {
  if (f.request.kind !== 'module' || f.tree.kind(left) !== Kind.member_expression && f.tree.kind(left) !== Kind.subscript_expression) return null;
  const name = isModuleExports(f, left) ? 'default' : isExportsObject(f, f.tree.firstChild(left)) ? memberName(f, left) : null;
  if (name === null) return null;
  return {
    name,
    record(value): void {
      f.exports.push({ name, value, from: null, imported: null, assigned: true });
      if (isModuleExports(f, left)) recordProperties(f, value);
    },
  };
}

function recordProperties(f: FunctionLowering, value: NodeId): void {
  const node = f.nodes[f.identity(value)];
  if (node?.op !== 'object') return;
  for (const property of node.properties) {
    if (property.key !== null && !property.spread) f.exports.push({ name: property.key, value: property.value, from: null, imported: null, assigned: true });
  }
}

function memberName(f: FunctionLowering, member: FlatNode): string | null {
  const last = f.tree.lastChild(member);
  return f.tree.kind(member) === Kind.member_expression ? propertyKey(f.tree, last) : constantKey(f.tree, last);
}

function isModuleExports(f: FunctionLowering, node: FlatNode): boolean {
  return f.tree.kind(node) === Kind.member_expression && isFree(f, f.tree.firstChild(node), 'module') && memberName(f, node) === 'exports';
}

function isExportsObject(f: FunctionLowering, node: FlatNode): boolean {
  return isFree(f, node, 'exports') || isModuleExports(f, node);
}

function isFree(f: FunctionLowering, node: FlatNode, name: string): boolean {
  return f.tree.kind(node) === Kind.identifier && f.tree.textOf(node) === name && f.scope.lookup(name) === NOTHING;
}

/** The module that `require('m')` names; null when the call is something else. */
export function requiredModule(f: FunctionLowering, call: FlatNode): string | null {
  if (!isFree(f, f.tree.firstChild(call), 'require')) return null;
  return constantArgument(f, call);
}

/** The one constant string argument of a call, else null. */
export function constantArgument(f: FunctionLowering, call: FlatNode): string | null {
  const first = f.tree.firstChild(f.tree.child(call, Field.arguments));
  if (first === NONE) return null;
  const constant = constantOf(f.tree, first);
  return constant !== null && typeof constant.value === 'string' ? constant.value : null;
}
