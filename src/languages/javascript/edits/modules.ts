/**
 * How does a file get another import or function of its own? In its own
 * module system and style, below what must stay first.
 */
import type { TextEdit } from '../../../text';
import type { ModuleImport, Tree } from '../../language';
import { patternNames } from '../declared-names';
import { afterBreak, appendItem, atLineEnd, insert, lineEnd, lineStart, skipInLine } from '../../editing';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isDirective } from './places';
import { quoted, styleOf } from './style';

export function addImport(anyTree: Tree, module: string, names: readonly string[]): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const imports = importsOf(tree);
  const ours = imports.filter((each) => withoutScheme(each.module) === withoutScheme(module));
  const missing = names.filter((name) => !ours.some((each) => each.names.get(name) === name));
  if (missing.length === 0) return [];
  if (missing.some((name) => isBound(tree, name))) return null;
  const extended = ours.map((each) => extend(tree, each, missing)).find((edit) => edit !== null);
  if (extended !== undefined) return [extended];
  const end = styleOf(tree).semicolons ? ';' : '';
  const list = `{ ${missing.join(', ')} }`;
  const line = usesModules(tree, imports) ? `import ${list} from ${quoted(tree, module)}${end}` : `${requireKeyword(tree, imports)} ${list} = require(${quoted(tree, module)})${end}`;
  return insertAtTop(tree, imports, (newline) => line + newline);
}

export function addImports(tree: Tree, imports: readonly ModuleImport[]): readonly TextEdit[] | null {
  const edits = imports.map(({ module, names, whole }) => (whole === undefined ? addImport(tree, module, names) : addWhole(tree, module, whole)));
  return edits.includes(null) ? null : edits.flatMap((each) => each ?? []);
}

/** The module's default export, of a CommonJS file the module, under a name. No edits where that name is the module's already. */
function addWhole(anyTree: Tree, module: string, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const imports = importsOf(tree);
  if (imports.some((each) => withoutScheme(each.module) === withoutScheme(module) && each.whole === name)) return [];
  if (isBound(tree, name)) return null;
  const end = styleOf(tree).semicolons ? ';' : '';
  const line = usesModules(tree, imports) ? `import ${name} from ${quoted(tree, module)}${end}` : `${requireKeyword(tree, imports)} ${name} = require(${quoted(tree, module)})${end}`;
  return insertAtTop(tree, imports, (newline) => line + newline);
}

export function addDeclaration(anyTree: Tree, name: string, code: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  if (functionsIn(tree).includes(name)) return [];
  if (isBound(tree, name)) return null;
  return insertAtTop(tree, importsOf(tree), (newline, isFollowed) => newline + code.replace(/\r\n|\r|\n/g, newline) + newline + (isFollowed ? newline : ''));
}

interface Import {
  readonly statement: FlatNode;
  readonly module: string;
  readonly isModule: boolean;
  /** Named imports of values: local name to imported name. */
  readonly names: ReadonlyMap<string, string>;
  /** The name of the default export, the namespace or the module that was required. */
  readonly whole: string | null;
}

/** Top-level imports and `require`s, in order. */
function importsOf(tree: FlatTree): readonly Import[] {
  const found: Import[] = [];
  for (const statement of tree.children(tree.root)) {
    if (tree.kind(statement) === Kind.import_statement) {
      const source = tree.child(statement, Field.source);
      const inRequire = tree.childOfKind(statement, Kind.import_require_clause);
      const module = source === NONE ? tree.childOfKind(inRequire, Kind.string) : source;
      if (module !== NONE) found.push({ statement, module: tree.textOf(module).slice(1, -1), isModule: true, names: importedNames(tree, statement), whole: importedWhole(tree, statement) });
    } else {
      const module = requiredBy(tree, statement);
      if (module !== null) found.push({ statement, module, isModule: false, names: requiredNames(tree, statement), whole: requiredWhole(tree, statement) });
    }
  }
  return found;
}

