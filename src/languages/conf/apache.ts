/**
 * What does a configuration of Apache say? Directives and sections, in order, by their names in small letters, for Apache does not tell them apart.
 * `<Directory "/srv">` stands at `directory./srv`; several arguments are a list, but for directives that give a name a value: `setenv.LEVEL`, `header.x-frame-options`.
 * Must not know what a directive means. Total and linear.
 */
import type { Comment, Setting, SettingMap, SettingScalar, SettingValue } from '../../flow';
import type { Range } from '../../text';
import { lineEnd, templateReferences } from '../settings';
import { ConfTree } from './tree';

/** Sections in more sections than this are left out. */
const deepest = 64;

/** Their first argument is a name, and what follows its value. */
const naming: ReadonlySet<string> = new Set(['setenv', 'define', 'php_value', 'php_flag', 'php_admin_value', 'php_admin_flag']);

/** The same of headers: `Header always set NAME value` stands at `header.name`, in small letters as those of HTTP are compared. */
const headerNaming: ReadonlySet<string> = new Set(['header', 'requestheader']);
const headerActions: ReadonlySet<string> = new Set(['set', 'setifempty', 'add', 'append', 'merge']);

interface OpenSection {
  readonly name: Argument;
  readonly label: readonly Argument[];
  readonly entries: Setting[];
}

interface Argument extends Range {
  /** Without its quotes. */
  readonly text: string;
}

export function parseApache(text: string): ConfTree {
  return new ApacheReader(text).read();
}

class ApacheReader {
  private readonly comments: Comment[] = [];
  private readonly syntaxErrors: Range[] = [];
  private readonly entries: Setting[] = [];
  private readonly sections: OpenSection[] = [];
  /** Sections that are too deep to be read. */
  private skipped = 0;

  constructor(private readonly text: string) {}

  read(): ConfTree {
    const { text } = this;
    let at = text.startsWith('\ufeff') ? 1 : 0;
    while (at < text.length) {
      const start = at + (/^[ \t\r]*/.exec(text.slice(at, lineEnd(text, at)))?.[0].length ?? 0);
      const end = text.charAt(start) === '#' ? lineEnd(text, start) : this.logicalEnd(start);
      this.line(start, end);
      at = text.indexOf('\n', end);
      if (at < 0) break;
      at++;
    }
    for (let section = this.sections.at(-1); section !== undefined; section = this.sections.at(-1)) {
      this.syntaxErrors.push({ start: section.name.start, end: section.name.end });
      this.close(text.length);
    }
    const range = { start: 0, end: text.length };
    const syntaxErrors = this.syntaxErrors.sort((a, b) => a.start - b.start);
    return new ConfTree({ text, documents: [{ range, root: { kind: 'map', entries: this.entries, isOpen: false, range } }], comments: this.comments, syntaxErrors }, 'apache');
  }

  /** A backslash before the line break puts two lines together. */
  private logicalEnd(start: number): number {
    let end = lineEnd(this.text, start);
    while (end > start && this.text.charAt(end - 1) === '\\' && end < this.text.length) end = lineEnd(this.text, this.text.indexOf('\n', end) + 1);
    return end;
  }

  private line(start: number, end: number): void {
    const first = this.text.charAt(start);
    if (start >= end) return;
    if (first === '#') this.comments.push({ range: { start, end }, text: this.text.slice(start, end) });
    else if (this.text.startsWith('</', start)) this.endSection(start, end);
    else if (first === '<') this.section(start, end);
    else this.directive(start, end);
  }

  private section(start: number, end: number): void {
    const close = start + this.text.slice(start, end).trimEnd().length;
    const isClosed = this.text.charAt(close - 1) === '>';
    const [name, ...label] = argumentsIn(this.text, start + 1, isClosed ? close - 1 : close);
    if (!isClosed) this.syntaxErrors.push({ start, end: close });
    if (name === undefined) return;
    if (this.skipped > 0 || this.sections.length >= deepest) this.skipped++;
    else this.sections.push({ name, label, entries: [] });
  }

  private endSection(start: number, end: number): void {
    const [name] = argumentsIn(this.text, start + 2, end);
    if (this.skipped > 0) {
      this.skipped--;
      return;
    }
    const written = name?.text.replace(/>$/, '').toLowerCase() ?? '';
    const index = this.sections.findLastIndex((section) => section.name.text.toLowerCase() === written);
    if (index < 0) {
      this.syntaxErrors.push({ start, end: start + this.text.slice(start, end).trimEnd().length });
      return;
    }
    // Sections within it that are never closed end with it.
    while (this.sections.length > index) {
      const section = this.sections.at(-1);
      if (section !== undefined && this.sections.length > index + 1) this.syntaxErrors.push({ start: section.name.start, end: section.name.end });
      this.close(this.sections.length > index + 1 ? start : end);
    }
  }

