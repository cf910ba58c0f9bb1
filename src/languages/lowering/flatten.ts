/**
 * How does the parser's tree become a flat one? One pass of a cursor, with as
 * few calls into wasm as possible, since they cost more than all the rest.
 * Must not interpret what the nodes mean.
 */
import type { Language as Grammar, Node, Tree as WasmTree } from 'web-tree-sitter';
import type { Range } from '../../text';
import { FlatTree, type FlatNode } from './flat-tree';
import type { EnumObject, FlatColumns, Syntax } from './syntax';
import type { TextChange } from './text-edit';
import { Untouched } from './untouched';
import { openWalk, type TreeWalk } from './tree-walk';

/** Tree-sitter's type id of ERROR nodes. */
const ERROR_TYPE = 0xffff;
/** Columns of `GrammarTable.actions`. */
const SKIP = -1;
const COMMENT = -2;
/** Every syntax's number for what does not parse. */
const ERROR_KIND = 0;

/** What a grammar's numbers mean, worked out once. */
interface GrammarTable {
  /** By type id: a kind to store, SKIP or COMMENT. */
  readonly actions: Int32Array;
  /** By kind: names, for error messages and `unsupported` reasons. */
  readonly kindNames: readonly string[];
  /** By kind: whether children are of no interest. */
  readonly leaf: Uint8Array;
  /** By kind: whether children have roles worth a call. */
  readonly roles: Uint8Array;
  /** By the grammar's field id. */
  readonly fields: Uint8Array;
  /** By kind: 1 where it may be misplaced. */
  readonly misplaced: Uint8Array;
  /** The kind of parent under which it is; -1 for none. */
  readonly under: number;
}

const tables = new WeakMap<Grammar, GrammarTable>();

function tableOf<K extends number, F extends number>(grammar: Grammar, syntax: Syntax<K, F>): GrammarTable {
  let table = tables.get(grammar);
  if (table === undefined) tables.set(grammar, (table = makeTable(grammar, syntax)));
  return table;
}

