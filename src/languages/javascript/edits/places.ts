/**
 * Which expression does a range mean, and may another stand in its place?
 * Everything that verbs ask of the syntax around a value. Must not make edits.
 */
import type { Range } from '../../../text';
import { skipTriviaBack } from '../../editing';
import { NONE, type FlatNode, type FlatTree } from '../flat-tree';
import { Field, Kind } from '../kinds';

const EXPRESSIONS: ReadonlySet<number> = new Set([
  Kind.identifier, Kind.this, Kind.true, Kind.false, Kind.null, Kind.undefined, Kind.number, Kind.string, Kind.regex, Kind.template_string,
  Kind.object, Kind.array, Kind.parenthesized_expression, Kind.sequence_expression, Kind.call_expression, Kind.new_expression,
  Kind.member_expression, Kind.subscript_expression, Kind.assignment_expression, Kind.augmented_assignment_expression, Kind.binary_expression,
  Kind.unary_expression, Kind.update_expression, Kind.ternary_expression, Kind.await_expression, Kind.yield_expression, Kind.as_expression,
  Kind.satisfies_expression, Kind.type_assertion, Kind.non_null_expression, Kind.meta_property, Kind.function_expression, Kind.generator_function,
  Kind.arrow_function, Kind.class, Kind.jsx_element, Kind.jsx_self_closing_element, Kind.shorthand_property_identifier,
]);

const FUNCTIONS: ReadonlySet<number> = new Set([
  Kind.function_declaration, Kind.generator_function_declaration, Kind.function_expression, Kind.generator_function, Kind.arrow_function,
  Kind.method_definition, Kind.class_body, Kind.class_static_block,
]);

const STATEMENT_LISTS: ReadonlySet<number> = new Set([
  Kind.program, Kind.statement_block, Kind.switch_case, Kind.switch_default, Kind.class_static_block,
]);

const STATEMENTS: ReadonlySet<number> = new Set([
  Kind.expression_statement, Kind.statement_block, Kind.if_statement, Kind.switch_statement, Kind.for_statement, Kind.for_in_statement,
  Kind.while_statement, Kind.do_statement, Kind.try_statement, Kind.with_statement, Kind.break_statement, Kind.continue_statement,
  Kind.return_statement, Kind.throw_statement, Kind.labeled_statement, Kind.debugger_statement, Kind.empty_statement,
  Kind.lexical_declaration, Kind.variable_declaration, Kind.using_declaration, Kind.import_statement, Kind.export_statement,
  Kind.function_declaration, Kind.generator_function_declaration, Kind.class_declaration,
]);

/** What changes nothing about the value inside but its type or its time. */
export const WRAPPERS: ReadonlySet<number> = new Set([
  Kind.parenthesized_expression, Kind.as_expression, Kind.satisfies_expression, Kind.type_assertion, Kind.non_null_expression, Kind.await_expression,
]);

export function isExpression(tree: FlatTree, node: FlatNode): boolean {
  return EXPRESSIONS.has(tree.kinds[node] ?? -1);
}

/** Whether the node has a flow of its own: what is inside is not what is outside. */
export function isBoundary(tree: FlatTree, node: FlatNode): boolean {
  return FUNCTIONS.has(tree.kinds[node] ?? -1);
}

/**
 * The expression that `range` means: the one with just this range, or the value
 * of the property, spread, `${}` or `{}` that has it. NONE for anything else.
 */
export function expressionAt(tree: FlatTree, range: Range): FlatNode {
  let node = tree.nodeAt(range);
  for (let steps = 0; node !== NONE && steps < 8; steps++) {
    if (isExpression(tree, node)) return node;
    switch (tree.kind(node)) {
      case Kind.pair:
        node = tree.child(node, Field.value);
        break;
      case Kind.jsx_attribute:
        node = tree.nextSibling(tree.firstChild(node));
        break;
      case Kind.program:
      case Kind.expression_statement:
      case Kind.template_substitution:
      case Kind.jsx_expression:
      case Kind.spread_element:
        node = tree.nextSibling(tree.firstChild(node)) === NONE ? tree.firstChild(node) : NONE;
        break;
      default:
        return NONE;
    }
  }
  return NONE;
}

