/**
 * How does a function become a graph? Parameters, then the body; a module's and
 * an initializer's are bodies without parameters.
 */
import type { FunctionGraph, NodeId, TypeExpression } from '../../flow';
import { NOTHING } from '../lowering';
import { bindingsIn, declareBindings, globalNames, targetNames, type Bindings } from './bound-names';
import { lowerBody } from './branches';
import { lowerClass } from './classes';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { FunctionLowering, type FileLowering, type FunctionRequest } from './function-lowering';
import { Field, Kind } from './kinds';
import { methodRole } from './method-roles';
import { bindTarget } from './places';
import { lowerStatements } from './statements';
import { brokenSiblings } from './syntax-errors';
import { annotatedType } from './types';

/** Lowers one function of the file; functions inside it are requested from the file. Total. */
export function lowerFunction(file: FileLowering, request: FunctionRequest): FunctionGraph {
  const { tree } = file;
  const { node } = request;
  const hasHead = request.kind !== 'module' && request.kind !== 'initializer';
  const range = request.kind === 'module' ? { start: 0, end: tree.text.length } : tree.range(node);
  const f = new FunctionLowering(file, request, range);
  const bindings = bindingsIn(tree, hasHead ? tree.child(node, Field.body) : node);
  let parameterCount = 0;
  if (request.kind === 'module') lowerModule(f, node, bindings);
  else if (request.kind === 'initializer') lowerInitializer(f, node, bindings);
  else parameterCount = lowerHeadAndBody(f, node, bindings);
  return {
    id: request.id, name: request.name, kind: request.kind, parent: request.parent, class: request.class, range,
    async: hasHead && tree.text.startsWith('async', range.start), generator: hasHead && bindings.yields, parameterCount,
    returnType: hasHead ? annotatedType(tree, tree.child(node, Field.return_type)) : null,
    ...f.parts(),
  };
}

function lowerModule(f: FunctionLowering, module: FlatNode, own: Bindings): void {
  const bindings: Bindings = { ...own, names: [...own.names, ...globalNames(f.tree).map((node) => ({ node, kind: 'var' as const }))] };
  declareBindings(f, bindings);
  // When nothing fits together the root itself is an ERROR; its pieces are the statements.
  lowerStatements(f, f.tree.kind(module) === Kind.ERROR ? [module] : f.tree.children(module));
  // Whatever the module gives a name is there for others, with the value it has in the end.
  const exported = new Set<string>();
  for (const { node } of bindings.names) {
    const name = f.tree.textOf(node);
    if (exported.has(name)) continue;
    exported.add(name);
    const value = f.scope.read(f.scope.lookup(name));
    f.exports.push({ name, value: value === NOTHING ? null : value, from: null, imported: null });
  }
}

/** The value of a class's attribute, a class inside the class, or any other statement of its body. */
function lowerInitializer(f: FunctionLowering, node: FlatNode, bindings: Bindings): void {
  const definition = f.tree.kind(node) === Kind.decorated_definition ? f.tree.child(node, Field.definition) : node;
  if (f.tree.kind(definition) === Kind.class_definition) {
    const decorators = node === definition ? [] : f.tree.children(node).filter((child) => f.tree.kind(child) === Kind.decorator);
    f.returns.push(lowerClass(f, definition, decorators));
    return;
  }
  declareBindings(f, bindings);
  if (f.isStatement(node)) f.statement(node);
  else f.returns.push(f.expression(node));
}

function lowerHeadAndBody(f: FunctionLowering, node: FlatNode, bindings: Bindings): number {
  const count = lowerParameters(f, f.tree.children(f.tree.child(node, Field.parameters)));
  const body = f.tree.child(node, Field.body);
  declareBindings(f, bindings);
  if (body === NONE) return count;
  if (f.request.kind === 'arrow') {
    f.returns.push(f.expression(body));
    return count;
  }
  for (const broken of brokenSiblings(f.tree, body)) declareBindings(f, bindingsIn(f.tree, broken));
  lowerBody(f, body);
  return count;
}

