/**
 * How do template literals lower? Their text parts are constants, their
 * substitutions values.
 */
import type { NodeId } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { stringValue, unescaped } from './literal-values';

/** A template's text parts (also empty ones, as a tag sees them) and its values. */
export function lowerTemplateParts(f: FunctionLowering, node: FlatNode): { texts: NodeId[]; values: NodeId[] } {
  const texts: NodeId[] = [];
  const values: NodeId[] = [];
  forEachPart(f, node, (start, end) => texts.push(textConstant(f, start, end)), (part) => values.push(f.expression(part)));
  return { texts, values };
}

/** A template: the concatenation of its parts, or one constant. */
export function lowerTemplate(f: FunctionLowering, node: FlatNode): NodeId {
  if (f.tree.firstChild(node) === NONE) return f.constant(node, stringValue(f.tree, node));
  const parts: NodeId[] = [];
  const addText = (start: number, end: number): void => {
    if (end > start) parts.push(textConstant(f, start, end));
  };
  forEachPart(f, node, addText, (part) => parts.push(f.expression(part)));
  return f.concat(node, parts);
}

function textConstant(f: FunctionLowering, start: number, end: number): NodeId {
  return f.constantBetween(start, end, unescaped(f.tree.text.slice(start, end)));
}

/** Texts and substitutions of a template in order; it starts and ends with a text. */
function forEachPart(f: FunctionLowering, node: FlatNode, text: (start: number, end: number) => void, value: (part: FlatNode) => void): void {
  let from = f.tree.start(node) + 1;
  for (const part of f.tree.children(node)) {
    text(from, Math.max(from, f.tree.start(part)));
    value(part);
    from = f.tree.end(part);
  }
  const closed = f.tree.text[f.tree.end(node) - 1] === '`' && f.tree.end(node) - 1 >= from;
  text(from, Math.max(from, closed ? f.tree.end(node) - 1 : f.tree.end(node)));
}
