/**
 * Which node types do the JavaScript and TypeScript grammars have? The named
 * ones the lowering knows, as small numbers shared by all three grammars.
 * Must not hold behaviour. Members keep the grammars' own spelling, so that
 * `Kind[n]` is the type's name.
 */
export enum Kind {
  ERROR,
  program,
  // Statements
  expression_statement, statement_block, if_statement, else_clause, switch_statement, switch_body, switch_case, switch_default,
  for_statement, for_in_statement, while_statement, do_statement, try_statement, catch_clause, finally_clause, with_statement,
  break_statement, continue_statement, return_statement, throw_statement, labeled_statement, debugger_statement, empty_statement,
  lexical_declaration, variable_declaration, using_declaration, variable_declarator,
  // Modules
  import_statement, import_clause, named_imports, import_specifier, namespace_import, import_require_clause, import_alias, import_attribute,
  export_statement, export_clause, export_specifier, namespace_export, module, internal_module, ambient_declaration,
  // Functions and classes
  function_declaration, generator_function_declaration, function_expression, generator_function, arrow_function, method_definition,
  function_signature, method_signature, abstract_method_signature, formal_parameters, required_parameter, optional_parameter,
  accessibility_modifier, override_modifier, class_declaration, abstract_class_declaration, class, class_body, class_heritage, extends_clause,
  implements_clause, public_field_definition, field_definition, class_static_block, decorator,
  // Expressions
  identifier, this, super, true, false, null, undefined, number, string, regex, regex_pattern, regex_flags, template_string,
  template_substitution, object, pair, spread_element, shorthand_property_identifier, array, parenthesized_expression, sequence_expression,
  call_expression, new_expression, arguments, member_expression, subscript_expression, property_identifier, private_property_identifier,
  computed_property_name, assignment_expression, augmented_assignment_expression, binary_expression, unary_expression, update_expression,
  ternary_expression, await_expression, yield_expression, as_expression, satisfies_expression, type_assertion, non_null_expression,
  instantiation_expression, meta_property, import, statement_identifier,
  // Patterns
  object_pattern, array_pattern, assignment_pattern, object_assignment_pattern, pair_pattern, rest_pattern,
  shorthand_property_identifier_pattern,
  // JSX
  jsx_element, jsx_self_closing_element, jsx_opening_element, jsx_closing_element, jsx_attribute, jsx_expression, jsx_text,
  jsx_namespace_name, html_character_reference,
  // Types
  type_annotation, type_arguments, type_identifier, predefined_type, nested_type_identifier, nested_identifier, generic_type, array_type,
  tuple_type, union_type, intersection_type, parenthesized_type, readonly_type, optional_type, rest_type, literal_type,
  template_literal_type, object_type, interface_body, property_signature, index_signature, this_type, type_query, index_type_query,
  lookup_type, conditional_type, function_type, constructor_type, type_predicate_annotation, asserts_annotation, type_parameters,
  interface_declaration, type_alias_declaration, enum_declaration, enum_body, enum_assignment, extends_type_clause,
  call_signature, construct_signature, mapped_type_clause,
  /** From here on types that are not in this list; `FlatTree.kindName` has their names. */
  other,
}

/** Which role a child plays in its parent. `none` covers roles the lowering finds by position. */
export enum Field {
  none,
  alias, alternative, argument, arguments, attribute, body, close_tag, condition, consequence, constructor, declaration, decorator,
  finalizer, flags, function, handler, increment, index, initializer, key, label, left, module, name, object, open_tag, parameter,
  parameters, pattern, property, return_type, right, source, tag, type, type_arguments, value,
}
