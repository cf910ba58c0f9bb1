/**
 * Of which forms are the values in a pack's files, beyond those of a caley.yaml? As JSON schema alone: who reads packs tells what is wrong with them.
 * Must not know any key.
 */
import { idOf, listOf, readElsewhere } from './declared-form';
import type { Form, JsonSchema } from './declared-form';

/** A text, of a pattern where one is given. */
export function phrase(pattern: RegExp | null = null): Form<string> {
  return only({ type: 'string', minLength: 1, ...(pattern === null ? {} : { pattern: pattern.source }) });
}

/** A text, a number, true, false or null. */
export const constant: Form<never> = only({ type: ['string', 'number', 'boolean', 'null'] });

/** Numbers of which one is written. */
export function number(...among: readonly number[]): Form<number> {
  return only(among.length === 0 ? { type: 'number' } : { enum: among });
}

/** What can only be true. */
export const yes: Form<never> = only({ const: true });

/** A list, where nothing may stand alone. */
export function itemsOf(form: Form<unknown>): Form<never> {
  return readElsewhere({ read: () => null, schema: (vocabulary) => ({ type: 'array', items: form.schema(vocabulary) }) });
}

export function either(...forms: readonly Form<unknown>[]): Form<never> {
  return readElsewhere({ read: () => null, schema: (vocabulary) => ({ anyOf: forms.map((form) => form.schema(vocabulary)) }) });
}

/** One kind or several, all below one of some families; any kind where none is named. `more`: words that stand for kinds. */
export function kindsBelow(families: readonly string[], more: readonly string[] = []): Form<unknown> {
  return listOf(idOf('kind', ({ kinds }) => [...[...kinds.all.keys()].filter((kind) => families.length === 0 || families.some((family) => kinds.isA(kind, family))), ...more]));
}

function only(schema: JsonSchema): Form<never> {
  return readElsewhere({ read: () => null, schema: () => schema });
}
