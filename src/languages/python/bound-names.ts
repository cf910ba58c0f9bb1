/**
 * Which names does a piece of syntax bind, and which variables may it change?
 * In Python a name that a function binds anywhere is its own everywhere.
 * Must not make nodes.
 */
import type { Variable } from '../../flow';
import { NOTHING, type Slot } from '../lowering';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';

/** By kind: what has variables of its own. Comprehensions are gone into: only their targets are their own. */
const CLOSED = new Uint8Array(Kind.other);
for (const kind of [Kind.function_definition, Kind.class_definition, Kind.lambda]) CLOSED[kind] = 1;

type BoundKind = Variable['kind'];
type Visit = (name: FlatNode, kind: BoundKind) => void;

/** The identifiers that a target binds, in order; `a.b` and `a[b]` bind none. */
export function targetNames(tree: FlatTree, target: FlatNode): FlatNode[] {
  const names: FlatNode[] = [];
  const stop = target === NONE ? NONE : tree.after(target);
  for (let at = target; at < stop; ) {
    switch (tree.kind(at)) {
      case Kind.identifier:
        names.push(at);
        break;
      case Kind.attribute:
      case Kind.subscript:
      case Kind.call:
      case Kind.ERROR:
        at = tree.after(at);
        continue;
      default:
    }
    at++;
  }
  return names;
}

/** The identifier that `import a.b` binds, or its alias. */
function importedName(tree: FlatTree, name: FlatNode): FlatNode {
  if (tree.kind(name) === Kind.aliased_import) return tree.child(name, Field.alias);
  return tree.kind(name) === Kind.dotted_name ? tree.firstChild(name) : NONE;
}

/** Names that the node itself binds, those of its parts aside. */
function forEachName(tree: FlatTree, node: FlatNode, visit: Visit): void {
  const targets = (target: FlatNode, kind: BoundKind): void => {
    for (const name of targetNames(tree, target)) visit(name, kind);
  };
  switch (tree.kind(node)) {
    case Kind.assignment:
    case Kind.augmented_assignment:
      targets(tree.child(node, Field.left), 'var');
      return;
    case Kind.for_statement:
      targets(tree.child(node, Field.left), 'var');
      return;
    case Kind.named_expression:
      targets(tree.child(node, Field.name), 'var');
      return;
    case Kind.as_pattern_target:
      targets(node, tree.kind(tree.parent(tree.parent(node))) === Kind.except_clause ? 'catch' : 'var');
      return;
    case Kind.except_clause: {
      // Python 2: `except E, e`.
      const values = tree.children(node).filter((child) => tree.field(child) === Field.value);
      if (values.length === 2) targets(values[1] ?? NONE, 'catch');
      return;
    }
    case Kind.import_statement:
    case Kind.import_from_statement:
      for (const child of tree.children(node)) {
        if (tree.field(child) !== Field.name) continue;
        const name = importedName(tree, child);
        if (name !== NONE) visit(name, 'import');
      }
      return;
    case Kind.future_import_statement:
      return;
    case Kind.function_definition:
      targets(tree.child(node, Field.name), 'function');
      return;
    case Kind.class_definition:
      targets(tree.child(node, Field.name), 'class');
      return;
    case Kind.type_alias_statement: {
      const name = typeAliasName(tree, node);
      if (name !== NONE) visit(name, 'var');
      return;
    }
    case Kind.case_clause:
      for (const name of captures(tree, node)) visit(name, 'var');
      return;
    default:
  }
}

/** The identifier that `type X[T] = …` binds. */
export function typeAliasName(tree: FlatTree, node: FlatNode): FlatNode {
  let at = tree.child(node, Field.left);
  while (at !== NONE && tree.kind(at) !== Kind.identifier) at = tree.firstChild(at);
  return at;
}

/** Names that the patterns of a `case` capture. */
function captures(tree: FlatTree, clause: FlatNode): FlatNode[] {
  const names: FlatNode[] = [];
  for (const pattern of tree.children(clause)) {
    if (tree.kind(pattern) !== Kind.case_pattern) continue;
    for (let at = pattern, stop = tree.after(pattern); at < stop; at++) {
      if (tree.kind(at) !== Kind.identifier) continue;
      const parent = tree.parent(at);
      switch (tree.kind(parent)) {
        case Kind.dotted_name:
          if (isCapture(tree, parent)) names.push(at);
          break;
        case Kind.splat_pattern:
        case Kind.as_pattern:
          names.push(at);
          break;
        default:
      }
    }
  }
  return names;
}

/** Whether a dotted name in a pattern gives the value a name: it has no dots and names no class. */
export function isCapture(tree: FlatTree, name: FlatNode): boolean {
  const first = tree.firstChild(name);
  return first !== NONE && tree.nextSibling(first) === NONE && tree.kind(tree.parent(name)) !== Kind.class_pattern && tree.textOf(first) !== '_';
}

/** What a function's or module's own code binds. */
export interface Bindings {
  /** Names in the order of their first binding, as nodes. */
  readonly names: readonly { readonly node: FlatNode; readonly kind: BoundKind }[];
  /** Names declared `global` or `nonlocal`. */
  readonly foreign: ReadonlySet<string>;
  readonly yields: boolean;
}

