/**
 * How do lists of values lower: a call's arguments, an array's elements?
 */
import type { Argument } from '../../flow';
import { NONE, type FlatNode } from './flat-tree';
import type { FunctionLowering } from './function-lowering';
import { Kind } from './kinds';

/** The list's values in order, spreads marked. None when `list` is NONE. */
export function lowerArguments(f: FunctionLowering, list: FlatNode): Argument[] {
  const args: Argument[] = [];
  for (let child = f.tree.firstChild(list); child !== NONE; child = f.tree.nextSibling(child)) {
    if (f.isExpression(child)) args.push({ value: f.expression(child), spread: f.tree.kind(child) === Kind.spread_element, name: null });
  }
  return args;
}
