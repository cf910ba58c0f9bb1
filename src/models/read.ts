/**
 * Which model does a YAML file hold? Text to typed entries, or mistakes at
 * their places. Must not ask what a kind or a path leads to: see verify.ts.
 */
import { readYaml } from '../policy';
import type { Entry, Mistake, PackFile } from '../policy';
import { withHeader } from './header';
import { parseOrigin } from './origin';
import { parsePath } from './path';
import { isVersions } from './versions';
import type { Condition, Convention, Ecosystem, Event, Fact, Gate, Given, InstanceOf, Literal, Model, ModelEntry, Origin, NotStarting, PackageEcosystem, Redaction, SchemaPart } from './types';

export interface ModelReading {
  /** Null where the file says no package or is no YAML; entries with mistakes are left out. */
  readonly model: Model | null;
  /** Grows when more is reported. */
  readonly mistakes: readonly Mistake[];
  /** Reports a mistake at a key of an entry of the model. */
  report(entry: ModelEntry, key: string, message: string): void;
  /** Reports a mistake at one of the model's types. */
  reportType(name: string, message: string): void;
}

const ecosystems: readonly Ecosystem[] = ['npm', 'pypi', 'global', 'any', 'guess'];
export const packageEcosystems: readonly PackageEcosystem[] = ['npm', 'pypi'];
export const subpathWords: readonly Model['subpaths'][] = ['package', 'members', 'none'];
const fileKeys = ['package', 'ecosystem', 'for', 'also', 'distribution', 'declared-in', 'subpaths', 'types', 'undeclared', 'conventions', 'entries', 'note'];
const entryKeys = ['at', 'is', 'passes', 'sanitizes', 'value', 'schema', 'instance-of', 'tests', 'chosen-by', 'only', 'without', 'gates', 'part', 'redacts', 'tells', 'hears', 'party', 'when', 'versions', 'unset', 'url', 'example', 'note'];

/**
 * Reads one model file. `file.path` is relative to the packs folder: `models/npm/pino.yaml`
 * gives the ecosystem unless the text says it. `for: pypi` keeps a model of the runtime to Python's files. Never throws; a broken entry costs that entry.
 */
export function readModel(file: PackFile): ModelReading {
  return readModelOf(file, ecosystems);
}

/** The same where only packages may be spoken of: what holds without an import is one thing for all. */
export function readPackageModel(file: PackFile): ModelReading {
  return readModelOf(file, packageEcosystems);
}

function readModelOf(file: PackFile, allowed: readonly Ecosystem[]): ModelReading {
  const { root, mistakes } = readYaml(file);
  const sources = new Map<ModelEntry, Entry>();
  const model = root === null ? null : readRoot(file, root, sources, allowed);
  return {
    model,
    mistakes,
    report(entry, key, message) {
      const source = sources.get(entry);
      (source?.has(key) === true ? source.field(key) : source)?.mistake(message);
    },
    reportType(name, message) {
      root?.field('types').field(name).mistakeAtKey(message);
    },
  };
}

function readRoot(file: PackFile, root: Entry, sources: Map<ModelEntry, Entry>, allowed: readonly Ecosystem[]): Model | null {
  if (!root.only(...fileKeys)) return null;
  const name = root.text('package');
  if (name === null) return null;
  const entries: ModelEntry[] = [];
  if (!root.has('entries')) root.mistake('The key "entries" is missing.');
  for (const source of root.list('entries')) {
    const entry = readEntry(source);
    if (entry === null) continue;
    sources.set(entry, source);
    entries.push(entry);
  }
  const ecosystem = readEcosystem(file, root, allowed);
  return withHeader({
    file: file.path,
    ecosystem,
    package: name.replace(/^node:/, ''),
    for: readFor(root, ecosystem),
    also: root.texts('also'),
    distribution: readDistribution(root, ecosystem),
    declaredIn: root.optionalText('declared-in'),
    subpaths: root.oneOf('subpaths', subpathWords, 'package'),
    types: readTypes(root.field('types')),
    undeclared: readUndeclared(root.field('undeclared')),
    conventions: readConventions(root),
    entries,
  });
}