  private close(end: number): void {
    const section = this.sections.pop();
    if (section === undefined) return;
    const { name, label, entries } = section;
    const [first] = label;
    const last = label.at(-1);
    const range = { start: name.start, end };
    const keyRange = { start: name.start, end: name.end };
    if (first === undefined || last === undefined) {
      this.add({ key: name.text.toLowerCase(), keyRange, range, value: mapOf(entries, { start: name.end, end }) });
      return;
    }
    const inner: Setting = { key: label.map(({ text }) => text).join(' '), keyRange: { start: first.start, end: last.end }, range: { start: first.start, end }, value: mapOf(entries, { start: last.end, end }) };
    this.add({ key: name.text.toLowerCase(), keyRange, range, value: mapOf([inner], { start: first.start, end }) });
  }

  private directive(start: number, end: number): void {
    if (this.skipped > 0) return;
    const [name, ...args] = argumentsIn(this.text, start, end);
    if (name === undefined) return;
    const key = name.text.toLowerCase();
    const keyRange = { start: name.start, end: name.end };
    const [first, ...rest] = namedPart(key, args);
    const isNaming = first !== undefined && rest.length > 0;
    const inner = isNaming ? [{ key: headerNaming.has(key) ? first.text.toLowerCase() : first.text, keyRange: { start: first.start, end: first.end }, range: { start: first.start, end: rest.at(-1)?.end ?? first.end }, value: valueOf(this.text, rest, first.end) }] : null;
    const value = inner === null ? valueOf(this.text, args, name.end) : mapOf(inner, { start: first?.start ?? name.end, end: inner[0]?.range.end ?? name.end });
    this.add({ key, keyRange, range: { start: name.start, end: value.range.end }, value });
  }

  private add(setting: Setting): void {
    (this.sections.at(-1)?.entries ?? this.entries).push(setting);
  }
}

/** The name that a directive gives a value, with that; empty where it gives none. */
function namedPart(key: string, args: readonly Argument[]): readonly Argument[] {
  if (naming.has(key)) return args;
  if (!headerNaming.has(key)) return [];
  const action = args.findIndex(({ text }) => headerActions.has(text.toLowerCase()));
  return action < 0 || action > 1 ? [] : args.slice(action + 1);
}

/** Words and texts in quotes; a quote that is not closed goes to the end. */
function argumentsIn(text: string, from: number, to: number): readonly Argument[] {
  const found: Argument[] = [];
  const part = /"(?:[^"\\]|\\[^])*(?:"|$)|'(?:[^'\\]|\\[^])*(?:'|$)|(?:[^ \t\r\n\\]|\\(?!\r?(?:\n|$)))+/g;
  const line = text.slice(from, to);
  for (let match = part.exec(line); match !== null; match = part.exec(line)) {
    const [written] = match;
    const quote = written.charAt(0);
    const isQuoted = written.length > 1 && (quote === '"' || quote === "'") && written.endsWith(quote);
    const inner = isQuoted ? written.slice(1, -1).replaceAll(`\\${quote}`, quote) : written;
    found.push({ text: inner, start: from + match.index, end: from + match.index + written.length });
  }
  return found;
}

function valueOf(text: string, args: readonly Argument[], place: number): SettingValue {
  const [first] = args;
  const last = args.at(-1);
  if (first === undefined || last === undefined) return scalarOf({ text: '', start: place, end: place });
  if (args.length === 1) return scalarOf(first);
  const items = args.map((argument, index): Setting => {
    const line = text.slice(argument.start, argument.end).split(/\r?\n/, 1)[0] ?? '';
    return { key: String(index), keyRange: { start: argument.start, end: argument.start + line.length }, range: { start: argument.start, end: argument.end }, value: scalarOf(argument) };
  });
  return { kind: 'list', items, isOpen: false, range: { start: first.start, end: last.end } };
}

/** `${NAME}` is defined elsewhere, or in the environment; of headers and requests it says `%{name}`. */
function scalarOf({ text, start, end }: Argument): SettingScalar {
  const defined = [...text.matchAll(/\$\{([^${}]{1,200})\}/g)].map(([, name]) => name ?? '');
  const references = [...defined, ...templateReferences(text).map(({ name }) => name)];
  return { kind: 'scalar', text, value: text, isOpen: references.length > 0, references, range: { start, end } };
}

function mapOf(entries: readonly Setting[], range: Range): SettingMap {
  return { kind: 'map', entries, isOpen: false, range };
}
