/**
 * How does a statement leave, or come under a condition?
 * Must not touch what other statements say.
 */
import type { Range, TextEdit } from '../../../text';
import type { Tree } from '../../language';
import { beginsLine, commentAt, deepen, indentation, insert, isNamePart, replace, skipBlanks, wholeLines } from '../../editing';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { endsClosed, isBoundary, isBroken, isDirective, isInList, statementOf } from './places';
import { quoted, styleOf } from './style';

/** What a statement does besides the place: more than one call, or one of several things. */
const BRANCHING: ReadonlySet<number> = new Set([Kind.binary_expression, Kind.ternary_expression, Kind.sequence_expression, Kind.template_string]);

/**
 * The expression statement that does what stands at the place and nothing
 * else: the call or assignment itself, or the call it is handed to. NONE for any other.
 */
function effectAt(tree: FlatTree, place: Range): FlatNode {
  const found = tree.nodeAt(place);
  const first = found === NONE || found === tree.root ? tree.smallestNodeCovering(place) : found;
  const statement = statementOf(tree, first);
  if (tree.kind(statement) !== Kind.expression_statement || isBroken(tree, statement) || isDirective(tree, tree.firstChild(statement))) return NONE;
  let calls = 0;
  for (let node = first; node !== statement; node = tree.parent(node)) {
    if (node !== first && (isBoundary(tree, node) || BRANCHING.has(tree.kinds[node] ?? -1))) return NONE;
    if (tree.kind(node) === Kind.arguments && ++calls > 1) return NONE;
  }
  return statement;
}

export function removeStatement(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const statement = effectAt(tree, place);
  if (statement === NONE) return null;
  const { start, end } = tree.range(statement);
  if (!isInList(tree, statement)) return isClause(tree, statement) ? [replace({ start, end }, isNamePart(tree.text[start - 1]) ? ' {}' : '{}')] : null;
  if (keepsApart(tree, statement)) return [replace({ start, end }, ';')];
  const lines = wholeLines(tree, start, end);
  if (lines !== null) return [replace(lines, '')];
  return [replace({ start, end: skipBlanks(tree.text, end) }, '')];
}

/** Whether the statement is all that an `if`, a loop or a label has. */
function isClause(tree: FlatTree, statement: FlatNode): boolean {
  switch (tree.kind(tree.parent(statement))) {
    case Kind.if_statement:
    case Kind.else_clause:
    case Kind.while_statement:
    case Kind.do_statement:
    case Kind.labeled_statement:
    case Kind.with_statement:
      return true;
    case Kind.for_statement:
    case Kind.for_in_statement:
      return tree.lastChild(tree.parent(statement)) === statement;
    default:
      return false;
  }
}

/** Whether the statements before and after would become one, or a string after it a directive. */
function keepsApart(tree: FlatTree, statement: FlatNode): boolean {
  const before = tree.previousSibling(statement);
  const next = tree.nextSibling(statement);
  if (next === NONE) return false;
  if (tree.kind(next) === Kind.expression_statement && tree.kind(tree.firstChild(next)) === Kind.string) return true;
  if (before === NONE || tree.field(before) === Field.value || endsClosed(tree, before)) return false;
  const gap = tree.text.slice(tree.end(before), tree.start(statement));
  return /^[([`/+*.,?:<=&|-]|^(?:in|instanceof|as|satisfies)\b/.test(tree.text.slice(tree.start(next), tree.start(next) + 12)) || !/[\r\n]/.test(gap);
}

export function guardStatement(anyTree: Tree, place: Range, condition: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const statement = effectAt(tree, place);
  if (statement === NONE || (!isInList(tree, statement) && !isClause(tree, statement))) return null;
  const { lineEnd: newline, indent } = styleOf(tree);
  const { start, end } = tree.range(statement);
  const outer = indentation(tree.text, start);
  // `if (a) send(); else …` must keep its `else`.
  const [open, close] = isInList(tree, statement) ? ['', ''] : ['{ ', ' }'];
  const space = isNamePart(tree.text[start - 1]) ? ' ' : '';
  return [
    insert(start, `${space}${open}if (${condition}) {${newline}${outer}${indent}`),
    ...deepen(tree.text, start, end, indent, (at) => isInsideToken(tree, at)),
    insert(end, `${newline}${outer}}${close}`),
  ];
}

/** Statements that begin by evaluating what is in them. */
const EVALUATING: ReadonlySet<number> = new Set([
  Kind.expression_statement, Kind.lexical_declaration, Kind.variable_declaration, Kind.return_statement, Kind.throw_statement, Kind.if_statement,
]);

export function demandBefore(anyTree: Tree, place: Range, condition: string, message: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const found = tree.nodeAt(place);
  const first = found === NONE ? tree.smallestNodeCovering(place) : found;
  const statement = statementOf(tree, first);
  if (!EVALUATING.has(tree.kind(statement)) || !isInList(tree, statement) || isBroken(tree, statement)) return null;
  for (let node = first; node !== statement; node = tree.parent(node)) {
    if (isBoundary(tree, node)) return null;
  }
  const { text } = tree;
  const start = tree.start(statement);
  const { lineEnd: newline, semicolons } = styleOf(tree);
  // Without a semicolon some beginnings would go on with what is thrown.
  if (!beginsLine(text, start) || (!semicolons && /^[([`/+*-]/.test(text.charAt(start)))) return null;
  return [insert(start, `if (!${condition}) throw new Error(${quoted(tree, message)})${semicolons ? ';' : ''}${newline}${indentation(text, start)}`)];
}

/** Whether the offset lies within a string, template text, JSX text or comment. */
export function isInsideToken(tree: FlatTree, offset: number): boolean {
  const node = tree.smallestNodeCovering({ start: offset, end: offset });
  if (tree.start(node) < offset && offset < tree.end(node)) {
    const kind = tree.kind(node);
    if (kind === Kind.string || kind === Kind.template_string || kind === Kind.jsx_text || kind === Kind.regex || kind === Kind.template_literal_type) return true;
  }
  const comment = commentAt(tree, offset);
  return comment !== null && comment.start < offset;
}