function readEcosystem(file: PackFile, root: Entry, allowed: readonly Ecosystem[]): Ecosystem {
  const folder = /(?:^|.*\/)models\/([^/]+)\//.exec(file.path)?.[1];
  const fallback = allowed.find((one) => one === folder) ?? null;
  if (!root.has('ecosystem') && fallback === null) root.mistake(`The key "ecosystem" is missing; known are ${allowed.join(', ')}.`);
  return root.oneOf('ecosystem', allowed, fallback) ?? 'npm';
}

/** Null where it holds in files of all ecosystems. */
function readFor(root: Entry, ecosystem: Ecosystem): PackageEcosystem | null {
  if (!root.has('for')) return null;
  if (ecosystem === 'npm' || ecosystem === 'pypi') root.field('for').mistakeAtKey('"for" belongs into models of the runtime: global, any, guess.');
  return root.oneOf('for', packageEcosystems, null);
}

/** Null where the package is installed under the name it is imported by. */
function readDistribution(root: Entry, ecosystem: Ecosystem): string | null {
  if (root.has('distribution') && ecosystem !== 'pypi') root.field('distribution').mistakeAtKey('Only packages of Python are imported by another name than they are installed by.');
  return root.optionalText('distribution');
}

function readTypes(types: Entry): ReadonlyMap<string, readonly string[]> {
  if (types.kind !== 'none' && types.kind !== 'map') types.mistake('This must be a map from names of types to lists of paths.');
  return new Map(
    types.keys().map((name) => {
      const paths = types.textEntries(name);
      for (const { text, entry } of paths) checkPath(text, entry);
      return [name, paths.map(({ text }) => text)];
    }),
  );
}

function readUndeclared(undeclared: Entry): ReadonlyMap<string, string> {
  if (undeclared.kind !== 'none' && undeclared.kind !== 'map') undeclared.mistake('This must be a map from paths to the reason for which no type has them.');
  return new Map(undeclared.keys().map((path) => [path, undeclared.text(path) ?? '']));
}

function readConventions(root: Entry): readonly Convention[] {
  return root.list('conventions').flatMap((source) => {
    const are = source.only('files', 'exports', 'having', 'are', 'takes') ? source.text('are') : null;
    const type = are === null ? undefined : /^<([A-Za-z_$][\w$]*)>$/.exec(are)?.[1];
    const [files, exports] = [source.texts('files'), source.texts('exports')];
    if (type !== undefined && root.field('types').has(type) && files.length > 0 && exports.length > 0) return [{ files, exports, having: source.texts('having'), are: type, takes: source.integer('takes', 0, 9) }];
    source.mistake('A convention says "files", "exports" and what they "are": `<Name>`, one of the types of this file.');
    return [];
  });
}

