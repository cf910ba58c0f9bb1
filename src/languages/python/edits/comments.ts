/**
 * Where does a comment go that speaks of a place? On a line of its own above
 * it, or above the whole where no comment may come between two lines.
 */
import type { Range, TextEdit } from '../../../text';
import { indentation, insert, lineStart, skipBlanks } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatTree } from '../flat-tree';
import { isBroken, isContinuation, stringAround } from './places';
import { styleOf } from './style';

/** Comments that speak to a tool about the very next line: nothing may come between. */
const NEXT_LINE = /^#\s*(?:pylint:\s*disable-next\b|\S*-next-line\b|nosemgrep\b)/;

/** `# text`; breaks and other characters that would end the comment become spaces. */
export function lineComment(text: string): string {
  return `# ${text.replace(/[\r\n\f\u2028\u2029]+/g, ' ')}`;
}

export function insertComment(anyTree: Tree, place: Range, text: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  if (isBroken(tree, tree.smallestNodeCovering(place))) return null;
  let at = openLine(tree, place.start);
  const comment = lineComment(text);
  const first = tree.text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const indent = indentation(tree.text, skipBlanks(tree.text, at));
  while (at > first) {
    const before = lineStart(tree.text, beforeBreak(tree.text, at));
    const line = tree.text.slice(before, at).trim();
    if (line === comment) return null;
    if (!NEXT_LINE.test(line) || stringAround(tree, before) !== NONE) break;
    at = before;
  }
  return [insert(Math.max(at, first), indent + comment + styleOf(tree).lineEnd)];
}

function beforeBreak(text: string, start: number): number {
  return start - (text.startsWith('\r\n', start - 2) ? 2 : 1);
}

/** The beginning of the last line at or above the offset that begins outside of strings and does not continue the one before it. */
function openLine(tree: FlatTree, offset: number): number {
  let at = lineStart(tree.text, offset);
  while (at > 0) {
    const string = stringAround(tree, at);
    if (string !== NONE) at = lineStart(tree.text, tree.start(string));
    else if (isContinuation(tree, at)) at = lineStart(tree.text, beforeBreak(tree.text, at));
    else break;
  }
  return at;
}
