/**
 * Has a value the form that a rule forbids? Tests on folded constants.
 * Must not know option names or hosts: places come from models, hosts and credential formats from policy.
 */
import { isLikeText } from '../flow';
import { phrasesOf } from '../policy';
import type { HostClass, Party, Policy, ValueTest } from '../policy';
import { scriptAddresses } from './script-texts';
import type { Folded, Value } from './value';

/** What stands around a constant and tells what it is for. */
export interface Surroundings {
  /** The variable, property or option it is given to; null where nothing names it. */
  readonly name: string | null;
  /** Names further out: the object it is an entry of, the function it is handed to. */
  readonly around: readonly string[];
  /** A model says that a credential belongs here. */
  readonly credential: boolean;
  /** It stands in where an environment variable is not set. */
  readonly fallback: boolean;
}

/** The constant of a value that passes all of a rule's tests, or null. A value that does not fold passes none. */
export function forbidden(policy: Policy, test: ValueTest, value: Pick<Value, 'constants'>, surroundings: Surroundings): Folded | null {
  const first = value.constants.find((constant) => passesTest(policy, test, constant, surroundings)) ?? null;
  return test.always === true && !value.constants.every((constant) => passesTest(policy, test, constant, surroundings)) ? null : first;
}

/** Whether a constant passes all of a rule's tests. */
export function passesTest(policy: Policy, test: ValueTest, constant: Pick<Folded, 'value' | 'open'>, surroundings: Surroundings): boolean {
  const { value } = constant;
  if (test.equals !== undefined && (constant.open || !test.equals.some((one) => one === value))) return false;
  if (test.like !== undefined && !isLike(constant, test.like)) return false;
  if (test.unlike !== undefined && (typeof value !== 'string' || constant.open || isLike(constant, test.unlike))) return false;
  if (test.says !== undefined && (typeof value !== 'string' || !phrasesOf(test.says).in({ value, open: constant.open }, (word) => policy.isCaleyName(word)))) return false;
  if (test.below !== undefined && !(typeof value === 'number' && value < test.below)) return false;
  if (test.above !== undefined && !(typeof value === 'number' && value > test.above)) return false;
  if (test.scheme !== undefined || test.host !== undefined) {
    if (typeof value !== 'string') return false;
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value)?.[1]?.toLowerCase();
    if (test.scheme !== undefined && (scheme === undefined || !test.scheme.includes(scheme))) return false;
    if (test.host !== undefined && hostClass(policy, test, value) !== test.host) return false;
  }
  if ((test.party !== undefined || test.loads !== undefined) && partyIn(policy, test, constant) === null) return false;
  return test.secret === undefined || (typeof value === 'string' && !constant.open && isSecret(policy, test.secret, value, surroundings));
}

/** The party that a rule's test finds in a constant; null for a rule that asks for none. */
export function partyIn(policy: Policy, { party = [], loads = [] }: ValueTest, { value }: Pick<Folded, 'value'>): Party | null {
  if (typeof value !== 'string') return null;
  const known = (url: string, categories: readonly string[]): Party | null => {
    const found = policy.partyOf(url);
    return found !== null && categories.includes(found.role === 'exfiltration' ? found.role : found.category) ? found : null;
  };
  if (party.length > 0) return known(value, party);
  if (loads.length === 0) return null;
  for (const url of scriptAddresses(value)) {
    const found = known(url, loads);
    if (found !== null) return found;
  }
  return null;
}

/** What a URL's host is, or where no scheme is asked for a host's by itself, or a mailbox's: `Desk <desk@example.org>`. */
function hostClass(policy: Policy, test: ValueTest, text: string): HostClass | null {
  const bare = test.scheme === undefined ? /^(?:.*@)?([\w-]+(?:\.[\w-]+)+)>?$/.exec(text)?.[1] : undefined;
  return policy.hostClass(text) ?? (bare === undefined ? null : policy.hostClass(`//${bare}`));
}

/** Whether a text is like one of some patterns in small letters; an empty one is like none. Linear in the text's length for each. */
export function isLike({ value, open }: Pick<Folded, 'value' | 'open'>, patterns: readonly string[]): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return isTextLike(value, open ? patterns.filter((pattern) => pattern.endsWith('*')) : patterns);
}

/** Whether a text is like one of some patterns in small letters. */
export function isTextLike(value: string, patterns: readonly string[]): boolean {
  const text = value.toLowerCase();
  return patterns.some((pattern) => isLikeText(text, pattern));
}

function isSecret(policy: Policy, how: NonNullable<ValueTest['secret']>, text: string, surroundings: Surroundings): boolean {
  const hasFormat = policy.secrets.format(text) !== null;
  if (!hasFormat && (how === 'format' || !isPlaced(policy, text, surroundings))) return false;
  return how === 'any' || (how === 'caley') === isCaleys(policy, surroundings);
}

/** Whether a literal stands where a credential belongs and looks like one. */
function isPlaced(policy: Policy, text: string, { name, credential, fallback }: Surroundings): boolean {
  if (!credential && (name === null || !credentialKind(policy, name, 'data.credential'))) return false;
  // `Bearer <token>`: the scheme's word is no part of the credential.
  const bare = text.replace(/^(?:bearer|basic|token)\s+/i, '');
  // `flows.OAuth_2_0 = 'OAuth_2.0'`: a text that says its own name.
  if (name !== null && lettersOf(name) === lettersOf(bare)) return false;
  if (policy.secrets.looksRandom(bare)) return true;
  const isChosen = fallback || (name !== null && credentialKind(policy, name, 'data.credentials.password'));
  return isChosen && policy.secrets.looksChosen(bare);
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function isCaleys(policy: Policy, { name, around }: Surroundings): boolean {
  return (name !== null && policy.isCaleyName(name)) || around.some((one) => policy.isCaleyName(one) || policy.partyOf(one)?.role === 'caley');
}

function credentialKind(policy: Policy, name: string, kind: string): boolean {
  return policy.kinds.matchName(name, null, 'anything').some((match) => !match.protected && policy.kinds.isA(match.kind, kind));
}