/** Null where the entry has a mistake. */
function readEntry(source: Entry): ModelEntry | null {
  if (!source.only(...entryKeys)) return null;
  const at = source.text('at');
  if (at === null) return null;
  const isPath = checkPath(at, source.field('at'));
  const is = source.optionalText('is');
  const passes = readOrigins(source, 'passes');
  const url = readOrigins(source, 'url');
  const when = readCondition(source.field('when'));
  const sanitizes = source.optionalText('sanitizes');
  if (!isPath || passes === null || url === null || when === false) return null;
  const [value, unset] = [readConstant(source, 'value'), readConstant(source, 'unset')];
  const versions = readVersions(source);
  const schema = readSchema(source);
  const instanceOf = readInstanceOf(source);
  if (value === null || unset === null || versions === false || schema === null || instanceOf === false) return null;
  const tests = readPositions(source, 'tests');
  const event = readEvent(source);
  const chosenBy = readPositions(source, 'chosen-by')[0] ?? null;
  const part = readPositions(source, 'part')[0] ?? null;
  const redacts = readRedactions(source);
  const [only, without] = [readPositions(source, 'only'), readPositions(source, 'without')];
  const gates = source.has('gates') ? source.oneOf('gates', gateWays, null) : null;
  if (Number(is !== null) + Number(passes.length > 0) + value.length + Number(schema.length > 0) + Number(instanceOf !== null) + Number(tests.length > 0) + Number(gates !== null) + Number(event !== null) !== 1) {
    source.mistake('An entry says one of "is", "passes", "value", "schema", "instance-of", "tests", "gates", "tells" and "hears".');
    return null;
  }
  if (sanitizes !== null && passes.length === 0) {
    source.field('sanitizes').mistake('"sanitizes" stands beside "passes".');
    return null;
  }
  if ((chosenBy !== null || only.length > 0 || without.length > 0) && passes.length === 0) {
    source.mistake('"chosen-by", "only" and "without" stand beside "passes".');
    return null;
  }
  if ((redacts.length > 0 || part !== null) && is === null) {
    source.mistake('"redacts" and "part" stand beside "is".');
    return null;
  }
  if (unset.length > 0 && is?.startsWith('option.') !== true) {
    source.field('unset').mistake('"unset" stands beside "is", of an option.');
    return null;
  }
  const fact: Fact = { is, passes, sanitizes, value, schema, instanceOf, tests, chosenBy, only, without, gates, part, redacts, event, party: source.optionalText('party'), when, versions, unset, url };
  return { at, fact, example: source.optionalText('example') ?? '', note: source.optionalText('note') };
}

function checkPath(text: string, entry: Entry): boolean {
  const parsed = parsePath(text);
  if ('value' in parsed) return true;
  const rest = text.slice(parsed.offset);
  entry.mistake(`This is no path${rest === '' ? ', at its end' : ` from "${rest}" on`}: ${parsed.message}.`);
  return false;
}

/** Null where one of them is no origin. */
function readOrigins(source: Entry, key: string): readonly Origin[] | null {
  const origins: Origin[] = [];
  let good = true;
  for (const { text, entry } of source.textEntries(key)) {
    const parsed = parseOrigin(text);
    if ('value' in parsed) origins.push(parsed.value);
    else {
      entry.mistake(`${parsed.message}.`);
      good = false;
    }
  }
  return good ? origins : null;
}

/** Null where one of them is no part of a schema. */
function readSchema(source: Entry): readonly SchemaPart[] | null {
  const parts: SchemaPart[] = [];
  let good = true;
  for (const { text, entry } of source.textEntries('schema')) {
    const [, says, place] = /^(plain|text|named|fields|same|list)(?: (.+))?$/.exec(text) ?? [];
    const origin = place === undefined ? null : parseOrigin(place);
    if ((says === 'plain' || says === 'text' || says === 'named') && origin === null) parts.push({ says, of: null });
    else if ((says === 'fields' || says === 'same' || says === 'list') && origin !== null && 'value' in origin) parts.push({ says, of: origin.value });
    else {
      entry.mistake('A schema is `plain`, `text`, `named`, or `fields`, `same` or `list` with a place of a call (`fields argument[0]`).');
      good = false;
    }
  }
  return good ? parts : null;
}

/** Null where there is none, false where it has a mistake. */
function readInstanceOf(source: Entry): InstanceOf | null | false {
  const text = source.optionalText('instance-of');
  if (text === null) return null;
  const isList = text.startsWith('list ');
  const parsed = parseOrigin(isList ? text.slice('list '.length) : text);
  if ('value' in parsed) return { of: parsed.value, isList };
  source.field('instance-of').mistake(`${parsed.message}.`);
  return false;
}

export const gateWays: readonly Gate[] = ['later', 'receiver', 'decorated'];

