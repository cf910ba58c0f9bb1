/**
 * How do accesses and calls lower? Chains such as `a.b().c[0].d()` link by link,
 * and what a call may change in the variables it is handed.
 */
import type { Argument, NodeId, TypeExpression } from '../../flow';
import { lowerArguments } from './arguments';
import { constantArgument, requiredModule } from './commonjs';
import { mayChange, NOTHING, type Slot } from '../lowering';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';
import { constantKey, propertyKey } from './literal-values';
import { lowerTemplateParts } from './templates';
import { typeArguments } from './types';

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
      case Kind.non_null_expression:
        continue;
      case Kind.member_expression:
        value = lowerMember(f, link, value);
        receiver = variable;
        break;
      case Kind.subscript_expression:
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

/** A link is an access or call whose object or callee is worth going into: not `import(…)`, `require('m')`, `import.meta`. */
function isLink(f: FunctionLowering, node: FlatNode): boolean {
  const first = f.tree.firstChild(node);
  if (first === NONE) return false;
  switch (f.tree.kind(node)) {
    case Kind.call_expression:
      return f.tree.kind(first) !== Kind.import && requiredModule(f, node) === null;
    case Kind.member_expression:
    case Kind.subscript_expression:
      return f.tree.kind(first) !== Kind.import && f.isExpression(first);
    case Kind.non_null_expression:
      return f.isExpression(first);
    default:
      return false;
  }
}

function lowerRoot(f: FunctionLowering, root: FlatNode): NodeId {
  switch (f.tree.kind(root)) {
    case Kind.call_expression: {
      const module = requiredModule(f, root) ?? constantArgument(f, root);
      if (module !== null) return f.import(root, module, '*', false);
      return lowerCall(f, root, f.outer(f.tree.firstChild(root), 'import'));
    }
    case Kind.member_expression:
    case Kind.subscript_expression:
    case Kind.non_null_expression:
      if (f.tree.kind(f.tree.firstChild(root)) === Kind.import) return f.outer(root, f.tree.textOf(root).replace(/\s+/g, ''));
      return f.unsupported(root, 'missing', f.tree.children(root).filter((child) => f.isExpression(child)).map((child) => f.expression(child)));
    default:
      return f.expression(root);
  }
}

function localVariable(f: FunctionLowering, node: FlatNode): Slot {
  return f.tree.kind(node) === Kind.identifier ? f.scope.lookup(f.tree.textOf(node)) : NOTHING;
}

function lowerMember(f: FunctionLowering, node: FlatNode, object: NodeId): NodeId {
  const name = propertyKey(f.tree, f.tree.lastChild(node));
  // `user.` while it is being typed.
  if (name === null || name === '') return object;
  return f.field(node, object, name);
}

function lowerSubscript(f: FunctionLowering, node: FlatNode, object: NodeId): NodeId {
  const index = f.tree.child(node, Field.index);
  if (index === NONE) return object;
  const name = constantKey(f.tree, index);
  return name === null ? f.element(node, object, f.expression(index)) : f.field(node, object, name);
}

function lowerCall(f: FunctionLowering, node: FlatNode, callee: NodeId): NodeId {
  const list = f.tree.child(node, Field.arguments);
  if (f.tree.kind(list) === Kind.template_string) return f.call(node, callee, taggedArguments(f, list));
  const args = lowerArguments(f, list);
  const awaited = awaitedOperand(f, callee, args);
  if (awaited !== null) return f.await(node, awaited);
  const text = joinedText(f, callee);
  if (text !== null && args.every((arg) => !arg.spread)) return f.concat(node, [text, ...args.map((arg) => arg.value)]);
  const call = f.call(node, callee, args, writtenTypes(f, node, list));
  changeArguments(f, list, call);
  return call;
}

/** The grammar may read `await (request).json()` as a call of something named `await`; it waits for all of it, which is as good as for the operand. */
function awaitedOperand(f: FunctionLowering, callee: NodeId, [first, ...rest]: readonly Argument[]): NodeId | null {
  const name = f.nodes[callee];
  return name?.op === 'outer' && name.name === 'await' && first !== undefined && !first.spread && rest.length === 0 ? first.value : null;
}

/** The text before `.concat(…)`: compilers write templates so. Null for another callee, also for a list's method of that name. */
function joinedText(f: FunctionLowering, callee: NodeId): NodeId | null {
  const method = f.nodes[callee];
  const object = method?.op === 'field' && method.name === 'concat' ? f.nodes[method.object] : undefined;
  return object?.op === 'concat' || (object?.op === 'constant' && typeof object.value === 'string') ? object.id : null;
}

function lowerNew(f: FunctionLowering, node: FlatNode): NodeId {
  const callee = f.expression(f.tree.child(node, Field.constructor));
  const list = f.tree.child(node, Field.arguments);
  const call = f.construct(node, callee, lowerArguments(f, list), writtenTypes(f, node, list));
  changeArguments(f, list, call);
  return call;
}

/** The types between a callee and its arguments; undefined, as for most calls, where none are written. */
function writtenTypes(f: FunctionLowering, node: FlatNode, list: FlatNode): readonly TypeExpression[] | undefined {
  if (f.tree.after(f.tree.firstChild(node)) === list) return undefined;
  const types = f.tree.childOfKind(node, Kind.type_arguments);
  return types === NONE ? undefined : typeArguments(f.tree, types);
}

/** A tag's arguments: the text parts as an array, then the substitutions. */
function taggedArguments(f: FunctionLowering, template: FlatNode): Argument[] {
  const { texts, values } = lowerTemplateParts(f, template);
  const plain = (value: NodeId): Argument => ({ value, spread: false, name: null });
  return [plain(f.array(template, texts.map(plain))), ...values.map(plain)];
}

/** Variables handed to a call may hold something else after it. */
function changeArguments(f: FunctionLowering, list: FlatNode, call: NodeId): void {
  let index = 0;
  for (let child = f.tree.firstChild(list); child !== NONE; child = f.tree.nextSibling(child)) {
    const slot = localVariable(f, child);
    if (slot !== NOTHING && mayChange(f, slot)) f.replaceObject(slot, f.afterCall(child, call, f.scope.read(slot), index));
    if (f.isExpression(child)) index++;
  }
}

export const chainHandlers: Readonly<Partial<Record<keyof typeof Kind, ExpressionHandler>>> = {
  member_expression: lowerChain,
  subscript_expression: lowerChain,
  call_expression: lowerChain,
  non_null_expression: lowerChain,
  new_expression: lowerNew,
};
