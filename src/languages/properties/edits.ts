/**
 * How is what a file of lines says changed? A line more below its like, values in quotes where the dialect needs them.
 * Must not interpret keys.
 */
import type { Setting, SettingMap, SettingValue } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { EditVerbs, SettingVerbs } from '../language';
import { entryBelow, indentationAt, lineStart, lineVerbs, settingEdits } from '../settings';
import type { Insertion, SettingTree } from '../settings';
import { dialects } from './dialects';
import type { Dialect } from './dialects';
import { parseProperties, PropertiesTree } from './parse';

export const propertiesEdits: EditVerbs = settingEdits('#');

export const propertiesSettings: SettingVerbs = lineVerbs({
  parse: (text, tree) => parseProperties(text, dialectIn(tree)),
  value: (tree, value, before) => written(dialectIn(tree), value, before),
  separator: (tree) => separatorOf(tree, null),
  insertion,
});

function dialectIn(tree: SettingTree): Dialect {
  return tree instanceof PropertiesTree ? tree.dialect : dialects.ini;
}

function written({ id, quotes }: Dialect, value: string, before: string): string | null {
  if (id === 'properties') return value.replace(/\\/g, '\\\\').replace(/^[ \t\f]/, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
  if (/[\r\n]/.test(value)) return null;
  const quote = before.charAt(0);
  if (quotes === 'doubled') return quote !== "'" && /^[\w.-]+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
  const isQuoted = quote === '"' || quote === "'";
  if (!isQuoted && (value === '' || /^[^\s"';#](?:[^"';#]*[^\s"';#])?$/.test(value))) return value;
  if (quote === "'" && !value.includes("'")) return `'${value}'`;
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Between key and value, as beside it; else as on the last line that has both. */
function separatorOf(tree: SettingTree, sibling: Setting | null): string {
  const { text, said } = tree;
  const like = sibling ?? lastScalar(said.documents[0]?.root ?? null, ({ keyRange, value }) => value.range.start > keyRange.end);
  const found = like === null ? '' : text.slice(like.keyRange.end, like.value.range.start);
  if (/^[ \t]*[=:]?[ \t]*$/.test(found) && found !== '') return like !== null && like.value.range.start === like.value.range.end && /^[ \t].*[=:]$/.test(found) ? `${found} ` : found;
  const { marks, hasDots } = dialectIn(tree);
  return marks === 'blank' ? ' ' : marks === ':' ? ': ' : hasDots || marks === '=' ? '=' : ' = ';
}

function lastScalar(value: SettingValue | null, isMeant: (setting: Setting) => boolean): Setting | null {
  if (value?.kind !== 'map') return null;
  for (const entry of value.entries.toReversed()) {
    const found = entry.value.kind === 'map' ? lastScalar(entry.value, isMeant) : isMeant(entry) ? entry : null;
    if (found !== null) return found;
  }
  return null;
}

function insertion(tree: SettingTree, path: readonly Setting[], key: readonly string[], value: string): Insertion | null {
  const dialect = dialectIn(tree);
  const root = tree.said.documents[0]?.root;
  const keys = [...path.map((setting) => setting.key), ...key];
  if (root?.kind !== 'map' || keys.some((name) => /[\s=]/.test(name))) return null;
  return dialect.hasDots ? besideDots(tree, root, keys, value) : inSection(tree, root, keys, value, dialect);
}

/** Below the last line of the innermost map that is there. */
function besideDots(tree: SettingTree, root: SettingMap, keys: readonly string[], value: string): Insertion {
  let sibling: Setting | null = null;
  for (let depth = keys.length - 1; depth > 0 && sibling === null; depth--) sibling = lastScalar(entryBelow(root, keys.slice(0, depth))?.value ?? null, () => true);
  return { at: sibling === null ? tree.text.length : below(tree.text, sibling), lines: [lineOf(tree, sibling, keys.join('.'), value)] };
}

function inSection(tree: SettingTree, root: SettingMap, keys: readonly string[], value: string, { hasSections }: Dialect): Insertion | null {
  const { text } = tree;
  const name = keys.at(-1) ?? '';
  const names = keys.slice(0, -1);
  if (names.length === 0) return onTop(tree, root, name, value);
  if (!hasSections) return null;
  const section = entryBelow(root, names);
  // Only other sections make it: `[a.b]` makes an `a` that has no lines.
  if (section?.value.kind === 'map' && section.value.entries[0]?.range.start !== section.range.start) {
    const sibling = section.value.entries.findLast((entry) => entry.value.kind === 'scalar') ?? null;
    return { at: below(text, sibling ?? { range: { start: section.range.start, end: section.keyRange.end } }), lines: [lineOf(tree, sibling, name, value)] };
  }
  return { at: text.length, lines: [...(text.trim() === '' ? [] : ['']), `[${names.join('.')}]`, lineOf(tree, null, name, value)] };
}

/** Before all sections. */
function onTop(tree: SettingTree, root: SettingMap, name: string, value: string): Insertion {
  const sibling = root.entries.findLast((entry) => entry.value.kind === 'scalar') ?? null;
  const section = root.entries.find((entry) => entry.value.kind === 'map');
  if (sibling !== null) return { at: below(tree.text, sibling), lines: [lineOf(tree, sibling, name, value)] };
  return { at: section === undefined ? tree.text.length : lineStart(tree.text, section.range.start), lines: [lineOf(tree, null, name, value), ...(section === undefined ? [] : [''])] };
}

function lineOf(tree: SettingTree, sibling: Setting | null, name: string, value: string): string {
  const indentation = sibling === null ? '' : indentationAt(tree.text, sibling.range.start);
  const isBare = sibling !== null && sibling.value.range.start === sibling.keyRange.end;
  return `${indentation}${name}${separatorOf(tree, isBare ? null : sibling)}${value}`.trimEnd();
}

function below(text: string, { range }: Pick<Setting, 'range'>): number {
  return Math.min(lineFeedAfter(text, range.end) + 1, text.length);
}
