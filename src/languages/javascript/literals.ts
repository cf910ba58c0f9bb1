/**
 * How do literals and names lower? Constants, templates, arrays, objects,
 * regular expressions, identifiers, `this`.
 */
import type { NodeId, Property } from '../../flow';
import { lowerArguments } from './arguments';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { lowerMethod, lowerNamed } from './functions';
import { Field, Kind } from './kinds';
import { constantOf, propertyKey } from './literal-values';
import { methodKind } from './member-words';
import { lowerTemplate } from './templates';

function lowerConstant(f: FunctionLowering, node: FlatNode): NodeId {
  return f.constant(node, constantOf(f.tree, node)?.value);
}

/** A name: what the function's own variable holds here, or a name to be found outside. */
export function lowerName(f: FunctionLowering, node: FlatNode): NodeId {
  const name = f.tree.textOf(node);
  if (name === '') return f.unsupported(node, 'missing', []);
  const slot = f.scope.lookup(name);
  if (slot === NOTHING) return f.outer(node, name);
  const value = f.scope.read(slot);
  return f.read(node, name, value === NOTHING ? f.constant(node, undefined) : value);
}

function lowerThis(f: FunctionLowering, node: FlatNode): NodeId {
  return f.request.kind === 'arrow' ? f.outer(node, 'this') : f.self(node);
}

function lowerSuper(f: FunctionLowering, node: FlatNode): NodeId {
  return f.request.kind === 'arrow' ? f.outer(node, 'super') : f.parent(node);
}

function lowerRegex(f: FunctionLowering, node: FlatNode): NodeId {
  const pattern = f.tree.child(node, Field.pattern);
  const flags = f.tree.child(node, Field.flags);
  return f.pattern(node, f.tree.textOf(pattern), flags === NONE ? '' : f.tree.textOf(flags));
}

function lowerObject(f: FunctionLowering, node: FlatNode): NodeId {
  const properties: Property[] = [];
  for (const entry of f.tree.children(node)) {
    const property = lowerEntry(f, entry);
    if (property !== null) properties.push(property);
  }
  return f.object(node, properties);
}

function lowerEntry(f: FunctionLowering, entry: FlatNode): Property | null {
  const range = f.rangeOf(entry);
  switch (f.tree.kind(entry)) {
    case Kind.pair: {
      const keyNode = f.tree.child(entry, Field.key);
      const key = propertyKey(f.tree, keyNode);
      if (key === null) f.expression(keyNode);
      return { key, value: lowerNamed(f, f.tree.child(entry, Field.value), key), spread: false, range };
    }
    case Kind.shorthand_property_identifier:
      return { key: f.tree.textOf(entry), value: lowerName(f, entry), spread: false, range };
    case Kind.spread_element:
      return { key: null, value: f.operand(entry), spread: true, range };
    case Kind.method_definition: {
      const name = f.tree.child(entry, Field.name);
      const key = propertyKey(f.tree, name);
      if (key === null) f.expression(name);
      const closure = lowerMethod(f, entry, key);
      if (methodKind(f.tree, entry) === 'setter') return null;
      // Reading a getter's property gives what it returns.
      return { key, value: methodKind(f.tree, entry) === 'getter' ? f.call(entry, closure, []) : closure, spread: false, range };
    }
    default:
      // Broken text.
      if (f.isExpression(entry)) f.expression(entry);
      return null;
  }
}

export const literalHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  string: lowerConstant,
  number: lowerConstant,
  true: lowerConstant,
  false: lowerConstant,
  null: lowerConstant,
  undefined: lowerConstant,
  regex: lowerRegex,
  template_string: lowerTemplate,
  array: (f, node) => f.array(node, lowerArguments(f, node)),
  object: lowerObject,
  identifier: lowerName,
  shorthand_property_identifier: lowerName,
  this: lowerThis,
  super: lowerSuper,
  computed_property_name: (f, node) => f.operand(node),
  meta_property: (f, node) => f.outer(node, f.tree.textOf(node).replace(/\s+/g, '')),
  import: (f, node) => f.outer(node, 'import'),
};
