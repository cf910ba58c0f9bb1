/**
 * How are string literals of Python taken apart, and which quotes may text
 * inside them have? Must not make edits.
 */
import { NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Kind } from '../kinds';
import { stringParts } from '../literal-values';

/** A literal's prefix, its delimiter and what stands between, absolute. */
export interface Literal {
  readonly prefix: string;
  /** One quote or three. */
  readonly delimiter: string;
  readonly start: number;
  readonly end: number;
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
}

/** Null for a literal that is not closed. */
export function literalAt(tree: FlatTree, node: FlatNode): Literal | null {
  if (tree.kind(node) !== Kind.string) return null;
  const { start, end, raw, bytes, formatted } = stringParts(tree, node);
  const opening = tree.text.slice(tree.start(node), start);
  const delimiter = opening.replace(/^[A-Za-z]*/, '');
  const prefix = opening.slice(0, opening.length - delimiter.length);
  return delimiter !== '' && tree.end(node) - end === delimiter.length ? { prefix, delimiter, start, end, raw, bytes, formatted } : null;
}

/**
 * `text`, an expression on one line, as it may stand where the node is: inside the holes of f-strings it has none of their
 * quotes, backslashes or comments, as Python before 3.12 has it. Null where it cannot.
 */
export function fitted(tree: FlatTree, node: FlatNode, text: string): string | null {
  const taken = new Set<string>();
  let inHole = false;
  let at = node;
  for (let up = tree.parent(node); up >= 0; at = up, up = tree.parent(up)) {
    if (tree.kind(up) !== Kind.string) continue;
    if (tree.kind(at) !== Kind.interpolation) return null;
    inHole = true;
    taken.add(literalAt(tree, up)?.delimiter.charAt(0) ?? '');
  }
  return inHole ? withoutQuotes(text, taken) : text;
}

export function isInHole(tree: FlatTree, node: FlatNode): boolean {
  return tree.enclosing(node, HOLES) !== NONE;
}

const HOLES: ReadonlySet<Kind> = new Set([Kind.interpolation, Kind.format_expression]);

/** The expression with its string literals in other quotes than those `taken`; null where there is no way. */
export function withoutQuotes(text: string, taken: ReadonlySet<string>): string | null {
  if (/[\\#\r\n]/.test(text)) return null;
  const free = ['"', "'"].find((quote) => !taken.has(quote));
  let result = text;
  for (const quote of taken) {
    if (!result.includes(quote)) continue;
    if (free === undefined || result.includes(free)) return null;
    result = result.replaceAll(quote, free);
  }
  return result;
}

/** Whether the literal is a part of `'a' 'b'`. */
export function isConcatenated(tree: FlatTree, node: FlatNode): boolean {
  return tree.kind(tree.parent(node)) === Kind.concatenated_string;
}

/** Whether `%` or `.format` fills the text in. */
export function isTemplate(tree: FlatTree, node: FlatNode): boolean {
  let at = isConcatenated(tree, node) ? tree.parent(node) : node;
  while (tree.kind(tree.parent(at)) === Kind.parenthesized_expression) at = tree.parent(at);
  const parent = tree.parent(at);
  if (tree.firstChild(parent) !== at) return false;
  if (tree.kind(parent) === Kind.attribute) return tree.textOf(tree.lastChild(parent)) === 'format' || tree.textOf(tree.lastChild(parent)) === 'format_map';
  return tree.kind(parent) === Kind.binary_operator && operatorOf(tree, parent) === '%';
}

/** The operator between the two operands. */
export function operatorOf(tree: FlatTree, node: FlatNode): string {
  return tree.gap(tree.end(tree.firstChild(node)), tree.start(tree.lastChild(node)));
}

/** The literals of a string, alone or in a row, in parentheses or not; null for any other expression. */
export function literalsOf(tree: FlatTree, node: FlatNode): readonly FlatNode[] | null {
  let at = node;
  while (tree.kind(at) === Kind.parenthesized_expression) at = tree.firstChild(at);
  if (tree.kind(at) === Kind.string) return [at];
  if (tree.kind(at) !== Kind.concatenated_string) return null;
  const parts = tree.children(at);
  return parts.every((part) => tree.kind(part) === Kind.string) ? parts : null;
}

/** Whether the file says things that only Python 2 understands. */
export function isPython2(tree: FlatTree): boolean {
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kinds[node];
    if (kind === Kind.print_statement || kind === Kind.exec_statement) return true;
  }
  return false;
}

/** The string statement that documents a module, class or function. */
export function isDocstring(tree: FlatTree, node: FlatNode): boolean {
  const statement = tree.parent(node);
  if ((tree.kind(node) !== Kind.string && tree.kind(node) !== Kind.concatenated_string) || tree.kind(statement) !== Kind.expression_statement) return false;
  const list = tree.parent(statement);
  return tree.firstChild(list) === statement && (tree.kind(list) === Kind.module || tree.kind(list) === Kind.block) && tree.nextSibling(node) === NONE;
}
