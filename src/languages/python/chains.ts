/**
 * How do accesses and calls lower? Chains such as `a.b().c[0].d()` link by link,
 * and what a call may change in the variables it is handed.
 */
import type { Argument, NodeId, Property } from '../../flow';
import { mayChange, NOTHING, type Slot } from '../lowering';
import { lowerArgument, lowerArguments } from './arguments';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers } from './function-lowering';
import { Field, Kind } from './kinds';
import { stringKey } from './literal-values';
import { isFormatCall, lowerFormatCall } from './templates';

/** The innermost callee or object first; the grammar nests chains to the left, so they are followed without recursion. */
function lowerChain(f: FunctionLowering, node: FlatNode): NodeId {
  const links: FlatNode[] = [];
  let root = node;
  while (isLink(f, root)) {
    links.push(root);
    root = f.tree.firstChild(root);
  }
  let value = lowerRoot(f, root);
  // The local variable that `value` is, then the one that is the object of the member just read.
  let variable = localVariable(f, root);
  let receiver: Slot = NOTHING;
  for (const link of links.reverse()) {
    switch (f.tree.kind(link)) {
      case Kind.attribute:
        value = lowerAttribute(f, link, value);
        receiver = variable;
        break;
      case Kind.subscript:
        value = lowerSubscript(f, link, value);
        receiver = variable;
        break;
      default:
        value = lowerCall(f, link, value);
        if (receiver !== NOTHING && mayChange(f, receiver)) {
          f.replaceObject(receiver, f.afterCall(root, value, f.scope.read(receiver), 'receiver'));
        }
        receiver = NOTHING;
    }
    variable = NOTHING;
  }
  return value;
}

/** A link is an access or call whose object or callee is worth going into. */
function isLink(f: FunctionLowering, node: FlatNode): boolean {
  const first = f.tree.firstChild(node);
  if (first === NONE) return false;
  switch (f.tree.kind(node)) {
    case Kind.call:
      return f.isExpression(first) && specialCall(f, node) === null && !isSuperCall(f, node);
    case Kind.attribute:
      return f.isExpression(first) && !isSuperConstructor(f, node);
    case Kind.subscript:
      return f.isExpression(first);
    default:
      return false;
  }
}

function lowerRoot(f: FunctionLowering, root: FlatNode): NodeId {
  switch (f.tree.kind(root)) {
    case Kind.call:
      return specialCall(f, root)?.(f, root) ?? lowerSuper(f, root);
    case Kind.attribute:
      return isSuperConstructor(f, root) ? lowerSuper(f, root) : missingObject(f, root);
    case Kind.subscript:
      return missingObject(f, root);
    default:
      return f.expression(root);
  }
}

function missingObject(f: FunctionLowering, node: FlatNode): NodeId {
  return f.unsupported(node, 'missing', f.tree.children(node).filter((child) => f.isExpression(child)).map((child) => f.expression(child)));
}

/** `super()` and, of Python 2, `super(C, self)`. */
function isSuperCall(f: FunctionLowering, node: FlatNode): boolean {
  if (f.tree.kind(node) !== Kind.call) return false;
  const callee = f.tree.firstChild(node);
  return f.tree.kind(callee) === Kind.identifier && f.tree.textOf(callee) === 'super';
}

/** `super().__init__`: calling it is calling `super`. */
function isSuperConstructor(f: FunctionLowering, node: FlatNode): boolean {
  return isSuperCall(f, f.tree.firstChild(node)) && attributeName(f, node) === '__init__';
}

function lowerSuper(f: FunctionLowering, node: FlatNode): NodeId {
  return f.request.class === null ? f.outer(node, 'super') : f.parent(node);
}

/** Calls of built-in names that are more than calls, unless the function has the name for something else; and texts that are filled in. */
function specialCall(f: FunctionLowering, node: FlatNode): ((f: FunctionLowering, node: FlatNode) => NodeId) | null {
  const callee = f.tree.firstChild(node);
  if (f.tree.kind(callee) !== Kind.identifier) return isFormatCall(f, node) ? lowerFormatCall : null;
  const length = f.tree.end(callee) - f.tree.start(callee);
  if (length !== 4 && length !== 10) return null;
  const name = f.tree.textOf(callee);
  if ((name !== 'dict' && name !== 'isinstance') || f.scope.lookup(name) !== NOTHING) return null;
  const list = argumentList(f, node);
  if (f.tree.kind(list) !== Kind.argument_list) return null;
  if (name === 'dict') return lowerDict;
  const args = f.tree.children(list);
  return args.length === 2 && args.every((arg) => f.isExpression(arg)) ? lowerInstanceTest : null;
}

