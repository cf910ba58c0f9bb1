/**
 * Did a service refuse what it was asked, where something is done with its answer? Conditions around
 * a node tell it: that the answer is not `ok`, that it has an error or lacks the token that was asked
 * for, that its status is that of a failure. What is left then is a code and a text. Any part of a condition
 * tells it, whatever stands beside: nobody looks at a refusal together with an answer.
 * Must not know which names say so: policy does.
 */
import type { GuardId, NodeId, NodeOf } from '../flow';
import type { KindId, Policy } from '../policy';
import type { Evaluator } from './evaluate';
import { nameOf } from './names';
import type { Unit } from './program';

const credential: KindId = 'data.credential';
/** Names of what says that all went well, that something went wrong, and of the code of HTTP that says either. */
const [answered, failed, status]: readonly KindId[] = ['outcome.answered', 'outcome.failed', 'outcome.status'];
/** From here on a status of HTTP says that a request failed. */
const firstFailure = 400;
/** How deep the parts of a condition are looked into. */
const maxDepth = 8;

/** Whether what runs under a guard runs where a service is known to have refused. */
export function isRefused(evaluator: Evaluator, policy: Policy, unit: Unit, inner: GuardId): boolean {
  if (inner === 0) return false;
  return evaluator.keptOf(unit, `refused under ${String(inner)}`, false, () => {
    const refusal = new Refusal(policy, unit);
    for (let at = inner; ; ) {
      const guard = unit.graph.guards[at];
      if (guard === undefined || guard.kind === 'always') return false;
      if (guard.kind === 'when' && refusal.isSaid(guard.condition, guard.holds)) return true;
      at = guard.parent;
    }
  }, Object.is);
}

class Refusal {
  constructor(private readonly policy: Policy, private readonly unit: Unit) {}

  /** Whether a condition that holds, or does not, says that something was refused. */
  isSaid(id: NodeId, holds: boolean, depth = maxDepth): boolean {
    const node = this.unit.node(id);
    if (node === undefined || depth === 0) return false;
    switch (node.op) {
      case 'operator':
        if (node.operator === '!' || node.operator === 'not') return node.operands.some((operand) => this.isSaid(operand, !holds, depth - 1));
        if (node.operator === '&&' || node.operator === '||') return node.operands.some((operand) => this.isSaid(operand, holds, depth - 1));
        return this.isCompared(node, holds);
      case 'phi':
        return node.inputs.some((input) => input < id && this.isSaid(input, holds, depth - 1));
      case 'bind':
      case 'read':
        return this.isNamed(node.name, holds) || this.isSaid(node.value, holds, depth - 1);
      case 'field':
      case 'parameter':
      case 'outer':
        return node.name !== null && this.isNamed(node.name, holds);
      case 'await':
      case 'cast':
      case 'after':
        return this.isSaid(node.value, holds, depth - 1);
      default:
        return false;
    }
  }

  private isNamed(name: string, holds: boolean): boolean {
    const { kinds } = this.policy;
    return kinds.matchName(name, null, null).some(({ kind }) => (holds ? kind === failed : kind === answered || kinds.isA(kind, credential)));
  }

  /** `response.status >= 400`, `answer.status !== 'OK'`. */
  private isCompared({ operator, operands }: NodeOf<'operator'>, holds: boolean): boolean {
    const [left, right] = operands;
    if (left === undefined || right === undefined) return false;
    const name = nameOf(this.unit, left);
    const told = this.unit.node(right);
    if (name === null || told?.op !== 'constant') return false;
    const isStatus = this.policy.kinds.matchName(name, null, null).some(({ kind }) => kind === status);
    if (isStatus && typeof told.value === 'number') return isFailure(operator, told.value, holds);
    const isEqual = equal.has(operator);
    if (!isEqual && !different.has(operator)) return false;
    const isSame = isEqual === holds;
    if (typeof told.value === 'boolean') return this.isNamed(name, isSame === told.value);
    return isStatus && typeof told.value === 'string' && !isSame && this.isNamed(told.value, false);
  }
}

const equal: ReadonlySet<string> = new Set(['===', '==']);
const different: ReadonlySet<string> = new Set(['!==', '!=']);

/** Whether a status that compares so, or does not, is one of a failure. */
function isFailure(operator: string, than: number, holds: boolean): boolean {
  if (equal.has(operator) || different.has(operator)) return equal.has(operator) === holds ? than >= firstFailure : than >= 200 && than < 300;
  const isAbove = operator === '>' || operator === '>=' ? holds : !holds;
  return (operator.startsWith('>') || operator.startsWith('<')) && isAbove && than >= 299;
}
