/**
 * How does an import leave, with what was done with it? Whole statements, as
 * long as nothing else needs what they bring. Must not change what other statements say.
 */
import type { Range, TextEdit } from '../../../text';
import { afterBreak, atLineEnd, replace, wholeLines } from '../../editing';
import type { Tree } from '../../language';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isBroken, statementOf } from './places';
import { removeStatement } from './statements';

export function removeImport(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const found = tree.nodeAt(place);
  const statement = statementOf(tree, found === NONE ? tree.smallestNodeCovering(place) : found);
  const kind = tree.kind(statement);
  if ((kind !== Kind.import_statement && kind !== Kind.import_from_statement) || tree.parent(statement) !== tree.root || isBroken(tree, statement)) return null;
  const imported = tree.children(statement).filter((child) => tree.field(child) === Field.name);
  // `import a, b` brings two modules, of which one may be wanted.
  if (kind === Kind.import_statement && imported.length > 1) return null;
  const edits = new Map<number, TextEdit>();
  for (const each of imported) {
    const alias = tree.child(each, Field.alias);
    const [name = ''] = tree.textOf(alias === NONE ? (tree.kind(each) === Kind.aliased_import ? tree.child(each, Field.name) : each) : alias).split('.');
    if (!/^\w+$/.test(name)) return null;
    for (const use of usesOf(tree, name, statement)) {
      const removed = removeStatement(tree, tree.range(use));
      if (removed === null) return null;
      for (const edit of removed) edits.set(edit.range.start, edit);
    }
  }
  const lines = wholeLines(tree, ...rangeOf(tree, statement));
  return lines === null ? null : [replace(withBlank(tree, lines), ''), ...edits.values()];
}

function rangeOf(tree: FlatTree, statement: FlatNode): [number, number] {
  return [tree.start(statement), tree.end(statement)];
}

/** With the empty line behind, where nothing is left above it. */
function withBlank(tree: FlatTree, lines: Range): Range {
  const isFirst = lines.start === 0;
  return isFirst && lines.end < tree.text.length && atLineEnd(tree.text, lines.end) ? { start: lines.start, end: afterBreak(tree.text, lines.end) } : lines;
}

/** Mentions of the name as a variable, those behind a dot and names of keyword arguments left aside. */
function usesOf(tree: FlatTree, name: string, outside: FlatNode): readonly FlatNode[] {
  const uses: FlatNode[] = [];
  for (let node = 0; node < tree.count; node++) {
    if ((node >= outside && node < tree.after(outside)) || tree.kinds[node] !== Kind.identifier || tree.textOf(node) !== name) continue;
    const parent = tree.parent(node);
    if (tree.kind(parent) === Kind.attribute && tree.lastChild(parent) === node) continue;
    if (tree.kind(parent) === Kind.keyword_argument && tree.field(node) === Field.name) continue;
    uses.push(node);
  }
  return uses;
}
