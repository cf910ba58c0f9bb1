/**
 * What must a caley.yaml say, or not say? Reads the check `declaration` of a rule. Must not know any key of a caley.yaml, nor what it says.
 */
import type { Entry } from './entry';
import { readKinds } from './kind-entries';
import type { KindId, Kinds, ValueTest } from './types';

/** Keys from the outside in, `*` being each entry of a list, or of a map whose keys are names. */
export type DeclaredPath = readonly string[];

/** Forms that a caley.yaml must not have; findings of a rule at one place are one finding. */
export interface DeclarationCheck {
  readonly type: 'declaration';
  readonly forms: readonly DeclarationForm[];
}

/** All that is given must hold. */
export interface DeclarationForm {
  /** Where the finding stands; of a part that is not there at all, at the whole. Empty for the whole. */
  readonly at: DeclaredPath;
  /** What must be said of an entry for the form to speak of it: `reason` being `experience`. Below `at`. */
  readonly where: readonly { readonly key: DeclaredPath; readonly equals: readonly unknown[] }[];
  /** Keys below `at`, none of which is said. What is not there lacks nothing, unless it is a part of the whole. */
  readonly lacks: readonly DeclaredPath[];
  /** A test on the text at `at`. */
  readonly value: Pick<ValueTest, 'equals' | 'like' | 'unlike' | 'party'> | null;
  /** The day at `at` is before today, or the edition of the document of this id. */
  readonly before: string | null;
  /** The day at `at` is after today. */
  readonly after: 'today' | null;
  /** A test on the file that is named at `at`. */
  readonly text: TextTest | null;
  /** Sinks, one of which data reaches in the code; or keys, one of which is said. Empty asks nothing. */
  readonly beside: { readonly shared: readonly KindId[]; readonly said: readonly DeclaredPath[] };
  /** No file that is examined, all of them being known, shows or mentions who is named at `at`. What happens outside of the code is left out. */
  readonly unused: boolean;
  /** No file that is examined names the scope at `at`, where all that authorization requests ask for is known. */
  readonly unasked: boolean;
  /** How the message calls what is missing; null for the key. */
  readonly called: string | null;
}

/** A file that cannot be read passes no test but `missing`. Words are compared in small letters, with single spaces. */
export type TextTest =
  | { readonly type: 'missing' }
  /** None of these words stands in it. Of a text that is not in English this is not known. */
  | { readonly type: 'lacks'; readonly words: readonly string[] }
  /** One of its sentences has one of these words and none of the others. */
  | { readonly type: 'says'; readonly words: readonly string[]; readonly unless: readonly string[] }
  /** It does not name all who get data, by the code or by what is declared, and has none of these words. */
  | { readonly type: 'unnamed'; readonly unless: readonly string[] };

const keys = ['at', 'where', 'lacks', 'value', 'before', 'after', 'text', 'beside', 'unused', 'unasked', 'called'];
const pathPattern = /^[A-Za-z*][\w*-]*(?:\.[A-Za-z*][\w*-]*)*$/;

export function readDeclarationCheck(entry: Entry, kinds: Kinds): DeclarationCheck | null {
  const several = entry.has('any');
  if (!entry.only(...(several ? ['any'] : keys))) return null;
  const entries = several ? entry.list('any').filter((one) => one.only(...keys)) : [entry];
  const forms = entries.flatMap((one) => readForms(one, kinds));
  if (forms.length === 0) entry.mistake('A check of declarations needs at least one form.');
  return forms.length === 0 ? null : { type: 'declaration', forms };
}

/** One for each of the places that it names. */
function readForms(entry: Entry, kinds: Kinds): readonly DeclarationForm[] {
  const where = entry.field('where');
  const beside = entry.field('beside');
  if (where.kind !== 'none' && where.kind !== 'map') where.mistake('This must be a map of keys with what they must be.');
  if (beside.kind !== 'none') beside.only('shared', 'said');
  const form = {
    where: where.keys().map((key) => ({ key: key.split('.'), equals: valuesOf(where.field(key)) })),
    lacks: paths(entry, 'lacks'),
    value: entry.has('value') ? readValue(entry.field('value'), kinds) : null,
    before: entry.optionalText('before'),
    after: entry.oneOf('after', ['today'], null),
    text: entry.has('text') ? readText(entry.field('text')) : null,
    beside: { shared: readKinds(beside, 'shared', kinds, ['sink']), said: paths(beside, 'said') },
    unused: entry.field('unused').value === true,
    unasked: entry.field('unasked').value === true,
    called: entry.optionalText('called'),
  };
  if (form.lacks.length === 0 && form.value === null && form.before === null && form.after === null && form.text === null && !form.unused && !form.unasked) entry.mistake('A form needs at least one test.');
  return (entry.has('at') ? paths(entry, 'at') : [[]]).map((at) => ({ at, ...form }));
}

function paths(entry: Entry, key: string): readonly DeclaredPath[] {
  return entry.textEntries(key).flatMap((item) => {
    if (pathPattern.test(item.text)) return [item.text.split('.')];
    item.mistake('Write keys with dots between them, and * for each entry of a list: subProcessors.*.consent.');
    return [];
  });
}

function valuesOf(entry: Entry): readonly unknown[] {
  return Array.isArray(entry.value) ? entry.value : [entry.value];
}

function readValue(entry: Entry, kinds: Kinds): DeclarationForm['value'] {
  if (!entry.only('equals', 'like', 'unlike', 'party')) return null;
  const lists = (['equals', 'like', 'unlike', 'party'] as const).flatMap((key) => (entry.has(key) ? [[key, entry.texts(key).map((text) => text.toLowerCase())] as const] : []));
  for (const item of entry.textEntries('party')) if (!kinds.all.has(`sink.share.${item.text}`)) item.mistake(`Unknown category "${item.text}".`);
  if (lists.length === 0) entry.mistake('A value needs at least one test.');
  return Object.fromEntries(lists);
}

function readText(entry: Entry): TextTest | null {
  if (entry.value === 'missing') return { type: 'missing' };
  if (!entry.only('lacks', 'says', 'unnamed', 'unless')) return null;
  const words = (key: string): readonly string[] => entry.texts(key).map((word) => word.toLowerCase());
  if (entry.has('lacks')) return { type: 'lacks', words: words('lacks') };
  if (entry.has('says')) return { type: 'says', words: words('says'), unless: words('unless') };
  if (entry.field('unnamed').value === true) return { type: 'unnamed', unless: words('unless') };
  entry.mistake('A text is missing, lacks words, says them, or leaves recipients unnamed.');
  return null;
}
