/**
 * What is a page made of? Start tags with their attributes, texts and comments, as the HTML standard reads them
 * (https://html.spec.whatwg.org/multipage/parsing.html#tokenization). Which element stands in which is not asked: nothing here depends on it, and pages
 * nest as deep as they like. What a template fills in is passed over as a whole, which the standard does not know of.
 * Must not interpret elements, apart from those whose text is no markup. Total and linear.
 */
import type { Range } from '../../text';
import { beginsMark, Marks } from './marks';

export interface HtmlAttribute {
  /** In small letters. */
  readonly name: string;
  readonly range: Range;
  /** What is given, without quotes; null where only the name stands there. */
  readonly value: Range | null;
}

export interface HtmlElement {
  /** In small letters. */
  readonly name: string;
  /** The start tag. */
  readonly range: Range;
  /** In their order; of several with one name the first. */
  readonly attributes: readonly HtmlAttribute[];
  /** Of an element whose text is no markup (scripts, styles) that text. */
  readonly raw: Range | null;
}

export interface HtmlTokens {
  readonly elements: readonly HtmlElement[];
  /** What stands between tags, marks and comments, where it is not blank: without the white space around it. */
  readonly texts: readonly Range[];
  readonly comments: readonly Range[];
  /** In their order, those in attributes and raw texts aside. */
  readonly marks: readonly Range[];
}

