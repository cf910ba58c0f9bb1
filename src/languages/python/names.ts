/**
 * What are functions called? Dotted from the outside in, without line numbers:
 * identities of findings use it.
 */
import type { FunctionLowering } from './function-lowering';

/** Names of deeply nested functions stop growing here. */
const NAME_LIMIT = 200;

/** The dotted name of something called `own` inside this function. */
export function qualifiedName(f: FunctionLowering, own: string): string {
  if (f.request.kind === 'module') return own;
  return f.request.name.length > NAME_LIMIT ? f.request.name : `${f.request.name}.${own}`;
}