function importedNames(tree: FlatTree, statement: FlatNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const clause = tree.childOfKind(statement, Kind.import_clause);
  if (clause === NONE || isTypeOnly(tree, statement, clause)) return names;
  for (const specifier of tree.children(tree.childOfKind(clause, Kind.named_imports))) {
    const [imported, local = imported] = tree.children(specifier);
    if (imported === undefined || local === undefined || /^type\s/.test(tree.textOf(specifier))) continue;
    names.set(tree.textOf(local), tree.textOf(imported));
  }
  return names;
}

function importedWhole(tree: FlatTree, statement: FlatNode): string | null {
  const clause = tree.childOfKind(statement, Kind.import_clause);
  if (clause === NONE || isTypeOnly(tree, statement, clause)) return null;
  const name = tree.childOfKind(clause, Kind.identifier);
  const namespace = tree.childOfKind(clause, Kind.namespace_import);
  return name !== NONE ? tree.textOf(name) : namespace === NONE ? null : tree.textOf(tree.lastChild(namespace));
}

/** Of `const x = require('m')` the `x`. */
function requiredWhole(tree: FlatTree, statement: FlatNode): string | null {
  const declarator = tree.firstChild(statement);
  const name = tree.kind(declarator) === Kind.variable_declarator ? tree.child(declarator, Field.name) : NONE;
  return tree.kind(name) === Kind.identifier && tree.kind(tree.child(declarator, Field.value)) === Kind.call_expression ? tree.textOf(name) : null;
}

/** `import type …`, and other words between `import` and its clause. */
function isTypeOnly(tree: FlatTree, statement: FlatNode, clause: FlatNode): boolean {
  return tree.gap(tree.start(statement) + 'import'.length, tree.start(clause)) !== '';
}

/** The module of a statement that does nothing but require: `const x = require('m')`, `require('m')`. */
function requiredBy(tree: FlatTree, statement: FlatNode): string | null {
  const kind = tree.kind(statement);
  const declarator = kind === Kind.lexical_declaration || kind === Kind.variable_declaration ? tree.firstChild(statement) : NONE;
  let value = kind === Kind.expression_statement ? tree.firstChild(statement) : tree.child(declarator, Field.value);
  while (tree.kind(value) === Kind.member_expression || (tree.kind(value) === Kind.call_expression && tree.textOf(tree.firstChild(value)) !== 'require')) value = tree.firstChild(value);
  if (tree.kind(value) !== Kind.call_expression) return null;
  const module = tree.firstChild(tree.child(value, Field.arguments));
  return tree.kind(module) === Kind.string ? tree.textOf(module).slice(1, -1) : null;
}

/** Of `const { a, b: c } = require('m')` alone. */
function requiredNames(tree: FlatTree, statement: FlatNode): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const pattern = requirePattern(tree, statement);
  for (const entry of tree.children(pattern)) {
    if (tree.kind(entry) === Kind.shorthand_property_identifier_pattern) names.set(tree.textOf(entry), tree.textOf(entry));
  }
  return names;
}

/** The `{ … }` of a declaration that destructures a module itself, or NONE. */
function requirePattern(tree: FlatTree, statement: FlatNode): FlatNode {
  if (tree.kind(statement) !== Kind.lexical_declaration && tree.kind(statement) !== Kind.variable_declaration) return NONE;
  const declarator = tree.firstChild(statement);
  const value = tree.child(declarator, Field.value);
  if (tree.nextSibling(declarator) !== NONE || tree.kind(value) !== Kind.call_expression || tree.textOf(tree.firstChild(value)) !== 'require') return NONE;
  const pattern = tree.child(declarator, Field.name);
  return tree.kind(pattern) === Kind.object_pattern ? pattern : NONE;
}

