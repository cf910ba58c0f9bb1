/**
 * Of which forms are the values of a caley.yaml? Each form reads a value, tells what is wrong with it at its place, and says the
 * same as JSON schema. Must not know any key of a caley.yaml.
 */
import type { Range } from '../text';
import { isMap } from './declared-map';
import type { Entry } from './entry';
import { didYouMean } from './nearest';
import type { Policy } from './types';

/** What may be named. */
export type DeclarationVocabulary = Pick<Policy, 'kinds' | 'clauses' | 'rules' | 'parties'>;

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface FormReading {
  readonly vocabulary: DeclarationVocabulary;
  /** Where an entry stands, or its key. */
  readonly rangeOf: (entry: Entry, key?: boolean) => Range;
  /** False where keys may be those of a later version. */
  readonly tellsUnknownKeys: boolean;
}

/** A value, and where it is said. Places are looked up when they are asked for. */
export class Said<T> {
  constructor(readonly value: T, private readonly entry: Entry, private readonly rangeOf: FormReading['rangeOf']) {}

  get range(): Range {
    return this.rangeOf(this.entry);
  }

  /** Of the key that it stands under; of an item of a list, its own. */
  get keyRange(): Range {
    return this.rangeOf(this.entry, true);
  }
}

export interface Form<T> {
  /** Null for what cannot be used, which is told. Total. */
  read(entry: Entry, reading: FormReading): T | null;
  schema(vocabulary: DeclarationVocabulary): JsonSchema;
}

export type ValueOf<F> = F extends Form<infer T> ? T : never;
type Fields = Readonly<Record<string, Form<unknown>>>;
/** What is missing is not there. */
export type MapOf<F extends Fields> = { readonly [K in keyof F]?: Said<ValueOf<F[K]>> };

/** Nobody writes more of one sort; longer texts are no names. */
const maxItems = 1_000;
const longestText = 2_000;

/** The same with words for who completes it in an editor. */
export function described<T>(description: string, form: Form<T>): Form<T> {
  return { read: (entry, reading) => form.read(entry, reading), schema: (vocabulary) => ({ ...form.schema(vocabulary), description }) };
}

/** The same with words that are offered, and are not all that may be written. */
export function suggested<T>(words: (vocabulary: DeclarationVocabulary) => Iterable<string>, form: Form<T>): Form<T> {
  return { read: (entry, reading) => form.read(entry, reading), schema: (vocabulary) => ({ ...form.schema(vocabulary), examples: [...words(vocabulary)] }) };
}

/** A text that passes a test; `pattern` says the same as far as a regular expression can. */
export function text(test: { readonly passes: (written: string) => boolean; readonly else: string; readonly pattern?: string } | null = null): Form<string> {
  return {
    read: (entry) => {
      const written = entry.asText();
      if (written === null) return null;
      const wrong = written.length > longestText ? `This is longer than ${longestText.toLocaleString('en-US')} characters.` : test?.passes(written) === false ? test.else : null;
      if (wrong !== null) entry.mistake(wrong);
      return wrong === null ? written : null;
    },
    schema: () => ({ type: 'string', minLength: 1, maxLength: longestText, ...(test?.pattern === undefined ? {} : { pattern: test.pattern }) }),
  };
}

export function flag(): Form<boolean> {
  return {
    read: (entry) => {
      if (typeof entry.value === 'boolean') return entry.value;
      entry.mistake('This must be true or false.');
      return null;
    },
    schema: () => ({ type: 'boolean' }),
  };
}

export function oneOf<W extends string>(...words: readonly W[]): Form<W> {
  return {
    read: (entry) => {
      const found = words.find((word) => word === entry.value);
      if (found === undefined) entry.mistake(`This must be one of ${words.join(', ')}.`);
      return found ?? null;
    },
    schema: () => ({ enum: words }),
  };
}

/** One of the ids that the vocabulary has. */
export function idOf(what: string, ids: (vocabulary: DeclarationVocabulary) => Iterable<string>): Form<string> {
  const sets = new WeakMap<DeclarationVocabulary, ReadonlySet<string>>();
  return {
    read: (entry, { vocabulary }) => {
      const written = entry.asText();
      if (written === null) return null;
      let known = sets.get(vocabulary);
      if (known === undefined) sets.set(vocabulary, (known = new Set(ids(vocabulary))));
      if (known.has(written)) return written;
      entry.mistake(`Unknown ${what} "${written.slice(0, 60)}".${didYouMean(written, known)}`);
      return null;
    },
    schema: (vocabulary) => ({ enum: [...ids(vocabulary)].sort() }),
  };
}

