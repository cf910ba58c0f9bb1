/**
 * What is a text made of? Templates and concatenations taken apart, and
 * characters within a literal replaced. Must not know what the text means.
 */
import type { Range, TextEdit } from '../../../text';
import { replace } from '../../editing';
import type { TextPart, Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Kind } from '../kinds';
import { constantOf, unescaped } from '../literal-values';
import { isTagged } from './expressions';
import { expressionAt, isBroken, slotOf } from './places';

export function textParts(anyTree: Tree, place: Range): readonly TextPart[] | null {
  const tree = asFlatTree(anyTree);
  const node = expressionAt(tree, place);
  if (node === NONE || isBroken(tree, node)) return null;
  const parts: TextPart[] = [];
  return addParts(tree, node, parts) ? parts : null;
}

/** Whether the expression is a text, whose parts are then added. */
function addParts(tree: FlatTree, node: FlatNode, parts: TextPart[]): boolean {
  switch (tree.kind(node)) {
    case Kind.string: {
      const value = constantOf(tree, node)?.value;
      parts.push({ text: String(value) });
      return true;
    }
    case Kind.template_string:
      return !isTagged(tree, node) && addTemplate(tree, node, parts);
    case Kind.parenthesized_expression:
      return addParts(tree, tree.firstChild(node), parts);
    case Kind.binary_expression: {
      const [left, right] = [tree.firstChild(node), tree.lastChild(node)];
      if (tree.gap(tree.end(left), tree.start(right)) !== '+') return false;
      const start = parts.length;
      const [isLeft, before] = [addParts(tree, left, parts), parts.length];
      if (!isLeft) parts.splice(start, before - start, { code: tree.range(left) });
      const middle = parts.length;
      const isRight = addParts(tree, right, parts);
      if (!isRight) parts.splice(middle, parts.length - middle, { code: tree.range(right) });
      return isLeft || isRight;
    }
    default:
      return false;
  }
}

function addTemplate(tree: FlatTree, node: FlatNode, parts: TextPart[]): boolean {
  let from = tree.start(node) + 1;
  for (const hole of tree.children(node)) {
    const inner = tree.firstChild(hole);
    if (tree.kind(hole) !== Kind.template_substitution || inner === NONE) return false;
    if (tree.start(hole) > from) parts.push({ text: unescaped(tree.text.slice(from, tree.start(hole))) });
    parts.push({ code: tree.range(inner) });
    from = tree.end(hole);
  }
  if (tree.end(node) - 1 > from) parts.push({ text: unescaped(tree.text.slice(from, tree.end(node) - 1)) });
  return true;
}

export function replaceCharacters(anyTree: Tree, part: Range, by: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = tree.smallestNodeCovering(part);
  const kind = tree.kind(node);
  if ((kind !== Kind.string && kind !== Kind.template_string) || isBroken(tree, node) || part.start >= part.end || part.start <= tree.start(node) || part.end >= tree.end(node)) return null;
  // Nothing that needs an escape in one of the quotes, and neither an escape nor an attribute's character reference that is cut.
  if (/[\\'"`\r\n{}$]/.test(by + tree.text.slice(part.start, part.end)) || tree.text.charAt(part.start - 1) === '\\') return null;
  if (slotOf(tree, node) === 'attribute' && [tree.text.slice(tree.start(node), part.start), tree.text.slice(tree.start(node), part.end), by].some((text) => /&[#\w]*$/.test(text))) return null;
  return [replace(part, by)];
}