/** One parameter, however it is written. */
interface Parameter {
  readonly node: FlatNode;
  /** An identifier; of Python 2 a tuple. */
  readonly target: FlatNode;
  readonly fallback: FlatNode;
  readonly rest: boolean;
  readonly type: TypeExpression | null;
}

/** Makes the parameters' nodes and variables; answers how many there are, `self` and `cls` aside. */
function lowerParameters(f: FunctionLowering, list: readonly FlatNode[]): number {
  const parameters = list.map((node) => readParameter(f.tree, node)).filter((parameter) => parameter !== null);
  // Defaults are computed outside, where names of parameters mean something else.
  const fallbacks = parameters.map(({ fallback }) => (fallback === NONE ? NOTHING : f.expression(fallback)));
  for (const { target } of parameters) {
    for (const name of targetNames(f.tree, target)) f.scope.declare(f.tree.textOf(name), 'parameter', f.wholeScope);
  }
  const receiver = f.request.class === null ? 'none' : methodRole(f.tree, f.request.node).receiver;
  const [first] = parameters;
  const skipped = receiver !== 'none' && first !== undefined && !first.rest && f.tree.kind(first.target) === Kind.identifier;
  if (skipped) bindReceiver(f, first.target, receiver);
  const from = skipped ? 1 : 0;
  for (let i = from; i < parameters.length; i++) {
    const parameter = parameters[i];
    if (parameter !== undefined) lowerParameter(f, parameter, fallbacks[i] ?? NOTHING, i - from);
  }
  return parameters.length - from;
}

function bindReceiver(f: FunctionLowering, name: FlatNode, is: 'object' | 'class'): void {
  const slot = f.scope.lookup(f.tree.textOf(name));
  f.receiver = { slot, is };
  f.scope.assign(slot, is === 'class' ? f.classReference(name) : f.self(name));
}

/** Null for separators and for what is no parameter (broken text). */
function readParameter(tree: FlatTree, node: FlatNode): Parameter | null {
  let target = node;
  let fallback: FlatNode = NONE;
  let type: TypeExpression | null = null;
  switch (tree.kind(node)) {
    case Kind.typed_parameter:
      target = tree.firstChild(node);
      type = annotatedType(tree, tree.child(node, Field.type));
      break;
    case Kind.default_parameter:
    case Kind.typed_default_parameter:
      target = tree.child(node, Field.name);
      fallback = tree.child(node, Field.value);
      type = annotatedType(tree, tree.child(node, Field.type));
      break;
    default:
  }
  const rest = tree.kind(target) === Kind.list_splat_pattern || tree.kind(target) === Kind.dictionary_splat_pattern;
  if (rest) {
    type = gathered(type, tree.kind(target) === Kind.list_splat_pattern);
    target = tree.firstChild(target);
  }
  const kind = tree.kind(target);
  return kind === Kind.identifier || kind === Kind.tuple_pattern ? { node, target, fallback, rest, type } : null;
}

/** The type of all that `*name: T` and `**name: T` gather. */
function gathered(type: TypeExpression | null, isList: boolean): TypeExpression | null {
  if (type === null) return null;
  return isList ? { kind: 'name', name: 'Array', args: [type] } : { kind: 'name', name: 'Record', args: [{ kind: 'name', name: 'string', args: [] }, type] };
}

function lowerParameter(f: FunctionLowering, { node, target, rest, type }: Parameter, fallback: NodeId, index: number): void {
  const name = f.tree.kind(target) === Kind.identifier ? f.tree.textOf(target) : null;
  let value: NodeId = f.parameter(target, index, name, rest, type);
  if (fallback !== NOTHING) value = f.phi(node, [fallback, value]);
  if (name === null) {
    bindTarget(f, target, value);
    return;
  }
  const slot = f.scope.lookup(name);
  f.scope.setType(slot, type);
  f.scope.assign(slot, value);
}
