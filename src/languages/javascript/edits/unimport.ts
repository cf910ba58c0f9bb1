/**
 * How does an import leave, with what was done with it? Whole statements, as
 * long as nothing else needs what they bring. Must not change what other statements say.
 */
import type { Range, TextEdit } from '../../../text';
import { afterBreak, atLineEnd, replace, wholeLines } from '../../editing';
import type { Tree } from '../../language';
import { patternNames } from '../declared-names';
import { asFlatTree, NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';
import { isBroken, isInList, statementOf } from './places';
import { removeStatement } from './statements';

export function removeImport(anyTree: Tree, place: Range): readonly TextEdit[] | null {
  const tree = asFlatTree(anyTree);
  const found = tree.nodeAt(place);
  const statement = statementOf(tree, found === NONE ? tree.smallestNodeCovering(place) : found);
  if (statement === NONE || tree.parent(statement) !== tree.root || isBroken(tree, statement)) return null;
  const names = namesOf(tree, statement);
  if (names === null) return null;
  const edits = new Map<number, TextEdit>();
  for (const name of names) {
    for (const use of usesOf(tree, name, statement)) {
      const removed = isRemovable(tree, use) ? removeStatement(tree, tree.range(use)) : null;
      if (removed === null) return null;
      for (const edit of removed) edits.set(edit.range.start, edit);
    }
  }
  const { start, end } = tree.range(statement);
  const lines = wholeLines(tree, start, end);
  return [replace(lines === null ? { start, end } : withBlank(tree, lines), ''), ...edits.values()];
}

/** With the empty line behind, where nothing is left above it. */
function withBlank(tree: FlatTree, lines: Range): Range {
  const isFirst = lines.start === 0;
  return isFirst && lines.end < tree.text.length && atLineEnd(tree.text, lines.end) ? { start: lines.start, end: afterBreak(tree.text, lines.end) } : lines;
}

/** What the statement brings into the file; null where it is no import, or does more than that. */
function namesOf(tree: FlatTree, statement: FlatNode): readonly string[] | null {
  switch (tree.kind(statement)) {
    case Kind.import_statement:
      return importedNames(tree, tree.childOfKind(statement, Kind.import_clause));
    case Kind.lexical_declaration:
    case Kind.variable_declaration: {
      const declarator = tree.firstChild(statement);
      const name = tree.child(declarator, Field.name);
      if (tree.nextSibling(declarator) !== NONE || !isLoading(tree, tree.child(declarator, Field.value))) return null;
      return tree.kind(name) === Kind.identifier ? [tree.textOf(name)] : namesWithin(tree, name);
    }
    case Kind.expression_statement:
      return isLoading(tree, tree.firstChild(statement)) ? [] : null;
    default:
      return null;
  }
}

/** `import 'x'` brings nothing. */
function importedNames(tree: FlatTree, clause: FlatNode): readonly string[] {
  if (clause === NONE) return [];
  return tree.children(clause).flatMap((child) => {
    if (tree.kind(child) === Kind.identifier) return [tree.textOf(child)];
    if (tree.kind(child) === Kind.namespace_import) return [tree.textOf(tree.lastChild(child))];
    return tree.children(child).map((specifier) => tree.textOf(tree.lastChild(specifier)));
  });
}

function namesWithin(tree: FlatTree, pattern: FlatNode): readonly string[] {
  const names: string[] = [];
  for (let node = pattern; node < tree.after(pattern); node++) {
    for (const name of patternNames(tree, node)) names.push(tree.textOf(name));
  }
  return names;
}

/** `require('x')`, `await import('x')` and members of them. */
function isLoading(tree: FlatTree, value: FlatNode): boolean {
  let at = value;
  while (tree.kind(at) === Kind.member_expression || tree.kind(at) === Kind.await_expression || tree.kind(at) === Kind.parenthesized_expression) at = tree.firstChild(at);
  if (tree.kind(at) !== Kind.call_expression) return false;
  const callee = tree.child(at, Field.function);
  return tree.kind(callee) === Kind.import || tree.textOf(callee) === 'require';
}

const NAMES: ReadonlySet<number> = new Set([Kind.identifier, Kind.shorthand_property_identifier, Kind.type_identifier, Kind.shorthand_property_identifier_pattern]);

function usesOf(tree: FlatTree, name: string, outside: FlatNode): readonly FlatNode[] {
  const uses: FlatNode[] = [];
  for (let node = 0; node < tree.count; node++) {
    if (node >= outside && node < tree.after(outside)) continue;
    if (NAMES.has(tree.kinds[node] ?? -1) && tree.textOf(node) === name) uses.push(node);
  }
  return uses;
}

/** Whether the use is a value read by a statement that stands among others. */
function isRemovable(tree: FlatTree, use: FlatNode): boolean {
  return tree.kind(use) === Kind.identifier && isInList(tree, statementOf(tree, use));
}
