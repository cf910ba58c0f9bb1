/**
 * What is known of configuration? Which formats there are and how a file shows that it has one, and what a setting of a format
 * means: packs/settings/*.yaml. Must not name a rule, nor look at a file.
 */
import { parseSettingPath } from '../flow';
import type { SettingPath } from '../flow';
import { readKinds, readValueTest, readYaml } from '../policy';
import type { Confidence, Entry, KindId, Kinds, Mistake, PackFile, Severity, ValueTest } from '../policy';
import { fingerprint } from '../text';
import { packageEcosystems } from './read';
import type { PackageEcosystem } from './types';

/** A sort of file: what tells it from others of its notation. */
export interface SettingFormat {
  readonly id: string;
  readonly title: string;
  /** Ids of languages. */
  readonly notations: readonly string[];
  /** Patterns of paths in small letters, one of which the file has; none for any. A pattern without a slash is of base names. */
  readonly names: readonly string[];
  /** What a document of it says: one of these is there. None where the name is enough. */
  readonly shows: readonly SettingPath[];
  /** What no document of it says. */
  readonly lacks: readonly SettingPath[];
  /** Where a list of texts `NAME=value` may stand for a map. */
  readonly pairs: readonly SettingPath[];
  /** Patterns of keys by which a map says what is only known when it is used: `Ref`. */
  readonly opens: readonly string[];
  /** How what a value names is found. */
  readonly follow: readonly SettingReference[];
  /** What stands between a name and what counts where nothing is called so: `:-`. */
  readonly defaults: readonly string[];
  /** What stands in it as a document of another format would stand alone. */
  readonly parts: readonly SettingPart[];
  /** What files say that it names. */
  readonly takes: readonly SettingTaking[];
  /** Its files hold data: what is looked at is not what they set, but what of people stands in them. */
  readonly isData: boolean;
  /** It asks for packages: what is looked at is what is known of them, and of what is installed. */
  readonly installs: SettingInstalls | null;
}

/** Where packages of an ecosystem are asked for: by maps from their names to what is asked for, or lists of texts as `name>=1.2`. */
export interface SettingInstalls {
  readonly of: PackageEcosystem;
  readonly asks: readonly SettingPath[];
  /** What is only there while somebody works on it. */
  readonly forDevelopment: readonly SettingPath[];
  /** Those of them in which a bare version is the least one of its major version: `^1.2` is asked for by `1.2`. */
  readonly bareIsLeast: readonly SettingPath[];
}

/** `env_file: db.env` of a service is as if what that file says stood in the service's `environment`, but for what stands there. */
export interface SettingTaking {
  /** Where files are named, seen from its own folder. */
  readonly from: SettingPath;
  /** The key beside it. */
  readonly to: string;
  /** Ids of languages that such files have. */
  readonly notations: readonly string[];
  /** What is told of such files anyway. */
  readonly not: readonly KindId[];
}

/** `resources` of serverless.yml is a template of CloudFormation. */
export interface SettingPart {
  readonly at: SettingPath;
  /** The other format's id. */
  readonly is: string;
}

/** `var.*` stands for `variable.*.default` in files beside it. */
export interface SettingReference {
  /** The reference, with one star. */
  readonly from: string;
  /** The path, in which the last star is what the reference's star stood for. */
  readonly to: string;
  /** Patterns of the files' names; and in which folder, seen from the file. */
  readonly in: readonly string[];
  readonly folder: '.' | '..';
}

/** Files of which it may count that they are there, or that none is. */
export interface SettingNeighbour {
  readonly id: string;
  /** As in `SettingFormat`, letters as they are usually written. */
  readonly names: readonly string[];
  /** Seen from the folder of the file that is looked at: in it or one above; in one of those or below it; in any of the project. */
  readonly where: 'above' | 'around' | 'anywhere';
}

