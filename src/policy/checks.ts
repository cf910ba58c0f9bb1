/**
 * What does a rule look for? Reads the one of `flow`, `shape`, `setting`, `declaration`, `suppression`, `code`, `absence`
 * that a rule holds. Must not know what finds it.
 */
import { readDeclarationCheck } from './declaration-check';
import type { Entry } from './entry';
import { readKinds } from './kind-entries';
import type { Check, Circumstances, DeclaredTest, FlowCheck, Kinds, PlaceTest, ShapeCheck, ShapeForm, ValueTest } from './types';

type Constant = string | number | boolean | null;

export const hostWords = ['public', 'local', 'caley'] as const;
const faults = ['missing-reason', 'expired'] as const;
export const secretWords = ['format', 'named', 'caley', 'any'] as const;
const circumstances = ['with', 'lacks', 'in', 'and-in', 'unsaid'] as const;
export const declaredQuestions = ['recipient', 'collection', 'purpose', 'encryption', 'component', 'licence', 'client', 'scope', 'host'] as const;
/** What has no value to be tested: the package that is imported, the call that is made, the route that is set up. */
const valueless = ['tool', 'request', 'route'];
const namePattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** The check under one of the four keys; null where it cannot be used. Kinds that do not exist are mistakes. */
export function readCheck(key: Check['type'], entry: Entry, kinds: Kinds): Check | null {
  switch (key) {
    case 'flow':
      return readFlow(entry, kinds);
    case 'shape':
      return readShape(entry, kinds);
    case 'declaration':
      return readDeclarationCheck(entry, kinds);
    case 'suppression': {
      const items = entry.kind === 'list' ? entry.items() : [entry];
      const of = items.flatMap((item) => {
        const fault = faults.find((one) => one === item.value);
        if (fault === undefined) item.mistake(`This must be one of ${faults.join(', ')}.`);
        return fault ?? [];
      });
      return of.length === 0 ? null : { type: 'suppression', of };
    }
    case 'setting': {
      if (!entry.only('is', 'not', 'in', 'declared', 'message', 'hides')) return null;
      if (!entry.has('is')) entry.mistake('The key "is" is missing.');
      const is = readKinds(entry, 'is', kinds, ['setting']);
      return is.length === 0 ? null : { type: 'setting', is, not: readKinds(entry, 'not', kinds, ['setting']), in: entry.texts('in'), ...(entry.oneOf('hides', ['line'] as const, null) === null ? {} : { hides: 'line' }), ...readDeclared(entry) };
    }
    case 'absence': {
      if (!entry.only('of', 'variables', 'at')) return null;
      const of = entry.oneOf('of', ['declaration'] as const, null);
      if (of === null) entry.mistake('This must say of what: declaration.');
      return of === null ? null : { type: 'absence', of, variables: patterns(entry, 'variables'), at: entry.texts('at') };
    }
    // A name, or `{ check, … }` with the words that it is told.
    case 'code': {
      const check = readName(entry.kind === 'map' ? entry.field('check') : entry);
      const words = Object.fromEntries(entry.keys().filter((word) => word !== 'check').map((word) => [word, entry.texts(word)]));
      return check === null ? null : { type: 'code', check, words };
    }
  }
}

function readFlow(entry: Entry, kinds: Kinds): FlowCheck | null {
  if (!entry.only('from', 'not-from', 'of', 'to', 'not-to', 'unless', 'declared', ...circumstances)) return null;
  for (const key of ['from', 'to']) if (!entry.has(key)) entry.mistake(`The key "${key}" is missing.`);
  const from = readKinds(entry, 'from', kinds, ['data']);
  const to = readKinds(entry, 'to', kinds, ['sink', 'parameter', 'option']);
  if (from.length === 0 || to.length === 0) return null;
  return {
    type: 'flow', from, to, ...readCircumstances(entry, kinds),
    notFrom: readKinds(entry, 'not-from', kinds, ['data']),
    notTo: readKinds(entry, 'not-to', kinds, ['sink']),
    unless: readKinds(entry, 'unless', kinds, ['sanitizer', 'guard']),
    of: entry.oneOf('of', ['caley'] as const, null),
    ...readDeclared(entry),
  };
}

/** `{at, value}`, or `{any: [{at, value}, …]}` for several forms; `unless` stands for all, `declared` for those forms that have none. */
function readShape(entry: Entry, kinds: Kinds): ShapeCheck | null {
  const several = entry.has('any');
  const form = ['at', 'value', 'declared', ...circumstances];
  if (!(several ? entry.only('any', 'unless', 'declared') : entry.only(...form, 'unless'))) return null;
  const entries = several ? entry.list('any').filter((one) => one.only(...form)) : [entry];
  if (entries.length === 0) entry.mistake('A shape needs at least one form.');
  const [first, ...or] = entries.flatMap((one) => readForm(one, kinds) ?? []).map((one) => ({ ...readDeclared(entry), ...one }));
  return first === undefined ? null : { type: 'shape', ...first, or, unless: readKinds(entry, 'unless', kinds, ['sanitizer', 'guard']) };
}

function readForm(entry: Entry, kinds: Kinds): ShapeForm | null {
  const place = readPlace(entry, kinds);
  return place === null ? null : { ...place, ...readCircumstances(entry, kinds), ...readDeclared(entry) };
}

