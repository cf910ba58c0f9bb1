/**
 * What are the words of JSON? Strings, numbers, names and marks with their places, comments among them.
 * Must not know how they fit together. Total and linear; strings are not copied.
 */
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';

export interface JsonToken extends Range {
  /** `word` is any that JSON has no meaning for. */
  readonly kind: '{' | '}' | '[' | ']' | ',' | ':' | 'text' | 'number' | 'true' | 'false' | 'null' | 'word' | 'comment';
  readonly isBroken: boolean;
}

const numberForm = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

export class JsonScanner {
  private at: number;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** Null at the end. */
  next(): JsonToken | null {
    const { text } = this;
    while (isBlank(text.charCodeAt(this.at))) this.at++;
    if (this.at >= text.length) return null;
    const character = text.charAt(this.at);
    switch (character) {
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        return this.take(character, this.at + 1);
      case '"':
        return this.string();
      case '/':
        if (text.charAt(this.at + 1) === '/') return this.take('comment', this.lineEnd(this.at));
        if (text.charAt(this.at + 1) === '*') return this.block();
        return this.take('word', this.at + 1, true);
      default:
        return this.word();
    }
  }

  private take(kind: JsonToken['kind'], end: number, isBroken = false): JsonToken {
    const start = this.at;
    this.at = end;
    return { kind, start, end, isBroken };
  }

  private lineEnd(from: number): number {
    const end = lineFeedAfter(this.text, from);
    return this.text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  private block(): JsonToken {
    const end = this.text.indexOf('*/', this.at + 2);
    return end < 0 ? this.take('comment', this.text.length, true) : this.take('comment', end + 2);
  }

  /** To its quote; one that has none ends with its line. */
  private string(): JsonToken {
    const { text } = this;
    let isBroken = false;
    for (let at = this.at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 34) return this.take('text', at + 1, isBroken);
      if (code === 10 || code === 13) return this.take('text', at, true);
      // Other control characters are not allowed.
      if (code < 32) isBroken = true;
      if (code === 92) {
        const escape = text.charAt(at + 1);
        if (!'"\\/bfnrtu'.includes(escape) || (escape === 'u' && !/^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6)))) isBroken = true;
        if (escape !== '\n' && escape !== '\r') at++;
      }
    }
    return this.take('text', text.length, true);
  }

  private word(): JsonToken {
    const { text } = this;
    let end = this.at + 1;
    while (end < text.length && isWord(text.charCodeAt(end))) end++;
    const length = end - this.at;
    const word = text.slice(this.at, end);
    if (length <= 5 && (word === 'true' || word === 'false' || word === 'null')) return this.take(word, end);
    return numberForm.test(word) ? this.take('number', end) : this.take('word', end, true);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** All but blanks, marks, quotes and what begins a comment. */
function isWord(code: number): boolean {
  return !isBlank(code) && code !== 34 && code !== 44 && code !== 47 && code !== 58 && code !== 91 && code !== 93 && code !== 123 && code !== 125;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The characters that a string means; broken escapes stand for themselves. */
export function unescaped(inside: string): string {
  return inside.replace(/\\(?:u([\da-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string | undefined) => {
    if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
    return escapes[character ?? ''] ?? character ?? '';
  });
}