export const argumentPosition = /^argument\[(\d{1,2})\]$/;

/** Positions of arguments; what is no `argument[0]` is reported and left out. */
function readPositions(source: Entry, key: string): readonly number[] {
  return source.textEntries(key).flatMap(({ text, entry }) => {
    const position = argumentPosition.exec(text)?.[1];
    if (position !== undefined) return [Number(position)];
    entry.mistake('Write the position of an argument: `argument[0]`.');
    return [];
  });
}

/** `argument[0].redact`, or `at user: argument[0].beforeSend`. */
function readRedactions(source: Entry): readonly Redaction[] {
  return source.textEntries('redacts').flatMap(({ text, entry }) => {
    const [, path = '', place = ''] = /^(?:at ([\w.]+): )?(.+)$/.exec(text) ?? [];
    const origin = parseOrigin(place);
    if ('value' in origin) return [{ by: origin.value, at: path === '' ? [] : path.split('.') }];
    entry.mistake(`${origin.message}.`);
    return [];
  });
}

function readEvent(source: Entry): Event | null {
  for (const way of ['tells', 'hears'] as const) {
    const text = source.optionalText(way);
    if (text === null) continue;
    const origin = parseOrigin(text);
    if ('value' in origin) return { way, name: origin.value };
    source.field(way).mistake(`${origin.message}.`);
  }
  return null;
}

/** The constant that the entry says under a key, in a list; null where it is none. */
function readConstant(source: Entry, key: 'value' | 'unset'): readonly Literal[] | null {
  if (!source.has(key)) return [];
  const { value } = source.field(key);
  if (isConstant(value)) return [value];
  source.field(key).mistake('A value is one text, number, true, false or null.');
  return null;
}

/** Null where there are none, false where they are no range. */
function readVersions(source: Entry): string | null | false {
  const text = source.optionalText('versions');
  if (text === null || isVersions(text)) return text;
  source.field('versions').mistake('Write a range as semantic versioning has it: ">=10.57 <11"; with ", unknown" behind it where that is to hold too.');
  return false;
}

/** `0`, `verify`, `1.algorithm`, `receiver.0`. */
export const conditionPlace = /^(?:(?:receiver|before)\.)?(\d{1,2}|[A-Za-z_$][\w$]*)(\.(?:\d{1,2}|[A-Za-z_$][\w$]*))*$/;

/** Null where there is none, false where it has a mistake. */
function readCondition(when: Entry): Condition | null | false {
  if (when.kind === 'none') return null;
  if (when.kind !== 'map') {
    when.mistake('This must be a map from positions ("0", "1.algorithm") to lists of constants.');
    return false;
  }
  let good = true;
  const condition = new Map<string, readonly Literal[] | NotStarting | Given>();
  for (const position of when.keys()) {
    const values = when.field(position);
    if (!conditionPlace.test(position)) {
      values.mistakeAtKey(`"${position}" is no position; write "0", "verify", "1.algorithm", or "receiver.0" and "before.0" for what made the receiver.`);
      good = false;
    }
    if (values.kind === 'map' && values.has('given')) {
      const given = values.only('given') ? values.oneOf('given', ['yes', 'no'], null) : null;
      good &&= given !== null;
      condition.set(position, { given: given === 'yes' });
      continue;
    }
    if (values.kind === 'map') {
      const words = values.only('not-starting') ? values.texts('not-starting') : [];
      good &&= words.length > 0;
      condition.set(position, { notStarting: words.map((word) => word.toLowerCase()) });
      continue;
    }
    const constants = (values.kind === 'list' ? values.items() : [values]).map(({ value }) => value).filter(isConstant);
    if (constants.length === 0) {
      values.mistake('A condition lists at least one text, number, true, false or null.');
      good = false;
    }
    condition.set(position, constants);
  }
  return good ? condition : false;
}

function isConstant(value: unknown): value is Literal {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
}