function readDeclared(around: Entry): { readonly declared?: DeclaredTest } {
  const entry = around.field('declared');
  if (entry.kind === 'none' || !entry.only(...declaredQuestions, 'basis')) return {};
  const answers = declaredQuestions.flatMap((question) => {
    const inner = entry.field(question);
    if (inner.kind !== 'none' && typeof inner.value !== 'boolean') inner.mistake('This must be true or false.');
    return typeof inner.value === 'boolean' ? [[question, inner.value] as const] : [];
  });
  const basis = entry.texts('basis');
  return { declared: { ...Object.fromEntries(answers), ...(basis.length === 0 ? {} : { basis }) } };
}

function readCircumstances(entry: Entry, kinds: Kinds): Circumstances {
  const beside = entry.field('with');
  const forms = beside.kind === 'none' ? [] : beside.kind === 'list' ? beside.items() : [beside];
  return {
    with: forms.filter((form) => form.only('at', 'value')).flatMap((form) => readPlace(form, kinds) ?? []),
    lacks: readKinds(entry, 'lacks', kinds, ['option', 'parameter']),
    in: readKinds(entry, 'in', kinds, ['context']),
    andIn: readKinds(entry, 'and-in', kinds, ['context']),
    unsaid: readKinds(entry, 'unsaid', kinds, ['evidence']),
  };
}

function readPlace(entry: Entry, kinds: Kinds): PlaceTest | null {
  if (!entry.has('at')) entry.mistake('The key "at" is missing.');
  const at = entry.textEntries('at').flatMap((kind) => {
    if (kind.text === 'constant' || kinds.all.has(kind.text)) return [kind.text];
    kind.mistake(`Unknown kind "${kind.text}".`);
    return [];
  });
  const isBare = at.length > 0 && at.every((kind) => valueless.some((family) => kinds.isA(kind, family)));
  if (isBare && entry.has('value')) entry.field('value').mistake('The import of a package and a call as a whole have no value.');
  if (!isBare && !entry.has('value')) entry.mistake('The key "value" is missing.');
  const value = entry.has('value') ? readValueTest(entry.field('value'), kinds) : isBare ? {} : null;
  return at.length === 0 || value === null ? null : { at, value };
}

/** The tests on a value; null where there is none that can be read. */
export function readValueTest(entry: Entry, kinds: Kinds): ValueTest | null {
  if (!entry.only('equals', 'like', 'unlike', 'written', 'says', 'below', 'above', 'always', 'given', 'asks', 'method', 'scheme', 'host', 'party', 'loads', 'described', 'secret')) return null;
  if (entry.keys().length === 0) entry.mistake('A value needs at least one test.');
  const equals = entry.has('equals') || entry.field('equals').value === null ? readConstants(entry.field('equals')) : null;
  const [like, unlike, written] = [patterns(entry, 'like'), patterns(entry, 'unlike'), patterns(entry, 'written')];
  const says = readPhrases(entry);
  const [below, above] = [readNumber(entry.field('below')), readNumber(entry.field('above'))];
  const method = entry.texts('method');
  const scheme = entry.textEntries('scheme').map((item) => {
    if (!/^[a-z][a-z0-9+.-]*$/.test(item.text)) item.mistake('A scheme is written without the colon: http.');
    return item.text;
  });
  const host = entry.oneOf('host', hostWords, null);
  const [party, loads] = [readCategories(entry, 'party', kinds), readCategories(entry, 'loads', kinds)];
  if (entry.has('described') && typeof entry.field('described').value !== 'boolean') entry.field('described').mistake('This must be true or false.');
  const [secret, asks] = [entry.oneOf('secret', secretWords, null), entry.oneOf('asks', ['caley', 'caley-for-each'] as const, null)];
  return {
    ...(equals === null ? {} : { equals }),
    ...(like.length === 0 ? {} : { like }),
    ...(unlike.length === 0 ? {} : { unlike }),
    ...(says.length === 0 ? {} : { says }),
    ...(written.length === 0 ? {} : { written }),
    ...(below === null ? {} : { below }),
    ...(above === null ? {} : { above }),
    ...(entry.has('always') && isTrue(entry.field('always')) ? { always: true } : {}),
    ...(entry.has('given') && isTrue(entry.field('given')) ? { given: true } : {}),
    ...(asks === null ? {} : { asks }),
    ...(method.length === 0 ? {} : { method }),
    ...(scheme.length === 0 ? {} : { scheme }),
    ...(host === null ? {} : { host }),
    ...(party.length === 0 ? {} : { party }),
    ...(loads.length === 0 ? {} : { loads }),
    ...(entry.has('described') ? { described: entry.field('described').value === true } : {}),
    ...(secret === null ? {} : { secret }),
  };
}

/** Categories of parties. */
function readCategories(entry: Entry, key: string, kinds: Kinds): readonly string[] {
  return entry.textEntries(key).flatMap((item) => {
    if (kinds.all.has(`sink.share.${item.text}`)) return [item.text];
    item.mistake(`Unknown category "${item.text}".`);
    return [];
  });
}

function patterns(entry: Entry, key: string): readonly string[] {
  return entry.texts(key).map((pattern) => pattern.toLowerCase());
}

function readPhrases(entry: Entry): readonly string[] {
  return entry.textEntries('says').flatMap((item) => {
    if (/[\p{L}\p{N}]/u.test(item.text)) return [item.text];
    item.mistake('A phrase has at least one word.');
    return [];
  });
}

function readNumber(entry: Entry): number | null {
  if (entry.kind === 'none') return null;
  if (typeof entry.value === 'number') return entry.value;
  entry.mistake('This must be a number.');
  return null;
}

function isTrue(entry: Entry): boolean {
  if (entry.value === true) return true;
  entry.mistake('This can only be true.');
  return false;
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