/** Names joined to an import of the same module, where its form has room for them. */
function extend(tree: FlatTree, existing: Import, names: readonly string[]): TextEdit | null {
  const { statement } = existing;
  if (tree.syntaxErrors.some((error) => error.start <= tree.end(statement) && error.end >= tree.start(statement))) return null;
  const list = names.join(', ');
  if (!existing.isModule) {
    const pattern = requirePattern(tree, statement);
    // Behind a rest nothing may follow.
    return pattern === NONE || tree.childOfKind(pattern, Kind.rest_pattern) !== NONE ? null : appendItem(tree, pattern, list, styleOf(tree).lineEnd, ' ');
  }
  const clause = tree.childOfKind(statement, Kind.import_clause);
  if (clause === NONE || isTypeOnly(tree, statement, clause)) return null;
  const named = tree.childOfKind(clause, Kind.named_imports);
  if (named !== NONE) return appendItem(tree, named, list, styleOf(tree).lineEnd, ' ');
  return tree.childOfKind(clause, Kind.namespace_import) === NONE ? insert(tree.end(clause), `, { ${list} }`) : null;
}

function withoutScheme(module: string): string {
  return module.replace(/^node:/, '');
}

/** Whether the file is an ES module, as far as its text shows; a file that shows nothing is what its language usually is. */
function usesModules(tree: FlatTree, imports: readonly Import[]): boolean {
  if (imports.some((each) => each.isModule)) return true;
  if (tree.children(tree.root).some((statement) => tree.kind(statement) === Kind.export_statement)) return true;
  return styleOf(tree).typed && imports.length === 0 && !/\bmodule\.exports\b/.test(tree.text);
}

function requireKeyword(tree: FlatTree, imports: readonly Import[]): string {
  const last = imports.findLast((each) => tree.kind(each.statement) !== Kind.expression_statement);
  return last !== undefined && tree.text.startsWith('var', tree.start(last.statement)) ? 'var' : 'const';
}

const FUNCTION_VALUES: ReadonlySet<number> = new Set([Kind.arrow_function, Kind.function_expression]);

/** Functions that the whole file can call: those it declares at the top and those it imports by name. */
export function functionsIn(anyTree: Tree): readonly string[] {
  const tree = asFlatTree(anyTree);
  const names: string[] = [];
  for (const each of importsOf(tree)) names.push(...each.names.keys());
  for (const top of tree.children(tree.root)) {
    const statement = tree.kind(top) === Kind.export_statement ? tree.child(top, Field.declaration) : top;
    if (tree.kind(statement) === Kind.function_declaration) names.push(tree.textOf(tree.child(statement, Field.name)));
    if (tree.kind(statement) !== Kind.lexical_declaration) continue;
    for (const declarator of tree.children(statement)) {
      if (FUNCTION_VALUES.has(tree.kind(tree.child(declarator, Field.value)))) names.push(tree.textOf(tree.child(declarator, Field.name)));
    }
  }
  return names;
}

/** Whether anything in the file is declared by this name, at whatever depth: it would be meant instead. */
function isBound(tree: FlatTree, name: string): boolean {
  for (let node = 0; node < tree.count; node++) {
    if (tree.end(node) - tree.start(node) !== name.length || !tree.text.startsWith(name, tree.start(node))) continue;
    const kind = tree.kind(node);
    if (kind === Kind.shorthand_property_identifier_pattern) return true;
    if (kind === Kind.identifier || kind === Kind.type_identifier) {
      const parent = tree.parent(node);
      const field = tree.field(node);
      if (tree.kind(parent) === Kind.import_specifier && tree.nextSibling(node) !== NONE) continue;
      if (field === Field.name && DECLARING.has(tree.kind(parent))) return true;
      if (BINDING.has(tree.kind(parent)) && field !== Field.value && field !== Field.right && field !== Field.body) return true;
      if (patternNames(tree, parent).includes(node) && IN_PATTERN.has(tree.kind(parent))) return true;
    }
  }
  return false;
}

