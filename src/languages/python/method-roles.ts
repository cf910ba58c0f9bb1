/**
 * What is a function in a class's body to the class? Its decorators and its name
 * say it.
 * Must not make nodes.
 */
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Field, Kind } from './kinds';

export interface MethodRole {
  readonly kind: 'method' | 'constructor' | 'getter' | 'setter';
  /** What the first parameter is: the object, the class, or one like the others. */
  readonly receiver: 'object' | 'class' | 'none';
}

/** Methods that take the class without a decorator that says so. */
const CLASS_METHODS: ReadonlySet<string> = new Set(['__new__', '__init_subclass__', '__class_getitem__']);

/** The decorators that only say what a method is; by their last word. */
const ROLES: ReadonlySet<string> = new Set([
  'property', 'cached_property', 'staticmethod', 'classmethod', 'setter', 'getter', 'deleter', 'abstractproperty',
]);

/** `definition` is a `function_definition`, perhaps inside a `decorated_definition`. */
export function methodRole(tree: FlatTree, definition: FlatNode): MethodRole {
  const words = decoratorsOf(tree, definition).map((decorator) => roleWord(tree, decorator));
  const name = tree.textOf(tree.child(definition, Field.name));
  if (words.includes('staticmethod')) return { kind: 'method', receiver: 'none' };
  if (words.includes('classmethod') || CLASS_METHODS.has(name)) return { kind: 'method', receiver: 'class' };
  if (words.includes('setter') || words.includes('deleter')) return { kind: 'setter', receiver: 'object' };
  if (words.some((word) => word === 'property' || word === 'cached_property' || word === 'getter' || word === 'abstractproperty')) {
    return { kind: 'getter', receiver: 'object' };
  }
  return { kind: name === '__init__' ? 'constructor' : 'method', receiver: 'object' };
}

function decoratorsOf(tree: FlatTree, definition: FlatNode): FlatNode[] {
  const around = tree.parent(definition);
  if (around === NONE || tree.kind(around) !== Kind.decorated_definition) return [];
  return tree.children(around).filter((child) => tree.kind(child) === Kind.decorator);
}

/** `property` of `@property`, `setter` of `@name.setter`; null for a decorator that does more than say what a method is. */
export function roleWord(tree: FlatTree, decorator: FlatNode): string | null {
  const inner = tree.firstChild(decorator);
  const kind = tree.kind(inner);
  if (kind !== Kind.identifier && kind !== Kind.attribute) return null;
  const word = tree.textOf(kind === Kind.identifier ? inner : tree.lastChild(inner));
  return ROLES.has(word) ? word : null;
}
