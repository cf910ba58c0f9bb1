/**
 * What does a manifest in JSON say? Comments and trailing commas are read over,
 * as TypeScript does in its configuration; fields of the wrong type are absent.
 * Must not know what the fields mean.
 */

export type JsonObject = Readonly<Record<string, unknown>>;

/** The object that `text` holds; null for anything else, broken JSON included. */
export function readJsonObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(withoutRemarks(text));
    return asObject(value);
  } catch {
    return null;
  }
}

export function asObject(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

/** Also the form of one alone: `"a"` as `["a"]`. */
export function asStrings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** Null for what is no text, or an empty one. */
export function asText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string, ended or not, a comment, or a comma. */
const tokens = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|,/g;
/** What may stand between a trailing comma and its bracket, at the place where matching begins. */
const space = /(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;

function withoutRemarks(text: string): string {
  const kept = text.replace(tokens, (token: string, at: number) => {
    if (token.startsWith('"')) return token;
    if (token !== ',') return ' ';
    space.lastIndex = at + 1;
    space.exec(text);
    const next = text[space.lastIndex];
    return next === '}' || next === ']' ? ' ' : token;
  });
  return kept.startsWith('\ufeff') ? kept.slice(1) : kept;
}