/** A setting that means something. */
export interface SettingEntry {
  readonly format: string;
  /** As it is written; tells the entry from others of the format together with its kinds. */
  readonly written: string;
  readonly at: SettingPath;
  readonly is: readonly KindId[];
  /** Of what is set there; null asks nothing. */
  readonly value: ValueTest | null;
  /** What it is called is a name of one of these kinds. */
  readonly named: readonly KindId[];
  /** Where the name stands, for all that asks what something is called: the entry's own key; with a dot the key of what the path speaks of; else a key in that. */
  readonly nameAt: string | null;
  /** What the value is tested as: `whole` where all of it is known; `written` as it stands, whatever it names; `line` each line as it stands; `base64` what it encodes. */
  readonly as: 'whole' | 'written' | 'line' | 'base64';
  /** Nothing is set there: found at what lacks it. */
  readonly absent: boolean;
  /** The value begins with a day that is past. */
  readonly past: boolean;
  /** Ids of neighbours, of each of which a file must be there, or none may be. Where that is not known nothing is found. */
  readonly near: readonly { readonly id: string; readonly isThere: boolean }[];
  readonly severity: Severity | null;
  readonly confidence: Confidence;
  /** What it means, in a few words: "{sink} is open to everybody"; null for the rule's own message. */
  readonly says: string | null;
  readonly repair: SettingRepair | null;
  /** A file in which it is found, and one in which it is not. */
  readonly examples: { readonly found: string; readonly silent: string | null; readonly file: string | null };
}

/** How it is mended: another value, an entry more, none. */
export interface SettingRepair {
  /** The fix that offers it. */
  readonly fix: string;
  /**
   * What is set, at the entry's own place or at keys from what the path speaks of. Null removes the entry. `{key}` in a raw text is what it is called;
   * of replacements the first whose left side the value holds is made, an empty one puts its right side in front.
   */
  readonly set: string | number | boolean | { readonly raw: string } | { readonly replace: readonly Replacement[] } | null;
  readonly at: readonly string[] | null;
}

export interface Replacement {
  readonly from: string;
  readonly to: string;
}

export interface SettingModels {
  readonly formats: readonly SettingFormat[];
  /** By their ids. */
  readonly neighbours: ReadonlyMap<string, SettingNeighbour>;
  /** Patterns of base names of all neighbours: files that have one are to be told of, whether anything else is read of them or not. */
  readonly askedNames: readonly string[];
  entriesOf(format: string): readonly SettingEntry[];
  readonly hash: string;
}

export const noSettingModels: SettingModels = { formats: [], neighbours: new Map(), askedNames: [], entriesOf: () => [], hash: '' };

/** As JSON can hold it. */
export interface SettingFacts {
  readonly neighbours: readonly SettingNeighbour[];
  readonly formats: readonly SettingFormat[];
  readonly entries: readonly SettingEntry[];
}

/** `facts` are asked for once, when something is; the rest is known before. */
export function settingModelsOf(facts: () => SettingFacts, { hash, askedNames }: Pick<SettingModels, 'hash' | 'askedNames'>): SettingModels {
  let known: SettingFacts | null = null;
  let byFormat: ReadonlyMap<string, readonly SettingEntry[]> | null = null;
  let neighbours: SettingModels['neighbours'] | null = null;
  const all = (): SettingFacts => (known ??= facts());
  return {
    get formats() {
      return all().formats;
    },
    get neighbours() {
      return (neighbours ??= new Map(all().neighbours.map((one) => [one.id, one])));
    },
    askedNames,
    entriesOf(format) {
      if (byFormat === null) {
        const groups = new Map<string, SettingEntry[]>();
        for (const entry of all().entries) groups.set(entry.format, [...(groups.get(entry.format) ?? []), entry]);
        byFormat = groups;
      }
      return byFormat.get(format) ?? [];
    },
    hash,
  };
}

const formatsFile = 'settings/formats.yaml';
const severities = ['error', 'warning', 'info', 'hint'] as const;
const confidences = ['high', 'medium', 'low'] as const;

export function isSettingFile({ path }: Pick<PackFile, 'path'>): boolean {
  return path.startsWith('settings/') && path.endsWith('.yaml');
}

