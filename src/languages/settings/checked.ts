/**
 * Do edits of a file of configuration leave it whole? Must not know a notation but by its parser.
 */
import { applyEdits } from '../../text';
import type { TextEdit } from '../../text';
import type { SettingTree } from './tree';

/** The edits; null where they break what parsed, or begin inside a comment, where nothing is said. */
export function checkedEdits(tree: SettingTree, edits: readonly TextEdit[] | null, parse: (text: string) => SettingTree): readonly TextEdit[] | null {
  if (edits === null) return null;
  const { text, comments, syntaxErrors } = tree.said;
  // A comment may go with what it stands in; it may end where an edit begins.
  const isHidden = edits.some(({ range }) => comments.some((comment) => comment.range.start < range.start && range.start < comment.range.end));
  return isHidden || parse(applyEdits(text, edits)).said.syntaxErrors.length > syntaxErrors.length ? null : edits;
}
