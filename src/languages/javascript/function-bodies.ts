/**
 * How does a function become a graph? Parameters, then the body; a module's and
 * an initializer's are bodies without parameters.
 * A graph depends on nothing but the function's own subtree, its name and place, and the doc comments there and before it.
 */
import type { FunctionGraph, NodeId, TypeExpression } from '../../flow';
import { lowerStatements } from './blocks';
import { lowerDecorators } from './classes';
import { declareVars, patternNames } from './declared-names';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { FunctionLowering, type FileLowering, type FunctionRequest } from './function-lowering';
import { docParameter, type Doc } from './jsdoc';
import { Field, Kind } from './kinds';
import { headWords } from './member-words';
import { finishExports, lowerImports } from './modules';
import { bindPattern } from './places';
import { isParameterProperty } from './type-declarations';
import { annotatedType } from './types';

/** Lowers one function of the file; functions inside it are requested from the file. Total. */
export function lowerFunction(file: FileLowering, request: FunctionRequest): FunctionGraph {
  const { tree } = file;
  const { node } = request;
  const range = request.kind === 'module' ? { start: 0, end: tree.text.length } : tree.range(node);
  const f = new FunctionLowering(file, request, range);
  let parameterCount = 0;
  if (request.kind === 'module') {
    lowerModule(f, node);
  } else if (request.kind === 'initializer') {
    lowerInitializer(f, node);
  } else {
    parameterCount = lowerParameters(f, node);
    lowerBodyOf(f, node);
  }
  return {
    id: request.id, name: request.name, kind: request.kind, parent: request.parent, class: request.class, range,
    async: isAsync(tree, request), generator: isGenerator(tree, request), parameterCount,
    returnType: request.kind === 'module' || request.kind === 'initializer' ? null : returnType(file, node),
    ...f.parts(),
  };
}

function returnType({ tree, docs }: FileLowering, node: FlatNode): TypeExpression | null {
  return annotatedType(tree, tree.child(node, Field.return_type)) ?? docs?.before(node)?.returns ?? null;
}

function lowerModule(f: FunctionLowering, program: FlatNode): void {
  // When nothing fits together the root itself is an ERROR; its pieces are the statements.
  const statements = f.tree.kind(program) === Kind.ERROR ? [program] : f.tree.children(program);
  declareVars(f, program);
  lowerImports(f, statements);
  lowerStatements(f, statements, f.wholeScope);
  finishExports(f, statements);
  for (const type of f.file.docs?.declarations() ?? []) f.file.declareType(type);
}

function lowerInitializer(f: FunctionLowering, node: FlatNode): void {
  if (f.tree.kind(node) !== Kind.class_static_block) {
    f.returns.push(f.expression(node));
    return;
  }
  declareVars(f, node);
  const body = f.tree.child(node, Field.body);
  if (body !== NONE) lowerStatements(f, f.tree.children(body), f.wholeScope);
}

function lowerBodyOf(f: FunctionLowering, node: FlatNode): void {
  const body = f.tree.child(node, Field.body);
  if (body === NONE) return;
  if (f.tree.kind(body) !== Kind.statement_block) {
    f.returns.push(f.expression(body));
    return;
  }
  declareVars(f, body);
  lowerStatements(f, f.tree.children(body), f.wholeScope);
}

/** One parameter, however it is written. */
interface Parameter {
  readonly node: FlatNode;
  readonly pattern: FlatNode;
  readonly fallback: FlatNode;
  readonly rest: boolean;
  readonly type: TypeExpression | null;
}

/** Makes the parameters' nodes and variables; answers how many there are. */
function lowerParameters(f: FunctionLowering, node: FlatNode): number {
  const single = f.tree.child(node, Field.parameter);
  const list = single === NONE ? f.tree.children(f.tree.child(node, Field.parameters)) : [single];
  const parameters: Parameter[] = [];
  for (const child of list) {
    const parameter = readParameter(f.tree, child);
    if (parameter !== null) parameters.push(parameter);
  }
  for (const { pattern } of parameters) {
    for (const name of patternNames(f.tree, pattern)) f.scope.declare(f.tree.textOf(name), 'parameter', f.wholeScope);
  }
  const doc = f.file.docs?.before(node) ?? null;
  parameters.forEach((parameter, index) => {
    lowerParameter(f, parameter, index, doc);
  });
  return parameters.length;
}

/** Null for `this` and for what is no parameter (broken text). */
function readParameter(tree: FlatTree, node: FlatNode): Parameter | null {
  let pattern = node;
  let fallback: FlatNode = NONE;
  let type: TypeExpression | null = null;
  switch (tree.kind(node)) {
    case Kind.required_parameter:
    case Kind.optional_parameter:
      pattern = tree.child(node, Field.pattern);
      fallback = tree.child(node, Field.value);
      type = annotatedType(tree, tree.child(node, Field.type));
      break;
    case Kind.assignment_pattern:
      pattern = tree.child(node, Field.left);
      fallback = tree.child(node, Field.right);
      break;
    case Kind.identifier:
    case Kind.object_pattern:
    case Kind.array_pattern:
    case Kind.rest_pattern:
      break;
    default:
      return null;
  }
  const rest = tree.kind(pattern) === Kind.rest_pattern;
  if (rest) pattern = tree.firstChild(pattern);
  if (pattern === NONE || tree.kind(pattern) === Kind.this) return null;
  return { node, pattern, fallback, rest, type };
}

function lowerParameter(f: FunctionLowering, parameter: Parameter, index: number, doc: Doc | null): void {
  const { node, pattern, fallback, rest } = parameter;
  const single = f.tree.kind(pattern) === Kind.identifier;
  const name = single ? f.tree.textOf(pattern) : null;
  const type = parameter.type ?? f.file.docs?.at(node)?.type ?? (doc === null ? null : docParameter(doc, index, name));
  const handedIn = f.parameter(pattern, index, name, rest, type);
  let value: NodeId = handedIn;
  // What a framework's decorator puts in (`@Body() body`) comes out of a call that is handed the parameter.
  for (const decorator of lowerDecorators(f, f.tree.children(node))) {
    value = f.phi(node, [value, f.call(node, decorator, [{ value: handedIn, spread: false, name: null }])]);
  }
  if (fallback !== NONE) value = f.phi(node, [value, f.expression(fallback)]);
  if (name === null) {
    bindPattern(f, pattern, value);
    return;
  }
  const slot = f.scope.lookup(name);
  f.scope.setType(slot, type);
  f.scope.assign(slot, value);
  if (isParameterProperty(f.tree, node)) f.update(node, f.self(node), name, value);
}

function isAsync(tree: FlatTree, { node, kind }: FunctionRequest): boolean {
  switch (kind) {
    case 'method':
      return headWords(tree, node).includes('async');
    case 'function':
    case 'arrow': {
      const start = tree.start(node);
      const first = tree.firstChild(node);
      return /^async\b/.test(tree.text.slice(start, start + 6)) && (first === NONE || tree.start(first) > start);
    }
    default:
      return false;
  }
}

function isGenerator(tree: FlatTree, { node, kind }: FunctionRequest): boolean {
  if (kind === 'method') return headWords(tree, node).includes('*');
  const syntax = tree.kind(node);
  return kind === 'function' && (syntax === Kind.generator_function || syntax === Kind.generator_function_declaration);
}