/** All files of packs/settings, and every mistake in them; what is wrong is left out. Kinds of `setting` only. */
export function readSettingFacts(files: readonly PackFile[], kinds: Kinds): { readonly facts: SettingFacts; readonly hash: string; readonly askedNames: readonly string[]; readonly mistakes: readonly Mistake[] } {
  const readings = files.filter(isSettingFile).map((file) => ({ file, ...readYaml(file) }));
  const general = readings.find(({ file, root }) => file.path === formatsFile && root?.only('neighbours', 'formats') === true)?.root ?? null;
  const formats = general?.list('formats').flatMap((entry) => readFormat(entry, kinds) ?? []) ?? [];
  const neighbours = general?.list('neighbours').flatMap((entry) => readNeighbour(entry) ?? []) ?? [];
  const ids = new Set(formats.map(({ id }) => id));
  for (const { file, root } of readings) {
    if (file.path !== formatsFile || root === null) continue;
    for (const part of root.list('formats').flatMap((entry) => entry.list('parts'))) if (!ids.has(part.text('is') ?? '')) part.field('is').mistake('Unknown format.');
  }
  const entries = readings.flatMap(({ file, root }) => {
    if (file.path === formatsFile || root?.only('format', 'entries') !== true) return [];
    const format = root.text('format');
    if (format === null) return [];
    if (!ids.has(format)) root.field('format').mistake(`Unknown format "${format}"; those of ${formatsFile} are ${[...ids].join(', ')}.`);
    return root.list('entries').flatMap((entry) => readEntry(entry, format, { kinds, neighbours: new Set(neighbours.map(({ id }) => id)) }) ?? []);
  });
  return { facts: { neighbours, formats, entries }, askedNames: [...new Set(neighbours.flatMap(({ names }) => names.map((name) => name.slice(name.lastIndexOf('/') + 1))))], hash: fingerprint(readings.map(({ file }) => `${file.path}\0${fingerprint(file.text)}`).join('\n')), mistakes: readings.flatMap(({ mistakes }) => mistakes) };
}

function readFormat(entry: Entry, kinds: Kinds): SettingFormat | null {
  if (!entry.only('id', 'title', 'notations', 'names', 'shows', 'lacks', 'pairs', 'opens', 'follow', 'defaults', 'parts', 'takes', 'data', 'installs')) return null;
  const id = entry.text('id');
  const title = entry.text('title');
  if (id === null || title === null) return null;
  if (!entry.has('notations')) entry.mistake('The key "notations" is missing.');
  return {
    id, title, notations: entry.texts('notations'), names: entry.texts('names').map((name) => name.toLowerCase()), shows: paths(entry, 'shows'), lacks: paths(entry, 'lacks'), pairs: paths(entry, 'pairs'), opens: entry.texts('opens'), defaults: entry.texts('defaults'),
    follow: entry.list('follow').flatMap((one) => {
      if (!one.only('from', 'to', 'in', 'folder')) return [];
      const [from, to] = [one.text('from'), one.text('to')];
      return from === null || to === null ? [] : [{ from, to, in: one.texts('in'), folder: one.oneOf('folder', ['.', '..'] as const, '.') }];
    }),
    isData: entry.field('data').value === true, installs: entry.has('installs') ? readInstalls(entry.field('installs')) : null,
    parts: entry.list('parts').flatMap((one) => {
      if (!one.only('at', 'is')) return [];
      const [[at], is] = [paths(one, 'at'), one.text('is')];
      return at === undefined || is === null ? [] : [{ at, is }];
    }),
    takes: entry.list('takes').flatMap((one) => {
      if (!one.only('from', 'to', 'notations', 'not')) return [];
      const [[from], to] = [paths(one, 'from'), one.text('to')];
      return from === undefined || to === null ? [] : [{ from, to, notations: one.texts('notations'), not: readKinds(one, 'not', kinds, ['setting']) }];
    }),
  };
}

function readInstalls(entry: Entry): SettingInstalls | null {
  if (!entry.only('of', 'asks', 'for-development', 'bare-is-least')) return null;
  const of = entry.oneOf('of', packageEcosystems, null);
  if (of === null) entry.mistake('The key "of" is missing.');
  return of === null ? null : { of, asks: paths(entry, 'asks'), forDevelopment: paths(entry, 'for-development'), bareIsLeast: paths(entry, 'bare-is-least') };
}

