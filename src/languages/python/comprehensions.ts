/**
 * How do comprehensions lower? As loops of their own scope whose values make a
 * list or dictionary.
 */
import type { Argument, NodeId, Property } from '../../flow';
import { closeLoop, nextRound, type Changes, type Loop } from '../lowering';
import { targetNames } from './bound-names';
import { guardWhen, lowerCondition } from './conditions';
import { NONE, type FlatNode } from './flat-tree';
import type { ExpressionHandler, FunctionLowering, Handlers } from './function-lowering';
import { Field, Kind } from './kinds';
import { lowerPair } from './literals';
import { element, enter } from './loops';
import { bindTarget } from './places';

/** Runs `body` as often as the clauses say. */
function lowerClauses<T>(f: FunctionLowering, node: FlatNode, body: () => T): T {
  const scope = f.scope.enter();
  const outside = f.guard;
  const loops: { readonly loop: Loop; readonly guard: number; readonly exit: Changes | null }[] = [];
  for (const clause of f.tree.children(node)) {
    switch (f.tree.kind(clause)) {
      case Kind.for_in_clause: {
        const left = f.tree.child(clause, Field.left);
        const right = f.tree.child(clause, Field.right);
        const object = right === NONE ? f.unsupported(clause, 'missing', []) : f.expression(right);
        for (const name of targetNames(f.tree, left)) f.scope.declare(f.tree.textOf(name), 'var', f.rangeOf(node));
        const loop = enter(f, node);
        const exit = f.stateSince(loop.jump.mark);
        loops.push({ loop, guard: f.guard, exit });
        bindTarget(f, left, element(f, clause, left, object));
        break;
      }
      case Kind.if_clause: {
        const test = f.tree.firstChild(clause);
        if (test !== NONE) f.guard = guardWhen(f, lowerCondition(f, test), true);
        break;
      }
      default:
    }
  }
  const result = body();
  for (const { loop, guard, exit } of loops.reverse()) {
    nextRound(f, loop, guard);
    closeLoop(f, loop);
    f.jumps.pop();
    f.guard = loop.before;
    f.join(loop.node, loop.jump.mark, [exit, ...loop.jump.breaks]);
  }
  f.guard = outside;
  f.scope.leave(scope);
  return result;
}

function lowerElements(f: FunctionLowering, node: FlatNode): NodeId {
  const body = f.tree.child(node, Field.body);
  const elements = lowerClauses(f, node, (): Argument[] => [
    { value: body === NONE ? f.unsupported(node, 'missing', []) : f.expression(body), spread: false, name: null },
  ]);
  return f.array(node, elements);
}

function lowerEntries(f: FunctionLowering, node: FlatNode): NodeId {
  const body = f.tree.child(node, Field.body);
  const properties = lowerClauses(f, node, (): Property[] =>
    // Keys that are literals are still those of every round.
    f.tree.kind(body) === Kind.pair ? [lowerPair(f, body)] : [],
  );
  return f.object(node, properties);
}

export const comprehensionHandlers: Handlers<ExpressionHandler> = {
  list_comprehension: lowerElements,
  set_comprehension: lowerElements,
  generator_expression: lowerElements,
  dictionary_comprehension: lowerEntries,
};
