/**
 * Has a value the form that a rule forbids? Tests on folded constants.
 * Must not know option names or hosts: places come from models, hosts and credential formats from policy.
 */
import type { Policy, ShapeCheck, ValueTest } from '../policy';
import type { Folded, Value } from './value';

/** The constant of a value that passes all of a rule's tests, or null. A value that does not fold passes none. */
export function forbidden(policy: Policy, check: ShapeCheck, value: Value, name: string | null): Folded | null {
  return value.constants.find((constant) => passes(policy, check.value, constant, name)) ?? null;
}

function passes(policy: Policy, test: ValueTest, constant: Folded, name: string | null): boolean {
  const { value } = constant;
  if (test.equals !== undefined && (constant.open || !test.equals.some((one) => one === value))) return false;
  if (test.scheme !== undefined || test.host !== undefined) {
    if (typeof value !== 'string') return false;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
    if (test.scheme !== undefined && (scheme === undefined || !test.scheme.includes(scheme))) return false;
    if (test.host !== undefined && policy.hostClass(value) !== test.host) return false;
  }
  return test.secret === undefined || (typeof value === 'string' && !constant.open && isSecret(policy, test.secret, value, name));
}

function isSecret(policy: Policy, how: 'format' | 'named' | 'caley', text: string, name: string | null): boolean {
  if (how === 'format') return policy.secrets.format(text) !== null;
  if (name === null || !namesCredential(policy, name)) return false;
  const isCaley = /caley/i.test(name);
  if ((how === 'caley') !== isCaley) return false;
  return policy.secrets.format(text) !== null || policy.secrets.looksRandom(text);
}

function namesCredential(policy: Policy, name: string): boolean {
  return policy.kinds.matchName(name, null, true).some((match) => !match.protected && policy.kinds.isA(match.kind, 'data.credential'));
}
