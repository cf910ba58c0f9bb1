/**
 * What does a value of an environment file take from elsewhere, and what does it say if that is known?
 * Must not know where a value stands, nor how it was quoted.
 */
import { bracketed, templateReferences } from '../settings';
import type { Reference } from '../settings';

/** What is read of a value: its text, and what it names that is not known. */
export interface Expanded {
  readonly text: string;
  readonly isOpen: boolean;
  readonly references: readonly string[];
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
const doubleEscape = /\\(["\\$`nrt])/g;
const plainEscape = /\\(\$)/g;

const nameForm = /[A-Za-z_]\w*/y;
/** `NAME`, and a fallback behind `-` or `:-`. */
const fallbackForm = /^([A-Za-z_]\w*)(?::?-([^]*))?$/;

/** The text without escapes, which are more between double quotes, `$NAME` and `${NAME}` put in as far as `known` has them; as it is written where one of them is open. */
export function expand(written: string, known: ReadonlyMap<string, string>, isDouble: boolean): Expanded {
  const unescaped = (piece: string): string => piece.replace(isDouble ? doubleEscape : plainEscape, (_, character: string) => escapes[character] ?? character);
  const open: string[] = templateReferences(written).map(({ name }) => name);
  let text = '';
  let at = 0;
  for (const { start, end, name } of shellReferences(written)) {
    const [, variable, fallback] = fallbackForm.exec(name) ?? [];
    const value = variable === undefined ? undefined : known.get(variable);
    if (value === undefined || (value === '' && fallback !== undefined)) open.push(variable ?? name);
    text += unescaped(written.slice(at, start)) + (value ?? '');
    at = end;
  }
  if (open.length > 0) return { text: written, isOpen: true, references: [...new Set(open)] };
  return { text: text + unescaped(written.slice(at)), isOpen: false, references: [] };
}

/** `$NAME`, `${NAME:-x}` and `$(command)`; neither `\$` nor `$$`. */
function shellReferences(written: string): readonly Reference[] {
  if (!written.includes('$')) return [];
  const braces = new Map([...bracketed(written, '${', '}'), ...bracketed(written, '$(', ')')].map((one) => [one.start, one]));
  const found: Reference[] = [];
  for (let at = 0; at < written.length; ) {
    const character = written.charAt(at);
    const pair = written.slice(at, at + 2);
    const brace = braces.get(at);
    if (character === '\\' || pair === '$$') {
      at += 2;
    } else if (character !== '$') {
      at++;
    } else if (brace !== undefined) {
      found.push(brace);
      at = brace.end;
    } else {
      nameForm.lastIndex = at + 1;
      const name = nameForm.exec(written)?.[0];
      if (name !== undefined) found.push({ start: at, end: nameForm.lastIndex, name });
      at += 1 + (name?.length ?? 0);
    }
  }
  return found;
}
