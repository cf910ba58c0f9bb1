/**
 * What does an expression read by name? Attributes, keys and `.get`.
 * Must not make edits but to the name that is read.
 */
import type { Range, TextEdit } from '../../../text';
import { replace } from '../../editing';
import type { FieldRead, Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { stringKey } from '../literal-values';
import { expressionAt, slotOf, unwrapped } from './places';
import { literalAt, operatorOf } from './strings';

const LITERALS: ReadonlySet<number> = new Set([Kind.string, Kind.integer, Kind.float, Kind.none, Kind.true, Kind.false]);

/** What an expression is worth but for wrappers and a literal that stands in for it: of `user.email or ''` the `user.email`. */
function mainValue(tree: FlatTree, node: FlatNode): FlatNode {
  let at = unwrapped(tree, node);
  while (tree.kind(at) === Kind.boolean_operator && LITERALS.has(tree.kind(tree.lastChild(at))) && operatorOf(tree, at) === 'or') at = unwrapped(tree, tree.firstChild(at));
  return at;
}

export function fieldRead(anyTree: Tree, value: Range): FieldRead | null {
  const tree = asFlatTree(anyTree);
  return readAt(tree, mainValue(tree, expressionAt(tree, value)))?.read ?? null;
}

export function fieldReads(anyTree: Tree, within: Range): readonly FieldRead[] {
  const tree = asFlatTree(anyTree);
  const first = expressionAt(tree, within);
  const found: FieldRead[] = [];
  for (let node = first; node >= 0 && node < tree.after(first); ) {
    const read = slotOf(tree, node) === null ? null : (readAt(tree, node)?.read ?? null);
    if (read !== null) found.push(read);
    // `f(x).name` reads `x` too, `x.y.name` nothing more.
    node = read !== null && !/[()]/.test(read.owner ?? '') ? tree.after(node) : node + 1;
  }
  return found;
}

export function replaceField(anyTree: Tree, value: Range, name: string): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const node = mainValue(tree, expressionAt(tree, value));
  if (slotOf(tree, node) === null || !/^[A-Za-z_]\w*$/.test(name)) return null;
  const key = readAt(tree, node)?.key ?? NONE;
  if (key === NONE) return null;
  if (tree.kind(key) === Kind.identifier) return [replace(tree.range(key), name)];
  const literal = literalAt(tree, key);
  return literal === null ? null : [replace({ start: literal.start, end: literal.end }, name)];
}

interface Read {
  readonly read: FieldRead;
  /** The name or string literal that says which field; NONE for a variable. */
  readonly key: FlatNode;
}

function readAt(tree: FlatTree, node: FlatNode): Read | null {
  const range = tree.range(node);
  const read = (owner: FlatNode, key: FlatNode, name: string | null): Read | null =>
    name === null ? null : { read: { owner: owner === NONE ? null : tree.textOf(owner), name, range }, key };
  switch (tree.kind(node)) {
    case Kind.identifier:
      return read(NONE, NONE, tree.textOf(node));
    case Kind.attribute: {
      const key = tree.lastChild(node);
      return tree.kind(key) === Kind.identifier ? read(tree.firstChild(node), key, tree.textOf(key)) : null;
    }
    case Kind.subscript: {
      const key = tree.child(node, Field.subscript);
      return tree.nextSibling(key) === NONE && tree.kind(key) === Kind.string ? read(tree.firstChild(node), key, stringKey(tree, key)) : null;
    }
    case Kind.call: {
      const callee = tree.child(node, Field.function);
      const [key = NONE, ...others] = tree.children(tree.child(node, Field.arguments));
      if (tree.kind(callee) !== Kind.attribute || tree.textOf(tree.lastChild(callee)) !== 'get' || tree.kind(key) !== Kind.string) return null;
      return others.length < 2 && others.every((other) => LITERALS.has(tree.kind(other))) ? read(tree.firstChild(callee), key, stringKey(tree, key)) : null;
    }
    default:
      return null;
  }
}

/** Methods of dictionaries that other objects seldom have. */
const DICTIONARY = new Set(['get', 'items', 'keys', 'values', 'pop', 'popitem', 'setdefault', 'update']);

/** Whether the file takes fields of this expression by key, as far as it shows: `user["email"]`, `user.get("email")`. */
export function isReadByKey(tree: FlatTree, text: string): boolean {
  let byKey = false;
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kinds[node];
    if (kind !== Kind.subscript && kind !== Kind.attribute) continue;
    const owner = tree.firstChild(node);
    if (tree.end(owner) - tree.start(owner) !== text.length || !tree.text.startsWith(text, tree.start(owner))) continue;
    if (kind === Kind.attribute && !DICTIONARY.has(tree.textOf(tree.lastChild(node)))) return false;
    byKey ||= kind === Kind.attribute || tree.kind(tree.child(node, Field.subscript)) === Kind.string;
  }
  return byKey;
}
