/**
 * Where do the values of JSON stand? One row of numbers each, in order of place: megabytes take little room, and nothing is made of a value that nobody
 * asks for. Comments and commas at ends are allowed. Must not make settings.
 * Total, linear and without recursion: what is broken is an error beside the rows, and what is around it is known.
 */
import type { Range } from '../../text';
import { JsonScanner } from './scanner';
import type { JsonToken } from './scanner';

export type JsonKind = 'text' | 'number' | 'true' | 'false' | 'null' | 'map' | 'list' | 'missing';

const kinds: readonly JsonKind[] = ['text', 'number', 'true', 'false', 'null', 'map', 'list', 'missing'];

/** kind, start, end, the row after all that is within, where the key begins and ends (-1 for items). */
const width = 6;

/** Errors beyond these are not told apart: nobody reads them. */
const mostErrors = 200;

/** A bracket closes no more than these that were opened within and not closed. */
const mostUnclosed = 8;

export class JsonTape {
  private rows = new Int32Array(1024);
  count = 0;

  push(kind: JsonKind, start: number, end: number, key: Range | null): number {
    if ((this.count + 1) * width > this.rows.length) {
      const rows = new Int32Array(this.rows.length * 2);
      rows.set(this.rows);
      this.rows = rows;
    }
    this.rows.set([kinds.indexOf(kind), start, end, this.count + 1, key?.start ?? -1, key?.end ?? -1], this.count * width);
    return this.count++;
  }

  close(row: number, end: number): void {
    this.rows[row * width + 2] = end;
    this.rows[row * width + 3] = this.count;
  }

  /** The value of a key turns out to be the next key. */
  empty(row: number, at: number): void {
    this.rows[row * width] = kinds.indexOf('missing');
    this.rows[row * width + 1] = at;
    this.rows[row * width + 2] = at;
  }

  kind(row: number): JsonKind {
    return kinds[this.at(row, 0)] ?? 'missing';
  }

  start(row: number): number {
    return this.at(row, 1);
  }

  end(row: number): number {
    return this.at(row, 2);
  }

  /** The row that follows all that is within. */
  next(row: number): number {
    return this.at(row, 3);
  }

  key(row: number): Range | null {
    const start = this.at(row, 4);
    return start < 0 ? null : { start, end: this.at(row, 5) };
  }

  private at(row: number, column: number): number {
    return this.rows[row * width + column] ?? 0;
  }
}

export interface JsonText {
  readonly tape: JsonTape;
  readonly comments: readonly Range[];
  readonly errors: readonly Range[];
}

export function readTape(text: string): JsonText {
  return new TapeReader(text).read();
}

type Expected = 'value' | 'key' | 'colon' | 'comma' | 'nothing';

class TapeReader {
  private readonly tape = new JsonTape();
  private readonly comments: Range[] = [];
  private readonly errors: Range[] = [];
  /** Rows of the maps and lists around. */
  private readonly around: number[] = [];
  private expected: Expected = 'value';
  private key: Range | null = null;
  /** Where a value that is not there would stand. */
  private gap = 0;

  constructor(private readonly text: string) {}

  read(): JsonText {
    const scanner = new JsonScanner(this.text);
    let end = 0;
    for (let token = scanner.next(); token !== null; token = scanner.next()) {
      if (token.isBroken) this.error(token);
      if (token.kind === 'comment') {
        this.comments.push({ start: token.start, end: token.end });
        continue;
      }
      this.token(token);
      end = token.end;
    }
    if (this.key !== null) this.missing();
    // What is open at the end is broken where it was opened.
    for (const row of this.around) this.error({ start: this.tape.start(row), end: this.tape.start(row) + 1 });
    while (this.around.length > 0) this.pop(end);
    if (this.tape.count === 0) this.tape.push('missing', 0, 0, null);
    this.errors.sort((a, b) => a.start - b.start);
    return { tape: this.tape, comments: this.comments, errors: this.errors };
  }

