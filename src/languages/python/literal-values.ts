/**
 * Which value does a literal stand for? Strings with their prefixes and escapes,
 * and numbers.
 * Must not fold expressions: analysis does.
 */
import type { Constant } from '../../flow';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Kind } from './kinds';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', a: '\x07', '\\': '\\', "'": "'", '"': '"', '\n': '', '\r\n': '',
};

/** Where a string literal's text is, absolute, and how to read it. */
export interface StringParts {
  readonly start: number;
  readonly end: number;
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
}

/** The text inside the quotes; of an unfinished string the text so far. */
export function stringParts(tree: FlatTree, node: FlatNode): StringParts {
  const from = tree.start(node);
  const to = tree.end(node);
  let at = from;
  while (at < to && at < from + 2 && isLetter(tree.text.charCodeAt(at))) at++;
  const prefix = tree.text.slice(from, at).toLowerCase();
  const quote = tree.text[at] ?? '';
  const triple = at + 2 < to && tree.text[at + 1] === quote && tree.text[at + 2] === quote;
  const delimiter = triple ? quote.repeat(3) : quote;
  const start = Math.min(at + delimiter.length, to);
  const closed = to - delimiter.length >= start && tree.text.startsWith(delimiter, to - delimiter.length);
  return {
    start, end: closed ? to - delimiter.length : to, raw: prefix.includes('r'), bytes: prefix.includes('b'),
    formatted: prefix.includes('f') || prefix.includes('t'),
  };
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** The value of a stretch of a string's text; a malformed escape stays as written. */
export function textValue(text: string, { raw, bytes, formatted }: StringParts): string {
  const plain = formatted ? text.replaceAll('{{', '{').replaceAll('}}', '}') : text;
  return raw || !plain.includes('\\') ? plain : unescaped(plain, bytes);
}

function unescaped(text: string, bytes: boolean): string {
  return text.replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(\r\n|[^]))/g, (whole, byte?: string, short?: string, long?: string, octal?: string, plain?: string) => {
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    const digits = byte ?? short ?? long;
    if (digits !== undefined) {
      const code = Number.parseInt(digits, 16);
      return code > 0x10ffff || (bytes && byte === undefined) ? whole : String.fromCodePoint(code);
    }
    return SIMPLE_ESCAPES[plain ?? ''] ?? whole;
  });
}

/** A string literal's value; null when it holds interpolations. */
export function stringValue(tree: FlatTree, node: FlatNode): string | null {
  if (tree.firstChild(node) !== NONE) return null;
  const parts = stringParts(tree, node);
  return textValue(tree.text.slice(parts.start, parts.end), parts);
}

/** A number's value; an imaginary one's source text. */
export function numberValue(text: string): number | string {
  const plain = text.replaceAll('_', '');
  if (/[jJ]$/.test(plain)) return text;
  const value = /^0[0-7]+[lL]?$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain.replace(/[lL]$/, ''));
  return Number.isSafeInteger(value) || /[.eE]/.test(plain) ? value : text;
}

/** The value of a literal node; null when the node is no literal. */
export function constantOf(tree: FlatTree, node: FlatNode): { readonly value: Constant } | null {
  switch (tree.kind(node)) {
    case Kind.string: {
      const value = stringValue(tree, node);
      return value === null ? null : { value };
    }
    case Kind.concatenated_string: {
      let value = '';
      for (const part of tree.children(node)) {
        const text = tree.kind(part) === Kind.string ? stringValue(tree, part) : null;
        if (text === null) return null;
        value += text;
      }
      return { value };
    }
    case Kind.integer:
    case Kind.float:
      return { value: numberValue(tree.textOf(node)) };
    case Kind.true:
      return { value: true };
    case Kind.false:
      return { value: false };
    case Kind.none:
      return { value: null };
    case Kind.unary_operator: {
      const inner = tree.firstChild(node);
      const kind = tree.kind(inner);
      if ((kind !== Kind.integer && kind !== Kind.float) || tree.text[tree.start(node)] !== '-') return null;
      const value = numberValue(tree.textOf(inner));
      return { value: typeof value === 'number' ? -value : `-${value}` };
    }
    case Kind.parenthesized_expression: {
      const inner = tree.firstChild(node);
      return inner === NONE || tree.kind(inner) === Kind.parenthesized_expression ? null : constantOf(tree, inner);
    }
    default:
      return null;
  }
}

/** The string that `d[node]` or `{node: …}` has as key; null when it is no literal string. */
export function stringKey(tree: FlatTree, node: FlatNode): string | null {
  const value = constantOf(tree, node)?.value;
  return typeof value === 'string' && tree.kind(node) !== Kind.integer && tree.kind(node) !== Kind.float ? value : null;
}
