/**
 * To whom does a value go? Turns the sink of a request into the sink of the
 * party that its host belongs to. Must not know hosts: they come from policy.
 */
import type { KindId, Policy } from '../policy';
import type { Emission } from './emissions';
import type { Taint } from './value';

export interface Recipient {
  readonly kind: KindId;
  readonly party: string | null;
}

/**
 * The sink that policy speaks of. Null where the data goes nowhere of interest: to
 * Caley itself, to a local or relative URL, to a host that does not fold (a URL that is not known is never a finding, unless it is read from a variable
 * that by its name holds somebody's address).
 */
export function recipientOf(policy: Policy, emission: Emission): Recipient | null {
  if (!emission.kind.startsWith('sink.http.')) return { kind: emission.kind, party: emission.party };
  const { url } = emission;
  // The party is known by the name of a variable where the address does not fold.
  const party = (url === null ? null : policy.partyOf(url)) ?? (emission.party === null ? null : policy.parties.get(emission.party) ?? null);
  if (party !== null) {
    if (party.role === 'caley') return null;
    return { kind: `sink.share.${party.role === 'exfiltration' ? 'exfiltration' : party.category}`, party: party.id };
  }
  return url !== null && policy.hostClass(url) === 'public' ? { kind: 'sink.share.unknown', party: null } : null;
}

/**
 * Whether a request carries a datum for its recipient to have. Headers carry the caller's own credentials and names to the service it calls: only contact
 * data is shared by them. An address names a thing to the service that keeps it: that is how it is asked for.
 */
export function isCarried(policy: Policy, { kind }: Pick<Emission, 'kind'>, recipient: Recipient, taint: Taint): boolean {
  if (recipient.kind === 'sink.share.exfiltration') return true;
  if (kind === 'sink.http.headers') return policy.kinds.isA(taint.kind, 'data.contact');
  return kind !== 'sink.http.url' || !policy.kinds.isA(taint.kind, 'data.asked-for');
}

/** The whole host of an address that names one, in small letters. */
export function hostAsked(url: string): string | null {
  return /^\s*https?:\/\/(?:[^/?#@]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::\d+)?(?:[/?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? null;
}
