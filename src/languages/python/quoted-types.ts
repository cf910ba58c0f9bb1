/**
 * What does a type in quotes say? `'list[User] | None'`, as annotations have it
 * before a class is defined.
 * Must not be slow on any text: it is read once, left to right.
 */
import type { WrittenType } from './type-names';

/** Deeper nesting than this is `unknown`. */
const DEPTH_LIMIT = 50;
/** A longer text is no type. */
const LENGTH_LIMIT = 2_000;

const UNKNOWN: WrittenType = { kind: 'unknown' };

/** `unknown` where the text is no type. */
export function parseQuotedType(text: string): WrittenType {
  if (text.length > LENGTH_LIMIT) return UNKNOWN;
  const tokens = text.match(/[\p{L}\p{N}_]+(?:\s*\.\s*[\p{L}\p{N}_]+)*|\.\.\.|[[\],|]|'[^']*'|"[^"]*"|\S/gu) ?? [];
  const reader = new Reader(tokens);
  const type = reader.union(0);
  return reader.atEnd ? type : UNKNOWN;
}

class Reader {
  private at = 0;
  /** Inside `Literal[…]`, where quotes hold values. */
  private values = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get atEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  /** `A | B`. */
  union(depth: number): WrittenType {
    const first = this.single(depth);
    if (this.tokens[this.at] !== '|') return first;
    const of = [first];
    while (this.take('|')) of.push(this.single(depth));
    return { kind: 'union', of };
  }

  private single(depth: number): WrittenType {
    const token = this.tokens[this.at];
    if (token === undefined || depth > DEPTH_LIMIT) return UNKNOWN;
    if (token === ']' || token === ',' || token === '|') return UNKNOWN;
    this.at++;
    if (token === '...') return { kind: 'ellipsis' };
    if (token === '[') {
      // The parameters of a function type.
      this.list(depth);
      return UNKNOWN;
    }
    if (/^\d/.test(token)) return { kind: 'literal', value: Number(token) };
    const quoted = /^['"]/.test(token);
    if (quoted && this.values > 0) return { kind: 'literal', value: token.slice(1, -1) };
    const name = (quoted ? token.slice(1, -1) : token).replace(/\s+/g, '');
    if (!/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(name)) return UNKNOWN;
    if (!this.take('[')) return { kind: 'name', name, args: [] };
    const isLiteral = /(?:^|\.)Literal$/.test(name);
    if (isLiteral) this.values++;
    const args = this.list(depth);
    if (isLiteral) this.values--;
    return { kind: 'name', name, args };
  }

  /** Up to the closing bracket, which may be missing. */
  private list(depth: number): WrittenType[] {
    const parts: WrittenType[] = [];
    while (!this.atEnd && !this.take(']')) {
      const before = this.at;
      parts.push(this.union(depth + 1));
      // What is no type is stepped over.
      if (!this.take(',') && this.at === before) this.at++;
    }
    return parts;
  }

  private take(token: string): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}
