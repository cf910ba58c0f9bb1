/**
 * What does a configuration of nginx say? Directives and blocks, in order; what a block is for is a map within a map:
 * `location /x { … }` stands at `location./x`. Must not know what a directive means. Total and linear.
 */
import type { Comment, Setting, SettingMap, SettingScalar } from '../../flow';
import type { Range } from '../../text';
import { indentationAt, templateReferences } from '../settings';
import { ConfTree } from './tree';
import { Tokens } from './tokens';
import type { Token } from './tokens';

/** Blocks in more blocks than this are left out. */
const deepest = 64;

interface OpenBlock {
  readonly words: readonly Token[];
  readonly open: number;
  readonly entries: Setting[];
  isOpen: boolean;
}

/** Words that begin a directive and are hardly ever an argument at the beginning of a line. */
const beginning = /^(?:[a-z]+(?:_[a-z0-9]+)+|server|location|listen|root|index|return|rewrite|include|proxy|upstream|if|set|allow|deny|expires|http|events)$/;

export function parseNginx(text: string): ConfTree {
  return new NginxReader(text).read();
}

class NginxReader {
  private readonly comments: Comment[] = [];
  private readonly syntaxErrors: Range[] = [];
  private readonly tokens: Tokens;
  private readonly blocks: OpenBlock[] = [{ words: [], open: 0, entries: [], isOpen: false }];
  /** Of a directive, as far as it is read. */
  private words: Token[] = [];
  /** Of the line on which that begins, once it was asked for. */
  private indentation: number | null = null;
  /** Blocks that are too deep to be read. */
  private skipped = 0;

  constructor(private readonly text: string) {
    this.tokens = new Tokens(text);
  }

  read(): ConfTree {
    const { text } = this;
    for (let token = this.tokens.next(); token !== null; token = this.tokens.next()) this.take(token);
    this.endDirective(true);
    while (this.blocks.length > 1) {
      const [name] = this.inner.words;
      if (name !== undefined) this.syntaxErrors.push({ start: name.start, end: name.end });
      this.close(text.length);
    }
    const range = { start: 0, end: text.length };
    const root = { kind: 'map' as const, entries: this.inner.entries, isOpen: this.inner.isOpen, range };
    const syntaxErrors = [...this.syntaxErrors].sort((a, b) => a.start - b.start);
    return new ConfTree({ text, documents: [{ range, root }], comments: this.comments, syntaxErrors }, 'nginx');
  }

  private get inner(): OpenBlock {
    return this.blocks.at(-1) ?? { words: [], open: 0, entries: [], isOpen: false };
  }

  private take(token: Token): void {
    switch (token.kind) {
      case 'comment':
        this.comments.push({ range: { start: token.start, end: token.end }, text: token.text });
        return;
      case 'template':
        // What it lets be read, and what not, is not known.
        this.inner.isOpen = true;
        return;
      case 'word':
        if (token.isCut) this.syntaxErrors.push({ start: token.start, end: token.end });
        if (this.isMissingEnd(token)) this.endDirective(true);
        this.words.push(token);
        return;
      case ';':
        if (this.words.length === 0) this.syntaxErrors.push({ start: token.start, end: token.end });
        this.endDirective(false, token.start);
        return;
      case '{':
        this.begin(token);
        return;
      case '}':
        this.endDirective(true);
        if (this.skipped > 0) this.skipped--;
        else if (this.blocks.length > 1) this.close(token.end);
        else this.syntaxErrors.push({ start: token.start, end: token.end });
    }
  }

  /** Half-typed: what follows on a line of its own, not indented more, is the next directive. */
  private isMissingEnd(token: Token): boolean {
    const [first] = this.words;
    const last = this.words.at(-1);
    if (first === undefined || last === undefined || token.isQuoted || !beginning.test(token.text)) return false;
    const gap = this.text.slice(last.end, token.start);
    if (!gap.includes('\n')) return false;
    this.indentation ??= indentationAt(this.text, first.start).length;
    return gap.length - gap.lastIndexOf('\n') - 1 <= this.indentation;
  }

  private begin(token: Token): void {
    const { words } = this;
    const [name] = words;
    this.words = [];
    this.indentation = null;
    if (this.skipped > 0 || this.blocks.length > deepest || name === undefined) {
      this.skipped++;
      this.syntaxErrors.push({ start: token.start, end: token.end });
    } else if (name.text.endsWith('_by_lua_block')) {
      const end = luaEnd(this.text, token.start);
      this.tokens.at = end;
      const written = this.text.slice(token.start, end);
      this.inner.entries.push(entryOf(words, scalarOf(written, token.start, end), end));
    } else {
      this.blocks.push({ words, open: token.start, entries: [], isOpen: false });
    }
  }

  private close(end: number): void {
    const block = this.blocks.pop();
    if (block === undefined) return;
    const map = { kind: 'map' as const, entries: block.entries, isOpen: block.isOpen, range: { start: block.open, end } };
    this.inner.entries.push(entryOf(block.words, map, end));
  }

  /** The directive that was read so far, if any. `isCut`: its semicolon is missing. */
  private endDirective(isCut: boolean, mark?: number): void {
    const [name, ...args] = this.words;
    this.words = [];
    this.indentation = null;
    if (name === undefined || this.skipped > 0) return;
    const last = args.at(-1) ?? name;
    if (isCut) this.syntaxErrors.push({ start: name.start, end: last.end });
    const start = args[0]?.start ?? mark ?? name.end;
    const end = Math.max(start, args.at(-1)?.end ?? start);
    const value = args.length === 0 ? scalarOf('', name.end, name.end) : scalarOf(args.map(({ text }) => text).join(' '), start, end);
    this.inner.entries.push({ key: name.text, keyRange: { start: name.start, end: name.end }, range: { start: name.start, end: value.range.end }, value });
  }
}

function scalarOf(text: string, start: number, end: number): SettingScalar {
  const references = templateReferences(text).map(({ name }) => name);
  return { kind: 'scalar', text, value: text, isOpen: references.length > 0, references, range: { start, end } };
}

/** A block's entry, its label, if it has one, as a map's only entry. */
function entryOf(words: readonly Token[], value: SettingMap | SettingScalar, end: number): Setting {
  const [name, ...labels] = words;
  const key = name?.text ?? '';
  const keyRange = { start: name?.start ?? value.range.start, end: name?.end ?? value.range.start };
  const [first] = labels;
  const last = labels.at(-1);
  if (first === undefined || last === undefined) return { key, keyRange, range: { start: keyRange.start, end }, value };
  const label: Setting = { key: labels.map(({ text }) => text).join(' '), keyRange: { start: first.start, end: last.end }, range: { start: first.start, end }, value };
  return { key, keyRange, range: { start: keyRange.start, end }, value: { kind: 'map', entries: [label], isOpen: false, range: { start: first.start, end } } };
}

/** Where a block of Lua ends: its braces outside of texts and comments. */
function luaEnd(text: string, open: number): number {
  const part = /--\[\[[^]*?(?:\]\]|$)|--[^\n]*|"(?:[^"\\\n]|\\[^])*(?:"|$)?|'(?:[^'\\\n]|\\[^])*(?:'|$)?|[{}]/g;
  part.lastIndex = open;
  let depth = 0;
  for (let found = part.exec(text); found !== null; found = part.exec(text)) {
    if (found[0] === '{') depth++;
    else if (found[0] === '}' && --depth === 0) return part.lastIndex;
  }
  return text.length;
}
