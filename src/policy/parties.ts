/**
 * Who receives data? Reads parties/*.yaml and answers whose host a URL names.
 * Must not know what is sent.
 */
import type { Entry } from './entry';
import { HostIndex } from './host-index';
import type { Mistake, PackFile, Party } from './types';
import { parseHost, parseUrl } from './url';
import { readYaml } from './yaml';

const allRoles: readonly Party['role'][] = ['sub-processor', 'independent-controller', 'library', 'exfiltration', 'caley'];
export const partyFlags = ['self-hosted', 'legacy', 'exfiltration', 'local', 'controller-if-shared', 'tag-container'] as const;
const hostPattern = /^[a-z0-9*](?:[a-z0-9*.-]*[a-z0-9*])?(?::\d+)?(?:\/\S*)?$/;

/**
 * The parties of one file, which holds those of one category. `known`: ids of other files, for
 * duplicates; `isCategory`: whether there is a kind `sink.share.<category>`; `roles`: those that they may have.
 */
export function readParties(
  file: PackFile,
  known: ReadonlySet<string>,
  isCategory: (category: string) => boolean,
  roles: readonly Party['role'][] = allRoles,
): { readonly parties: readonly Party[]; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const parties: Party[] = [];
  if (root?.only('category', 'title', 'purpose', 'parties') !== true) return { parties, mistakes };
  const category = root.text('category');
  const purposes = root.texts('purpose');
  root.text('title');
  if (purposes.length === 0) root.mistake('The key "purpose" is missing.');
  if (category === null || purposes.length === 0) return { parties, mistakes };
  if (!isCategory(category)) root.field('category').mistake(`There is no kind "sink.share.${category}".`);
  const ids = new Set(known);
  for (const entry of root.list('parties')) {
    const party = readParty(entry, category, purposes, roles);
    if (party === null) continue;
    if (ids.has(party.id)) entry.field('id').mistake(`The party "${party.id}" is defined twice.`);
    else parties.push(party);
    ids.add(party.id);
  }
  return { parties, mistakes };
}

function readParty(entry: Entry, category: string, purposes: readonly string[], roles: readonly Party['role'][]): Party | null {
  if (!entry.only('id', 'vendor', 'role', 'hosts', 'script-hosts', 'flags', 'env', 'note')) return null;
  const id = entry.text('id');
  const vendor = entry.text('vendor');
  if (!entry.has('role')) entry.mistake('The key "role" is missing.');
  const role = entry.oneOf('role', roles, null);
  if (id === null || vendor === null || role === null) return null;
  const found = entry.textEntries('flags').flatMap((item) => {
    const flag = partyFlags.find((word) => word === item.text);
    if (flag === undefined) item.mistake(`Unknown flag "${item.text}"; known are ${partyFlags.join(', ')}.`);
    return flag === undefined ? [] : [flag];
  });
  return {
    id, vendor, category, purposes, role,
    hosts: readHosts(entry, 'hosts'),
    scriptHosts: readHosts(entry, 'script-hosts'),
    selfHosted: found.includes('self-hosted'),
    flags: found,
    env: entry.texts('env'),
    note: entry.optionalText('note'),
  };
}

function readHosts(entry: Entry, key: string): readonly string[] {
  return entry.textEntries(key).flatMap((item) => {
    const { text } = item;
    const slash = text.indexOf('/');
    const host = slash < 0 ? text : text.slice(0, slash);
    if (hostPattern.test(host)) return [text];
    item.mistake('A host is written in small letters, without scheme; "*" stands for any run of its characters.');
    return [];
  });
}

/** Answers whose host a URL, the known beginning of one, or a bare host names. Of two parties with the same host the first stays. */
export function indexParties(parties: Iterable<Party>): (url: string) => Party | null {
  const index = new HostIndex<Party>();
  for (const party of parties) for (const host of [...party.hosts, ...party.scriptHosts]) index.add(host, party);
  return (url) => {
    const parts = parseUrl(url) ?? parseHost(url);
    return parts === null ? null : index.find(parts);
  };
}

/** A variable by that name holds an address, not a key. */
const addressName = /(?:^|_)(?:DSN|ENDPOINT|HOST|URL)(?:_|$)/;

/**
 * Answers whose address an environment variable customarily holds, by its name. Null where it may be anybody's: of parties that may run on one's own
 * servers, or of several.
 */
export function indexVariables(parties: Iterable<Party>): (name: string) => Party | null {
  const index = new Map<string, Party | null>();
  for (const party of parties) {
    const isElsewhere = !party.selfHosted && (party.role === 'sub-processor' || party.role === 'independent-controller');
    for (const name of party.env) if (addressName.test(name)) index.set(name, isElsewhere && !index.has(name) ? party : null);
  }
  return (name) => index.get(name) ?? null;
}
