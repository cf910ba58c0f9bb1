/**
 * What does a module take from and offer to others? ESM imports and exports in
 * all their forms, and TypeScript's `import x = require()` and `export =`.
 */
import type { NodeId } from '../../flow';
import { lowerClass } from './classes';
import { NOTHING } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering, StatementHandler } from './function-lowering';
import { lowerClosure, lowerNamed } from './functions';
import { Field, Kind } from './kinds';
import { patternNames } from './declared-names';
import { stringValue } from './literal-values';

/** Imports run before everything else, wherever they stand. */
function lowerImport(f: FunctionLowering, node: FlatNode): void {
  if (f.hoisted.has(node)) return;
  f.hoisted.add(node);
  const { tree } = f;
  const required = tree.childOfKind(node, Kind.import_require_clause);
  const source = tree.child(required === NONE ? node : required, Field.source);
  if (source === NONE) return;
  const module = stringValue(tree, source);
  if (required !== NONE) {
    bindImport(f, tree.firstChild(required), module, '*', false);
    return;
  }
  const typeOnly = isTypeOnly(f, node);
  const clause = tree.childOfKind(node, Kind.import_clause);
  if (clause === NONE) f.import(node, module, '*', false);
  for (const part of tree.children(clause)) {
    switch (tree.kind(part)) {
      case Kind.identifier:
        bindImport(f, part, module, 'default', typeOnly);
        break;
      case Kind.namespace_import:
        bindImport(f, tree.firstChild(part), module, '*', typeOnly);
        break;
      case Kind.named_imports:
        for (const specifier of tree.children(part)) lowerSpecifier(f, specifier, module, typeOnly);
        break;
      default:
    }
  }
}

function lowerSpecifier(f: FunctionLowering, specifier: FlatNode, module: string, typeOnly: boolean): void {
  const [name, alias] = f.tree.children(specifier);
  if (name === undefined || f.tree.kind(specifier) !== Kind.import_specifier) return;
  bindImport(f, alias ?? name, module, specifierName(f, name), typeOnly || isTypeOnly(f, specifier));
}

/** `import type …`, `{ type a }`, `export type …`. */
function isTypeOnly(f: FunctionLowering, node: FlatNode): boolean {
  const first = f.tree.firstChild(node);
  return first !== NONE && /^(?:(?:import|export)\s+)?type(?:of)?\b/.test(f.tree.gap(f.tree.start(node), f.tree.start(first)) + ' ');
}

function specifierName(f: FunctionLowering, name: FlatNode): string {
  return f.tree.kind(name) === Kind.string ? stringValue(f.tree, name) : f.tree.textOf(name);
}

function bindImport(f: FunctionLowering, local: FlatNode, module: string, name: string, typeOnly: boolean): void {
  if (f.tree.kind(local) !== Kind.identifier) return;
  const slot = f.scope.declare(f.tree.textOf(local), 'import', f.wholeScope);
  f.scope.assign(slot, f.import(local, module, name, typeOnly));
}

/** Declares and lowers the imports among a module's statements, ahead of the rest. */
export function lowerImports(f: FunctionLowering, statements: readonly FlatNode[]): void {
  for (const statement of statements) if (f.tree.kind(statement) === Kind.import_statement) lowerImport(f, statement);
}

/** `import A = B.C`. */
function lowerImportAlias(f: FunctionLowering, node: FlatNode): void {
  const [name, path] = f.tree.children(node);
  if (name === undefined || path === undefined) return;
  const [root, ...fields] = f.tree.textOf(path).replace(/\s+/g, '').split('.');
  if (root === undefined) return;
  const slot = f.scope.lookup(root);
  const held = slot === NOTHING ? NOTHING : f.scope.read(slot);
  let value: NodeId = held === NOTHING ? f.outer(path, root) : f.read(path, root, held);
  for (const field of fields) value = f.field(path, value, field);
  const own = f.scope.lookup(f.tree.textOf(name));
  if (own !== NOTHING) f.assign(own, name, value);
}

function lowerExport(f: FunctionLowering, node: FlatNode): void {
  const { tree } = f;
  const source = tree.child(node, Field.source);
  const clause = tree.childOfKind(node, Kind.export_clause);
  if (source !== NONE) {
    lowerReexport(f, node, clause, stringValue(tree, source));
    return;
  }
  if (clause !== NONE) {
    for (const specifier of tree.children(clause)) exportLocal(f, specifier);
    return;
  }
  const first = tree.firstChild(node);
  const head = first === NONE ? '' : tree.gap(tree.start(node), tree.start(first));
  const declaration = tree.child(node, Field.declaration);
  if (declaration !== NONE) {
    lowerExportedDeclaration(f, node, declaration);
    return;
  }
  const value = tree.child(node, Field.value);
  const exported = value === NONE ? tree.lastChild(node) : value;
  if (exported === NONE || !f.isExpression(exported) || head.includes('namespace')) return;
  if (head.endsWith('=')) addExport(f, 'default', f.expression(exported));
  else addExport(f, 'default', lowerNamed(f, exported, 'default'));
}

function addExport(f: FunctionLowering, name: string, value: NodeId | null): void {
  f.exports.push({ name, value, from: null, imported: null });
}

