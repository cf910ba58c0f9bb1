/**
 * How does the parser's tree become a flat one? One pass of a cursor, with as
 * few calls into wasm as possible, since they cost more than all the rest.
 * Must not interpret what the nodes mean.
 */
import type { Language as Grammar, Tree as WasmTree } from 'web-tree-sitter';
import type { Range } from '../../text';
import { FlatTree, type FlatColumns, type FlatNode } from './flat-tree';
import { Field, Kind } from './kinds';
import { bindsLooserThanCall, mendPrecedence } from './precedence';
import { openWalk, type TreeWalk } from './tree-walk';

/** Tree-sitter's type id of ERROR nodes. */
const ERROR_TYPE = 0xffff;
/** Columns of `GrammarTable.actions`. */
const SKIP = -1;
const COMMENT = -2;

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
}

/** Named types that say nothing the lowering wants: their text is found where it is needed. */
const SKIPPED = new Set(['string_fragment', 'escape_sequence', 'optional_chain', 'type_parameters', 'import_attribute', 'hash_bang_line']);

/** Types that have no children of interest: names, literals, and types that lower to `unknown`. */
const LEAVES: readonly Kind[] = [
  Kind.identifier, Kind.property_identifier, Kind.private_property_identifier, Kind.shorthand_property_identifier,
  Kind.shorthand_property_identifier_pattern, Kind.type_identifier, Kind.statement_identifier, Kind.number, Kind.true, Kind.false, Kind.null,
  Kind.undefined, Kind.this, Kind.super, Kind.this_type, Kind.jsx_text, Kind.regex_pattern, Kind.regex_flags, Kind.string, Kind.predefined_type, Kind.meta_property, Kind.accessibility_modifier, Kind.override_modifier, Kind.type_query,
  Kind.index_type_query, Kind.lookup_type, Kind.conditional_type, Kind.function_type, Kind.constructor_type, Kind.index_signature,
  Kind.call_signature, Kind.construct_signature, Kind.type_predicate_annotation, Kind.asserts_annotation, Kind.template_literal_type,
];

/** Types whose children the lowering tells apart by order or kind. */
const ROLELESS: readonly Kind[] = [
  Kind.program, Kind.statement_block, Kind.expression_statement, Kind.lexical_declaration, Kind.variable_declaration, Kind.arguments, Kind.array,
  Kind.object, Kind.spread_element, Kind.parenthesized_expression, Kind.sequence_expression, Kind.template_string, Kind.template_substitution,
  Kind.return_statement, Kind.throw_statement, Kind.formal_parameters, Kind.named_imports, Kind.import_clause, Kind.export_clause,
  Kind.namespace_import, Kind.class_body, Kind.await_expression, Kind.yield_expression, Kind.type_annotation, Kind.type_arguments, Kind.union_type,
  Kind.intersection_type, Kind.array_type, Kind.object_type, Kind.interface_body, Kind.object_pattern, Kind.array_pattern, Kind.rest_pattern,
  Kind.jsx_expression, Kind.jsx_attribute, Kind.as_expression, Kind.satisfies_expression, Kind.non_null_expression, Kind.else_clause,
  Kind.member_expression, Kind.binary_expression, Kind.unary_expression, Kind.update_expression, Kind.switch_body,
  Kind.computed_property_name, Kind.type_assertion, Kind.import_specifier, Kind.export_specifier, Kind.enum_body,
];

const tables = new WeakMap<Grammar, GrammarTable>();

function tableOf(grammar: Grammar): GrammarTable {
  let table = tables.get(grammar);
  if (table === undefined) tables.set(grammar, (table = makeTable(grammar)));
  return table;
}

function makeTable(grammar: Grammar): GrammarTable {
  const kinds = new Map<string, Kind>();
  for (const [name, kind] of Object.entries(Kind)) if (typeof kind === 'number') kinds.set(name, kind);
  const actions = new Int32Array(grammar.nodeTypeCount).fill(SKIP);
  const kindNames: string[] = [...kinds.keys()];
  grammar.types.forEach((name, id) => {
    if (!grammar.nodeTypeIsNamed(id) || !grammar.nodeTypeIsVisible(id) || SKIPPED.has(name)) return;
    if (name === 'comment' || name === 'html_comment') {
      actions[id] = COMMENT;
      return;
    }
    const kind = kinds.get(name) ?? Kind.other + id;
    actions[id] = kind;
    kindNames[kind] = name;
  });
  const size = Kind.other + grammar.nodeTypeCount;
  const fieldNumbers = new Map(Object.entries(Field).filter((entry): entry is [string, Field] => typeof entry[1] === 'number'));
  const fields = new Uint8Array(grammar.fieldCount + 1);
  grammar.fields.forEach((name, id) => {
    if (name !== null) fields[id] = fieldNumbers.get(name) ?? Field.none;
  });
  const leaf = new Uint8Array(size);
  for (const kind of LEAVES) leaf[kind] = 1;
  const roles = new Uint8Array(size).fill(1);
  for (const kind of ROLELESS) roles[kind] = 0;
  return { actions, kindNames, leaf, roles, fields };
}

/** The flat form of `tree`, which is not needed any more then. Total; `module` is `Grammars.module`. */
export function flatten(tree: WasmTree, text: string, language: string, module: unknown): FlatTree {
  const root = tree.rootNode;
  const table = tableOf(tree.language);
  const flattening = new Flattening(table, root.descendantCount);
  const walk = openWalk(tree, module);
  flattening.run(walk);
  walk.close();
  flattening.mend();
  const errors = root.hasError ? syntaxErrors(openWalk(tree, module)) : [];
  return new FlatTree(language, text, flattening.count, flattening.columns(), table.kindNames, flattening.comments, errors);
}

class Flattening {
  readonly comments: Range[] = [];
  count = 0;
  /** Operators that stand where only a callee can. */
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
    const { actions, leaf, roles, fields } = this.table;
    const type = walk.type();
    const kind = type === ERROR_TYPE ? Kind.ERROR : (actions[type] ?? SKIP);
    if (kind < 0) {
      if (kind === COMMENT) this.comments.push({ start: walk.start(), end: walk.end() });
      return -1;
    }
    const index = this.count++;
    this.kinds[index] = kind;
    this.starts[index] = walk.start();
    this.ends[index] = walk.end();
    this.parents[index] = parent;
    if (parent === index - 1 && this.kinds[parent] === Kind.call_expression && bindsLooserThanCall(kind)) this.misplaced.push(index);
    if (parent >= 0 && roles[this.kinds[parent] ?? 0] === 1) this.fields[index] = fields[walk.field()] ?? Field.none;
    if (leaf[kind] !== 1) return index;
    this.afters[index] = this.count;
    return -1;
  }

  /** Moves misplaced operators out of the calls around them: from the end, as moving shifts what precedes. */
  mend(): void {
    for (let operator = this.misplaced.pop(); operator !== undefined; operator = this.misplaced.pop()) {
      const callee = mendPrecedence(this, operator);
      if (callee !== null) this.misplaced.push(callee);
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
function syntaxErrors(walk: TreeWalk): Range[] {
  const errors: Range[] = [];
  for (;;) {
    if (walk.type() === ERROR_TYPE || walk.missing()) errors.push({ start: walk.start(), end: walk.end() });
    if (walk.firstChild()) continue;
    while (!walk.nextSibling()) {
      if (walk.parent()) continue;
      walk.close();
      return errors;
    }
  }
}
