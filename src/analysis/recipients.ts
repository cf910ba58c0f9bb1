/**
 * To whom does a value go? Turns the sink of a request into the sink of the
 * party that its host belongs to. Must not know hosts: they come from policy.
 */
import type { KindId, Policy } from '../policy';
import type { Emission } from './emissions';

export interface Recipient {
  readonly kind: KindId;
  readonly party: string | null;
}

/**
 * The sink that policy speaks of. Null where the data goes nowhere of interest: to
 * Caley itself, to a local or relative URL, to a host that does not fold (a URL that is not known is never a finding).
 */
export function recipientOf(policy: Policy, emission: Emission): Recipient | null {
  if (!emission.kind.startsWith('sink.http.')) return { kind: emission.kind, party: emission.party };
  const { url } = emission;
  if (url === null) return null;
  const party = policy.partyOf(url);
  if (party !== null) {
    if (party.role === 'caley') return null;
    return { kind: `sink.share.${party.role === 'exfiltration' ? 'exfiltration' : party.category}`, party: party.id };
  }
  return policy.hostClass(url) === 'public' ? { kind: 'sink.share.unknown', party: null } : null;
}