/** Without the parentheses, casts and awaits around it. */
export function unwrapped(tree: FlatTree, node: FlatNode): FlatNode {
  let at = node;
  while (WRAPPERS.has(tree.kinds[at] ?? -1)) {
    const inner = tree.kind(at) === Kind.type_assertion ? tree.lastChild(at) : tree.firstChild(at);
    if (inner === NONE || !isExpression(tree, inner)) return at;
    at = inner;
  }
  return at;
}

/**
 * How another expression fits into the node's place. `isolated`: any but a
 * sequence. `operand`: only what binds as tightly as a call. `object`: the left of `.x` and `[x]`.
 * `statement`: a statement begins here. `shorthand`: `{ email }`.
 * `attribute`: a string of a JSX attribute. `child`: a JSX element among the children of another.
 */
export type Slot = 'isolated' | 'body' | 'operand' | 'object' | 'statement' | 'shorthand' | 'attribute' | 'child';

/** Null where no other expression may stand: assignment targets, callees, keys, module names, types. */
export function slotOf(tree: FlatTree, node: FlatNode): Slot | null {
  const parent = tree.parent(node);
  if (!isExpression(tree, node) || parent === NONE || isBroken(tree, node)) return null;
  if (tree.kind(node) === Kind.shorthand_property_identifier) return 'shorthand';
  const first = tree.firstChild(parent) === node;
  switch (tree.kind(parent)) {
    case Kind.arguments:
    case Kind.array:
    case Kind.return_statement:
    case Kind.throw_statement:
    case Kind.template_substitution:
    case Kind.computed_property_name:
    case Kind.yield_expression:
      return 'isolated';
    case Kind.spread_element:
      return 'isolated';
    case Kind.parenthesized_expression:
      return 'isolated';
    case Kind.jsx_expression:
      return 'isolated';
    case Kind.jsx_attribute:
      return first ? null : tree.kind(node) === Kind.string ? 'attribute' : 'child';
    case Kind.jsx_element:
      return tree.kind(node) === Kind.jsx_element || tree.kind(node) === Kind.jsx_self_closing_element ? 'child' : null;
    case Kind.pair:
    case Kind.variable_declarator:
    case Kind.public_field_definition:
    case Kind.field_definition:
    case Kind.required_parameter:
    case Kind.optional_parameter:
      return tree.field(node) === Field.value ? 'isolated' : null;
    case Kind.assignment_expression:
    case Kind.augmented_assignment_expression:
    case Kind.assignment_pattern:
    case Kind.object_assignment_pattern:
    case Kind.for_in_statement:
      return tree.field(node) === Field.right ? 'isolated' : null;
    case Kind.arrow_function:
      return tree.field(node) === Field.body ? 'body' : null;
    case Kind.export_statement:
      return tree.field(node) === Field.value && !isBoundary(tree, node) && tree.kind(node) !== Kind.class ? 'operand' : null;
    case Kind.binary_expression:
    case Kind.ternary_expression:
    case Kind.await_expression:
    case Kind.switch_case:
      return tree.kind(parent) === Kind.switch_case && tree.field(node) !== Field.value ? null : 'operand';
    case Kind.sequence_expression:
      return 'operand';
    case Kind.unary_expression:
      return tree.gap(tree.start(parent), tree.start(node)) === 'delete' ? null : 'operand';
    case Kind.as_expression:
    case Kind.satisfies_expression:
    case Kind.non_null_expression:
      return first && slotOf(tree, parent) !== null ? 'operand' : null;
    case Kind.type_assertion:
      return !first && slotOf(tree, parent) !== null ? 'operand' : null;
    case Kind.member_expression:
    case Kind.subscript_expression:
      if (!first) return tree.kind(parent) === Kind.subscript_expression ? 'isolated' : null;
      return isConstructed(tree, parent) || isHeritage(tree, parent) ? null : 'object';
    case Kind.for_statement:
      return tree.field(node) === Field.body ? null : 'operand';
    case Kind.expression_statement:
      return isDirective(tree, node) ? null : 'statement';
    default:
      return null;
  }
}

/** Whether the path is what `new` constructs: another expression in it would take the arguments. */
function isConstructed(tree: FlatTree, path: FlatNode): boolean {
  let at = path;
  while (tree.kind(tree.parent(at)) === Kind.member_expression || tree.kind(tree.parent(at)) === Kind.subscript_expression) {
    if (tree.firstChild(tree.parent(at)) !== at) return false;
    at = tree.parent(at);
  }
  return tree.kind(tree.parent(at)) === Kind.new_expression && tree.field(at) === Field.constructor;
}

