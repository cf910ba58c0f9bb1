/**
 * Which node types and roles of the Python grammar does the lowering look at,
 * and which are not worth a call into wasm?
 * Must not interpret what the nodes mean.
 */
import type { Syntax } from '../lowering';
import { Field, Kind } from './kinds';
import { repairsOf } from './repair';

/** A string's text stands between its interpolations; what else is left out is found where it is needed. */
const SKIPPED = new Set([
  'string_start', 'string_content', 'string_end', 'escape_sequence', 'escape_interpolation', 'type_conversion', 'line_continuation',
]);

/** Names, literals and words. */
const LEAVES: readonly Kind[] = [
  Kind.identifier, Kind.integer, Kind.float, Kind.true, Kind.false, Kind.none, Kind.ellipsis, Kind.pass_statement, Kind.break_statement,
  Kind.continue_statement, Kind.import_prefix, Kind.wildcard_import, Kind.positional_separator, Kind.keyword_separator, Kind.splat_type,
];

const ROLELESS: readonly Kind[] = [
  Kind.module, Kind.block, Kind.expression_statement, Kind.with_clause, Kind.return_statement, Kind.delete_statement, Kind.assert_statement,
  Kind.global_statement, Kind.nonlocal_statement, Kind.dotted_name, Kind.relative_import, Kind.parameters, Kind.lambda_parameters,
  Kind.string, Kind.concatenated_string, Kind.list, Kind.tuple, Kind.set, Kind.dictionary, Kind.expression_list, Kind.list_splat,
  Kind.dictionary_splat, Kind.parenthesized_expression, Kind.if_clause, Kind.argument_list, Kind.attribute, Kind.binary_operator,
  Kind.unary_operator, Kind.not_operator, Kind.boolean_operator, Kind.comparison_operator, Kind.conditional_expression, Kind.await, Kind.yield,
  Kind.pattern_list, Kind.tuple_pattern, Kind.list_pattern, Kind.list_splat_pattern, Kind.dictionary_splat_pattern, Kind.case_pattern,
  Kind.union_pattern, Kind.class_pattern, Kind.keyword_pattern, Kind.splat_pattern, Kind.complex_pattern, Kind.type, Kind.type_parameter,
  Kind.generic_type, Kind.union_type, Kind.constrained_type, Kind.member_type, Kind.as_pattern_target, Kind.slice, Kind.chevron,
  Kind.format_specifier, Kind.decorator, Kind.finally_clause, Kind.pair,
];

export const pythonSyntax: Syntax<Kind, Field> = {
  kinds: Kind,
  roles: Field,
  none: Field.none,
  other: Kind.other,
  skipped: SKIPPED,
  comments: new Set(['comment']),
  leaves: LEAVES,
  roleless: ROLELESS,
  // A backslash at a line's end joins the next line.
  gaps: { marks: ['#', '\\'], pattern: /#.*|\\(?:\r?\n|$)/g },
  mending: null,
  repairs: repairsOf,
};
