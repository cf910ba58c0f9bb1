/**
 * Which node types and roles of the JavaScript and TypeScript grammars does the
 * lowering look at, and which are not worth a call into wasm?
 * Must not interpret what the nodes mean.
 */
import type { Syntax } from '../lowering';
import { Field, Kind } from './kinds';
import { MISPLACED, mendPrecedence } from './precedence';
import { repairsOf } from './repair';

/** Their text is found where it is needed. */
const SKIPPED = new Set(['string_fragment', 'escape_sequence', 'optional_chain', 'type_parameters', 'import_attribute', 'hash_bang_line']);

/** Names, literals, and types that lower to `unknown`. */
const LEAVES: readonly Kind[] = [
  Kind.identifier, Kind.property_identifier, Kind.private_property_identifier, Kind.shorthand_property_identifier,
  Kind.shorthand_property_identifier_pattern, Kind.type_identifier, Kind.statement_identifier, Kind.number, Kind.true, Kind.false, Kind.null,
  Kind.undefined, Kind.this, Kind.super, Kind.this_type, Kind.jsx_text, Kind.regex_pattern, Kind.regex_flags, Kind.string, Kind.predefined_type, Kind.meta_property, Kind.accessibility_modifier, Kind.override_modifier, Kind.type_query,
  Kind.conditional_type, Kind.function_type, Kind.constructor_type,
  Kind.call_signature, Kind.construct_signature, Kind.type_predicate_annotation, Kind.asserts_annotation, Kind.template_literal_type,
];

const ROLELESS: readonly Kind[] = [
  Kind.program, Kind.statement_block, Kind.expression_statement, Kind.lexical_declaration, Kind.variable_declaration, Kind.arguments, Kind.array,
  Kind.object, Kind.spread_element, Kind.parenthesized_expression, Kind.sequence_expression, Kind.template_string, Kind.template_substitution,
  Kind.return_statement, Kind.throw_statement, Kind.formal_parameters, Kind.named_imports, Kind.import_clause, Kind.export_clause,
  Kind.namespace_import, Kind.class_body, Kind.await_expression, Kind.yield_expression, Kind.type_annotation, Kind.type_arguments, Kind.union_type,
  Kind.intersection_type, Kind.array_type, Kind.object_type, Kind.interface_body, Kind.object_pattern, Kind.array_pattern, Kind.rest_pattern,
  Kind.jsx_expression, Kind.jsx_attribute, Kind.as_expression, Kind.satisfies_expression, Kind.non_null_expression, Kind.else_clause,
  Kind.member_expression, Kind.binary_expression, Kind.unary_expression, Kind.update_expression, Kind.switch_body,
  Kind.computed_property_name, Kind.type_assertion, Kind.import_specifier, Kind.export_specifier, Kind.enum_body,
  Kind.index_type_query, Kind.lookup_type, Kind.index_signature, Kind.mapped_type_clause,
];

export const javascriptSyntax: Syntax<Kind, Field> = {
  kinds: Kind,
  roles: Field,
  none: Field.none,
  other: Kind.other,
  skipped: SKIPPED,
  comments: new Set(['comment', 'html_comment']),
  leaves: LEAVES,
  roleless: ROLELESS,
  gaps: { marks: ['/*', '//'], pattern: /\/\*[^]*?\*\/|\/\/.*/g },
  repairs: repairsOf,
  mending: { under: Kind.call_expression, misplaced: MISPLACED, mend: mendPrecedence },
};