/** `dict(base, a=b, **more)`. */
function lowerDict(f: FunctionLowering, node: FlatNode): NodeId {
  const properties: Property[] = [];
  for (const child of f.tree.children(argumentList(f, node))) {
    const argument = lowerArgument(f, child);
    if (argument === null) continue;
    const keyword = argument.name !== null && !argument.spread;
    properties.push({ key: keyword ? argument.name : null, value: argument.value, spread: !keyword, range: f.rangeOf(child) });
  }
  return f.object(node, properties);
}

function lowerInstanceTest(f: FunctionLowering, node: FlatNode): NodeId {
  return f.operator(node, 'instanceof', f.tree.children(argumentList(f, node)).map((arg) => f.expression(arg)));
}

function argumentList(f: FunctionLowering, call: FlatNode): FlatNode {
  return f.tree.child(call, Field.arguments);
}

function localVariable(f: FunctionLowering, node: FlatNode): Slot {
  if (f.tree.kind(node) !== Kind.identifier) return NOTHING;
  const slot = f.scope.lookup(f.tree.textOf(node));
  return f.isReceiver(slot) ? NOTHING : slot;
}

function lowerAttribute(f: FunctionLowering, node: FlatNode, object: NodeId): NodeId {
  const name = attributeName(f, node);
  // `user.` while it is being typed.
  return name === '' ? object : f.field(node, object, name);
}

export function attributeName(f: FunctionLowering, node: FlatNode): string {
  const name = f.tree.lastChild(node);
  return name === f.tree.firstChild(node) ? '' : f.tree.textOf(name);
}

function lowerSubscript(f: FunctionLowering, node: FlatNode, object: NodeId): NodeId {
  const { name, slice, key } = subscriptKey(f, node);
  if (name !== null) return f.field(node, object, name);
  if (slice !== null) return f.call(node, f.field(node, object, 'slice'), slice);
  return key === null ? object : f.element(node, object, key);
}

/** What stands in the brackets of `x[…]`: one of a constant string, a slice's bounds, and a key. All null while it is being typed. */
export interface SubscriptKey {
  readonly name: string | null;
  readonly slice: readonly Argument[] | null;
  readonly key: NodeId | null;
}

export function subscriptKey(f: FunctionLowering, node: FlatNode): SubscriptKey {
  const keys = f.tree.children(node).slice(1).filter((child) => f.isExpression(child) || f.tree.kind(child) === Kind.slice);
  const [only] = keys;
  if (only === undefined) return { name: null, slice: null, key: null };
  if (keys.length === 1) {
    if (f.tree.kind(only) === Kind.slice) return { name: null, slice: sliceBounds(f, only), key: null };
    const name = stringKey(f.tree, only);
    return name === null ? { name: null, slice: null, key: f.expression(only) } : { name, slice: null, key: null };
  }
  // `x[a, b]` has the tuple as its key.
  const parts = keys.flatMap((key) => (f.tree.kind(key) === Kind.slice ? sliceBounds(f, key) : [plain(f.expression(key))]));
  return { name: null, slice: null, key: f.array(node, parts) };
}

function plain(value: NodeId): Argument {
  return { value, spread: false, name: null };
}

/** `a:b` and `a:b:c`: the bounds, undefined where left out; the step is lowered for what it holds. */
function sliceBounds(f: FunctionLowering, slice: FlatNode): Argument[] {
  const bounds: (NodeId | null)[] = [null, null, null];
  let index = 0;
  let from = f.tree.start(slice);
  for (const child of f.tree.children(slice)) {
    index += f.tree.gap(from, f.tree.start(child)).split(':').length - 1;
    from = f.tree.end(child);
    if (f.isExpression(child) && index < bounds.length) bounds[index] = f.expression(child);
  }
  return [plain(bounds[0] ?? f.constant(slice, undefined)), plain(bounds[1] ?? f.constant(slice, undefined))];
}

function lowerCall(f: FunctionLowering, node: FlatNode, callee: NodeId): NodeId {
  const list = argumentList(f, node);
  // `f(x for x in xs)`
  if (f.tree.kind(list) === Kind.generator_expression) return f.call(node, callee, [plain(f.expression(list))]);
  const call = f.call(node, callee, lowerArguments(f, list));
  changeArguments(f, list, call);
  return call;
}

/** Variables handed to a call may hold something else after it. */
function changeArguments(f: FunctionLowering, list: FlatNode, call: NodeId): void {
  let index = 0;
  for (let child = f.tree.firstChild(list); child !== NONE; child = f.tree.nextSibling(child)) {
    const value = f.tree.kind(child) === Kind.keyword_argument ? f.tree.child(child, Field.value) : child;
    const slot = localVariable(f, value);
    if (slot !== NOTHING && mayChange(f, slot)) f.replaceObject(slot, f.afterCall(value, call, f.scope.read(slot), index));
    if (f.isExpression(child) || f.tree.kind(child) === Kind.keyword_argument) index++;
  }
}

export const chainHandlers: Handlers<ExpressionHandler> = {
  attribute: lowerChain,
  subscript: lowerChain,
  call: lowerChain,
};
