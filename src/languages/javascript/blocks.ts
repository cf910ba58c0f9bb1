/**
 * How do lists of statements lower? Their declarations first, as scopes want it,
 * then one statement after the other.
 */
import type { Variable } from '../../flow';
import type { Range } from '../../text';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { declarationKind, patternNames } from './declared-names';
import { lowerClosure } from './functions';
import { Field, Kind } from './kinds';

/** A block in its own scope. */
export function lowerBlock(f: FunctionLowering, block: FlatNode): void {
  const scope = f.scope.enter();
  lowerStatements(f, f.tree.children(block), f.rangeOf(block));
  f.scope.leave(scope);
}

/** Statements in the current scope, which is `range`. */
export function lowerStatements(f: FunctionLowering, statements: readonly FlatNode[], range: Range): void {
  declareIn(f, statements, range);
  for (const statement of statements) f.statement(statement);
}

/** Declares what the statements declare for their whole block, and gives function declarations their values. */
export function declareIn(f: FunctionLowering, statements: readonly FlatNode[], range: Range): void {
  const functions: FlatNode[] = [];
  for (const statement of statements) declareStatement(f, statement, range, functions);
  for (const node of functions) {
    const name = f.tree.textOf(f.tree.child(node, Field.name));
    f.hoisted.add(node);
    f.scope.assign(f.scope.declare(name, 'function', range), lowerClosure(f, node, null));
  }
}

function declareStatement(f: FunctionLowering, statement: FlatNode, range: Range, functions: FlatNode[]): void {
  const { tree } = f;
  switch (tree.kind(statement)) {
    case Kind.lexical_declaration:
    case Kind.using_declaration:
      declareDeclarators(f, statement, range);
      return;
    case Kind.class_declaration:
    case Kind.abstract_class_declaration:
      declareNamed(f, statement, 'class', range);
      return;
    case Kind.function_declaration:
    case Kind.generator_function_declaration:
      if (tree.child(statement, Field.name) === NONE) return;
      declareNamed(f, statement, 'function', range);
      functions.push(statement);
      return;
    case Kind.enum_declaration:
      declareNamed(f, statement, 'const', range);
      return;
    case Kind.internal_module:
    case Kind.module:
      if (tree.kind(tree.child(statement, Field.name)) === Kind.identifier) declareNamed(f, statement, 'const', range);
      return;
    case Kind.export_statement:
      declareStatement(f, tree.child(statement, Field.declaration), range, functions);
      return;
    case Kind.expression_statement:
    case Kind.ERROR:
      for (const child of tree.children(statement)) {
        if (tree.kind(child) !== Kind.ERROR && tree.kind(child) !== Kind.expression_statement) declareStatement(f, child, range, functions);
      }
      return;
    case Kind.import_alias:
      if (tree.kind(tree.firstChild(statement)) === Kind.identifier) f.scope.declare(tree.textOf(tree.firstChild(statement)), 'const', range);
      return;
    default:
  }
}

export function declareDeclarators(f: FunctionLowering, declaration: FlatNode, range: Range): void {
  const kind = declarationKind(f.tree, declaration);
  for (const declarator of f.tree.children(declaration)) {
    for (const name of patternNames(f.tree, f.tree.child(declarator, Field.name))) f.scope.declare(f.tree.textOf(name), kind, range);
  }
}

function declareNamed(f: FunctionLowering, node: FlatNode, kind: Variable['kind'], range: Range): void {
  const name = f.tree.child(node, Field.name);
  if (name !== NONE) f.scope.declare(f.tree.textOf(name), kind, range);
}
