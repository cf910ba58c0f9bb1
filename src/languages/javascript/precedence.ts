/**
 * Where does the TypeScript grammar group wrongly? It reads `await f<T>(x)` as a
 * call of `await f`, and likewise for operators before a call with type arguments
 * (tree-sitter-typescript 0.23). The flat tree is turned to what the text means.
 * Must not change anything else.
 */
import type { FlatNode, FlatColumns } from '../lowering';
import { Field, Kind } from './kinds';

/** Kinds that cannot be what is called, unless they stand in parentheses. */
export const MISPLACED: readonly Kind[] = [Kind.await_expression, Kind.unary_expression, Kind.binary_expression];

/**
 * `operator` is the callee of the call before it, but should hold that call, and
 * all accesses and calls on its result, as its last operand. In preorder
 * `call operator left right arguments` becomes `operator left call right arguments`.
 * Answers the right operand when it is an operator itself and now in the same position.
 */
export function mendPrecedence(columns: FlatColumns, operator: FlatNode): FlatNode | null {
  const { kinds, fields, starts, ends, parents, afters } = columns;
  let top = operator - 1;
  while (isLink(kinds[parents[top] ?? -1]) && parents[top] === top - 1) top--;
  const moved = operator - top;
  const right = kinds[operator] === Kind.binary_expression ? (afters[operator + 1] ?? 0) : operator + 1;
  // A missing operand leaves nothing to hold the call.
  if (right >= (afters[operator] ?? 0)) return null;
  const left = right - operator - 1;
  const links = cut(columns, top, operator);
  const end = ends[top] ?? 0;
  const after = afters[top] ?? 0;
  const role = fields[top] ?? Field.none;
  const around = parents[top] ?? -1;

  for (let at = operator; at < right; at++) {
    const to = at - moved;
    kinds[to] = kinds[at] ?? 0;
    fields[to] = fields[at] ?? 0;
    starts[to] = starts[at] ?? 0;
    ends[to] = ends[at] ?? 0;
    parents[to] = (parents[at] ?? 0) - moved;
    afters[to] = (afters[at] ?? 0) - moved;
  }
  fields[top] = role;
  ends[top] = end;
  parents[top] = around;
  afters[top] = after;

  for (let i = 0; i < moved; i++) {
    const to = top + 1 + left + i;
    kinds[to] = links.kinds[i] ?? 0;
    fields[to] = i === 0 ? Field.none : (links.fields[i] ?? 0);
    starts[to] = starts[right] ?? 0;
    ends[to] = links.ends[i] ?? 0;
    parents[to] = i === 0 ? top : to - 1;
    afters[to] = links.afters[i] ?? 0;
  }
  // The rest of each link's children follow the right operand, innermost link first.
  for (let i = moved - 1, at = afters[right] ?? 0; i >= 0; i--) {
    const link = top + 1 + left + i;
    for (; at < (afters[link] ?? 0); at = afters[at] ?? 0) parents[at] = link;
  }
  parents[right] = right - 1;
  fields[right] = Field.function;
  return kinds[right - 1] === Kind.call_expression && MISPLACED.includes(kinds[right] ?? -1) ? right : null;
}

function isLink(kind: Kind | undefined): boolean {
  return kind === Kind.call_expression || kind === Kind.member_expression || kind === Kind.subscript_expression || kind === Kind.non_null_expression;
}

function cut({ kinds, fields, ends, afters }: FlatColumns, from: FlatNode, to: FlatNode): Pick<FlatColumns, 'kinds' | 'fields' | 'ends' | 'afters'> {
  return { kinds: kinds.slice(from, to), fields: fields.slice(from, to), ends: ends.slice(from, to), afters: afters.slice(from, to) };
}