  private error({ start, end }: Range): void {
    const last = this.errors.at(-1);
    if (last !== undefined && (start <= last.end || this.errors.length >= mostErrors)) {
      if (start >= last.start) this.errors[this.errors.length - 1] = { start: last.start, end: Math.max(end, last.end) };
      return;
    }
    this.errors.push({ start, end });
  }

  private token(token: JsonToken): void {
    switch (token.kind) {
      case '{':
        this.value('map', token);
        return;
      case '[':
        this.value('list', token);
        return;
      case '}':
        this.close('map', token);
        return;
      case ']':
        this.close('list', token);
        return;
      case ',':
        this.comma(token);
        return;
      case ':':
        this.colon(token);
        return;
      case 'word':
      case 'comment':
        // A word without quotes is a key or a value all the same.
        if (!token.isBroken) this.error(token);
        if (this.expected === 'value') this.value('text', token);
        else if (this.expected === 'key' || (this.expected === 'comma' && this.isInMap())) this.startKey(token);
        return;
      default:
        this.value(token.kind, token);
        return;
    }
  }

  private isInMap(): boolean {
    const row = this.around.at(-1);
    return row !== undefined && this.tape.kind(row) === 'map';
  }

  private startKey(token: Range): void {
    this.key = token;
    this.gap = token.end;
    this.expected = 'colon';
  }

  private value(kind: JsonKind, token: Range): void {
    if (this.expected === 'nothing') {
      this.error(token);
      return;
    }
    if (this.expected === 'comma') {
      // A comma is missing.
      this.error(token);
      this.expected = this.isInMap() ? 'key' : 'value';
    }
    if (this.expected === 'colon') {
      this.error(token);
      this.missing();
      this.expected = 'key';
    }
    if (this.expected === 'key') {
      if (kind === 'text') {
        this.startKey(token);
        return;
      }
      this.error(token);
      if (kind !== 'map' && kind !== 'list') return;
    }
    const row = this.tape.push(kind, token.start, token.end, this.expected === 'key' ? { start: token.start, end: token.start } : this.key);
    this.key = null;
    if (kind === 'map' || kind === 'list') {
      this.around.push(row);
      this.expected = kind === 'map' ? 'key' : 'value';
    } else this.after();
  }

  private after(): void {
    this.expected = this.around.length === 0 ? 'nothing' : 'comma';
  }

  /** A key has no value. */
  private missing(): void {
    this.error(this.key ?? { start: this.gap, end: this.gap });
    this.tape.push('missing', this.gap, this.gap, this.key);
    this.key = null;
    this.after();
  }

  private colon(token: Range): void {
    if (this.expected === 'colon') {
      this.gap = token.end;
      this.expected = 'value';
      return;
    }
    this.error(token);
    const last = this.tape.count - 1;
    const key = this.tape.key(last);
    if (this.expected !== 'comma' || !this.isInMap() || key === null || this.tape.kind(last) !== 'text') return;
    // `"a": "b": 1`: what looked like the value of `a` is the next key.
    this.key = { start: this.tape.start(last), end: this.tape.end(last) };
    this.tape.empty(last, this.gap);
    this.gap = token.end;
    this.expected = 'value';
  }

  private comma(token: Range): void {
    if (this.key !== null) this.missing();
    if (this.expected === 'comma') this.expected = this.isInMap() ? 'key' : 'value';
    else this.error(token);
  }

  private close(kind: 'map' | 'list', token: Range): void {
    if (this.key !== null) this.missing();
    let at = this.around.length - 1;
    const least = Math.max(at - mostUnclosed, 0);
    while (at >= least && this.tape.kind(this.around[at] ?? 0) !== kind) at--;
    if (at < least) {
      this.error(token);
      return;
    }
    // What was opened within and not closed ends here.
    if (at < this.around.length - 1) this.error(token);
    while (this.around.length > at + 1) this.pop(token.start);
    this.pop(token.end);
    this.after();
  }

  private pop(end: number): void {
    const row = this.around.pop();
    if (row !== undefined) this.tape.close(row, end);
  }
}
