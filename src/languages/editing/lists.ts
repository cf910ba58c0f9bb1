/**
 * How do items leave and join a list between brackets, with the commas and
 * lines that go with them? Arguments, properties, elements, import specifiers.
 * Must not know what the items are, nor the language.
 */
import type { TextEdit } from '../../text';
import type { FlatNode } from '../lowering';
import { insert, replace } from './text-edits';
import {
  afterBreak, atLineEnd, beginsLine, commentAt, hasComment, indentation, lineEnd, lineStart, skipBlanks, skipBlanksBack, skipInLine, skipTrivia, type FlatTree,
} from './trivia';

/** Edits that remove some children of a bracketed list, which begins and ends with its brackets. Null when nothing is removed or the list is broken. */
export function removeItems(tree: FlatTree, list: FlatNode, removed: ReadonlySet<FlatNode>): readonly TextEdit[] | null {
  const items = tree.children(list);
  const kept = items.filter((item) => !removed.has(item));
  const [first, last] = [items[0], items.at(-1)];
  if (first === undefined || last === undefined || kept.length === items.length) return null;
  const lastKept = kept.at(-1);
  if (lastKept === undefined) return [removeAll(tree, list, first, last)];
  const edits: TextEdit[] = [];
  for (const item of items) {
    if (!removed.has(item) || item > lastKept) continue;
    const edit = removeWithComma(tree, item);
    if (edit === null) return null;
    edits.push(edit);
  }
  if (lastKept !== last) {
    const tail = removeTail(tree, lastKept, tree.nextSibling(lastKept), last);
    if (tail === null) return null;
    edits.push(...tail);
  }
  return edits;
}

function removeAll(tree: FlatTree, list: FlatNode, first: FlatNode, last: FlatNode): TextEdit {
  const [open, close] = [tree.start(list) + 1, tree.end(list) - 1];
  if (!hasComment(tree, open, tree.start(first)) && !hasComment(tree, tree.end(last), close)) return replace({ start: open, end: close }, '');
  return replace({ start: tree.start(first), end: commaAfter(tree, last) ?? tree.end(last) }, '');
}

/** An item that others follow, with the comma behind it. */
function removeWithComma(tree: FlatTree, item: FlatNode): TextEdit | null {
  const { text } = tree;
  const comma = commaAfter(tree, item);
  if (comma === null) return null;
  const begin = leadingComments(tree, tree.start(item));
  const rest = skipInLine(tree, comma);
  if (beginsLine(text, begin) && atLineEnd(text, rest)) return replace({ start: lineStart(text, begin), end: afterBreak(text, rest) }, '');
  if (atLineEnd(text, skipBlanks(text, comma))) return replace({ start: skipBlanksBack(text, begin), end: comma }, '');
  return replace({ start: begin, end: skipBlanks(text, comma) }, '');
}

/** The last items, from `first` on, with the comma that joined them to `before`. */
function removeTail(tree: FlatTree, before: FlatNode, first: FlatNode, last: FlatNode): readonly TextEdit[] | null {
  const { text } = tree;
  const comma = commaAfter(tree, before);
  if (comma === null) return null;
  const begin = leadingComments(tree, tree.start(first));
  const trailing = commaAfter(tree, last);
  const rest = skipInLine(tree, trailing ?? tree.end(last));
  if (beginsLine(text, begin) && atLineEnd(text, rest) && lineStart(text, begin) >= comma) {
    const lines = replace({ start: lineStart(text, begin), end: afterBreak(text, rest) }, '');
    return trailing === null ? [replace({ start: comma - 1, end: comma }, ''), lines] : [lines];
  }
  return [replace({ start: comma - 1, end: tree.end(last) }, '')];
}

/** The offset behind the comma that follows the item, or null. */
function commaAfter(tree: FlatTree, item: FlatNode): number | null {
  const at = skipTrivia(tree, tree.end(item));
  return tree.text.charAt(at) === ',' ? at + 1 : null;
}

/** Back over block comments that stand right before the item on its line: they speak of it. */
function leadingComments(tree: FlatTree, start: number): number {
  const begin = lineStart(tree.text, start);
  let at = start;
  for (;;) {
    const blank = skipBlanksBack(tree.text, at);
    const comment = blank > begin ? commentAt(tree, blank - 1) : null;
    if (comment?.end !== blank || comment.start < begin) return at;
    at = comment.start;
  }
}

/**
 * An edit that puts `item` last in a bracketed list, on a line of its own where the others have one.
 * `padding` is what stands between the brackets and the items of a list on one line.
 */
export function appendItem(tree: FlatTree, list: FlatNode, item: string, newline: string, padding: string): TextEdit {
  const { text } = tree;
  const [open, close] = [tree.start(list) + 1, tree.end(list) - 1];
  const last = tree.lastChild(list);
  if (last < 0) {
    const isBlank = skipBlanks(text, open) === close;
    return isBlank ? replace({ start: open, end: close }, padding + item + padding) : insert(open, `${padding}${item},${padding}`);
  }
  const comma = commaAfter(tree, last);
  const at = comma ?? tree.end(last);
  const lead = comma === null ? ',' : '';
  if (beginsLine(text, tree.start(last))) {
    const tail = comma === null ? '' : ',';
    const line = newline + indentation(text, tree.start(last)) + item + tail;
    // Behind the comment of the last item, unless the line goes on.
    const rest = skipInLine(tree, at);
    if (lead === '' && atLineEnd(text, rest)) return insert(rest, line);
    return insert(at, lead + line);
  }
  return insert(at, `${lead} ${item}`);
}

/** The stretch of whole lines that hold `start` to `end` and nothing else, or null. A comment behind belongs to it. */
export function wholeLines(tree: FlatTree, start: number, end: number): { readonly start: number; readonly end: number } | null {
  const rest = skipInLine(tree, end);
  if (!beginsLine(tree.text, start) || !atLineEnd(tree.text, rest)) return null;
  return { start: lineStart(tree.text, start), end: afterBreak(tree.text, lineEnd(tree.text, rest)) };
}
