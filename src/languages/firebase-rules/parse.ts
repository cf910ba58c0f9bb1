/**
 * What do the rules of Firebase say? Who may do what with the documents or files of which path. A block is a map at the name of its service, at its
 * path, or at `function name`; `allow read, write` is set to its condition. Must not know what any condition means. Total and linear.
 */
import type { Setting, SettingMap, SettingScalar } from '../../flow';
import type { Range } from '../../text';
import { SettingTree } from '../settings';
import { nothingAt, scalarOf, unknownAt } from './expression';
import { tokensOf } from './tokens';
import type { Token } from './tokens';

/** Blocks in more blocks than this are left out. */
const deepest = 64;

/** Words that begin something, and at a line's beginning are nothing else. */
const beginnings = new Set(['rules_version', 'service', 'match', 'function', 'allow', 'let', 'return']);

function isBeginning({ isFirst, text }: Token): boolean {
  return isFirst && beginnings.has(text);
}

export function parseRules(text: string): SettingTree {
  return new RulesReader(text).read();
}

class RulesReader {
  private readonly tokens: readonly Token[];
  private readonly comments: readonly Range[];
  private readonly errors: Range[];
  private at = 0;

  constructor(private readonly text: string) {
    const { tokens, comments, errors } = tokensOf(text);
    this.tokens = tokens;
    this.comments = comments;
    this.errors = [...errors];
  }

  read(): SettingTree {
    const { text } = this;
    const entries: Setting[] = [];
    while (this.at < this.tokens.length) {
      this.body(0, entries);
      // A brace that closes nothing.
      const stray = this.tokens[this.at];
      if (stray !== undefined) this.error(stray);
      this.at++;
    }
    const range = { start: 0, end: text.length };
    const root: SettingMap = { kind: 'map', entries, isOpen: false, range };
    const syntaxErrors = this.errors.toSorted((a, b) => a.start - b.start || a.end - b.end);
    return new SettingTree({ text, documents: [{ range, root }], comments: this.comments.map((one) => ({ range: one, text: text.slice(one.start, one.end) })), syntaxErrors });
  }

  /** Up to the brace that closes it, or the end. */
  private body(depth: number, entries: Setting[] = []): readonly Setting[] {
    for (let token = this.tokens[this.at]; token !== undefined && token.text !== '}'; token = this.tokens[this.at]) {
      const entry = this.statement(token, depth);
      if (entry !== null) entries.push(entry);
    }
    return entries;
  }

  private statement(first: Token, depth: number): Setting | null {
    this.at++;
    switch (first.text) {
      case ';':
        return null;
      case 'service':
      case 'match':
        return this.block(first, depth, this.name(first.text === 'match'), null);
      case 'function':
        return this.function(first, depth);
      case 'allow':
        return this.allow(first);
      case 'return':
        return this.assigned(first, first, 'return');
      case 'let': {
        const name = this.take('word');
        return name === null || !this.passes('=') ? this.skip(first) : this.assigned(first, name, `let ${name.text}`);
      }
      default:
        return first.kind === 'word' && this.passes('=') ? this.assigned(first, first, first.text) : this.skip(first);
    }
  }

  /** Words and marks that stand together: `cloud.firestore`, `/users/{user}`. */
  private name(isPath: boolean): Range | null {
    const from = this.at;
    let end: number | null = null;
    for (let token = this.tokens[this.at]; token !== undefined && (end === null || token.start === end); token = this.tokens[this.at]) {
      const isVariable = isPath && token.text === '{' && this.tokens[this.at - 1]?.text === '/' && this.at > from;
      if (end === null && isPath && token.text !== '/') break;
      if (token.text === ';' || token.text === '}' || (token.text === '{' && !isVariable)) break;
      if (isVariable) {
        // `{document=**}` to its brace.
        const close = this.variableEnd();
        if (close === null) break;
        this.at = close;
      }
      end = this.tokens[this.at]?.end ?? token.end;
      this.at++;
    }
    const first = this.tokens[from];
    return first === undefined || end === null ? null : { start: first.start, end };
  }

  private variableEnd(): number | null {
    for (let at = this.at + 1; at < this.at + 8; at++) {
      const token = this.tokens[at];
      if (token === undefined || token.start !== this.tokens[at - 1]?.end) return null;
      if (token.text === '}') return at;
    }
    return null;
  }

