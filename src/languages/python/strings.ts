/**
 * How do strings lower? Text is a constant; f-strings, literals in a row and
 * `'…' % x` are concatenations.
 */
import type { NodeId } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers } from './function-lowering';
import { Kind } from './kinds';
import { constantOf, stringParts, textValue } from './literal-values';

function lowerString(f: FunctionLowering, node: FlatNode): NodeId {
  const constant = constantOf(f.tree, node);
  if (constant !== null) return f.constant(node, constant.value);
  const parts: NodeId[] = [];
  addParts(f, node, parts);
  return f.written(node, parts);
}

/** `'a' f'{b}'`. */
function lowerConcatenated(f: FunctionLowering, node: FlatNode): NodeId {
  const constant = constantOf(f.tree, node);
  if (constant !== null) return f.constant(node, constant.value);
  const parts: NodeId[] = [];
  for (const child of f.tree.children(node)) {
    if (f.tree.kind(child) !== Kind.string) {
      if (f.isExpression(child)) parts.push(f.expression(child));
    } else if (f.tree.firstChild(child) === NONE) {
      parts.push(f.expression(child));
    } else {
      addParts(f, child, parts);
    }
  }
  return f.written(node, parts);
}

/** Texts and interpolations of an f-string, in order. */
function addParts(f: FunctionLowering, node: FlatNode, parts: NodeId[]): void {
  const string = stringParts(f.tree, node);
  let from = string.start;
  const addText = (to: number): void => {
    if (to > from) parts.push(f.constantBetween(from, to, textValue(f.tree.text.slice(from, to), string)));
  };
  for (const part of f.tree.children(node)) {
    addText(f.tree.start(part));
    addInterpolation(f, part, parts);
    from = Math.max(from, f.tree.end(part));
  }
  addText(string.end);
}

/** `{value!r:>{width}}`: the value, then what its format holds. */
function addInterpolation(f: FunctionLowering, node: FlatNode, parts: NodeId[]): void {
  f.nested(undefined, () => {
    for (const child of f.tree.children(node)) {
      if (f.tree.kind(child) === Kind.format_specifier || f.tree.kind(child) === Kind.format_expression) addInterpolation(f, child, parts);
      else if (f.isExpression(child)) parts.push(f.expression(child));
    }
  });
}

/** `text % right`: the elements of a tuple, the values of a dictionary, or the one value. */
export function formatted(f: FunctionLowering, node: FlatNode, text: NodeId, right: NodeId): NodeId {
  const held = f.nodes[f.identity(right)];
  if (held?.op === 'array') return f.written(node, [text, ...held.elements.map((element) => element.value)]);
  if (held?.op === 'object') return f.written(node, [text, ...held.properties.map((property) => property.value)]);
  return f.written(node, [text, right]);
}

export const stringHandlers: Handlers<ExpressionHandler> = {
  string: lowerString,
  concatenated_string: lowerConcatenated,
  interpolation: (f, node) => f.operand(node),
};