function readNeighbour(entry: Entry): SettingNeighbour | null {
  if (!entry.only('id', 'where', 'names')) return null;
  const [id, where, names] = [entry.text('id'), entry.oneOf('where', ['above', 'around', 'anywhere'] as const, 'above'), entry.texts('names')];
  if (names.length === 0) entry.mistake('The key "names" is missing.');
  for (const name of entry.textEntries('names')) if (/(?:^|\/)\*?$/.test(name.text)) name.mistake('A name that any file has is none.');
  return id === null || names.length === 0 ? null : { id, where, names };
}

function paths(entry: Entry, key: string): readonly SettingPath[] {
  return entry.textEntries(key).flatMap((item) => {
    const path = parseSettingPath(item.text);
    if (typeof path !== 'string') return [path];
    item.mistake(path);
    return [];
  });
}

const keys = ['at', 'is', 'value', 'named', 'name-at', 'as', 'absent', 'past', 'beside', 'none-beside', 'severity', 'confidence', 'says', 'repair', 'example', 'silent', 'file'];

interface Vocabulary {
  readonly kinds: Kinds;
  readonly neighbours: ReadonlySet<string>;
}

function readEntry(entry: Entry, format: string, { kinds, neighbours }: Vocabulary): SettingEntry | null {
  if (!entry.only(...keys)) return null;
  const near = (key: 'beside' | 'none-beside'): SettingEntry['near'] => entry.textEntries(key).flatMap((one) => {
    if (neighbours.has(one.text)) return [{ id: one.text, isThere: key === 'beside' }];
    one.mistake(`Unknown neighbour "${one.text}"; those of ${formatsFile} are ${[...neighbours].join(', ')}.`);
    return [];
  });
  const written = entry.text('at');
  const found = entry.text('example');
  const is = readKinds(entry, 'is', kinds, ['setting']);
  if (!entry.has('is')) entry.mistake('The key "is" is missing.');
  const [at] = written === null ? [] : paths(entry, 'at');
  if (written === null || at === undefined || found === null || is.length === 0) return null;
  const value = entry.has('value') ? readValueTest(entry.field('value'), kinds) : null;
  return {
    format, written, at, is, value,
    named: readKinds(entry, 'named', kinds, ['data']),
    nameAt: entry.optionalText('name-at'),
    as: entry.oneOf('as', ['whole', 'written', 'line', 'base64'] as const, 'whole'),
    absent: entry.field('absent').value === true,
    past: entry.field('past').value === true,
    near: [...near('beside'), ...near('none-beside')],
    severity: entry.oneOf('severity', severities, null),
    confidence: entry.oneOf('confidence', confidences, 'high'),
    says: entry.optionalText('says'),
    repair: entry.has('repair') ? readRepair(entry.field('repair')) : null,
    examples: { found, silent: entry.optionalText('silent'), file: entry.optionalText('file') },
  };
}

function readRepair(entry: Entry): SettingRepair | null {
  if (!entry.only('fix', 'set', 'raw', 'replace', 'remove', 'at')) return null;
  const fix = entry.text('fix');
  const { value: set } = entry.field('set');
  const raw = entry.optionalText('raw');
  const replace = entry.list('replace').flatMap((one) => {
    if (!one.only('from', 'to')) return [];
    const [from, to] = [one.field('from').value === '' ? '' : one.text('from'), one.text('to')];
    return from === null || to === null ? [] : [{ from, to }];
  });
  const at = entry.has('at') ? entry.texts('at').flatMap((path) => path.split('.')) : null;
  if (fix === null) return null;
  if (typeof set === 'string' || typeof set === 'number' || typeof set === 'boolean') return { fix, set, at };
  if (raw !== null) return { fix, set: { raw }, at };
  if (replace.length > 0) return { fix, set: { replace }, at };
  if (entry.field('remove').value === true) return { fix, set: null, at };
  entry.mistake('A repair sets a value, sets one that is written as it stands (raw), replaces a part of it (replace), or removes the entry (remove: true).');
  return null;
}
