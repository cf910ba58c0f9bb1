/**
 * Of which words is a configuration of nginx made? Must not know directives. Linear.
 */
import type { Range } from '../../text';

export interface Token extends Range {
  readonly kind: 'word' | ';' | '{' | '}' | 'comment' | 'template';
  /** Without quotes and escapes of quotes. */
  readonly text: string;
  readonly isQuoted: boolean;
  /** Its quotes are never closed. */
  readonly isCut: boolean;
}

const plain = { isQuoted: false, isCut: false };

export class Tokens {
  at: number;
  /** Where marks of templates are not closed from. */
  private readonly unclosed = new Map<string, number>();
  private readonly noQuote = new Map<string, number>();

  constructor(readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The next one; null at the end. */
  next(): Token | null {
    const { text } = this;
    while (this.at < text.length && isBlank(text.charCodeAt(this.at))) this.at++;
    if (this.at >= text.length) return null;
    const start = this.at;
    const character = text.charAt(start);
    if (character === '#') return this.take('comment', start, endOfLine(text, start));
    if (character === ';' || character === '}') return this.take(character, start, start + 1);
    if (text.startsWith('{%', start)) {
      const end = this.templateEnd(start);
      if (end !== null) return this.take('template', start, end);
    }
    if (character === '{' && this.templateEnd(start) === null) return this.take('{', start, start + 1);
    return character === '"' || character === "'" ? this.quoted(start, character) : this.word(start);
  }

  private take(kind: Token['kind'], start: number, end: number): Token {
    this.at = end;
    return { kind, start, end, text: this.text.slice(start, end), ...plain };
  }

  private quoted(start: number, quote: string): Token {
    const { text } = this;
    const known = this.noQuote.get(quote);
    let at = start + 1;
    if (known === undefined || start < known) {
      while (at < text.length && text.charAt(at) !== quote) at += text.charAt(at) === '\\' ? 2 : 1;
      if (at < text.length) {
        this.at = at + 1;
        return { kind: 'word', start, end: this.at, text: text.slice(start + 1, at).replace(/\\(["'\\])/g, '$1'), isQuoted: true, isCut: false };
      }
      this.noQuote.set(quote, start);
    }
    const end = Math.max(trimmedEnd(text, start, endOfLine(text, start)), start + 1);
    this.at = end;
    return { kind: 'word', start, end, text: text.slice(start, end), isQuoted: false, isCut: true };
  }

  private word(start: number): Token {
    const { text } = this;
    let at = start;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      if (isBlank(code) || text.charAt(at) === ';') break;
      const end = text.charAt(at) === '{' || text.charAt(at) === '<' ? this.templateEnd(at) : null;
      if (end !== null) at = end;
      // `${name}` is one word.
      else if (text.charAt(at) === '{' && text.charAt(at - 1) !== '$') break;
      else at += text.charAt(at) === '\\' && at + 1 < text.length && !isLineBreak(text.charCodeAt(at + 1)) ? 2 : 1;
    }
    return this.take('word', start, Math.max(at, start + 1));
  }

  /** Where `{{ … }}`, `{% … %}` and `<%= … %>` end, if they do so on their line. */
  private templateEnd(start: number): number | null {
    const { text } = this;
    const open = text.slice(start, start + 2);
    const close = open === '{{' ? '}}' : open === '{%' ? '%}' : open === '<%' ? '%>' : null;
    const known = this.unclosed.get(open);
    if (close === null || (known !== undefined && start < known)) return null;
    const line = endOfLine(text, start);
    const end = text.slice(start, line).indexOf(close, 2);
    if (end >= 0) return start + end + 2;
    // Nothing closes it on the rest of the line, nor what opens there.
    this.unclosed.set(open, line);
    return null;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

function endOfLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  const end = feed < 0 ? text.length : feed;
  return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

function trimmedEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).trimEnd().length;
}
