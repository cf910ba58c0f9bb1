/**
 * How do lists of values lower: a call's arguments, a list's elements?
 */
import type { Argument } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Field, Kind } from './kinds';

/** The list's values in order: spreads marked, `**` by that name, keywords by theirs. None when `list` is NONE. */
export function lowerArguments(f: FunctionLowering, list: FlatNode): Argument[] {
  const args: Argument[] = [];
  for (let child = f.tree.firstChild(list); child !== NONE; child = f.tree.nextSibling(child)) {
    const argument = lowerArgument(f, child);
    if (argument !== null) args.push(argument);
  }
  return args;
}

/** Null for what is no value: broken text. */
export function lowerArgument(f: FunctionLowering, node: FlatNode): Argument | null {
  switch (f.tree.kind(node)) {
    case Kind.keyword_argument: {
      const value = f.tree.child(node, Field.value);
      return { value: value === NONE ? f.operand(node) : f.expression(value), spread: false, name: f.tree.textOf(f.tree.child(node, Field.name)) };
    }
    case Kind.list_splat:
    case Kind.list_splat_pattern:
    case Kind.parenthesized_list_splat:
      return { value: f.expression(node), spread: true, name: null };
    case Kind.dictionary_splat:
      return { value: f.expression(node), spread: true, name: '**' };
    default:
      return f.isExpression(node) ? { value: f.expression(node), spread: false, name: null } : null;
  }
}