/** Scans the descendants of `body`, but not the functions and classes among them. */
export function bindingsIn(tree: FlatTree, body: FlatNode): Bindings {
  const names: { node: FlatNode; kind: BoundKind }[] = [];
  const foreign = new Set<string>();
  let yields = false;
  const visit: Visit = (node, kind) => names.push({ node, kind });
  const stop = body === NONE ? NONE : tree.after(body);
  // A lambda's or initializer's body is the expression itself.
  for (let at = body; at < stop; ) {
    const kind = tree.kinds[at] ?? -1;
    if (kind === Kind.yield) yields = true;
    else if (kind === Kind.global_statement || kind === Kind.nonlocal_statement) for (const name of tree.children(at)) foreign.add(tree.textOf(name));
    else forEachName(tree, at, visit);
    at = CLOSED[kind] === 1 ? tree.after(at) : at + 1;
  }
  return { names, foreign, yields };
}

/** Names that functions of the file declare `global`: they are the module's, even where only functions bind them. */
export function globalNames(tree: FlatTree): FlatNode[] {
  const names: FlatNode[] = [];
  for (let at = 0; at < tree.count; at++) if (tree.kinds[at] === Kind.global_statement) names.push(...tree.children(at));
  return names;
}

/** Declares what the code in `body` binds, for the whole function. */
export function declareBindings(f: FunctionLowering, { names, foreign }: Bindings): void {
  const isModule = f.request.kind === 'module';
  for (const { node, kind } of names) {
    const name = f.tree.textOf(node);
    if (isModule || !foreign.has(name)) f.scope.declare(name, kind, f.wholeScope);
  }
}

/** Index of the first point after `node`. */
function firstAfter(points: readonly FlatNode[], node: FlatNode): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle] ?? 0) <= node) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The local variables that the loop may give another value: bound, or handed to a
 * call or used as its receiver. In the order of their first such place.
 */
export function changedSlots(f: FunctionLowering, loop: FlatNode, mayChange: (slot: Slot) => boolean): Slot[] {
  const { tree } = f;
  f.changePoints ??= changePoints(tree, f.request.node);
  const slots = new Set<Slot>();
  const stop = tree.after(loop);
  for (let i = firstAfter(f.changePoints, loop - 1); i < f.changePoints.length; i++) {
    const point = f.changePoints[i] ?? stop;
    if (point >= stop) break;
    if (tree.kind(point) === Kind.identifier) {
      const slot = f.scope.lookup(tree.textOf(point));
      if (slot !== NOTHING && !f.isReceiver(slot) && mayChange(slot)) slots.add(slot);
      continue;
    }
    for (const name of changedNames(tree, point)) {
      const slot = f.scope.lookup(tree.textOf(name));
      if (slot !== NOTHING && !f.isReceiver(slot)) slots.add(slot);
    }
  }
  return [...slots];
}

const CHANGING = new Uint8Array(Kind.other);
for (const kind of [
  Kind.assignment, Kind.augmented_assignment, Kind.for_statement, Kind.named_expression, Kind.as_pattern_target, Kind.except_clause,
  Kind.import_statement, Kind.import_from_statement, Kind.function_definition, Kind.class_definition, Kind.case_clause, Kind.delete_statement,
]) CHANGING[kind] = 1;

/** Everything in the function, but for the functions inside it, that binds or changes a variable, and variables handed to calls; in text order. */
function changePoints(tree: FlatTree, root: FlatNode): FlatNode[] {
  const points: FlatNode[] = [];
  const stop = tree.after(root);
  for (let at = root + 1; at < stop; ) {
    const kind = tree.kinds[at] ?? -1;
    if (CHANGING[kind] === 1 || (kind === Kind.identifier && isHandedToCall(tree, at))) points.push(at);
    at = CLOSED[kind] === 1 ? tree.after(at) : at + 1;
  }
  return points;
}

function isHandedToCall(tree: FlatTree, identifier: FlatNode): boolean {
  const parent = tree.parent(identifier);
  switch (tree.kind(parent)) {
    case Kind.argument_list:
      return true;
    case Kind.keyword_argument:
      return tree.field(identifier) === Field.value;
    case Kind.attribute:
    case Kind.subscript:
      return identifier === parent + 1 && tree.kind(tree.parent(parent)) === Kind.call;
    default:
      return false;
  }
}

/** Variables that a statement binds, or whose object it changes: the roots of `a.b = …` and `del a[b]`. */
function changedNames(tree: FlatTree, point: FlatNode): FlatNode[] {
  const names: FlatNode[] = [];
  forEachName(tree, point, (name) => names.push(name));
  const target = tree.kind(point) === Kind.delete_statement ? tree.firstChild(point) : tree.child(point, Field.left);
  const stop = target === NONE ? NONE : tree.after(target);
  for (let at = target; at < stop; ) {
    const kind = tree.kind(at);
    if (kind === Kind.attribute || kind === Kind.subscript) {
      let root = at;
      while (tree.kind(root) === Kind.attribute || tree.kind(root) === Kind.subscript) root = tree.firstChild(root);
      if (tree.kind(root) === Kind.identifier) names.push(root);
      at = tree.after(at);
    } else {
      at++;
    }
  }
  return names;
}