  private function(first: Token, depth: number): Setting | null {
    const name = this.take('word');
    if (name === null || !this.passes('(')) return this.skip(first);
    while (this.take('word') !== null || this.passes(',')) continue;
    if (!this.passes(')')) return this.skip(first);
    return this.block(first, depth, { start: first.start, end: name.end }, `function ${name.text}`);
  }

  /** `key` where that is not what is written. */
  private block(first: Token, depth: number, name: Range | null, key: string | null): Setting | null {
    const open = this.tokens[this.at];
    if (name === null || open?.text !== '{') return this.skip(first);
    this.at++;
    if (depth >= deepest) return this.leaveOut(open);
    const entries = this.body(depth + 1);
    const close = this.tokens[this.at];
    if (close === undefined) this.errors.push({ start: first.start, end: name.end });
    this.at++;
    const end = close?.end ?? this.text.length;
    const value: SettingMap = { kind: 'map', entries, isOpen: false, range: { start: open.start, end } };
    return { key: key ?? this.text.slice(name.start, name.end), keyRange: name, range: { start: first.start, end }, value };
  }

  private leaveOut(open: Token): null {
    this.error(open);
    let depth = 1;
    for (let token = this.tokens[this.at]; token !== undefined && depth > 0; token = this.tokens[this.at]) {
      depth += token.text === '{' ? 1 : token.text === '}' ? -1 : 0;
      this.at++;
    }
    return null;
  }

  /** `allow read, write: if condition;` and `allow read;`. */
  private allow(first: Token): Setting | null {
    const methods: Token[] = [];
    for (let token = this.take('word'); token !== null; token = this.passes(',') ? this.take('word') : null) methods.push(token);
    const last = methods.at(-1);
    if (last === undefined) return this.skip(first);
    const key = `allow ${methods.map(({ text }) => text).join(', ')}`;
    const keyRange = { start: first.start, end: last.end };
    if (this.tokens[this.at]?.text === ';') {
      this.at++;
      return { key, keyRange, range: keyRange, value: nothingAt(last.end) };
    }
    const isAsked = this.passes(':') && this.passes('if');
    const before = this.tokens[this.at - 1]?.end ?? last.end;
    const value = isAsked ? this.expression(before) : unknownAt(before);
    if (!isAsked) this.skip(first);
    return { key, keyRange, range: { start: first.start, end: value.range.end }, value };
  }

  private assigned(first: Token, name: Token, key: string): Setting {
    const value = this.expression(this.tokens[this.at - 1]?.end ?? name.end);
    return { key, keyRange: { start: first.start, end: name.end }, range: { start: first.start, end: value.range.end }, value };
  }

  /** To its semicolon; where that lacks, to the brace around it or a line that begins something. */
  private expression(before: number): SettingScalar {
    const from = this.at;
    const depths: string[] = [];
    for (let token = this.tokens[this.at]; token !== undefined && token.text !== ';' && !isBeginning(token); token = this.tokens[this.at]) {
      if (token.text === '}' && depths.at(-1) !== '{') break;
      if (token.text === '{' || token.text === '(' || token.text === '[') depths.push(token.text);
      if (token.text === '}' || token.text === ')' || token.text === ']') depths.pop();
      this.at++;
    }
    const tokens = this.tokens.slice(from, this.at);
    const isEnded = this.passes(';');
    const last = tokens.at(-1);
    // The last one in its block may go without, and what is returned.
    const isAlone = this.tokens[this.at]?.text === '}' || this.tokens[from - 1]?.text === 'return';
    if (last === undefined || depths.length > 0 || !(isEnded || isAlone)) this.errors.push({ start: this.tokens[from - 1]?.start ?? before, end: last?.end ?? before });
    return tokens.length === 0 ? unknownAt(before) : scalarOf(tokens);
  }

  /** What is not understood, from a word to the end of what it begins. */
  private skip(first: Token): null {
    let end = this.tokens[this.at - 1]?.end ?? first.end;
    for (let token = this.tokens[this.at]; token !== undefined && token.text !== '}' && token.text !== '{' && !isBeginning(token); token = this.tokens[this.at]) {
      this.at++;
      end = token.end;
      if (token.text === ';') break;
    }
    this.errors.push({ start: first.start, end });
    return null;
  }

  private take(kind: Token['kind']): Token | null {
    const token = this.tokens[this.at];
    if (token?.kind !== kind || isBeginning(token)) return null;
    this.at++;
    return token;
  }

  private passes(text: string): boolean {
    if (this.tokens[this.at]?.text !== text) return false;
    this.at++;
    return true;
  }

  private error({ start, end }: Range): void {
    this.errors.push({ start, end });
  }
}
