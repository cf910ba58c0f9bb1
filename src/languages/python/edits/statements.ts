/**
 * How does a statement leave, or come under a condition? A block never becomes empty.
 * Must not touch what other statements say.
 */
import type { Range, TextEdit } from '../../../text';
import { atLineEnd, beginsLine, deepen, indentation, insert, lineStart, replace, skipBlanks, skipBlanksBack, skipInLine, wholeLines } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isBoundary, isBroken, isContinuation, isInsideToken, statementOf } from './places';
import { isDocstring } from './strings';
import { quoted, styleOf } from './style';

/** What a statement does besides the place: one of several things. */
const BRANCHING: ReadonlySet<number> = new Set([
  Kind.binary_operator, Kind.boolean_operator, Kind.comparison_operator, Kind.conditional_expression, Kind.string, Kind.list_comprehension,
  Kind.set_comprehension, Kind.dictionary_comprehension, Kind.generator_expression, Kind.named_expression, Kind.yield,
]);

/**
 * The expression statement that does what stands at the place and nothing
 * else: the call or assignment itself, or the call it is handed to. NONE for any
 * other, and where a variable would be left without its value.
 */
function effectAt(tree: FlatTree, place: Range): FlatNode {
  const found = tree.nodeAt(place);
  let first = found === NONE ? tree.smallestNodeCovering(place) : found;
  // A statement alone has the range of its block.
  while (found !== NONE && (tree.kind(first) === Kind.module || tree.kind(first) === Kind.block) && tree.firstChild(first) !== NONE) first = tree.firstChild(first);
  const statement = statementOf(tree, first);
  if (tree.kind(statement) !== Kind.expression_statement || isBroken(tree, statement) || isDocstring(tree, tree.firstChild(statement))) return NONE;
  if (tree.nextSibling(tree.firstChild(statement)) !== NONE || !keepsNames(tree, tree.firstChild(statement))) return NONE;
  let calls = 0;
  for (let node = first; node !== statement; node = tree.parent(node)) {
    if (node !== first && (isBoundary(tree, node) || BRANCHING.has(tree.kinds[node] ?? -1))) return NONE;
    if (tree.kind(node) === Kind.argument_list && ++calls > 1) return NONE;
  }
  return statement;
}

/** Whether no variable gets its value here: others may read it. */
function keepsNames(tree: FlatTree, effect: FlatNode): boolean {
  for (let at = effect; tree.kind(at) === Kind.assignment || tree.kind(at) === Kind.augmented_assignment; at = tree.child(at, Field.right)) {
    const target = tree.kind(tree.child(at, Field.left));
    if (target !== Kind.attribute && target !== Kind.subscript) return false;
  }
  return true;
}

export function removeStatement(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const statement = effectAt(tree, place);
  if (statement === NONE) return null;
  const { start, end } = tree.range(statement);
  const list = tree.parent(statement);
  const [before, next] = [tree.previousSibling(statement), tree.nextSibling(statement)];
  if (tree.kind(list) === Kind.block && before === NONE && next === NONE) return [replace({ start, end }, 'pass')];
  const { text } = tree;
  const behind = skipBlanks(text, end);
  if (next !== NONE && /^[ \t]*;[ \t]*$/.test(text.slice(end, tree.start(next)))) return [replace({ start, end: tree.start(next) }, '')];
  const stop = text.charAt(behind) === ';' ? behind + 1 : end;
  if (before !== NONE && /^[ \t]*;[ \t]*$/.test(text.slice(tree.end(before), start))) return [replace({ start: tree.end(before), end: stop }, '')];
  const lines = isContinuation(tree, lineStart(text, start)) ? null : wholeLines(tree, start, stop);
  return lines === null ? null : [replace(lines, '')];
}

export function guardStatement(anyTree: Tree, place: Range, condition: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const statement = effectAt(tree, place);
  if (statement === NONE) return null;
  const { text } = tree;
  const { lineEnd: newline, indent } = styleOf(tree);
  const { start, end } = tree.range(statement);
  const behind = skipBlanks(text, end);
  const rest = skipInLine(tree, text.charAt(behind) === ';' ? behind + 1 : end);
  if (!atLineEnd(text, rest) || /[\r\n]/.test(condition)) return null;
  const deeper = (level: string): TextEdit[] => deepen(text, start, end, level, (at) => isInsideToken(tree, at));
  if (beginsLine(text, start) && !isContinuation(tree, lineStart(text, start))) {
    return [insert(start, `if ${condition}:${newline}${indentation(text, start)}${indent}`), ...deeper(indent)];
  }
  // `if x: send()` on one line: the body gets lines of its own.
  const block = tree.parent(statement);
  const head = skipBlanksBack(text, start);
  if (tree.kind(block) !== Kind.block || tree.firstChild(block) !== statement || text.charAt(head - 1) !== ':' || isContinuation(tree, lineStart(text, start))) return null;
  const inner = newline + indentation(text, start) + indent;
  return [replace({ start: head, end: start }, `${inner}if ${condition}:${inner}${indent}`), ...deeper(indent + indent)];
}

/** Statements that begin by evaluating what is in them. */
const EVALUATING: ReadonlySet<number> = new Set([Kind.expression_statement, Kind.return_statement, Kind.raise_statement, Kind.if_statement, Kind.with_statement, Kind.assert_statement]);

export function demandBefore(anyTree: Tree, place: Range, condition: string, message: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const found = tree.nodeAt(place);
  const first = found === NONE ? tree.smallestNodeCovering(place) : found;
  const statement = statementOf(tree, first);
  if (!EVALUATING.has(tree.kind(statement)) || isBroken(tree, statement)) return null;
  for (let node = first; node !== statement; node = tree.parent(node)) {
    if (isBoundary(tree, node) || COMPREHENSIONS.has(tree.kinds[node] ?? -1)) return null;
  }
  const { text } = tree;
  const start = tree.start(statement);
  const { lineEnd: newline, indent } = styleOf(tree);
  if (!beginsLine(text, start) || isContinuation(tree, lineStart(text, start)) || /[\r\n]/.test(condition)) return null;
  const outer = newline + indentation(text, start);
  return [insert(start, `if not ${condition}:${outer}${indent}raise ValueError(${quoted(tree, message)})${outer}`)];
}

/** What names variables of its own. */
const COMPREHENSIONS: ReadonlySet<number> = new Set([Kind.list_comprehension, Kind.set_comprehension, Kind.dictionary_comprehension, Kind.generator_expression]);
