/**
 * What would the rules say of an integration with another service, were that service Caley? There is little
 * published code yet that asks Caley itself; code that asks a service of the same sort is as real. Hosts of that service count as Caley's, or its name is
 * read as Caley's where a rule looks at how the name itself is written.
 * Must not change anything else of the policy.
 */
import { findAssets, loadEngine } from '../src/host';
import type { Engine } from '../src/host';
import type { HostClass, Party, Policy } from '../src/policy';

const engines = new Map<string, Promise<Engine>>();

/** The engine that takes these hosts, and those below them, for Caley's. */
export function engineAsCaley(hosts: readonly string[]): Promise<Engine> {
  const key = hosts.join(' ');
  const known = engines.get(key) ?? loadEngine(findAssets(__dirname), (policy) => (hosts.length === 0 ? policy : asCaley(policy, hosts)));
  engines.set(key, known);
  return known;
}

/** Reads words as others, each given as `word=other`, in the case they are written in; lines stay where they are. */
export function reader(pairs: readonly string[]): (text: string) => string {
  const words = pairs.map((pair) => {
    const [word = '', other, ...more] = pair.split('=');
    if (word === '' || other === undefined || more.length > 0) throw new Error(`No word=word: ${pair}`);
    return [word, other] as const;
  });
  return (text) => words.reduce((read, [word, other]) => read.replaceAll(word, other), text);
}

function asCaley(policy: Policy, hosts: readonly string[]): Policy {
  const caley = [...policy.parties.values()].find(({ role }) => role === 'caley');
  if (caley === undefined) throw new Error('no party is Caley');
  // `api.example.com` is asked for by things called `example`.
  const names = hosts.map((host) => host.split('.').at(-2) ?? host);
  const isMeant = (url: string): boolean => {
    const host = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^/@]*@)?([^/:?#]+)/i.exec(url)?.[1]?.toLowerCase();
    return host !== undefined && hosts.some((one) => host === one || host.endsWith(`.${one}`));
  };
  const changed: Pick<Policy, 'partyOf' | 'hostClass' | 'isCaleyName'> = {
    partyOf: (url): Party | null => (isMeant(url) ? caley : policy.partyOf(url)),
    hostClass: (url): HostClass | null => (isMeant(url) ? 'caley' : policy.hostClass(url)),
    isCaleyName: (name) => policy.isCaleyName(name) || names.some((one) => name.toLowerCase().includes(one)),
  };
  return Object.assign(Object.create(policy) as Policy, changed);
}
