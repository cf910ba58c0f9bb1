/**
 * What can fixes of programs change in a file of configuration? Nothing but comments: what is set there is changed by `SettingVerbs`.
 * Must not know a notation but its comments.
 */
import type { SettingValue } from '../../flow';
import type { Range, TextEdit } from '../../text';
import { noProgram } from '../editing';
import type { EditVerbs, Tree } from '../language';
import { asSettingTree } from './tree';

const cannot = (): null => null;
const none = (): readonly never[] => [];

/**
 * `mark`: what begins a comment that goes to the line's end; null where the notation has none.
 * `hasBlocks`: a value may be a text of several lines, in which the mark is a part of the text.
 */
export function settingEdits(mark: string | null, hasBlocks = false): EditVerbs {
  const comment = (text: string): string => `${mark ?? ''} ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`;
  /** Above the line of the place, indented like it; null where it stands there. */
  const insertComment = (tree: Tree, place: Range, text: string): readonly TextEdit[] | null => {
    if (mark === null) return null;
    const at = hasBlocks ? beginningOf(tree, place.start) : place.start;
    const start = tree.text.slice(0, at).lastIndexOf('\n') + 1;
    const before = tree.text.slice(0, Math.max(start - 1, 0));
    if (before.slice(before.lastIndexOf('\n') + 1).trim() === comment(text)) return null;
    const indentation = /^[ \t]*/.exec(tree.text.slice(start, at))?.[0] ?? '';
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

/** Where what is set begins in whose value a place lies; the place itself where it lies in none. */
function beginningOf(tree: Tree, place: number): number {
  let at = place;
  const into = (value: SettingValue): void => {
    const inners = value.kind === 'map' ? value.entries : value.kind === 'list' ? value.items : [];
    const inner = inners.find(({ value: { range } }) => range.start <= place && place < range.end);
    if (inner === undefined) return;
    if (inner.value.kind === 'scalar') at = inner.range.start;
    else into(inner.value);
  };
  for (const { root } of asSettingTree(tree).said.documents) into(root);
  return at;
}
