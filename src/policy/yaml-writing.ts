/**
 * How does what is to be written look as YAML, with words beside it for who reads on? In blocks, or in braces where it comes to stand in
 * braces. Must not know what any key means.
 */
import { parse } from 'yaml';

/** A value that somebody is still to write, and what it says. Read back it is nothing. */
export class ToFill {
  constructor(readonly hint: string) {}
}

/** A value with a comment: behind it where both are short, else above. */
export class Noted {
  constructor(readonly value: Writing, readonly note: string) {}
}

export type Writing = string | number | boolean | ToFill | Noted | readonly Writing[] | WritingMap;
export interface WritingMap {
  readonly [key: string]: Writing;
}

/** What begins a comment that says what is to be written. */
export const toDo = 'TODO';
const widest = 120;

/** The entries of a map as lines of a block without their last line end, each indented by so many spaces. */
export function writeBlock(map: WritingMap, indentation = 0): readonly string[] {
  return Object.entries(map).flatMap(([key, value]) => writeEntry(`${' '.repeat(indentation)}${scalar(key)}:`, value, indentation));
}

/** An item of a list as lines of a block, the dash included. */
export function writeItem(item: Writing, indentation: number): readonly string[] {
  const dash = `${' '.repeat(indentation)}-`;
  if (!(item instanceof Noted) && !isMap(item)) return writeEntry(dash, item, indentation);
  if (item instanceof Noted) return isMap(item.value) ? [...comment(item.note, indentation), ...writeItem(item.value, indentation)] : writeEntry(dash, item, indentation);
  const [first = '', ...rest] = writeBlock(item, indentation + 2);
  // A comment above the first key would stand between the dash and it.
  return first.trimStart().startsWith('#') || first === '' ? [dash, first, ...rest] : [`${dash} ${first.trimStart()}`, ...rest];
}

/** The same on one line, in brackets and braces. */
export function writeFlow(value: Writing): string {
  if (value instanceof Noted) return writeFlow(value.value);
  if (value instanceof ToFill) return '';
  if (isList(value)) return `[${value.map(writeFlow).join(', ')}]`;
  if (isMap(value)) return Object.keys(value).length === 0 ? '{}' : `{ ${writeFlowEntries(value)} }`;
  return scalar(value);
}

/** What stands between the braces of a map. */
export function writeFlowEntries(map: WritingMap): string {
  return Object.entries(map).map(([key, value]) => `${scalar(key)}: ${writeFlow(value)}`.trimEnd()).join(', ');
}

function writeEntry(head: string, value: Writing, indentation: number): readonly string[] {
  if (value instanceof ToFill) return [behind(head, `${toDo}: ${value.hint}`)];
  if (value instanceof Noted) {
    const lines = writeEntry(head, value.value, indentation);
    const [only = '', ...more] = lines;
    const noted = behind(only, value.note);
    return more.length === 0 && !only.includes(' #') && noted.length <= widest ? [noted] : [...comment(value.note, indentation), ...lines];
  }
  if (isMap(value)) return Object.keys(value).length === 0 ? [`${head} {}`] : [head, ...writeBlock(value, indentation + 2)];
  if (!isList(value)) return [`${head} ${scalar(value)}`];
  const flow = `${head} ${writeFlow(value)}`;
  const isShort = value.every((item) => !(item instanceof Noted) && !(item instanceof ToFill) && typeof item !== 'object') && flow.length <= widest;
  return isShort ? [flow] : [head, ...value.flatMap((item) => writeItem(item, indentation + 2))];
}

/** A comment on lines of its own. */
export function comment(text: string, indentation: number): readonly string[] {
  return text.split('\n').map((line) => `${' '.repeat(indentation)}# ${plainLine(line)}`.trimEnd());
}

function behind(line: string, note: string): string {
  return `${line} # ${plainLine(note)}`;
}

/** Names of files may hold anything. */
function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/gu, ' ');
}

/** Without quotes where it is read back as it is, in braces too. */
function scalar(value: string | number | boolean): string {
  if (typeof value !== 'string') return String(value);
  return /^[\w/.][\p{L}\p{N}\w ./@+:'()&;-]*$/u.test(value) && isReadBack(value) ? value : JSON.stringify(value);
}

function isReadBack(value: string): boolean {
  try {
    const read: unknown = parse(`[${value}]`, { schema: 'core' });
    return Array.isArray(read) && read.length === 1 && read[0] === value;
  } catch {
    return false;
  }
}

function isList(value: Writing): value is readonly Writing[] {
  return Array.isArray(value);
}

function isMap(value: Writing): value is WritingMap {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof ToFill) && !(value instanceof Noted);
}
