/**
 * Where does a comment go that speaks of a place? On a line of its own above
 * it, in the form that JSX needs where it needs one, else right before it.
 */
import type { Range, TextEdit } from '../../../text';
import type { Tree } from '../../language';
import { commentAt, indentation, insert, lineEnd, lineStart, skipBlanks } from '../../editing';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Kind } from '../kinds';
import { expressionAt, isBroken, slotOf } from './places';
import { styleOf } from './style';
import { isInsideToken } from './statements';

/** Comments that speak to a tool about the very next line: nothing may come between. */
const NEXT_LINE = /(?:-next-line|@ts-ignore|@ts-expect-error|prettier-ignore|biome-ignore|istanbul ignore|c8 ignore|v8 ignore)/;

/** `// text`; breaks and other characters that would end the comment become spaces. */
export function lineComment(text: string): string {
  return `// ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
}

function blockComment(text: string): string {
  return `/* ${text.replace(/[\r\n\u2028\u2029]+/g, ' ').replaceAll('*/', '* /')} */`;
}

export function insertComment(anyTree: Tree, place: Range, text: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const above = aboveLine(tree, place.start, text);
  return above === 'present' ? null : (above ?? before(tree, place, text));
}

/** Above the line of the offset, where a line may begin with a comment. */
function aboveLine(tree: FlatTree, offset: number, text: string): readonly TextEdit[] | 'present' | null {
  const code = skipBlanks(tree.text, lineStart(tree.text, offset));
  const form = formAt(tree, code);
  if (form === null) return null;
  const comment = form === 'jsx' ? `{${blockComment(text)}}` : lineComment(text);
  let at = Math.max(lineStart(tree.text, offset), tree.text.charCodeAt(0) === 0xfeff ? 1 : 0);
  for (;;) {
    const end = beforeBreak(tree.text, at);
    const above = skipBlanks(tree.text, lineStart(tree.text, end));
    const line = tree.text.slice(above, end).trimEnd();
    if (at > 0 && line === comment) return 'present';
    const other = at > 0 ? commentAt(tree, above) : null;
    if (other?.start !== above || other.end < above + line.length || !NEXT_LINE.test(line)) break;
    at = lineStart(tree.text, above);
  }
  return [insert(at, indentation(tree.text, code) + comment + styleOf(tree).lineEnd)];
}

function beforeBreak(text: string, start: number): number {
  return start - (text.startsWith('\r\n', start - 2) ? 2 : 1);
}

const ELEMENTS: ReadonlySet<number> = new Set([Kind.jsx_element, Kind.jsx_opening_element, Kind.jsx_self_closing_element]);

/** Which comment may stand right before the offset, the first of code on its line; null where none may. */
function formAt(tree: FlatTree, code: number): 'line' | 'jsx' | null {
  if (isInsideToken(tree, code) || (isInsideToken(tree, lineStart(tree.text, code)) && !opensChild(tree, code))) return null;
  const around = surrounding(tree, code);
  if (around === NONE) return tree.syntaxErrors.length === 0 || !isBroken(tree, tree.smallestNodeCovering({ start: code, end: code })) ? 'line' : null;
  if (isBroken(tree, around)) return null;
  switch (tree.kind(around)) {
    case Kind.jsx_element:
      return opensChild(tree, code) ? 'jsx' : null;
    case Kind.jsx_opening_element:
    case Kind.jsx_self_closing_element:
      return tree.text.charAt(code) === '/' || tree.text.charAt(code) === '>' || beginsAttribute(tree, around, code) ? 'line' : null;
    case Kind.jsx_attribute:
    case Kind.jsx_closing_element:
    case Kind.jsx_text:
    case Kind.string:
    case Kind.template_string:
      return null;
    default:
      return 'line';
  }
}

/** The innermost node that begins before the offset and goes on behind it; NONE at the top. */
function surrounding(tree: FlatTree, offset: number): FlatNode {
  let node = tree.smallestNodeCovering({ start: offset, end: Math.min(offset + 1, tree.text.length) });
  while (node > 0 && tree.start(node) >= offset) node = tree.parent(node);
  return node > 0 ? node : NONE;
}

/** Whether a child of a JSX element begins at the offset, with no text on its line that a comment would part from it. */
function opensChild(tree: FlatTree, offset: number): boolean {
  let node = tree.smallestNodeCovering({ start: offset, end: Math.min(offset + 1, tree.text.length) });
  while (node > 0 && tree.start(tree.parent(node)) === offset) node = tree.parent(node);
  return tree.start(node) === offset && tree.kind(tree.parent(node)) === Kind.jsx_element && tree.kind(node) !== Kind.jsx_text && tree.kind(node) !== Kind.jsx_opening_element;
}

function beginsAttribute(tree: FlatTree, element: FlatNode, offset: number): boolean {
  return tree.children(element).some((child) => tree.start(child) === offset && (tree.kind(child) === Kind.jsx_attribute || tree.kind(child) === Kind.jsx_expression));
}

/** `/* … *\/` right before the expression: in a template, or after text of a JSX element. */
function before(tree: FlatTree, place: Range, text: string): readonly TextEdit[] | null {
  let node = expressionAt(tree, place);
  if (node === NONE) node = tree.smallestNodeCovering(place);
  // Up to something that may have a comment before it; an element among others or an attribute's text may not.
  for (let slot = slotOf(tree, node); node > 0; node = tree.parent(node), slot = slotOf(tree, node)) {
    if (slot === null || slot === 'child' || slot === 'attribute') continue;
    if (lineEnd(tree.text, tree.start(node)) < place.start || ELEMENTS.has(tree.kind(tree.parent(node)))) return null;
    const comment = blockComment(text);
    return tree.text.slice(0, tree.start(node)).trimEnd().endsWith(comment) ? null : [insert(tree.start(node), `${comment} `)];
  }
  return null;
}
