/**
 * How do literals and names lower? Constants, names, lists, dictionaries.
 */
import type { NodeId, Property } from '../../flow';
import { NOTHING } from '../lowering';
import { lowerArguments } from './arguments';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers } from './function-lowering';
import { Kind } from './kinds';
import { constantOf, stringKey } from './literal-values';

function lowerConstant(f: FunctionLowering, node: FlatNode): NodeId {
  return f.constant(node, constantOf(f.tree, node)?.value);
}

/** A name: what the function's own variable holds here, or a name to be found outside. */
export function lowerName(f: FunctionLowering, node: FlatNode): NodeId {
  const name = f.tree.textOf(node);
  if (name === '') return f.unsupported(node, 'missing', []);
  const slot = f.scope.lookup(name);
  if (slot === NOTHING) return lowerForeignName(f, node, name);
  // Every mention is the object or class itself, whatever the parameter is called.
  if (f.isReceiver(slot)) return f.receiver?.is === 'class' ? f.classReference(node) : f.self(node);
  const value = f.scope.read(slot);
  if (value !== NOTHING) return f.read(node, name, value);
  // `input = input or raw_input`: until a module gives it another meaning, a name has its built-in one.
  return f.request.kind === 'module' ? f.outer(node, name) : f.read(node, name, f.constant(node, undefined));
}

/** In a class's body, names bound above are the class's; functions inside do not see them. */
function lowerForeignName(f: FunctionLowering, node: FlatNode, name: string): NodeId {
  const bound = f.request.kind === 'initializer' ? f.classScope?.bound.get(name) : undefined;
  if (bound !== undefined && bound <= f.range.start) return f.field(node, f.classReference(node), name);
  return f.outer(node, name);
}

function lowerDictionary(f: FunctionLowering, node: FlatNode): NodeId {
  const properties: Property[] = [];
  for (const entry of f.tree.children(node)) {
    const range = f.rangeOf(entry);
    switch (f.tree.kind(entry)) {
      case Kind.pair:
        properties.push(lowerPair(f, entry));
        break;
      case Kind.dictionary_splat:
        properties.push({ key: null, value: f.operand(entry), spread: true, range });
        break;
      default:
        // Broken text.
        if (f.isExpression(entry)) f.expression(entry);
    }
  }
  return f.object(node, properties);
}

export function lowerPair(f: FunctionLowering, pair: FlatNode): Property {
  const keyNode = f.tree.firstChild(pair);
  const valueNode = f.tree.lastChild(pair);
  const key = literalKey(f, keyNode);
  if (key === null && keyNode !== valueNode) f.expression(keyNode);
  return { key, value: valueNode === NONE ? f.unsupported(pair, 'missing', []) : f.expression(valueNode), spread: false, range: f.rangeOf(pair) };
}

/** Keys that are literals of any type, as text. */
function literalKey(f: FunctionLowering, node: FlatNode): string | null {
  const text = stringKey(f.tree, node);
  if (text !== null) return text;
  const value = constantOf(f.tree, node)?.value;
  return value === undefined || value === null ? null : String(value);
}

/** Parentheses. A broken or empty pair holds nothing. */
function lowerParenthesized(f: FunctionLowering, node: FlatNode): NodeId {
  return f.operand(node);
}

export const literalHandlers: Handlers<ExpressionHandler> = {
  integer: lowerConstant,
  float: lowerConstant,
  true: lowerConstant,
  false: lowerConstant,
  none: lowerConstant,
  ellipsis: (f, node) => f.constant(node, undefined),
  // `-1 + 2j` in a pattern.
  complex_pattern: (f, node) => f.constant(node, f.tree.textOf(node)),
  identifier: lowerName,
  list: (f, node) => f.array(node, lowerArguments(f, node)),
  tuple: (f, node) => f.array(node, lowerArguments(f, node)),
  set: (f, node) => f.array(node, lowerArguments(f, node)),
  expression_list: (f, node) => f.array(node, lowerArguments(f, node)),
  dictionary: lowerDictionary,
  parenthesized_expression: lowerParenthesized,
  list_splat: (f, node) => f.operand(node),
  dictionary_splat: (f, node) => f.operand(node),
  parenthesized_list_splat: (f, node) => f.operand(node),
  // Targets, where broken text or `del` lets them stand as values.
  pattern_list: (f, node) => f.array(node, lowerArguments(f, node)),
  tuple_pattern: (f, node) => f.array(node, lowerArguments(f, node)),
  list_pattern: (f, node) => f.array(node, lowerArguments(f, node)),
  list_splat_pattern: (f, node) => f.operand(node),
};
