/**
 * What can fixes of programs change in a file of configuration? Nothing but comments: what is set there is changed by `SettingVerbs`.
 * Must not know a notation but its comments.
 */
import type { Range, TextEdit } from '../../text';
import { noProgram } from '../editing';
import type { EditVerbs, Tree } from '../language';

const cannot = (): null => null;
const none = (): readonly never[] => [];

/** `mark`: what begins a comment that goes to the line's end; null where the notation has none. */
export function settingEdits(mark: string | null): EditVerbs {
  const comment = (text: string): string => `${mark ?? ''} ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
  /** Above the line of the place, indented like it; null where it stands there. */
  const insertComment = (tree: Tree, place: Range, text: string): readonly TextEdit[] | null => {
    if (mark === null) return null;
    const start = tree.text.slice(0, place.start).lastIndexOf('\n') + 1;
    const before = tree.text.slice(0, Math.max(start - 1, 0));
    if (before.slice(before.lastIndexOf('\n') + 1).trim() === comment(text)) return null;
    const indentation = /^[ \t]*/.exec(tree.text.slice(start, place.start))?.[0] ?? '';
    const lineBreak = tree.text.includes('\r\n') ? '\r\n' : '\n';
    return [{ range: { start, end: start }, newText: indentation + comment(text) + lineBreak }];
  };
  return {
    wrapExpression: cannot, replaceExpression: cannot, replaceField: cannot, readField: cannot, readErrorMessage: cannot, replacePrefix: cannot,
    replaceStringPart: cannot, pickFields: cannot, removeArgument: cannot, removeProperty: cannot, removeProperties: cannot, renameProperty: cannot,
    removeFallback: cannot, removeStatement: cannot, guardStatement: cannot, setProperty: cannot, addImport: cannot, addImports: cannot, addDeclaration: cannot,
    fieldRead: cannot, fieldReads: none, propertiesOf: cannot, functions: none, protection: cannot,
    ...noProgram,
    insertComment,
    comment,
    environmentVariable: (_tree, name) => ({ expression: name, imports: [] }),
    stringLiteral: (_tree, value) => JSON.stringify(value),
  };
}
