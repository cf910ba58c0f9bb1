/**
 * What does a rule look for? Reads the one of `flow`, `shape`, `absence`, `code`
 * that a rule holds. Must not know what finds it.
 */
import type { Entry } from './entry';
import { readKinds } from './kind-entries';
import type { Check, FlowCheck, Kinds, ShapeCheck, ShapeForm, ValueTest } from './types';

type Constant = string | number | boolean | null;

const hosts = ['public', 'local', 'caley'] as const;
const secrets = ['format', 'named', 'caley'] as const;
const namePattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The check under one of the four keys; null where it cannot be used. Kinds that do not exist are mistakes. */
export function readCheck(key: Check['type'], entry: Entry, kinds: Kinds): Check | null {
  switch (key) {
    case 'flow':
      return readFlow(entry, kinds);
    case 'shape':
      return readShape(entry, kinds);
    case 'absence': {
      const of = readName(entry);
      return of === null ? null : { type: 'absence', of };
    }
    case 'code': {
      const check = readName(entry);
      return check === null ? null : { type: 'code', check };
    }
  }
}

function readFlow(entry: Entry, kinds: Kinds): FlowCheck | null {
  if (!entry.only('from', 'not-from', 'to', 'not-to', 'unless')) return null;
  for (const key of ['from', 'to']) if (!entry.has(key)) entry.mistake(`The key "${key}" is missing.`);
  const from = readKinds(entry, 'from', kinds, ['data']);
  const to = readKinds(entry, 'to', kinds, ['sink']);
  if (from.length === 0 || to.length === 0) return null;
  return {
    type: 'flow', from, to,
    notFrom: readKinds(entry, 'not-from', kinds, ['data']),
    notTo: readKinds(entry, 'not-to', kinds, ['sink']),
    unless: readKinds(entry, 'unless', kinds, ['sanitizer', 'guard']),
  };
}

/** `{at, value}`, or `{any: [{at, value}, …]}` for several forms; `unless` stands for all. */
function readShape(entry: Entry, kinds: Kinds): ShapeCheck | null {
  const several = entry.has('any');
  if (!(several ? entry.only('any', 'unless') : entry.only('at', 'value', 'unless'))) return null;
  const entries = several ? entry.list('any').filter((form) => form.only('at', 'value')) : [entry];
  if (entries.length === 0) entry.mistake('A shape needs at least one form.');
  const [first, ...or] = entries.flatMap((form) => readForm(form, kinds) ?? []);
  return first === undefined ? null : { type: 'shape', ...first, or, unless: readKinds(entry, 'unless', kinds, ['sanitizer', 'guard']) };
}

function readForm(entry: Entry, kinds: Kinds): ShapeForm | null {
  if (!entry.has('at')) entry.mistake('The key "at" is missing.');
  const at = entry.textEntries('at').flatMap((kind) => {
    if (kind.text === 'constant' || kinds.all.has(kind.text)) return [kind.text];
    kind.mistake(`Unknown kind "${kind.text}".`);
    return [];
  });
  const isTool = at.length > 0 && at.every((kind) => kinds.isA(kind, 'tool'));
  if (isTool && entry.has('value')) entry.field('value').mistake('The import of a package has no value.');
  if (!isTool && !entry.has('value')) entry.mistake('The key "value" is missing.');
  const value = entry.has('value') ? readValue(entry.field('value')) : isTool ? {} : null;
  return at.length === 0 || value === null ? null : { at, value };
}

function readValue(entry: Entry): ValueTest | null {
  if (!entry.only('equals', 'like', 'scheme', 'host', 'secret')) return null;
  if (entry.keys().length === 0) entry.mistake('A value needs at least one test.');
  const equals = entry.has('equals') || entry.field('equals').value === null ? readConstants(entry.field('equals')) : null;
  const like = entry.texts('like').map((pattern) => pattern.toLowerCase());
  const scheme = entry.textEntries('scheme').map((item) => {
    if (!/^[a-z][a-z0-9+.-]*$/.test(item.text)) item.mistake('A scheme is written without the colon: http.');
    return item.text;
  });
  const host = entry.oneOf('host', hosts, null);
  const secret = entry.oneOf('secret', secrets, null);
  return {
    ...(equals === null ? {} : { equals }),
    ...(like.length === 0 ? {} : { like }),
    ...(scheme.length === 0 ? {} : { scheme }),
    ...(host === null ? {} : { host }),
    ...(secret === null ? {} : { secret }),
  };
}

/** One constant or a list of them. */
function readConstants(entry: Entry): readonly Constant[] {
  const entries = entry.kind === 'list' ? entry.items() : [entry];
  return entries.flatMap((item) => {
    const { value } = item;
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [value];
    item.mistake('This must be a text, a number, true, false or null.');
    return [];
  });
}

function readName(entry: Entry): string | null {
  const name = entry.asText();
  if (name === null || namePattern.test(name)) return name;
  entry.mistake('This must be a name of small letters, digits and hyphens.');
  return null;
}