/** Paths in heritage clauses, decorators and JSX tags have a grammar of their own. */
function isHeritage(tree: FlatTree, path: FlatNode): boolean {
  let at = path;
  while (tree.kind(at) === Kind.member_expression || tree.kind(at) === Kind.subscript_expression) at = tree.parent(at);
  switch (tree.kind(at)) {
    case Kind.class_heritage:
    case Kind.extends_clause:
    case Kind.decorator:
    case Kind.jsx_opening_element:
    case Kind.jsx_closing_element:
    case Kind.jsx_self_closing_element:
      return true;
    case Kind.call_expression:
      return tree.kind(tree.parent(at)) === Kind.decorator;
    default:
      return false;
  }
}

/** A string statement at the beginning of a program or body. */
export function isDirective(tree: FlatTree, node: FlatNode): boolean {
  if (tree.kind(node) !== Kind.string) return false;
  const statement = tree.parent(node);
  if (tree.kind(statement) !== Kind.expression_statement) return false;
  const list = tree.parent(statement);
  if (tree.kind(list) !== Kind.program && tree.kind(list) !== Kind.statement_block) return false;
  for (let at = tree.firstChild(list); at !== statement && at !== NONE; at = tree.nextSibling(at)) {
    if (tree.kind(at) !== Kind.expression_statement || tree.kind(tree.firstChild(at)) !== Kind.string) return false;
  }
  return true;
}

/** The innermost statement around the node, itself included; NONE at the top. */
export function statementOf(tree: FlatTree, node: FlatNode): FlatNode {
  let at = node;
  while (at > 0 && !STATEMENTS.has(tree.kinds[at] ?? -1) && !STATEMENT_LISTS.has(tree.kind(tree.parent(at)))) at = tree.parent(at);
  return at > 0 ? at : NONE;
}

/** Whether statements may stand before and after this one. */
export function isInList(tree: FlatTree, statement: FlatNode): boolean {
  const parent = tree.parent(statement);
  if (!STATEMENT_LISTS.has(tree.kind(parent))) return false;
  return tree.kind(parent) !== Kind.switch_case || tree.field(statement) !== Field.value;
}

/** Whether the statement around the node did not parse: what looks like syntax there may be none. */
export function isBroken(tree: FlatTree, node: FlatNode): boolean {
  if (tree.syntaxErrors.length === 0) return false;
  const around = statementOf(tree, node);
  const [start, end] = around === NONE ? [tree.start(node), tree.end(node)] : [tree.start(around), tree.end(around)];
  if (tree.syntaxErrors.some((error) => error.start <= end && error.end >= start)) return true;
  for (let at = node; at > 0; at = tree.parent(at)) if (tree.kind(at) === Kind.ERROR) return true;
  return false;
}

/**
 * Whether a statement that began with anything else may begin with `text`
 * instead: without a semicolon before it, an opening bracket or operator would continue the statement above.
 */
export function mayBeginStatement(tree: FlatTree, statement: FlatNode, text: string): boolean {
  if (/^(?:\{|function\b|class\b|let\s*\[|async\s+function\b)/.test(text)) return false;
  if (!/^[([`/+-]/.test(text)) return true;
  const before = tree.text.charAt(skipTriviaBack(tree, tree.start(statement)) - 1);
  return before === '' || before === ';' || before === '{' || before === ':' || (before === '}' && endsClosed(tree, tree.previousSibling(statement)));
}

/** Statements that nothing can continue. */
export function endsClosed(tree: FlatTree, statement: FlatNode): boolean {
  switch (tree.kind(statement)) {
    case Kind.statement_block:
    case Kind.function_declaration:
    case Kind.generator_function_declaration:
    case Kind.class_declaration:
    case Kind.switch_statement:
    case Kind.try_statement:
      return true;
    default:
      return tree.text.charAt(tree.end(statement) - 1) === ';';
  }
}

/** The statement whose first token is the node's, or NONE. */
export function statementBegunBy(tree: FlatTree, node: FlatNode): FlatNode {
  const statement = statementOf(tree, node);
  return statement !== NONE && tree.start(statement) === tree.start(node) ? statement : NONE;
}
