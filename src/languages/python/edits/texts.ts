/**
 * How does the text of a string change? Its beginning, a part of it that gives
 * way to a value, and what stands in for a missing one.
 * Must not know what the new text means.
 */
import type { Range, TextEdit } from '../../../text';
import { replace } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { stringKey } from '../literal-values';
import { replaceExpression, replaceNode } from './expressions';
import { expressionAt, isBroken, slotOf } from './places';
import { removeStatement } from './statements';
import { fitted, isConcatenated, isDocstring, isPython2, isTemplate, literalAt, operatorOf, withoutQuotes, type Literal } from './strings';

export function replacePrefix(anyTree: Tree, literal: Range, prefix: string, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  let node = expressionAt(tree, literal);
  // The text of an f-string before its first hole is a place of its own.
  if (node === NONE) node = tree.smallestNodeCovering(literal);
  while (node !== NONE && tree.kind(node) !== Kind.string && BEGINS.has(tree.kind(node))) {
    const callee = tree.kind(node) === Kind.call ? tree.child(node, Field.function) : NONE;
    // Of calls those that keep the beginning: `'http://{}/'.format(host)`.
    if (tree.kind(node) === Kind.call && (tree.kind(callee) !== Kind.attribute || tree.textOf(tree.lastChild(callee)) !== 'format')) return null;
    node = tree.firstChild(callee === NONE ? node : callee);
  }
  const found = literalAt(tree, node);
  if (found === null || isBroken(tree, node) || isDocstring(tree, node)) return null;
  const { start, end } = found;
  if (literal.start > start || /[\\'"\r\n{}%]/.test(prefix + by) || !tree.text.startsWith(prefix, start) || start + prefix.length > end) return null;
  return [replace({ start, end: start + prefix.length }, by)];
}

/** What begins as its first part does. */
const BEGINS: ReadonlySet<number> = new Set([Kind.binary_operator, Kind.parenthesized_expression, Kind.concatenated_string, Kind.call]);

export function replaceStringPart(anyTree: Tree, part: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = tree.smallestNodeCovering(part);
  const literal = literalAt(tree, node);
  if (literal === null || part.start >= part.end || part.start < literal.start || part.end > literal.end) return null;
  const whole = isConcatenated(tree, node) ? tree.parent(node) : node;
  if (slotOf(tree, whole) === null) return null;
  const isAll = part.start === literal.start && part.end === literal.end;
  if (isAll && whole === node) return replaceExpression(tree, tree.range(node), by);
  if (literal.bytes || isPython2(tree) || isTemplate(tree, node)) return null;
  const hole = holeFor(tree, node, literal, by);
  if (hole === null) return null;
  if (literal.formatted) {
    const isApart = tree.children(node).every((child) => tree.end(child) <= part.start || tree.start(child) >= part.end);
    // A brace that is cut off from its twin would open a hole.
    return isApart && !/[{}]/.test(tree.text.slice(part.start, part.end)) && isWhole(tree, literal, part) ? [replace(part, hole)] : null;
  }
  if (!isWhole(tree, literal, part)) return null;
  const escaped = (from: number, to: number): string => tree.text.slice(from, to).replace(/[{}]/g, '$&$&');
  const [head, tail] = [tree.text.slice(literal.start, part.start), tree.text.slice(part.end, literal.end)];
  // `\N{DASH}` keeps its single braces, and its text is longer than it is worth to tell.
  if (!literal.raw && (head + tail).includes('\\N')) return null;
  const prefix = `${literal.prefix.replace(/u/i, '')}f`;
  const { delimiter } = literal;
  return [replace(tree.range(node), `${prefix}${delimiter}${escaped(literal.start, part.start)}${hole}${escaped(part.end, literal.end)}${delimiter}`)];
}

/** `{by}` in quotes that neither the literal nor what is around it uses. */
function holeFor(tree: FlatTree, node: FlatNode, literal: Literal, by: string): string | null {
  const outer = fitted(tree, node, by);
  if (outer === null) return null;
  const taken = new Set([literal.delimiter.charAt(0)]);
  for (let at = tree.parent(node); at >= 0; at = tree.parent(at)) {
    const around = literalAt(tree, at);
    if (around !== null) taken.add(around.delimiter.charAt(0));
  }
  const text = withoutQuotes(outer, taken);
  return text === null ? null : `{${/^\{|\blambda\b|:=|!/.test(text) ? `(${text})` : text}}`;
}

/** Whether no escape is cut by the part's beginning or end. */
function isWhole(tree: FlatTree, literal: Literal, part: Range): boolean {
  return [part.start, part.end].every((offset) => {
    const head = tree.text.slice(literal.start, offset);
    return literal.raw ? !head.endsWith('\\') : !/(?:^|[^\\])(?:\\\\)*\\(?:x.?|u.{0,3}|U.{0,7}|[0-7]{1,2})?$/.test(head.slice(-40));
  });
}

export function removeFallback(anyTree: Tree, value: Range, expression: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, value);
  const parent = node === NONE ? NONE : tree.parent(node);
  if (parent === NONE || isBroken(tree, node)) return null;
  const left = tree.firstChild(parent);
  switch (tree.kind(parent)) {
    case Kind.boolean_operator:
      if (left === node || operatorOf(tree, parent) !== 'or') return null;
      if (sameCode(tree.textOf(left), expression)) return [replace({ start: tree.end(left), end: tree.end(node) }, '')];
      return readsVariable(tree, left, expression) ? standAlone(tree, parent, expression) : null;
    case Kind.argument_list: {
      const call = tree.parent(parent);
      if (tree.nextSibling(left) !== node || tree.nextSibling(node) !== NONE || !readsVariable(tree, call, expression)) return null;
      const callee = tree.child(call, Field.function);
      const isDefault = tree.kind(callee) === Kind.attribute && tree.textOf(tree.lastChild(callee)) === 'setdefault';
      return isDefault ? removeStatement(tree, tree.range(call)) : standAlone(tree, call, expression);
    }
    case Kind.assignment:
      return tree.field(node) === Field.right && sameCode(tree.textOf(left), expression) ? removeStatement(tree, tree.range(parent)) : null;
    default:
      return null;
  }
}

function standAlone(tree: FlatTree, node: FlatNode, expression: string): readonly TextEdit[] | null {
  const slot = slotOf(tree, node);
  return slot === null ? null : replaceNode(tree, node, slot, expression);
}

/** The same but for quotes. */
function sameCode(a: string, b: string): boolean {
  return a.replaceAll("'", '"') === b.replaceAll("'", '"');
}

/** Whether the call asks for the environment variable that `expression` reads: `os.environ.get('X', …)`, `os.getenv('X')`. */
function readsVariable(tree: FlatTree, call: FlatNode, expression: string): boolean {
  if (tree.kind(call) !== Kind.call || !/^(?:os\.)?(?:environ\.(?:get|setdefault)|getenv)$/.test(tree.textOf(tree.child(call, Field.function)))) return false;
  const key = tree.firstChild(tree.child(call, Field.arguments));
  const name = key === NONE ? null : stringKey(tree, key);
  return name !== null && sameCode(expression.replace(/^os\./, ''), `environ["${name}"]`);
}