/** A type that goes by another name outside; by its own it is found without an export. */
function addType(f: FunctionLowering, name: string, local: string): void {
  if (name !== local) f.exports.push({ name, value: null, from: null, imported: local });
}

function lowerReexport(f: FunctionLowering, node: FlatNode, clause: FlatNode, from: string): void {
  const { tree } = f;
  if (clause !== NONE) {
    for (const specifier of tree.children(clause)) {
      const [name, alias] = tree.children(specifier);
      if (name === undefined) continue;
      f.exports.push({ name: specifierName(f, alias ?? name), value: null, from, imported: specifierName(f, name) });
    }
    return;
  }
  const namespace = tree.childOfKind(node, Kind.namespace_export);
  const name = namespace === NONE ? '*' : specifierName(f, tree.firstChild(namespace));
  f.exports.push({ name, value: null, from, imported: namespace === NONE ? null : '*' });
}

/** `export { a as b }`: the value is that at the module's end. */
function exportLocal(f: FunctionLowering, specifier: FlatNode): void {
  const [name, alias] = f.tree.children(specifier);
  if (name === undefined) return;
  const [outside, local] = [specifierName(f, alias ?? name), specifierName(f, name)];
  if (isTypeOnly(f, specifier) || isTypeOnly(f, f.tree.parent(f.tree.parent(specifier)))) addType(f, outside, local);
  else f.exportedNames.push({ name: outside, local });
}

function lowerExportedDeclaration(f: FunctionLowering, node: FlatNode, declaration: FlatNode): void {
  const { tree } = f;
  const isDefault = /\bdefault$/.test(tree.gap(tree.start(node), tree.start(declaration)));
  const name = tree.child(declaration, Field.name);
  if (isDefault && name === NONE) {
    addExport(f, 'default', lowerNameless(f, declaration));
    return;
  }
  // Decorators before `export` belong to the class.
  f.pendingDecorators = tree.children(node).filter((child) => tree.kind(child) === Kind.decorator);
  f.statement(declaration);
  f.pendingDecorators = [];
  for (const local of declaredBy(f, declaration)) f.exportedNames.push({ name: isDefault ? 'default' : local, local });
  if (isDefault && tree.kind(declaration) === Kind.interface_declaration) addType(f, 'default', tree.textOf(name));
}

/** `export default function () {}` and `export default class {}`. */
function lowerNameless(f: FunctionLowering, declaration: FlatNode): NodeId {
  switch (f.tree.kind(declaration)) {
    case Kind.class_declaration:
    case Kind.abstract_class_declaration:
      return lowerClass(f, declaration, 'default');
    case Kind.function_declaration:
    case Kind.generator_function_declaration:
      return lowerClosure(f, declaration, 'default');
    default:
      return f.expression(declaration);
  }
}

/** Names of values that an exported declaration declares. */
export function declaredBy(f: FunctionLowering, declaration: FlatNode): string[] {
  const { tree } = f;
  switch (tree.kind(declaration)) {
    case Kind.lexical_declaration:
    case Kind.variable_declaration:
      return tree.children(declaration).flatMap((declarator) => patternNames(tree, tree.child(declarator, Field.name)).map((name) => tree.textOf(name)));
    case Kind.interface_declaration:
    case Kind.type_alias_declaration:
    case Kind.function_signature:
    case Kind.ambient_declaration:
      return [];
    case Kind.import_alias:
      return [tree.textOf(tree.firstChild(declaration))];
    default: {
      const name = tree.child(declaration, Field.name);
      return name === NONE || tree.kind(name) === Kind.string ? [] : [tree.textOf(name)];
    }
  }
}

/** Exports by name get the value their variable holds at the module's end; null when there is none (a type). */
export function finishExports(f: FunctionLowering, statements: readonly FlatNode[]): void {
  const isModule = f.exports.length > 0 || f.exportedNames.length > 0 || f.nodes.some(({ op }) => op === 'import');
  if (!isModule) offerToPages(f, statements);
  for (const { name, local } of f.exportedNames) {
    const slot = f.scope.lookup(local);
    const value = slot === NOTHING ? NOTHING : f.scope.read(slot);
    if (slot !== NOTHING) addExport(f, name, value === NOTHING ? null : value);
    else addType(f, name, local);
  }
}

const globalDeclarations: ReadonlySet<number> = new Set([
  Kind.function_declaration, Kind.generator_function_declaration, Kind.class_declaration, Kind.lexical_declaration, Kind.variable_declaration,
]);

/** Of a script that is no module: what it declares. */
function offerToPages(f: FunctionLowering, statements: readonly FlatNode[]): void {
  const names = new Set(statements.flatMap((statement) => (globalDeclarations.has(f.tree.kind(statement)) ? declaredBy(f, statement) : [])));
  for (const name of names) {
    const slot = f.scope.lookup(name);
    const value = slot === NOTHING ? NOTHING : f.scope.read(slot);
    if (value !== NOTHING) f.exports.push({ name, value, from: null, imported: null, global: true });
  }
}

export const moduleHandlers: Readonly<Partial<Record<keyof typeof Kind, StatementHandler>>> = {
  import_statement: lowerImport,
  import_alias: lowerImportAlias,
  export_statement: lowerExport,
};
