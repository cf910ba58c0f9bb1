/**
 * What can fixes change in a page? Its attributes, what stands in its scripts as far as that needs nothing from elsewhere, and comments.
 * A page has no environment, imports nothing that a fix could bring, and code of its attributes is left alone.
 */
import type { Range, TextEdit } from '../../text';
import { indentation, insert, lineStart, noProgram, skipBlanks } from '../editing';
import type { EditVerbs, Tree } from '../language';
import type { Idiom } from '../program-verbs';
import { unknownName } from './scripts';
import type { HtmlAttribute, HtmlElement } from './tokens';
import { asHtmlTree } from './tree';
import type { HtmlTree } from './tree';

type Edits = readonly TextEdit[] | null;

const cannot = (): null => null;
/** What runs anywhere, and needs no import. */
const sayable: ReadonlySet<Idiom['say']> = new Set(['boolean', 'count', 'keys']);

/** `script`: those of the language that stands in script elements. */
export function htmlEdits(script: EditVerbs): EditVerbs {
  /** What a verb answers for a place in a script, if it changes that script alone and says nothing that would end it. */
  const inScript = (anyTree: Tree, places: Range | readonly Range[], verb: (tree: Tree) => Edits): Edits => {
    const tree = asHtmlTree(anyTree);
    const [first = nowhere] = 'start' in places ? [places] : places;
    const around = scriptAround(tree, first);
    const edits = around === null || tree.script === null ? null : verb(tree.script.tree);
    return edits?.every(({ range, newText }) => around !== null && holds(around, range) && !newText.includes(unknownName) && !/<\/?script|<!--/i.test(newText)) === true ? edits : null;
  };
  /** What a verb reads of a place in a script. */
  const read = <T>(anyTree: Tree, place: Range, otherwise: T, verb: (tree: Tree) => T): T => {
    const tree = asHtmlTree(anyTree);
    return tree.script === null || scriptAround(tree, place) === null ? otherwise : verb(tree.script.tree);
  };
  return {
    ...noProgram,
    wrapExpression: (tree, value, wrapper) => inScript(tree, value, (code) => script.wrapExpression(code, value, wrapper)),
    replaceExpression: (tree, value, by) => inScript(tree, value, (code) => script.replaceExpression(code, value, by)),
    replaceField: (tree, value, name) => inScript(tree, value, (code) => script.replaceField(code, value, name)),
    readField: (tree, value, name) => inScript(tree, value, (code) => script.readField(code, value, name)),
    readErrorMessage: (tree, value, error) => inScript(tree, value, (code) => script.readErrorMessage(code, value, error)),
    replacePrefix: (tree, literal, prefix, by) => prefixOf(asHtmlTree(tree), literal, prefix, by) ?? inScript(tree, literal, (code) => script.replacePrefix(code, literal, prefix, by)),
    replaceStringPart: (tree, part, by) => inScript(tree, part, (code) => script.replaceStringPart(code, part, by)),
    pickFields: (tree, value, names) => inScript(tree, value, (code) => script.pickFields(code, value, names)),
    removeArgument: (tree, value) => inScript(tree, value, (code) => script.removeArgument(code, value)),
    removeProperty: (tree, place) => withoutAttribute(asHtmlTree(tree), place) ?? inScript(tree, place, (code) => script.removeProperty(code, place)),
    removeProperties: (tree, places) => inScript(tree, places, (code) => script.removeProperties(code, places)),
    renameProperty: (tree, place, name) => inScript(tree, place, (code) => script.renameProperty(code, place, name)),
    removeFallback: (tree, value, expression) => inScript(tree, value, (code) => script.removeFallback(code, value, expression)),
    removeStatement: (tree, place) => inScript(tree, place, (code) => script.removeStatement(code, place)),
    guardStatement: (tree, place, condition) => inScript(tree, place, (code) => script.guardStatement(code, place, condition)),
    setProperty: (tree, object, name, value) => inScript(tree, object, (code) => script.setProperty(code, object, name, value)),
    replaceCallee: (tree, call, by) => inScript(tree, call, (code) => script.replaceCallee(code, call, by)),
    renameMember: (tree, place, name) => inScript(tree, place, (code) => script.renameMember(code, place, name)),
    replaceCharacters: (tree, part, by) => inScript(tree, part, (code) => script.replaceCharacters(code, part, by)),
    addImport: cannot,
    addImports: (_tree, imports) => (imports.length === 0 ? [] : null),
    addDeclaration: cannot,
    insertComment: (tree, place, text) => inScript(tree, place, (code) => script.insertComment(code, place, text)) ?? commentAbove(asHtmlTree(tree), place, text),
    fieldRead: (tree, value) => read(tree, value, null, (code) => script.fieldRead(code, value)),
    fieldReads: (tree, within) => read(tree, within, [], (code) => script.fieldReads(code, within)),
    propertiesOf: (tree, place) => read(tree, place, null, (code) => script.propertiesOf(code, place)),
    constantAt: (tree, place) => read(tree, place, null, (code) => script.constantAt(code, place)),
    callAt: (tree, place) => read(tree, place, null, (code) => script.callAt(code, place)),
    textParts: (tree, place) => read(tree, place, null, (code) => script.textParts(code, place)),
    idiom: (tree, idiom) => {
      const code = asHtmlTree(tree).script;
      return code === null || !sayable.has(idiom.say) ? null : script.idiom(code.tree, idiom);
    },
    functions: (tree) => {
      const code = asHtmlTree(tree).script;
      return code === null ? [] : script.functions(code.tree);
    },
    protection: cannot,
    // Nothing has such a module, so that no fix comes to be that needs it.
    environmentVariable: (_tree, name) => ({ expression: name, imports: [{ module: 'environment', names: [name] }] }),
    stringLiteral: (_tree, value) => JSON.stringify(value),
    comment: (text) => comment(text),
  };
}

