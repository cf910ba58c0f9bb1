/**
 * How does a file get another import or function of its own? Below what must
 * stay first, in the order that is usual. Must not decide what is imported.
 */
import type { TextEdit } from '../../../text';
import { afterBreak, atLineEnd, beginsLine, indentation, insert, isNamePart, lineEnd, lineStart, skipInLine, skipTrivia } from '../../editing';
import type { ModuleImport, Tree } from '../../language';
import { bindingsIn, globalNames } from '../bound-names';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { standardLibrary } from '../resolve-standard-library';
import { isDocstring } from './strings';
import { styleOf } from './style';

interface Import {
  readonly statement: FlatNode;
  /** Null for `import …`, which may name several. */
  readonly from: string | null;
  /** Local name to imported name; `import a.b` brings `a` too. */
  readonly names: ReadonlyMap<string, string>;
}

/** A line to be inserted, with what sets it off. */
interface NewImport {
  readonly at: number;
  readonly lead: string;
  readonly line: string;
  readonly tail: string;
  readonly isStandard: boolean;
}

/** `names` of the module, or without any the module itself, by its own name. */
export function addImport(anyTree: Tree, module: string, names: readonly string[]): readonly TextEdit[] | null {
  return addImports(anyTree, [{ module, names }]);
}

export function addImports(anyTree: Tree, imports: readonly ModuleImport[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const edits: TextEdit[] = [];
  const lines = new Map<number, NewImport[]>();
  for (const { module, names } of imports) {
    const added = importOf(tree, module, names);
    if (added === null) return null;
    if (added === 'present') continue;
    if ('range' in added) edits.push(added);
    else lines.set(added.at, [...(lines.get(added.at) ?? []), added]);
  }
  const newline = styleOf(tree).lineEnd;
  for (const [at, group] of lines) {
    const text = group.map(({ line, isStandard: standard }, i) => (group[i - 1]?.isStandard === true && !standard ? newline : '') + line + newline).join('');
    edits.push(insert(at, (group[0]?.lead ?? '') + text + (group[0]?.tail ?? '')));
  }
  return edits;
}

function importOf(tree: FlatTree, module: string, names: readonly string[]): NewImport | TextEdit | 'present' | null {
  const imports = importsIn(tree, tree.children(tree.root));
  if (names.length === 0) {
    const [root = module] = module.split('.');
    if (imports.some((each) => each.from === null && each.names.get(module) === module)) return 'present';
    if (isBound(tree, root) && !imports.some((each) => each.from === null && each.names.get(root) === root)) return null;
    return insertImport(tree, module, `import ${module}`);
  }
  const ours = imports.filter((each) => each.from === module);
  const missing = names.filter((name) => !ours.some((each) => each.names.get(name) === name));
  if (missing.length === 0) return 'present';
  if (missing.some((name) => isBound(tree, name))) return null;
  for (const each of ours) {
    const extended = extend(tree, each.statement, missing.join(', '));
    if (extended !== null) return extended;
  }
  return insertImport(tree, module, `from ${module} import ${missing.join(', ')}`);
}

export function addDeclaration(anyTree: Tree, name: string, code: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  if (functionsIn(tree).includes(name)) return [];
  if (isBound(tree, name)) return null;
  const { text } = tree;
  const newline = styleOf(tree).lineEnd;
  const own = code.replace(/\r\n|\r|\n/g, newline) + newline;
  const last = opening(tree).at(-1) ?? NONE;
  const at = last === NONE ? header(tree) : lineAfter(tree, last);
  if (at === null) return null;
  let next = at;
  let blank = 0;
  while (next < text.length && atLineEnd(text, skipBlanksAt(text, next))) {
    next = afterBreak(text, skipBlanksAt(text, next));
    blank++;
  }
  const tail = next >= text.length ? '' : newline.repeat(Math.max(0, 2 - blank));
  const lead = at === 0 ? '' : text.charAt(at - 1) === '\n' || text.charAt(at - 1) === '\r' ? newline.repeat(2) : newline.repeat(3);
  return [insert(at, lead + own + tail)];
}

function skipBlanksAt(text: string, at: number): number {
  let to = at;
  while (text.charAt(to) === ' ' || text.charAt(to) === '\t') to++;
  return to;
}

/** The imports among these statements, in order. */
function importsIn(tree: FlatTree, statements: readonly FlatNode[]): readonly Import[] {
  const found: Import[] = [];
  for (const statement of statements) {
    const kind = tree.kind(statement);
    if (kind !== Kind.import_statement && kind !== Kind.import_from_statement) continue;
    const names = new Map<string, string>();
    for (const child of tree.children(statement)) {
      if (tree.field(child) !== Field.name) continue;
      const alias = tree.child(child, Field.alias);
      const imported = tree.textOf(alias === NONE ? child : tree.child(child, Field.name));
      names.set(alias === NONE ? imported : tree.textOf(alias), imported);
      const [root = imported] = imported.split('.');
      if (kind === Kind.import_statement && alias === NONE) names.set(root, root);
    }
    const module = tree.child(statement, Field.module_name);
    found.push({ statement, from: kind === Kind.import_statement ? null : tree.textOf(module), names });
  }
  return found;
}

/** Names joined to a `from` import, in parentheses or not; null where its form has no room. */
function extend(tree: FlatTree, statement: FlatNode, names: string): TextEdit | null {
  const { text } = tree;
  const last = tree.lastChild(statement);
  if (isBrokenAt(tree, statement) || tree.field(last) !== Field.name || tree.kind(last) === Kind.wildcard_import) return null;
  const end = tree.end(last);
  if (!beginsLine(text, tree.start(last))) return insert(end, `, ${names}`);
  const line = styleOf(tree).lineEnd + indentation(text, tree.start(last)) + names;
  const comma = skipTrivia(tree, end);
  if (text.charAt(comma) !== ',') return insert(end, `,${line}`);
  const rest = skipInLine(tree, comma + 1);
  return atLineEnd(text, rest) ? insert(rest, `${line},`) : insert(comma + 1, line);
}

/** What a file begins with: its docstring, imports, and constants such as `__all__` between them; it ends with the last import. */
function opening(tree: FlatTree): readonly FlatNode[] {
  const found: FlatNode[] = [];
  let last = 0;
  for (const statement of tree.children(tree.root)) {
    const first = tree.firstChild(statement);
    const kind = tree.kind(statement);
    const isImport = kind === Kind.import_statement || kind === Kind.import_from_statement || kind === Kind.future_import_statement;
    const isDunder = kind === Kind.expression_statement && tree.kind(first) === Kind.assignment && /^__\w+__$/.test(tree.textOf(tree.firstChild(first)));
    if (!isImport && !isDunder && !isDocstring(tree, first)) break;
    found.push(statement);
    if (!isDunder) last = found.length;
  }
  return found.slice(0, last);
}

function isBrokenAt(tree: FlatTree, statement: FlatNode): boolean {
  return tree.syntaxErrors.some((error) => error.start <= tree.end(statement) + 1 && error.end >= tree.start(statement));
}

/** Where the line after the statement begins, or where its own ends at the text's end; null where others stand on it. */
function lineAfter(tree: FlatTree, statement: FlatNode): number | null {
  const { text } = tree;
  if (isBrokenAt(tree, statement)) return null;
  // The end of a list in parentheses or of a semicolon.
  let at = skipInLine(tree, tree.end(statement));
  if (text.charAt(at) === ';') at = skipInLine(tree, at + 1);
  return atLineEnd(text, at) ? afterBreak(text, at) : null;
}

function insertImport(tree: FlatTree, module: string, line: string): NewImport | null {
  const { text } = tree;
  const newline = styleOf(tree).lineEnd;
  const start = opening(tree);
  const imports = start.filter((each) => tree.kind(each) === Kind.import_statement || tree.kind(each) === Kind.import_from_statement);
  const [first] = imports;
  const standard = isStandard(module);
  const own = { line, isStandard: standard };
  if (first === undefined) return insertFirst(tree, start.at(-1) ?? NONE, own);
  let last = imports.at(-1) ?? first;
  if (standard) {
    const group = firstGroup(tree, imports);
    if (group.every((each) => isStandard(moduleOf(tree, each)))) {
      const next = group.find((each) => sortKey(tree, each) > keyOf(line));
      if (next !== undefined && beginsLine(text, tree.start(next))) return { ...own, at: tree.start(next), lead: '', tail: '' };
      last = group.at(-1) ?? first;
    } else if (beginsLine(text, tree.start(first)) && !isBrokenAt(tree, first)) {
      return { ...own, at: tree.start(first), lead: '', tail: newline };
    }
  }
  const at = lineAfter(tree, last);
  const apart = !standard && isStandard(moduleOf(tree, last)) ? newline : '';
  return at === null ? null : { ...own, at, lead: lineBreakAt(text, at, newline) + apart, tail: '' };
}

/** A line break where the text ends without one. */
function lineBreakAt(text: string, at: number, newline: string): string {
  return at > 0 && !/[\r\n\ufeff]/.test(text.charAt(at - 1)) ? newline : '';
}

/** The first import of a file: behind what it begins with, set off from what follows. */
function insertFirst(tree: FlatTree, last: FlatNode, own: Pick<NewImport, 'line' | 'isStandard'>): NewImport | null {
  const { text } = tree;
  const newline = styleOf(tree).lineEnd;
  const at = last === NONE ? header(tree) : lineAfter(tree, last);
  if (at === null) return null;
  const lead = last === NONE ? '' : lineBreakAt(text, at, newline) + newline;
  if (at >= text.length || atLineEnd(text, at)) return { ...own, at, lead, tail: '' };
  const next = tree.kind(tree.children(tree.root).find((each) => tree.start(each) >= at) ?? NONE);
  const isDefinition = next === Kind.function_definition || next === Kind.class_definition || next === Kind.decorated_definition;
  return { ...own, at, lead, tail: newline.repeat(isDefinition ? 2 : 1) };
}

/** Imports up to the first empty line between them. */
function firstGroup(tree: FlatTree, imports: readonly FlatNode[]): readonly FlatNode[] {
  const stop = imports.findIndex((each, i) => i > 0 && /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/.test(tree.text.slice(tree.end(imports[i - 1] ?? each), tree.start(each))));
  return stop < 0 ? imports : imports.slice(0, stop);
}

function moduleOf(tree: FlatTree, statement: FlatNode): string {
  const module = tree.child(statement, Field.module_name);
  const first = tree.child(statement, Field.name);
  return tree.textOf(module !== NONE ? module : tree.kind(first) === Kind.aliased_import ? tree.child(first, Field.name) : first);
}

function isStandard(module: string): boolean {
  return standardLibrary.has(module.split('.')[0] ?? '');
}

/** `import` before `from`, each by the module. */
function sortKey(tree: FlatTree, statement: FlatNode): string {
  return (tree.kind(statement) === Kind.import_statement ? '0 ' : '1 ') + moduleOf(tree, statement).toLowerCase();
}

function keyOf(line: string): string {
  const [word = '', module = ''] = line.split(' ');
  return (word === 'import' ? '0 ' : '1 ') + module.toLowerCase();
}

/** Comments that speak of the whole file. */
const HEADER = /^(?:#!|#.*(?:coding[:=]|licen[sc]e|copyright|spdx|type:\s*ignore|mypy:|pylint:|flake8:|ruff:))/i;

/** Behind `#!`, the encoding and comments that speak of the whole file: set off by an empty line, or saying so. */
function header(tree: FlatTree): number {
  const { text } = tree;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const first = tree.firstChild(tree.root);
  const code = first === NONE ? text.length : tree.start(first);
  for (const comment of tree.comments) {
    if (comment.end > code) break;
    if (!beginsLine(text, comment.start)) continue;
    const end = afterBreak(text, lineEnd(text, comment.end));
    const setOff = end < code && atLineEnd(text, end);
    if (setOff || HEADER.test(text.slice(comment.start, comment.end))) at = setOff ? afterBreak(text, end) : end;
  }
  return at > 0 && !/[\r\n\ufeff]/.test(text.charAt(at - 1)) ? lineStart(text, at) : at;
}

/** Functions that the whole file can call: those it declares at the top and those it imports by name. */
export function functionsIn(anyTree: Tree): readonly string[] {
  const tree = asFlatTree(anyTree);
  const top = tree.children(tree.root);
  const names = importsIn(tree, top).filter((each) => each.from !== null).flatMap((each) => [...each.names.keys()]);
  for (const statement of top) {
    const definition = tree.kind(statement) === Kind.decorated_definition ? tree.child(statement, Field.definition) : statement;
    if (tree.kind(definition) === Kind.function_definition) names.push(tree.textOf(tree.child(definition, Field.name)));
    const assigned = tree.kind(statement) === Kind.expression_statement ? tree.firstChild(statement) : NONE;
    if (tree.kind(assigned) === Kind.assignment && tree.kind(tree.child(assigned, Field.right)) === Kind.lambda) names.push(tree.textOf(tree.child(assigned, Field.left)));
  }
  return names.filter((name) => isNamePart(name.at(0)));
}

const PARAMETERS: ReadonlySet<number> = new Set([Kind.parameters, Kind.lambda_parameters, Kind.list_splat_pattern, Kind.dictionary_splat_pattern, Kind.typed_parameter]);

/** Whether anything in the file is called by this name, at whatever depth: it would be meant instead. */
function isBound(tree: FlatTree, name: string): boolean {
  const isIt = (node: FlatNode): boolean => tree.textOf(node) === name;
  if (globalNames(tree).some(isIt)) return true;
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kinds[node];
    if (kind === Kind.module || kind === Kind.function_definition || kind === Kind.class_definition || kind === Kind.lambda) {
      const body = kind === Kind.module ? node : tree.child(node, Field.body);
      if (bindingsIn(tree, body).names.some((bound) => isIt(bound.node))) return true;
    }
    if (kind !== Kind.identifier || tree.end(node) - tree.start(node) !== name.length || !isIt(node)) continue;
    const parent = tree.parent(node);
    const around = tree.kind(parent);
    if (around === Kind.default_parameter || around === Kind.typed_default_parameter ? tree.field(node) === Field.name : PARAMETERS.has(around)) return true;
    if (around === Kind.for_in_clause && tree.field(node) === Field.left) return true;
  }
  return false;
}
