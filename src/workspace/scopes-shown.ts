/**
 * What does a file show of the scopes that its caley.yaml declares? Looks where they are asked for, and for their names anywhere in its
 * text. Must not say what follows.
 */
import { scopesAskedIn, wordPlaces } from '../analysis';
import type { Evaluator, RuleBook, Source } from '../analysis';
import type { Document } from './document';

export interface ScopesShown {
  /** Of those that are declared, the ones that it names. */
  readonly named: readonly string[];
  /** Whether it asks for an authorization, and what for is known. */
  readonly asked: 'known' | 'open' | null;
}

/** Null for nothing. `source`: null where it has none. */
export function scopesShownIn(evaluator: Evaluator, { disclosures, policy }: RuleBook, { path, text, graph }: Document, source: Source | null): ScopesShown | null {
  const declared = disclosures.scopesFor(path);
  if (declared.length === 0) return null;
  const isAsking = source !== null && graph.settings === undefined && /scope/i.test(text);
  const asked = isAsking ? scopesAskedIn(evaluator, policy, source) : null;
  const named = declared.filter((scope) => asked?.scopes.includes(scope) === true || wordPlaces(text, scope).length > 0);
  return named.length === 0 && asked === null ? null : { named, asked: asked === null ? null : asked.isAll ? 'known' : 'open' };
}