const nowhere: Range = { start: -1, end: -1 };

function holds(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function scriptAround({ script }: HtmlTree, place: Range): Range | null {
  return script?.ranges.find((range) => holds(range, place)) ?? null;
}

/** The attribute that covers a place, whose tag it is in. */
function attributeAt({ tokens }: HtmlTree, place: Range): HtmlAttribute | null {
  const element = tokens.elements.find(({ range }) => holds(range, place));
  return element?.attributes.find(({ range }) => holds(range, place)) ?? null;
}

function prefixOf(tree: HtmlTree, literal: Range, prefix: string, by: string): Edits {
  const value = attributeAt(tree, literal)?.value ?? null;
  if (value === null || !tree.text.startsWith(prefix, value.start) || value.start + prefix.length > value.end || /["'\s<>&]/.test(by)) return null;
  return [{ range: { start: value.start, end: value.start + prefix.length }, newText: by }];
}

/** The attribute goes with the white space before it. */
function withoutAttribute(tree: HtmlTree, place: Range): Edits {
  const range = attributeAt(tree, place)?.range;
  if (range === undefined) return null;
  let { start } = range;
  while (/\s/.test(tree.text.charAt(start - 1))) start--;
  return [{ range: { start, end: range.end }, newText: '' }];
}

/** On a line of its own above the tag around a place, or above the place's line; null where it stands there, or would stand in a text that is no markup. */
function commentAbove(tree: HtmlTree, place: Range, words: string): Edits {
  const { text, tokens } = tree;
  let at = place.start;
  let start = lineStart(text, at);
  // In a style sheet that begins further up its own comments are meant.
  const sheet = tokens.elements.find(({ name, raw }) => name === 'style' && raw !== null && raw.start < start && holds(raw, place));
  if (sheet !== undefined) return above(text, start, `/* ${words.replace(/[\r\n\u2028\u2029]+/g, ' ').replaceAll('*/', '* /')} */`);
  // A line may begin within a tag that begins further up.
  for (const element of tokens.elements) {
    const { range, raw } = element;
    if (range.start > at) break;
    if (start > range.start && start < (raw?.end ?? range.end)) {
      at = range.start;
      start = lineStart(text, at);
    }
  }
  const isInside = ({ range, raw }: HtmlElement): boolean => start > range.start && start < (raw?.end ?? range.end);
  if (tokens.elements.some(isInside) || tokens.comments.some((range) => start > range.start && start < range.end)) return null;
  return above(text, start, comment(words));
}

/** A line of its own; null where it stands there. */
function above(text: string, start: number, line: string): Edits {
  if (text.slice(lineStart(text, start - 1), Math.max(start - 1, 0)).trim() === line) return null;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  return [insert(start, indentation(text, skipBlanks(text, start)) + line + lineBreak)];
}

/** What would end it is parted. */
function comment(text: string): string {
  return `<!-- ${text.replace(/[\r\n\u2028\u2029]+/g, ' ').replace(/--(?=!?>)/g, '- -')} -->`;
}
