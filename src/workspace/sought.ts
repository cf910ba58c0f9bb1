/**
 * By which words does a file mention someone who is declared? Must not look into files.
 */
import { isNameOf } from '../analysis';
import type { DisclosedRecipient, Party } from '../policy';

/** Someone who is declared, and the words that mention them, in small letters. */
export interface Sought {
  readonly name: string;
  readonly words: readonly string[];
}

/** Shorter words stand in too many others. */
const shortest = 4;

/** By the name, and what is known of the party that it names: hosts, variables of the environment. */
export function soughtOf({ name, hosts }: DisclosedRecipient, parties: Iterable<Party>): Sought {
  const meant = [...parties].filter((party) => isNameOf(name, party));
  const words = [name, name.replaceAll(/[\s_-]+/g, ''), name.split(/\s/)[0] ?? '', ...meant.flatMap(({ id, vendor, env, scriptHosts, hosts: known }) => [id, vendor, ...env, ...[...known, ...scriptHosts].map(longestPart)]), ...hosts.map(longestPart)];
  return { name, words: [...new Set(words.map((word) => word.toLowerCase()).filter((word) => word.length >= shortest))] };
}

/** Of a host's pattern, the longest run without a star. */
function longestPart(pattern: string): string {
  return pattern.split('*').reduce((longest, part) => (part.length > longest.length ? part : longest), '').replace(/^\.|\.$/g, '');
}