const DECLARING: ReadonlySet<number> = new Set([
  Kind.variable_declarator, Kind.function_declaration, Kind.generator_function_declaration, Kind.function_expression, Kind.generator_function,
  Kind.class_declaration, Kind.abstract_class_declaration, Kind.class, Kind.enum_declaration, Kind.function_signature, Kind.internal_module, Kind.module,
]);
const BINDING: ReadonlySet<number> = new Set([
  Kind.import_clause, Kind.import_specifier, Kind.namespace_import, Kind.import_require_clause, Kind.import_alias, Kind.formal_parameters, Kind.required_parameter,
  Kind.optional_parameter, Kind.arrow_function, Kind.catch_clause, Kind.rest_pattern, Kind.pair_pattern, Kind.array_pattern, Kind.assignment_pattern, Kind.for_in_statement,
]);
const IN_PATTERN: ReadonlySet<number> = new Set([Kind.array_pattern, Kind.rest_pattern, Kind.assignment_pattern, Kind.pair_pattern]);

/**
 * Puts text at the top of the file: behind the last import (of a CommonJS file:
 * the last of the `require`s it begins with), else behind `#!`, licence and directives.
 * `render` is told the line end and whether code follows at once.
 */
function insertAtTop(tree: FlatTree, imports: readonly Import[], render: (newline: string, isFollowed: boolean) => string): readonly TextEdit[] | null {
  const { text } = tree;
  const newline = styleOf(tree).lineEnd;
  const after = lastImport(tree, imports);
  if (after !== NONE && tree.syntaxErrors.some((error) => error.start <= tree.end(after) + 1 && error.end >= tree.start(after))) return null;
  const at = after === NONE ? header(tree) : tree.end(after);
  const rest = after === NONE ? at : skipInLine(tree, at);
  const place = afterBreak(text, rest);
  if (after === NONE ? at === lineStart(text, at) : atLineEnd(text, rest) && place > rest) {
    return [insert(place, render(newline, !atLineEnd(text, place)))];
  }
  // No line of its own to begin on: at the end of the text, or in the middle of a line.
  return [insert(atLineEnd(text, rest) ? rest : at, newline + render(newline, !atLineEnd(text, rest)).replace(rest >= text.length ? /[\r\n]+$/ : /$^/, ''))];
}

function lastImport(tree: FlatTree, imports: readonly Import[]): FlatNode {
  const modules = imports.filter((each) => each.isModule);
  if (modules.length > 0) return modules.at(-1)?.statement ?? NONE;
  let last = NONE;
  for (const statement of tree.children(tree.root)) {
    const isRequire = imports.some((each) => each.statement === statement);
    if (!isRequire && !isDirective(tree, tree.firstChild(statement))) break;
    last = statement;
  }
  return last;
}

const HEADER = /^(?:\/\*!|\/\/\/\s*<|[^]*(?:@licen[sc]e|copyright|licen[sc]e|spdx|@fileoverview|@file\b|@ts-(?:no)?check|@jsx|@flow|eslint-disable(?!-)|eslint-env|@jest-environment|@vitest-environment))/i;

/** Behind `#!`, and the comments that speak of the whole file: set off by an empty line, or saying so. */
function header(tree: FlatTree): number {
  const { text } = tree;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (text.startsWith('#!', at)) at = afterBreak(text, lineEnd(text, at));
  const first = tree.firstChild(tree.root);
  const code = first === NONE ? text.length : tree.start(first);
  for (const comment of tree.comments) {
    if (comment.start < at) continue;
    if (comment.end > code) break;
    const end = afterBreak(text, comment.end);
    const setOff = atLineEnd(text, comment.end) && end < code && atLineEnd(text, end);
    if (atLineEnd(text, comment.end) && (setOff || HEADER.test(text.slice(comment.start, comment.end)))) at = setOff ? afterBreak(text, end) : end;
  }
  return at;
}
