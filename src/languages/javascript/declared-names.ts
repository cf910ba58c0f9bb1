/**
 * Which variables does a piece of syntax declare, and which may it change?
 * Looked up before a scope or a loop is entered, by linear scans of the flat tree.
 * Must not make nodes.
 */
import type { Variable } from '../../flow';
import { NOTHING, type Slot } from '../lowering';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';

/** By kind: what has variables of its own, or is no part of the function's flow. */
const CLOSED = new Uint8Array(Kind.other);
for (const kind of [
  Kind.function_declaration, Kind.generator_function_declaration, Kind.function_expression, Kind.generator_function, Kind.arrow_function,
  Kind.method_definition, Kind.class_body,
]) CLOSED[kind] = 1;

/** The identifiers that a declaration's pattern introduces; defaults and computed keys are not among them. */
export function patternNames(tree: FlatTree, pattern: FlatNode): FlatNode[] {
  if (pattern === NONE) return [];
  const names: FlatNode[] = [];
  const stop = tree.after(pattern);
  for (let at = pattern; at < stop; ) {
    const kind = tree.kind(at);
    const parent = tree.kind(tree.parent(at));
    const fallback = tree.field(at) === Field.right && (parent === Kind.assignment_pattern || parent === Kind.object_assignment_pattern);
    if ((at !== pattern && fallback) || kind === Kind.computed_property_name || kind === Kind.type_annotation || kind === Kind.member_expression) {
      at = tree.after(at);
      continue;
    }
    if (kind === Kind.identifier || kind === Kind.shorthand_property_identifier_pattern) names.push(at);
    at++;
  }
  return names;
}

/** Everything in the file that may declare a `var`, in text order. */
export function varPoints(tree: FlatTree): FlatNode[] {
  const points: FlatNode[] = [];
  const { kinds } = tree;
  for (let at = 0; at < tree.count; at++) {
    const kind = kinds[at];
    if (kind === Kind.variable_declaration || kind === Kind.for_in_statement) points.push(at);
  }
  return points;
}

/** Declares the `var`s anywhere in the function, as they mean the whole of it. */
export function declareVars(f: FunctionLowering, body: FlatNode): void {
  const { tree } = f;
  const points = f.file.varPoints;
  const stop = tree.after(body);
  for (let i = firstAfter(points, body); i < points.length; i++) {
    const point = points[i] ?? stop;
    if (point >= stop) return;
    if (isInInnerFunction(tree, point, body)) continue;
    if (tree.kind(point) === Kind.for_in_statement) {
      if (loopKeyword(tree, point) === 'var') declareNames(f, tree.child(point, Field.left), 'var');
    } else {
      for (const declarator of tree.children(point)) declareNames(f, tree.child(declarator, Field.name), 'var');
    }
  }
}

function isInInnerFunction(tree: FlatTree, node: FlatNode, body: FlatNode): boolean {
  for (let at = tree.parent(node); at > body; at = tree.parent(at)) if (CLOSED[tree.kind(at)] === 1) return true;
  return false;
}

function declareNames(f: FunctionLowering, pattern: FlatNode, kind: Variable['kind']): void {
  for (const name of patternNames(f.tree, pattern)) f.scope.declare(f.tree.textOf(name), kind, f.wholeScope);
}

/** `const`, `let`, `var` or `using` in the head of a for-in or for-of; null when it assigns. */
export function loopKeyword(tree: FlatTree, loop: FlatNode): 'const' | 'let' | 'var' | null {
  const left = tree.child(loop, Field.left);
  const words = tree.gap(tree.start(loop), tree.start(left)).split(/[\s(]+/);
  if (words.includes('var')) return 'var';
  if (words.includes('let')) return 'let';
  return words.includes('const') || words.includes('using') ? 'const' : null;
}

/** How a lexical declaration declares. */
export function declarationKind(tree: FlatTree, declaration: FlatNode): 'const' | 'let' {
  return tree.text.startsWith('let', tree.start(declaration)) ? 'let' : 'const';
}

/**
 * The local variables that the loop may give another value: assigned, or handed
 * to a call or used as its receiver. In the order of their first such place.
 */
export function changedSlots(f: FunctionLowering, loop: FlatNode, mayChange: (slot: Slot) => boolean): Slot[] {
  const { tree } = f;
  f.changePoints ??= changePoints(tree, f.request.node);
  const slots = new Set<Slot>();
  const stop = tree.after(loop);
  for (let i = firstAfter(f.changePoints, loop); i < f.changePoints.length; i++) {
    const point = f.changePoints[i] ?? stop;
    if (point >= stop) break;
    if (tree.kind(point) !== Kind.identifier) {
      for (const name of assignedNames(tree, point)) {
        const slot = f.scope.lookup(tree.textOf(name));
        if (slot !== NOTHING) slots.add(slot);
      }
      continue;
    }
    const slot = f.scope.lookup(tree.textOf(point));
    if (slot !== NOTHING && mayChange(slot)) slots.add(slot);
  }
  return [...slots];
}

/** The index of the first point after `node`. */
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

/** Everything in the function, but for the functions inside it, that assigns a variable, and variables handed to calls; in text order. */
function changePoints(tree: FlatTree, root: FlatNode): FlatNode[] {
  const points: FlatNode[] = [];
  const stop = tree.after(root);
  for (let at = root + 1; at < stop; ) {
    const kind = tree.kinds[at] ?? -1;
    switch (kind) {
      case Kind.assignment_expression:
      case Kind.augmented_assignment_expression:
      case Kind.for_in_statement:
      case Kind.update_expression:
      case Kind.unary_expression:
      case Kind.variable_declarator:
        points.push(at);
        break;
      case Kind.identifier:
        if (isHandedToCall(tree, at)) points.push(at);
        break;
      default:
    }
    at = CLOSED[kind] === 1 ? tree.after(at) : at + 1;
  }
  return points;
}

function isHandedToCall(tree: FlatTree, identifier: FlatNode): boolean {
  const parent = tree.parent(identifier);
  const kind = tree.kind(parent);
  if (kind === Kind.arguments) return true;
  if (kind !== Kind.member_expression && kind !== Kind.subscript_expression) return false;
  return identifier === parent + 1 && tree.kind(tree.parent(parent)) === Kind.call_expression;
}

/** The variables that an assignment, update, `delete` or declaration gives a value. */
function assignedNames(tree: FlatTree, point: FlatNode): FlatNode[] {
  switch (tree.kind(point)) {
    case Kind.update_expression:
    case Kind.unary_expression:
      return targetNames(tree, tree.firstChild(point));
    case Kind.variable_declarator:
      return tree.child(point, Field.value) === NONE ? [] : targetNames(tree, tree.child(point, Field.name));
    default:
      return targetNames(tree, tree.child(point, Field.left));
  }
}

function targetNames(tree: FlatTree, target: FlatNode): FlatNode[] {
  let at = target;
  // The root of a member path, inside parentheses and casts.
  while (PATH.has(tree.kinds[at] ?? -1)) at = tree.firstChild(at);
  if (tree.kind(at) === Kind.identifier) return [at];
  return PATTERNS.has(tree.kinds[at] ?? -1) ? patternNames(tree, at) : [];
}

const PATH: ReadonlySet<Kind> = new Set([
  Kind.member_expression, Kind.subscript_expression, Kind.parenthesized_expression, Kind.non_null_expression, Kind.as_expression,
]);
const PATTERNS: ReadonlySet<Kind> = new Set([Kind.object_pattern, Kind.array_pattern, Kind.assignment_pattern, Kind.rest_pattern]);
