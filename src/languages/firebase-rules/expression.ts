/**
 * What does a condition say, however it is spaced? One text for what is one expression, and the function that it does nothing but call.
 * Must not evaluate anything.
 */
import type { SettingScalar } from '../../flow';
import type { Token } from './tokens';

/** Marks and words that stand between blanks. */
const apart = new Set(['==', '!=', '<=', '>=', '<', '>', '&&', '||', '=', '+', '*', '%', '?', ':', 'is', 'in']);

/** Of an expression's tokens, at least one; parentheses around all of it and comments are left out. */
export function scalarOf(tokens: readonly Token[]): SettingScalar {
  const range = { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
  const bare = unwrapped(tokens);
  const [only] = bare;
  const text = bare.length === 1 && only?.kind === 'text' ? unquoted(only.text) : spaced(bare);
  const isCall = bare.length === 3 && only?.kind === 'word' && bare[1]?.text === '(' && bare[2]?.text === ')';
  return { kind: 'scalar', text, value: text, isOpen: isCall, references: isCall ? [text] : [], range };
}

/** What is half-typed says nothing yet. */
export function unknownAt(at: number): SettingScalar {
  return { kind: 'scalar', text: '', value: '', isOpen: true, references: [], range: { start: at, end: at } };
}

/** Nothing is asked at all: `allow read;`. */
export function nothingAt(at: number): SettingScalar {
  return { ...unknownAt(at), isOpen: false };
}

function unwrapped(tokens: readonly Token[]): readonly Token[] {
  let [start, end] = [0, tokens.length];
  const closes = partnersOf(tokens);
  while (end - start > 2 && tokens[start]?.text === '(' && closes.get(start) === end - 1) {
    start++;
    end--;
  }
  return tokens.slice(start, end);
}

/** Where each parenthesis is closed. */
function partnersOf(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const open: number[] = [];
  const closes = new Map<number, number>();
  tokens.forEach(({ text }, index) => {
    if (text === '(') open.push(index);
    const last = text === ')' ? open.pop() : undefined;
    if (last !== undefined) closes.set(last, index);
  });
  return closes;
}

function spaced(tokens: readonly Token[]): string {
  let written = '';
  tokens.forEach((token, index) => {
    const before = tokens[index - 1];
    const isApart = before !== undefined && (apart.has(token.text) || apart.has(before.text) || before.text === ',' || (token.kind !== 'mark' && before.kind !== 'mark'));
    written += isApart ? ` ${token.text}` : token.text;
  });
  return written;
}

function unquoted(text: string): string {
  return text.slice(1, text.length > 1 && text.endsWith(text.charAt(0)) ? -1 : undefined).replace(/\\([^nrt])/g, '$1');
}