/** Elements whose text ends at their end tag alone. */
const rawElements: ReadonlySet<string> = new Set(['script', 'style', 'title', 'textarea', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext']);
const space = /[\t\n\f\r ]/;

export function tokenize(text: string): HtmlTokens {
  return new Tokenizer(text).run();
}

class Tokenizer {
  private readonly elements: HtmlElement[] = [];
  private readonly texts: Range[] = [];
  private readonly comments: Range[] = [];
  private readonly seen: Range[] = [];
  private readonly marks: Marks;
  private at = 0;

  constructor(private readonly text: string) {
    this.marks = new Marks(text);
  }

  run(): HtmlTokens {
    const { text } = this;
    const next = new RegExp(`<|${beginsMark}`, 'g');
    let textStart = 0;
    while (this.at < text.length) {
      next.lastIndex = this.at;
      const start = next.exec(text)?.index ?? text.length;
      this.at = start + 1;
      if (start < text.length && !this.markup(start)) continue;
      this.addText(textStart, start);
      textStart = this.at;
    }
    this.addText(textStart, text.length);
    return { elements: this.elements, texts: this.texts, comments: this.comments, marks: this.seen };
  }

  /** Reads what begins at `start`, up to `at`; false where it is text after all. */
  private markup(start: number): boolean {
    const { text } = this;
    const mark = this.marks.endOf(start);
    if (mark !== null) {
      this.seen.push({ start, end: mark });
      this.at = mark;
      return true;
    }
    if (text[start] !== '<') return false;
    const first = text.charAt(start + 1);
    if (first === '!') this.comment(start);
    else if (first === '?') this.at = this.behind('>', start);
    else if (/[a-z]/i.test(first)) this.startTag(start);
    else if (first === '/' && start + 2 < text.length) this.at = /[a-z]/i.test(text.charAt(start + 2)) ? this.tag(start + 2).end : this.behind('>', start);
    else return false;
    return true;
  }

  /** Behind the next `sign`, or the text's end. */
  private behind(sign: string, from: number): number {
    const found = this.text.indexOf(sign, from);
    return found === -1 ? this.text.length : found + sign.length;
  }

  private addText(from: number, to: number): void {
    const range = trimmed(this.text, { start: from, end: to });
    if (range.start < range.end) this.texts.push(range);
  }

  private comment(start: number): void {
    const { text } = this;
    if (!text.startsWith('<!--', start)) {
      // A doctype, or what is read as a comment up to the next sign.
      this.at = this.behind('>', start);
      return;
    }
    // Dashes count twice: `<!-->` is a whole comment.
    const end = /--!?>/g;
    end.lastIndex = start + 2;
    let found = end.exec(text);
    // Only the short forms end with dashes that began it.
    if (found !== null && found.index < start + 4 && found[0] === '--!>') found = end.exec(text);
    this.at = found === null ? text.length : end.lastIndex;
    this.comments.push({ start, end: this.at });
  }

  private startTag(start: number): void {
    const { name, attributes, end, isWhole } = this.tag(start + 1);
    this.at = end;
    // A tag that the text ends in is dropped.
    if (!isWhole) return;
    const raw = rawElements.has(name) ? { start: end, end: this.endOfRaw(name, end) } : null;
    if (raw !== null) this.at = raw.end;
    this.elements.push({ name, range: { start, end }, attributes, raw });
  }

  /** Reads a tag from its name on. */
  private tag(from: number): { readonly name: string; readonly attributes: readonly HtmlAttribute[]; readonly end: number; readonly isWhole: boolean } {
    const { text } = this;
    const nameEnd = this.upTo(tagNameEnd, from);
    const attributes: HtmlAttribute[] = [];
    const names = new Set<string>();
    for (let at = nameEnd; at < text.length; ) {
      const sign = text.charAt(at);
      if (sign === '>') return { name: text.slice(from, nameEnd).toLowerCase(), attributes, end: at + 1, isWhole: true };
      const mark = sign === '{' || sign === '<' ? this.marks.endOf(at) : null;
      if (sign === '/' || space.test(sign) || mark !== null) {
        at = mark ?? at + 1;
        continue;
      }
      const attribute = this.attribute(at);
      at = attribute.range.end;
      if (!names.has(attribute.name)) attributes.push(attribute);
      names.add(attribute.name);
    }
    return { name: '', attributes: [], end: text.length, isWhole: false };
  }

  private attribute(start: number): HtmlAttribute {
    const { text } = this;
    // A sign that stands first is a part of the name.
    const nameEnd = this.upTo(attributeNameEnd, start + 1);
    const name = text.slice(start, nameEnd).toLowerCase();
    let at = this.upTo(noSpace, nameEnd);
    if (text[at] !== '=') return { name, range: { start, end: nameEnd }, value: null };
    at = this.upTo(noSpace, at + 1);
    const quote = text.charAt(at);
    if (quote === '"' || quote === "'") {
      const end = this.past(quote === '"' ? doubleQuote : singleQuote, at + 1);
      return { name, range: { start, end: Math.min(end + 1, text.length) }, value: { start: at + 1, end } };
    }
    const end = this.past(unquotedEnd, at);
    return { name, range: { start, end }, value: { start: at, end } };
  }

  /** The first match from there on, or the text's end. `pattern` is global. */
  private upTo(pattern: RegExp, from: number): number {
    pattern.lastIndex = from;
    return pattern.exec(this.text)?.index ?? this.text.length;
  }

  /** The same, past whole marks. */
  private past(pattern: RegExp, from: number): number {
    for (let at = from; ; ) {
      at = this.upTo(pattern, at);
      const sign = this.text.charAt(at);
      if (sign !== '{' && sign !== '<') return at;
      at = this.marks.endOf(at) ?? at + 1;
    }
  }

  /** Where the end tag begins before which all is text, or the text's end. */
  private endOfRaw(name: string, from: number): number {
    if (name === 'plaintext') return this.text.length;
    if (name === 'script') return this.endOfScript(from);
    return this.upTo(new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi'), from);
  }

  /** In a comment of a script a script may stand whose end tag is not the end: https://html.spec.whatwg.org/multipage/parsing.html#script-data-double-escaped-state. */
  private endOfScript(from: number): number {
    const sign = /<!--|-->|<(\/?)script(?=[\t\n\f\r />])/gi;
    sign.lastIndex = from;
    let state: 'plain' | 'comment' | 'inner' = 'plain';
    for (let found = sign.exec(this.text); found !== null; found = sign.exec(this.text)) {
      if (found[0] === '<!--') {
        if (state === 'plain') state = 'comment';
        // Dashes count twice.
        sign.lastIndex = found.index + 2;
      } else if (found[0] === '-->') state = 'plain';
      else if (found[1] === '') state = state === 'comment' ? 'inner' : state;
      else if (state === 'inner') state = 'comment';
      else return found.index;
    }
    return this.text.length;
  }
}

/** Without the white space around it. */
export function trimmed(text: string, range: Range): Range {
  let { start, end } = range;
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return { start, end };
}

const tagNameEnd = /[\t\n\f\r />]/g;
const attributeNameEnd = /[\t\n\f\r />=]/g;
const noSpace = /[^\t\n\f\r ]/g;
const doubleQuote = new RegExp(`"|${beginsMark}`, 'g');
const singleQuote = new RegExp(`'|${beginsMark}`, 'g');
const unquotedEnd = new RegExp(`[\\t\\n\\f\\r >]|${beginsMark}`, 'g');
