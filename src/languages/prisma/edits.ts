/**
 * What can fixes change in a schema? Nothing but comments: it declares data and
 * does nothing with it.
 */
import type { Range, TextEdit } from '../../text';
import { noProgram } from '../editing';
import type { EditVerbs, Tree } from '../language';

/** `// text` on one line. */
function comment(text: string): string {
  return `// ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
}

/** Above the line of the place, indented like it; null where it stands there. */
function insertComment(tree: Tree, place: Range, text: string): readonly TextEdit[] | null {
  const start = tree.text.slice(0, place.start).lastIndexOf('\n') + 1;
  const before = tree.text.slice(0, Math.max(start - 1, 0));
  if (before.slice(before.lastIndexOf('\n') + 1).trim() === comment(text)) return null;
  const indentation = /^[ \t]*/.exec(tree.text.slice(start, place.start))?.[0] ?? '';
  const lineBreak = tree.text.includes('\r\n') ? '\r\n' : '\n';
  return [{ range: { start, end: start }, newText: indentation + comment(text) + lineBreak }];
}

const cannot = (): null => null;
const none = (): readonly never[] => [];

export const prismaEdits: EditVerbs = {
  wrapExpression: cannot, replaceExpression: cannot, replaceField: cannot, readField: cannot, readErrorMessage: cannot, replacePrefix: cannot,
  replaceStringPart: cannot, pickFields: cannot, removeArgument: cannot, removeProperty: cannot, removeProperties: cannot, renameProperty: cannot,
  removeFallback: cannot, removeStatement: cannot, guardStatement: cannot, setProperty: cannot, addImport: cannot, addImports: cannot, addDeclaration: cannot,
  fieldRead: cannot, fieldReads: none, propertiesOf: cannot, functions: none, protection: cannot,
  ...noProgram,
  insertComment,
  comment,
  environmentVariable: (_tree, name) => ({ expression: `env(${JSON.stringify(name)})`, imports: [] }),
  stringLiteral: (_tree, value) => JSON.stringify(value),
};
