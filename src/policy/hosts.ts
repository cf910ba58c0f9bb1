/**
 * Is a host on the public network? Reads hosts.yaml: local names, private
 * networks, names reserved for examples, and names that only look like URLs.
 * Must not know any party but Caley.
 */
import { HostIndex } from './host-index';
import type { HostClass, Mistake, PackFile } from './types';
import { parseUrl } from './url';
import { readYaml } from './yaml';

const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

interface Network {
  readonly base: number;
  readonly mask: number;
}

/** Reads hosts.yaml. `isCaley` answers whether a URL's host is Caley's; a local host is local even with Caley's name. */
export function readHosts(
  file: PackFile,
  isCaley: (url: string) => boolean,
): { readonly hostClass: (url: string) => HostClass | null; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const local = new HostIndex<true>();
  const networks: Network[] = [];
  let prefixes: readonly string[] = [];
  if (root?.only('suffixes', 'documentation', 'networks', 'networks-v6', 'namespaces') === true) {
    for (const name of root.texts('namespaces')) local.add(name, true);
    for (const suffix of [...root.texts('suffixes'), ...root.texts('documentation')]) {
      local.add(suffix, true);
      local.add(`*.${suffix}`, true);
    }
    for (const item of root.textEntries('networks')) {
      const network = readNetwork(item.text);
      if (network === null) item.mistake('A network is written as an address and a number of bits: 10.0.0.0/8.');
      else networks.push(network);
    }
    prefixes = root.texts('networks-v6');
  }
  const hostClass = (url: string): HostClass | null => {
    const parts = parseUrl(url);
    if (parts === null) return null;
    const { host } = parts;
    if (host.includes(':')) return prefixes.some((prefix) => (prefix.endsWith('*') ? host.startsWith(prefix.slice(0, -1)) : host === prefix)) ? 'local' : 'public';
    const address = readAddress(host);
    if (address !== null) return networks.some(({ base, mask }) => (address & mask) === base) ? 'local' : 'public';
    if (!host.includes('.') || local.find(parts) !== null) return 'local';
    return isCaley(url) ? 'caley' : 'public';
  };
  return { hostClass, mistakes };
}

function readAddress(host: string): number | null {
  const parts = octets.exec(host);
  if (parts === null) return null;
  let address = 0;
  for (const part of parts.slice(1)) {
    const value = Number(part);
    if (value > 255) return null;
    address = (address << 8) | value;
  }
  return address;
}

function readNetwork(text: string): Network | null {
  const [host, bits, ...more] = text.split('/');
  const base = readAddress(host ?? '');
  const length = Number(bits);
  if (base === null || bits === undefined || more.length > 0 || !Number.isInteger(length) || length < 1 || length > 32) return null;
  const mask = -1 << (32 - length);
  return { base: base & mask, mask };
}
