/**
 * By what is an accepted finding known again, in one word that a caley.yaml can hold? Fingerprints of its traits.
 * Must not compare: that is match.ts.
 */
import { fingerprint } from '../../text';
import type { Traits } from './traits';

/** Of 24 bits each: what they have to differ from is a few thousand others of one rule. */
const digits = 6;
const separator = '-';

/** `3f0a91-…`: of where it stands and what it is first, then of its statement and what is beside it. */
export function markOf({ function: name, sink, kinds, text, shape, before, after, around }: Traits): string {
  const shortened = [name, sink, String(kinds)].map((said) => fingerprint(said).slice(0, digits));
  return [...shortened, ...[text, shape, before, after, around].map((said) => said.slice(0, digits))].join(separator);
}

/** What a mark says, of a finding of that rule, file and identity; what can be held against others are traits that all come from marks. */
export function traitsOfMark(mark: string, { rule, file, identity }: Pick<Traits, 'rule' | 'file' | 'identity'>): Traits {
  const [name = '', sink = '', kinds = '', text = '', shape = '', before = '', after = '', around = ''] = mark.split(separator);
  // How many lines are like it is not kept: no stage for what is accepted asks.
  return { rule, file, identity, function: name, sink, kinds: [kinds], text, shape, before, after, around, alike: 0 };
}
