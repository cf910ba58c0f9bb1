/**
 * What does somebody read who asks for a kind of data or a third party? How it is told from names, and which rules speak of it. Must not know where it is shown.
 */
import type { Check, KindId, NamePatterns, Party, Policy } from '../policy';
import { visibleText } from './visible';

export interface IdPage {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

const roles: Readonly<Record<Party['role'], string>> = {
  'sub-processor': 'processes data for the integrator: a sub-processor', 'independent-controller': 'uses data for itself: sharing, which the policy allows for few reasons only',
  library: 'a library: data stays with the integrator', exfiltration: 'no legitimate recipient', caley: 'Caley itself',
};

/** Null for an unknown id. */
export function kindPage(id: KindId, { kinds, rules }: Policy): IdPage | null {
  const kind = kinds.all.get(id);
  if (kind === undefined) return null;
  const families = [...kinds.all.values()].filter((other) => other.id !== id && kinds.isA(id, other.id)).sort((a, b) => a.id.length - b.id.length);
  const below = [...kinds.all.values()].filter((other) => other.id !== id && kinds.isA(other.id, id));
  const speaking = [...rules.values()].filter((rule) => rule.state === 'stable' && sourcesOf(rule.check).some((from) => kinds.isA(id, from))).sort((a, b) => (a.id < b.id ? -1 : 1));
  return page(id, kind.title, [
    kind.weight === null ? null : `Weight ${String(kind.weight)} of 5.`,
    families.length === 0 ? null : `It is also: ${families.map((family) => `${family.title} (\`${family.id}\`)`).join(', ')}.`,
    below.length === 0 ? null : `Kinds below it: ${below.map((each) => `${each.title} (\`${each.id}\`)`).join(', ')}.`,
    ...(kind.names === null ? [] : namesOf(kind.names)),
    speaking.length === 0 ? null : ['## Rules that speak of it', '', ...speaking.map((rule) => `- \`${rule.id}\`: ${rule.title} (${rule.clause})`)].join('\n'),
  ]);
}

/** Null for an unknown id. */
export function partyPage(id: string, { parties }: Policy): IdPage | null {
  const party = parties.get(id);
  if (party === undefined) return null;
  return page(id, party.vendor, [
    `Category \`${party.category}\`; ${roles[party.role]}.`,
    listed('Used for', party.purposes), listed('Hosts', party.hosts), listed('Hosts of its scripts', party.scriptHosts), listed('Names of its environment variables', party.env),
    party.selfHosted ? 'It may run on the integrator’s own servers.' : null,
    party.flags.includes('legacy') ? 'It is retired, or about to be.' : null,
    party.note,
  ]);
}

function page(id: string, title: string, parts: readonly (string | null)[]): IdPage {
  return { id, title, markdown: `${[`# ${title}`, `\`${id}\``, ...parts].filter((part) => part !== null && part !== '').join('\n\n')}\n` };
}

function namesOf({ strong, context, exclude }: NamePatterns): readonly (string | null)[] {
  return [
    listed('Names that show it by themselves', strong), listed('Names that show it where they belong to somebody it can belong to', context), listed('Names that do not, though they look alike', exclude),
  ];
}

function listed(what: string, names: readonly string[]): string | null {
  return names.length === 0 ? null : `${what}: ${names.map((name) => `\`${visibleText(name)}\``).join(', ')}.`;
}

function sourcesOf(check: Check): readonly KindId[] {
  return check.type === 'flow' ? check.from : [];
}