/** A list; what stands alone is a list of one. `by`: what each item must have for itself. */
export function listOf<T>(form: Form<T>, by: ((item: T) => string | null) | null = null): Form<readonly Said<T>[]> {
  return {
    read: (entry, reading) => {
      const items = entry.kind === 'list' ? entry.items() : [entry];
      if (items.length > maxItems) entry.mistakeAtKey(`Only the first ${maxItems.toLocaleString('en-US')} are read.`);
      const seen = new Set<string>();
      return items.slice(0, maxItems).flatMap((item) => {
        const value = form.read(item, reading);
        if (value === null) return [];
        const name = by?.(value) ?? null;
        if (name !== null && seen.has(name)) item.mistake(`"${name.slice(0, 60)}" stands here twice.`);
        if (name !== null) seen.add(name);
        return [new Said(value, item, reading.rangeOf)];
      });
    },
    schema: (vocabulary) => {
      const item = form.schema(vocabulary);
      return { anyOf: [{ type: 'array', items: item, maxItems }, item] };
    },
  };
}

/** A map with some keys, of which `needed` must be there. */
export function mapOf<F extends Fields>(fields: F, ...needed: readonly (keyof F & string)[]): Form<MapOf<F>> {
  const keys = Object.keys(fields);
  return {
    read: (entry, reading) => {
      if (!isMap(entry, keys, reading.tellsUnknownKeys)) return null;
      for (const key of needed) if (entry.field(key).kind === 'none') entry.mistake(`The key "${key}" is missing.`);
      const read = keys.flatMap((key) => {
        const [inner, form] = [entry.field(key), fields[key]];
        const value = form === undefined || inner.kind === 'none' ? null : form.read(inner, reading);
        return value === null ? [] : [[key, new Said(value, inner, reading.rangeOf)] as const];
      });
      if (needed.some((key) => !read.some(([name]) => name === key))) return null;
      // Each was read by the form that stands under its key.
      return Object.fromEntries(read) as MapOf<F>;
    },
    schema: (vocabulary) => ({
      type: 'object', additionalProperties: false,
      properties: Object.fromEntries(keys.map((key) => [key, orNothing(fields[key]?.schema(vocabulary) ?? {}, needed.includes(key))])),
      ...(needed.length === 0 ? {} : { required: needed }),
    }),
  };
}

/** A map whose keys are of a form themselves. */
export function recordOf<T>(key: Form<string>, form: Form<T>): Form<ReadonlyMap<string, Said<T>>> {
  return {
    read: (entry, reading) => {
      if (entry.kind !== 'map') {
        entry.mistake('This must be a map.');
        return null;
      }
      return new Map(entry.keys().slice(0, maxItems).flatMap((name) => {
        const inner = entry.field(name);
        const [known, value] = [key.read(inner.named(name), reading), inner.kind === 'none' ? null : form.read(inner, reading)];
        return known === null || value === null ? [] : [[known, new Said(value, inner, reading.rangeOf)] as const];
      }));
    },
    schema: (vocabulary) => ({ type: 'object', propertyNames: key.schema(vocabulary), additionalProperties: orNothing(form.schema(vocabulary), false) }),
  };
}

/** What another reader reads, of which this one knows but the form. */
export function readElsewhere(form: Form<unknown>): Form<never> {
  return { read: () => null, schema: (vocabulary) => form.schema(vocabulary) };
}

/** Either of two forms: which one, is seen by whether it is a map. */
export function plainOr<P, M>(plain: Form<P>, map: Form<M>): Form<P | M> {
  return {
    read: (entry, reading) => (entry.kind === 'map' ? map : plain).read(entry, reading),
    schema: (vocabulary) => ({ anyOf: [plain.schema(vocabulary), map.schema(vocabulary)] }),
  };
}

/** A key behind which nothing is written yet says nothing. */
function orNothing(schema: JsonSchema, isNeeded: boolean): JsonSchema {
  const { description, ...rest } = schema;
  return isNeeded ? schema : { ...(description === undefined ? {} : { description }), anyOf: [rest, { type: 'null' }] };
}
