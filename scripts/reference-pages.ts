/**
 * `npm run reference`: what can be written in a caley.yaml and on a command line? Writes docs/manifest.md from the form that reads the file, and docs/cli.md from the program's own
 * definition. Must not say anything of its own of a key or an option.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsOf } from '../src/cli';
import type { CommandWords } from '../src/cli';
import { findAssets, readPacks } from '../src/host';
import { declarationSchema, readPolicy } from '../src/policy';
import type { Policy } from '../src/policy';

type Schema = Readonly<Record<string, unknown>>;

/** More words than these are told by what they are. */
const mostWords = 6;
const docs = join(__dirname, '..', 'docs');

export function printManifest(policy: Policy): string {
  return [
    '# caley.yaml', '',
    'What an integrator declares, and how the check is to look. The nearest `caley.yaml` up the tree rules a file. Wherever a list may stand, one entry may stand alone. Editors complete and',
    'check the file as it is written; its JSON schema is `dist/caley.schema.json`. What each part is for is told in [README.md](../README.md); packs of one’s own in [packs.md](packs.md).', '',
    'This page is written by `npm run reference`.', '',
    ...table(['Key', 'Holds', 'Meaning'], rowsOf('', declarationSchema(policy))), '',
  ].join('\n');
}

/** A row for each key, those below it after it. */
function rowsOf(before: string, schema: Schema): readonly (readonly string[])[] {
  const properties = Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, Schema>>);
  return properties.flatMap(([key, of]) => {
    const { holds, inside, path } = formOf(of);
    const at = `${before}${key}${path}`;
    return [[`\`${at}\``, holds, meaningOf(of)], ...(inside === null ? [] : rowsOf(`${at}.`, inside))];
  });
}

function meaningOf(schema: Schema): string {
  return typeof schema['description'] === 'string' ? schema['description'] : '';
}

interface Holding {
  readonly holds: string;
  /** The map that it holds, or a list of. */
  readonly inside: Schema | null;
  /** What stands behind the key for each of several. */
  readonly path: string;
}

/** Of what may stand there in several ways that which says most: a list before one entry of it. */
function formOf(schema: Schema): Holding {
  const all = alternatives(schema);
  const list = all.find(({ type }) => type === 'array');
  if (list !== undefined) {
    const items = alternatives(list['items'] as Schema);
    const one = formOf({ anyOf: items });
    return { holds: `list: ${one.holds}`, inside: one.inside, path: one.inside === null ? '' : '[]' };
  }
  const map = all.find(({ type }) => type === 'object');
  const words = all.filter((one) => one !== map && one['type'] !== 'null');
  const plain = words.map(wordOf).filter((word, i, told) => told.indexOf(word) === i);
  if (map === undefined) return { holds: plain.join(', or '), inside: null, path: '' };
  const names = map['propertyNames'] as Schema | undefined;
  if (names !== undefined) {
    const of = map['additionalProperties'] as Schema;
    const one = formOf(of);
    return { holds: `by ${wordOf(names)}: ${one.holds}`, inside: one.inside, path: one.inside === null ? '' : '.*' };
  }
  return { holds: [...plain, 'map'].join(', or '), inside: map, path: '' };
}

function alternatives(schema: Schema): readonly Schema[] {
  const any = schema['anyOf'];
  return Array.isArray(any) ? (any as readonly Schema[]).flatMap(alternatives) : [schema];
}

function wordOf(schema: Schema): string {
  const { enum: words, type, pattern, const: only, examples } = schema;
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (Array.isArray(words)) return words.length <= mostWords ? words.map((word) => `\`${String(word)}\``).join(', ') : idWord(String(words[0]), words.map(String));
  if (type === 'boolean') return '`true`, `false`';
  if (typeof pattern === 'string') return patternWord(pattern);
  if (Array.isArray(examples) && examples.length > 0) return examples.length <= mostWords ? `text, such as ${examples.map((word) => `\`${String(word)}\``).join(', ')}` : `text, or ${idWord(String(examples[0]), examples.map(String))}`;
  return 'text';
}

function idWord(first: string, all: readonly string[]): string {
  if (all.every((id) => /^[A-Z]+-/.test(id))) return 'the id of a clause';
  if (all.every((id) => id.includes('/'))) return 'the id of a rule';
  if (/^(?:data|sink|sanitizer|guard)\b/.test(first)) return 'a kind, by `caley explain`';
  return 'the id of a service, by `caley explain`';
}

function patternWord(pattern: string): string {
  if (pattern.includes('\\d{4}')) return 'a day: `2027-01-31`';
  if (pattern.includes('https?')) return 'an address: `https://…`';
  if (pattern.includes('@')) return 'a mail address';
  if (pattern.includes('0-9a-f')) return 'a mark';
  return pattern.includes('a-z0-9') ? 'a host' : 'a file, relative to this one';
}

export function printCommands(commands: readonly CommandWords[]): string {
  return [
    '# Command line', '',
    'In a checkout `caley` is `node dist/cli.js`. Results go to stdout, what is said besides to stderr. Exit codes: 0 nothing at or above the threshold, 1 findings, 2 a mistake of the user’s (usage,',
    'configuration, a path that cannot be read), 3 one of ours. `caley help <command>` says the same as this page, which is written by `npm run reference`. [ci.md](ci.md) tells how it is used in CI.', '',
    ...commands.flatMap(({ name, usage, description, options }) => [
      `## ${name}`, '', `    caley ${name} ${usage}`.trimEnd(), '', `${description.charAt(0).toUpperCase()}${description.slice(1)}.`, '',
      ...(options.length === 0 ? [] : [...table(['Option', 'Meaning', 'Default'], options.map(({ flags, description: of, otherwise, choices }) => [`\`${flags}\``, choices.length === 0 ? of : `${of}: ${choices.map((each) => `\`${each}\``).join(', ')}`, otherwise === null ? '' : `\`${otherwise}\``])), '']),
    ]),
  ].join('\n');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

if (require.main === module) {
  writeFileSync(join(docs, 'manifest.md'), printManifest(readPolicy(readPacks(findAssets(__dirname).packs)).policy));
  writeFileSync(join(docs, 'cli.md'), printCommands(commandsOf()));
}