function numbersOf(members: EnumObject): Map<string, number> {
  return new Map(Object.entries(members).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
}

function makeTable<K extends number, F extends number>(grammar: Grammar, syntax: Syntax<K, F>): GrammarTable {
  const kinds = numbersOf(syntax.kinds);
  const actions = new Int32Array(grammar.nodeTypeCount).fill(SKIP);
  const kindNames: string[] = [...kinds.keys()];
  grammar.types.forEach((name, id) => {
    if (!grammar.nodeTypeIsNamed(id) || !grammar.nodeTypeIsVisible(id) || syntax.skipped.has(name)) return;
    if (syntax.comments.has(name)) {
      actions[id] = COMMENT;
      return;
    }
    const kind = kinds.get(name) ?? syntax.other + id;
    actions[id] = kind;
    kindNames[kind] = name;
  });
  const size = syntax.other + grammar.nodeTypeCount;
  const roleNumbers = numbersOf(syntax.roles);
  const fields = new Uint8Array(grammar.fieldCount + 1);
  grammar.fields.forEach((name, id) => {
    if (name !== null) fields[id] = roleNumbers.get(name) ?? 0;
  });
  const marked = (marks: readonly number[], mark: 0 | 1): Uint8Array => {
    const column = new Uint8Array(size).fill(1 - mark);
    for (const kind of marks) column[kind] = mark;
    return column;
  };
  const { mending } = syntax;
  return {
    actions, kindNames, fields,
    leaf: marked(syntax.leaves, 1), roles: marked(syntax.roleless, 0),
    misplaced: marked(mending?.misplaced ?? [], 1), under: mending?.under ?? -1,
  };
}

/** What is known of an earlier tree. */
export interface Earlier<K extends number, F extends number> {
  readonly before: FlatTree<K, F>;
  readonly change: TextChange;
  /** Ranges of the new text whose syntax may be another, in any order. */
  readonly touched: readonly Range[];
}

/** The flat form of `tree`, which it keeps. Total; `module` is `Grammars.module`; `errors` of a text that was repaired. */
export function flatten<K extends number, F extends number>(
  syntax: Syntax<K, F>, tree: WasmTree, text: string, language: string, module: unknown, earlier: Earlier<K, F> | null, errors: readonly Range[] | null,
): FlatTree<K, F> {
  const root = tree.rootNode;
  const table = tableOf(tree.language, syntax);
  const flattening = new Flattening(table, root.descendantCount, earlier === null ? null : new Untouched(earlier));
  const walk = openWalk(tree, module);
  flattening.run(walk);
  walk.close();
  const { mending } = syntax;
  if (mending !== null) flattening.mend((columns, node) => mending.mend(columns, node));
  return new FlatTree(syntax, language, text, flattening.count, flattening.columns(), table.kindNames, flattening.comments, errors ?? syntaxErrors(root), earlier !== null && root.hasError, tree);
}

class Flattening {
  readonly comments: Range[] = [];
  count = 0;
  /** Nodes that the grammar put where they cannot be. */
  private readonly misplaced: FlatNode[] = [];
  readonly kinds: Uint16Array;
  readonly fields: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly parents: Int32Array;
  readonly afters: Int32Array;

  /** @param capacity at least the number of nodes to come */
  constructor(
    private readonly table: GrammarTable,
    capacity: number,
    private readonly untouched: Untouched | null,
  ) {
    this.kinds = new Uint16Array(capacity);
    this.fields = new Uint8Array(capacity);
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.parents = new Int32Array(capacity);
    this.afters = new Int32Array(capacity);
  }

  run(walk: TreeWalk): void {
    let parent = -1;
    for (;;) {
      const stored = this.visit(walk, parent);
      if (stored >= 0 && walk.firstChild()) {
        parent = stored;
        continue;
      }
      if (stored >= 0) this.afters[stored] = this.count;
      while (!walk.nextSibling()) {
        if (!walk.parent()) return;
        this.afters[parent] = this.count;
        parent = this.parents[parent] ?? -1;
      }
    }
  }

  /** Stores the walk's node if it is of interest. Answers its index when its children are too, else -1. */
  private visit(walk: TreeWalk, parent: number): number {
    const { actions, leaf, roles, fields, misplaced, under } = this.table;
    const type = walk.type();
    const kind = type === ERROR_TYPE ? ERROR_KIND : (actions[type] ?? SKIP);
    if (kind < 0) {
      if (kind === COMMENT) this.comments.push({ start: walk.start(), end: walk.end() });
      return -1;
    }
    const [start, end] = [walk.start(), walk.end()];
    const known = leaf[kind] === 1 ? -1 : (this.untouched?.find(kind, start, end) ?? -1);
    const index = this.count++;
    this.kinds[index] = kind;
    this.starts[index] = start;
    this.ends[index] = end;
    this.parents[index] = parent;
    if (misplaced[kind] === 1 && parent === index - 1 && this.kinds[parent] === under) this.misplaced.push(index);
    if (parent >= 0 && roles[this.kinds[parent] ?? 0] === 1) this.fields[index] = fields[walk.field()] ?? 0;
    if (known >= 0) this.takeOver(known, index);
    else if (leaf[kind] !== 1) return index;
    this.afters[index] = this.count;
    return -1;
  }

  /** What is inside a node, from the earlier tree. */
  private takeOver(known: FlatNode, index: FlatNode): void {
    const { untouched } = this;
    if (untouched === null) return;
    this.count += untouched.copyInside(known, this, index);
    this.comments.push(...untouched.commentsIn(this.starts[index] ?? 0, this.ends[index] ?? 0));
  }

  /** Moves misplaced nodes: from the end, as moving shifts what precedes. */
  mend(move: (columns: FlatColumns, node: FlatNode) => FlatNode | null): void {
    for (let node = this.misplaced.pop(); node !== undefined; node = this.misplaced.pop()) {
      const next = move(this, node);
      if (next !== null) this.misplaced.push(next);
    }
  }

  /** The columns, cut to the nodes that were stored. */
  columns(): FlatColumns {
    return {
      kinds: this.kinds.slice(0, this.count),
      fields: this.fields.slice(0, this.count),
      starts: this.starts.slice(0, this.count),
      ends: this.ends.slice(0, this.count),
      parents: this.parents.slice(0, this.count),
      afters: this.afters.slice(0, this.count),
    };
  }
}

/** ERROR nodes, and the empty places where the parser missed something: in the whole tree, also where the flat one has no nodes. */
function syntaxErrors(root: Node): Range[] {
  const errors: Range[] = [];
  if (!root.hasError) return errors;
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.isError || node.isMissing) errors.push({ start: node.startIndex, end: node.endIndex });
    const inside = node.children.filter((child) => child.hasError || child.isMissing);
    for (let i = inside.length - 1; i >= 0; i--) {
      const child = inside[i];
      if (child !== undefined) waiting.push(child);
    }
  }
  return errors;
}
