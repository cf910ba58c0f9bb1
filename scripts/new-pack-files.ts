/**
 * What does a new rule, model or party look like before its author has written it? Texts of files that are valid as they
 * stand, with what is still to be written named at its place. Must not read or write files.
 */
import { categories, didYouMean } from '../src/policy';
import type { PackFile, Policy } from '../src/policy';

/** What cannot be made as it was asked for: one message, exit code 2. */
export class UserMistake extends Error {}

export interface RuleRequest {
  readonly id: string;
  readonly clause: string;
  readonly category: string;
  readonly from: string;
  readonly to: string;
}

export interface ModelRequest {
  readonly package: string;
  readonly isPython: boolean;
  /** An export of the package. */
  readonly function: string;
  readonly is: string;
  readonly party: string | null;
}

export interface PartyRequest {
  readonly id: string;
  readonly category: string;
  readonly hosts: readonly string[];
  readonly vendor: string;
  readonly role: string;
}

/** A draft: its page asks for examples at the places where they belong. */
export function newRule({ id, clause, category, from, to }: RuleRequest, policy: Policy): readonly PackFile[] {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw new UserMistake(`"${id}" is no name of a rule: write <group>/<name> in small letters, digits and hyphens, as in log/personal-data.`);
  known('clause', clause, [...policy.clauses.keys()]);
  known('category', category, categories);
  known('kind of data', from, below('data', policy));
  known('kind of sink', to, below('sink', policy));
  const title = sentence(id.slice(id.indexOf('/') + 1));
  const yaml = [
    `clause: ${clause}`, `category: ${category}`, 'state: draft', 'flow:', `  from: ${from}`, `  to: ${to}`, 'message: "{value} reaches {sink}."', 'remedy: "Send an identifier instead, or nothing."', '',
  ].join('\n');
  const block = (language: string, comment: string): string => `\`\`\`${language}\n${comment} known-miss: code that breaks the rule is still to be written here\n\`\`\`\n`;
  const page = [
    `# ${title}\n`, '## What\n', `${titleOf(from, policy)} reaches: ${titleOf(to, policy).toLowerCase()}.\n`, '## Why\n', `${clause}: “${policy.clauses.get(clause)?.text ?? ''}”\n`,
    '## Examples\n', block('ts', '//'), block('python', '#'), '## Not reported\n', 'Code that does without the data.\n', '```ts\n// Code that keeps the rule is still to be written here.\n```\n',
    '```python\n# Code that keeps the rule is still to be written here.\n```\n', '## Limits\n', 'What the rule does not see is still to be written here.\n',
  ].join('\n');
  return [{ path: `rules/${id}.yaml`, text: yaml }, { path: `rules/${id}.md`, text: page }];
}

/** One entry, with an example that reaches it. */
export function newModel(request: ModelRequest, policy: Policy): readonly PackFile[] {
  const { package: name, isPython, is, party } = request;
  const form = isPython ? /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/ : /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/;
  if (!form.test(name)) throw new UserMistake(isPython ? `"${name}" is no package of Python: write it as it is imported, as in google.cloud.storage.` : `"${name}" is no package of npm: write it as it is imported, as in @acme/audit. Packages of Python need --python.`);
  if (!/^[A-Za-z_$][\w$]*$/.test(request.function)) throw new UserMistake(`"${request.function}" is no name of a function.`);
  known('kind', is, [...below('sink', policy), ...below('data', policy)]);
  if (is.startsWith('sink.http')) throw new UserMistake(`An entry of ${is} says where the address of its request stands: look at src/packs/models/npm/axios.yaml, and write it by hand.`);
  if (is.startsWith('sink.share.') && party === null) throw new UserMistake(`Name the party that receives with --party: one of the category ${is.slice('sink.share.'.length)}.`);
  if (party !== null) known('party', party, [...policy.parties.keys()]);
  if (party !== null && !is.startsWith('sink.')) throw new UserMistake('Only a sink has a party.');
  const { function: called } = request;
  const [lead, print] = isPython ? [`from ${name} import ${called}`, 'print'] : [`import { ${called} } from '${name}'`, 'console.log'];
  const isSink = is.startsWith('sink.');
  const use = isSink ? `${called}(user.email)` : `${print}(${called}())`;
  const entry = [`  - at: ${isSink ? `${called}.argument[0]` : `${called}()`}`, `    is: ${is}`, ...(party === null ? [] : [`    party: ${party}`]), `    example: "${lead}; ${use}"`];
  return [{ path: `models/${isPython ? 'pypi' : 'npm'}/${name}.yaml`, text: [`package: ${/^[a-z_]/i.test(name) && !/^(?:true|false|null)$/i.test(name) ? name : JSON.stringify(name)}`, 'entries:', ...entry, ''].join('\n') }];
}

/** The party in the file of its category, which is made where there is none; else it stands there in order of the ids. */
export function newParty({ id, category, hosts, vendor, role }: PartyRequest, policy: Policy, textOf: (path: string) => string | null): readonly PackFile[] {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw new UserMistake(`"${id}" is no name of a party: write small letters, digits and hyphens, as in acme-crm.`);
  known('category', category, [...policy.kinds.all.keys()].flatMap((kind) => /^sink\.share\.([a-z-]+)$/.exec(kind)?.[1] ?? []));
  if (policy.parties.has(id)) throw new UserMistake(`There is a party "${id}": ${policy.parties.get(id)?.vendor ?? ''}.`);
  if (hosts.length === 0) throw new UserMistake('Name at least one host with --host: api.acme.example, or "*.acme.example" for all below it.');
  const path = `parties/${category}.yaml`;
  const entry = `  - id: ${id}\n    vendor: ${JSON.stringify(vendor)}\n    role: ${role}\n    hosts: [${hosts.map((host) => JSON.stringify(host)).join(', ')}]\n`;
  const text = textOf(path);
  if (text !== null) return [{ path, text: insert(text, id, entry) }];
  const purposes = [...policy.parties.values()].find((party) => party.category === category)?.purposes ?? [category];
  return [{ path, text: `category: ${category}\ntitle: ${category.replaceAll('-', ' ')}\npurpose: [${purposes.join(', ')}]\nparties:\n${entry}` }];
}

function insert(text: string, id: string, entry: string): string {
  const after = [...text.matchAll(/^ {2}- id: (\S+)$/gm)].find(([, other = '']) => other > id)?.index ?? text.length;
  const before = text.slice(0, after);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${entry}${text.slice(after)}`;
}

/** Throws for a word that is none of those that may stand there, with the nearest and all of them. */
function known(what: string, word: string, words: readonly string[]): void {
  if (!words.includes(word)) throw new UserMistake(`No ${what} is called "${word}".${didYouMean(word, words)}\nThere are: ${words.join(', ')}.`);
}

function below(family: string, policy: Policy): readonly string[] {
  return [...policy.kinds.all.keys()].filter((kind) => kind !== family && policy.kinds.isA(kind, family));
}

function titleOf(kind: string, policy: Policy): string {
  return sentence(policy.kinds.all.get(kind)?.title ?? kind);
}

function sentence(words: string): string {
  const text = words.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
