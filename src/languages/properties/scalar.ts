/**
 * What does a value of a file of lines say? Its lines put together, without quotes and escapes, and what it leaves open.
 * Must not know where keys stand.
 */
import type { SettingScalar } from '../../flow';
import type { Range } from '../../text';
import { bracketed, templateReferences } from '../settings';
import type { Dialect } from './dialects';

/** A part of a value, on one line. */
export type Piece = Range;

/** `place`: where a value would stand that is not there. */
export function readScalar(text: string, pieces: readonly Piece[], place: number, dialect: Dialect): SettingScalar {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return { kind: 'scalar', text: '', value: '', isOpen: false, references: [], range: { start: place, end: place } };
  const range = { start: first.start, end: last.end };
  const written = pieces.map(({ start, end }) => text.slice(start, end)).join(dialect.continued === 'backslash' ? '' : '\n');
  const inner = withoutQuotes(written, dialect);
  const references = referencesOf(inner.text, dialect);
  const said = references.length > 0 ? inner.text : unescaped(inner, dialect);
  return { kind: 'scalar', text: said, value: said, isOpen: references.length > 0, references, range };
}

interface Inner {
  readonly text: string;
  /** The quotes it stood in; none where it stood in none. */
  readonly quote: string;
}

function withoutQuotes(written: string, { quotes }: Dialect): Inner {
  const quote = written.charAt(0);
  const isEnclosed = quotes !== 'none' && written.length > 1 && written.endsWith(quote) && (quote === "'" || (quote === '"' && quotes === 'backslash'));
  if (!isEnclosed) return { text: written, quote: '' };
  const text = written.slice(1, -1);
  // `"a" "b"` is two texts.
  const rest = quotes === 'doubled' ? text.replaceAll(quote + quote, '') : quote === '"' ? text.replace(/\\[^]/g, '') : text;
  return rest.includes(quote) ? { text: written, quote: '' } : { text, quote };
}

function referencesOf(text: string, { id }: Dialect): readonly string[] {
  const found = [...bracketed(text, '${', '}'), ...templateReferences(text)].map(({ name }) => name);
  // `%(name)s` of Python's reader; `%%` is a percent sign.
  if (id === 'ini' && text.includes('%(')) found.push(...bracketed(text.replaceAll('%%', '  '), '%(', ')s').map(({ name }) => name));
  // Filled in by a build: `version=@project.version@`.
  if (id === 'properties') found.push(...[...text.matchAll(/@([\w.-]+)@/g)].map(([, name]) => name ?? ''));
  // `${DB_HOST:localhost}`, `${DB_HOST:-localhost}`: a name and its fallback.
  return [...new Set(found.map((name) => /^[\w.-]+(?=:|-)/.exec(name)?.[0] ?? name))];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescaped({ text, quote }: Inner, { id, quotes }: Dialect): string {
  if (!text.includes('\\') && quotes !== 'doubled') return text;
  if (id === 'properties') {
    return text.replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string | undefined) => (code === undefined ? escapes[character ?? ''] ?? character ?? '' : String.fromCharCode(Number.parseInt(code, 16))));
  }
  if (quotes === 'doubled') return quote === '' ? text : text.replaceAll("''", "'");
  return quote === '"' ? text.replace(/\\(["\\])/g, '$1') : text;
}
