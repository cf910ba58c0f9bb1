/**
 * What does a file say that others name? What stands in `db.env` is as if it stood in the service that says `env_file: db.env`: the document with
 * that in its place. Must not know a format.
 */
import { findSettings, withPairs } from '../flow';
import type { Setting, SettingMap, SettingValue } from '../flow';
import { folderOf } from '../languages';
import type { SettingFormat, SettingModels, SettingTaking } from '../models';
import { formatsOf } from './setting-formats';
import type { SettingFile } from './setting-formats';

/** A document in which what a file says has its place. */
export interface Taken {
  readonly root: SettingValue;
  readonly format: SettingFormat;
  readonly taking: SettingTaking;
  /** What stands for the file: only what is found in it is said of the file. */
  readonly place: Setting;
}

export function takenBy(file: SettingFile, beside: Iterable<SettingFile>, models: SettingModels): readonly Taken[] {
  const said = file.graph.settings?.[0]?.root;
  if (said?.kind !== 'map' || !models.formats.some(({ takes }) => takes.some(({ notations }) => notations.includes(file.graph.language)))) return [];
  const taken: Taken[] = [];
  for (const other of beside) {
    if (other.path === file.path) continue;
    for (const { document, formats } of formatsOf(other, models)) {
      for (const format of formats) for (const taking of format.takes) if (taking.notations.includes(file.graph.language)) taken.push(...takenIn(withPairs(document.root, format.pairs), other.path, { file, said, format, taking }));
    }
  }
  return taken;
}

interface Lent {
  readonly file: SettingFile;
  readonly said: SettingMap;
  readonly format: SettingFormat;
  readonly taking: SettingTaking;
}

function takenIn(root: SettingValue, path: string, { file, said, format, taking }: Lent): readonly Taken[] {
  return findSettings(root, taking.from, false).flatMap(({ setting, trail }): readonly Taken[] => {
    const way = trail.slice(0, -1);
    const owner = way.at(-1)?.value;
    if (setting === null || owner?.kind !== 'map' || !namesIn(setting.value).some((name) => placeOf(name, path) === file.path)) return [];
    const own = owner.entries.find(({ key }) => key === taking.to);
    const set = new Set(own?.value.kind === 'map' ? own.value.entries.map(({ key }) => key) : []);
    const nowhere = { start: said.range.start, end: said.range.start };
    const place: Setting = { key: taking.to, keyRange: nowhere, range: said.range, value: { ...said, entries: said.entries.filter(({ key }) => !set.has(key)) } };
    const inner: SettingMap = { kind: 'map', entries: [...owner.entries.filter((entry) => entry !== own), place], isOpen: true, range: said.range };
    return [{ root: around(way, inner, nowhere), format, taking, place }];
  });
}

/** Only the way to it: what else the document says is told of its own file. */
function around(way: readonly Setting[], inner: SettingValue, nowhere: Setting['keyRange']): SettingValue {
  return way.reduceRight<SettingValue>((value, { key }) => ({ kind: 'map', entries: [{ key, keyRange: nowhere, range: value.range, value }], isOpen: true, range: value.range }), inner);
}

/** `db.env`, `[db.env]`, `[{ path: db.env }]`. */
function namesIn(value: SettingValue): readonly string[] {
  if (value.kind === 'scalar') return value.isOpen ? [] : [value.text];
  if (value.kind === 'list') return value.items.flatMap((item) => namesIn(item.value));
  return value.entries.flatMap((entry) => (entry.key === 'path' ? namesIn(entry.value) : []));
}

/** In the workspace; empty for what leads out of it. */
function placeOf(name: string, from: string): string {
  if (name.startsWith('/')) return '';
  const parts = folderOf(from).split('/').filter((part) => part !== '');
  for (const part of name.split('/')) {
    if (part === '..' && parts.pop() === undefined) return '';
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
