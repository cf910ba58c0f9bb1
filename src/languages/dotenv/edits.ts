/**
 * How is what an environment file says changed? A line for each variable, in quotes where the value needs them.
 * Must not interpret names.
 */
import type { Setting } from '../../flow';
import type { EditVerbs, SettingVerbs } from '../language';
import { lineStart, lineVerbs, settingEdits } from '../settings';
import type { Insertion, SettingTree } from '../settings';
import { parseDotenv } from './parse';

export const dotenvEdits: EditVerbs = settingEdits('#');

export const dotenvSettings: SettingVerbs = lineVerbs({
  parse: parseDotenv,
  value: (_tree, value, before) => quoted(value, before),
  separator: () => '=',
  insertion,
});

/** In the quotes that are there, if they can hold it. */
function quoted(value: string, before: string): string {
  const quote = before.charAt(0);
  const isLiteral = !/['\r\n]/.test(value);
  if (quote === "'" && isLiteral) return `'${value}'`;
  if (quote !== '"' && quote !== "'" && (value === '' || /^[^\s"'`$#\\][^\s"'`$\\]*$/.test(value))) return value;
  if (quote !== '"' && isLiteral) return `'${value}'`;
  const escaped = value.replace(/["\\$]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  return `"${escaped}"`;
}

/** At the end, exported where the last one is. */
function insertion(tree: SettingTree, path: readonly Setting[], key: readonly string[], value: string): Insertion | null {
  const [name] = key;
  if (path.length > 0 || key.length !== 1 || name === undefined || !/^[A-Za-z_][\w.-]*$/.test(name)) return null;
  const { text, said } = tree;
  const root = said.documents[0]?.root;
  const last = root?.kind === 'map' ? root.entries.at(-1) : undefined;
  const head = last === undefined ? '' : text.slice(lineStart(text, last.range.start), last.keyRange.start).replace('\ufeff', '').trimStart();
  const mark = last === undefined ? '=' : /^[ \t]*[=:][ \t]*/.exec(text.slice(last.keyRange.end))?.[0] ?? '=';
  return { at: text.length, lines: [`${head === '' ? '' : 'export '}${name}${value === '' ? mark.trimEnd() : mark}${value}`] };
}
