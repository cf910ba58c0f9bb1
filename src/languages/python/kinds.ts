/**
 * Which node types does the Python grammar have? The named ones the lowering
 * knows, as small numbers.
 * Must not hold behaviour. Members keep the grammar's own spelling, so that
 * `Kind[n]` is the type's name.
 */
export enum Kind {
  ERROR,
  module, block,
  // Statements
  expression_statement, if_statement, elif_clause, else_clause, for_statement, while_statement, try_statement, except_clause, finally_clause,
  with_statement, with_clause, with_item, match_statement, case_clause, return_statement, raise_statement, delete_statement, assert_statement,
  pass_statement, break_statement, continue_statement, global_statement, nonlocal_statement, print_statement, chevron, exec_statement,
  type_alias_statement,
  // Modules
  import_statement, import_from_statement, future_import_statement, aliased_import, wildcard_import, relative_import, import_prefix, dotted_name,
  // Functions and classes
  function_definition, class_definition, decorated_definition, decorator, parameters, lambda_parameters, lambda, default_parameter,
  typed_parameter, typed_default_parameter, positional_separator, keyword_separator,
  // Expressions
  identifier, integer, float, true, false, none, ellipsis, string, concatenated_string, interpolation, format_specifier, format_expression,
  list, tuple, set, dictionary, pair, expression_list, list_splat, dictionary_splat, parenthesized_list_splat, parenthesized_expression,
  list_comprehension, set_comprehension, dictionary_comprehension, generator_expression, for_in_clause, if_clause, attribute, subscript, slice,
  call, argument_list, keyword_argument, assignment, augmented_assignment, named_expression, binary_operator, unary_operator, not_operator,
  boolean_operator, comparison_operator, conditional_expression, await, yield, as_pattern, as_pattern_target,
  // Patterns
  pattern_list, tuple_pattern, list_pattern, list_splat_pattern, dictionary_splat_pattern, case_pattern, union_pattern, class_pattern,
  dict_pattern, keyword_pattern, splat_pattern, complex_pattern,
  // Types
  type, type_parameter, generic_type, union_type, constrained_type, member_type, splat_type,
  /** From here on types that are not in this list; `FlatTree.kindName` has their names. */
  other,
}

/** Which role a child plays in its parent. `none` covers roles the lowering finds by position. */
export enum Field {
  none,
  alias, alternative, argument, arguments, attribute, body, cause, code, condition, consequence, definition, expression, format_specifier,
  function, guard, key, left, module_name, name, object, operator, operators, parameters, return_type, right, subject, subscript, superclasses,
  type, type_parameters, value,
}
