/**
 * What is there to examine? Gathers texts, manifests and what was left out, in a form that
 * threads share without copies. Must not read files.
 */
import { isNamed } from '../languages';
import { beginningOnly, isDeclaration } from '../workspace';
import type { Change, Skipped } from '../workspace';
import type { WalkOptions } from './walk-files';

/** Where a text stands in the shared pages: UTF-8, from `start` on. */
export interface Place {
  readonly path: string;
  readonly page: number;
  readonly start: number;
  /** Bytes. */
  readonly size: number;
}

/** All that a thread needs to know of the files; goes from one to another as it is. */
export interface Inputs {
  readonly places: readonly Place[];
  readonly pages: readonly SharedArrayBuffer[];
  readonly manifests: readonly Extract<Change, { type: 'write' }>[];
  /** What else is to be known: declarations that cannot be read, what declarations name, and where nothing is missing. */
  readonly remarks: readonly Change[];
  readonly skipped: readonly Skipped[];
}

/** Bytes of a page; a longer text has one of its own. */
const pageSize = 1 << 20;

export class Gathering implements Inputs {
  readonly places: Place[] = [];
  readonly pages: SharedArrayBuffer[] = [];
  readonly manifests: Extract<Change, { type: 'write' }>[] = [];
  readonly remarks: Change[] = [];
  readonly skipped: Skipped[] = [];
  /** Bytes of the last page. */
  private filled = 0;
  /** Private to the language too: threads get a copy of the rest. */
  readonly #names: Pick<WalkOptions, 'fileNames' | 'settingNames' | 'manifests'>;

  /** The names tell files that are examined from manifests; all threads need to know of files that are both. */
  constructor(names: Pick<WalkOptions, 'fileNames' | 'settingNames' | 'manifests'>) {
    this.#names = names;
  }

  /** Takes what a reader of files says; each path once. */
  add(change: Change): void {
    if (change.type === 'complete' || change.type === 'document' || change.type === 'pack' || (change.type === 'skip' && isDeclaration(change.skipped.file))) this.remarks.push(change);
    else if (change.type === 'skip') {
      this.skipped.push(change.skipped);
      // That it is there may count though it cannot be read.
      if (isNamed(this.#names.manifests, change.skipped.file)) this.remarks.push(change);
    } else if (change.type === 'write') {
      const partly = beginningOnly(change, []);
      if (partly !== null) this.skipped.push(partly);
      const isExamined = change.isAside !== true && isNamed(this.#names.fileNames, change.path);
      if (isExamined) this.put(change.path, change.text);
      if (!isExamined || (isNamed(this.#names.settingNames, change.path) && isNamed(this.#names.manifests, change.path))) this.manifests.push(change);
    }
  }

  private put(path: string, text: string): void {
    const size = Buffer.byteLength(text);
    if (this.pages.length === 0 || this.filled + size > pageSize) {
      this.pages.push(new SharedArrayBuffer(Math.max(size, pageSize)));
      this.filled = 0;
    }
    const page = this.pages.length - 1;
    const shared = this.pages[page];
    if (shared === undefined) return;
    Buffer.from(shared, this.filled, size).write(text);
    this.places.push({ path, page, start: this.filled, size });
    this.filled += size;
  }
}

/** The bytes of a text; a view, not a copy. */
export function bytesAt({ pages }: Inputs, { page, start, size }: Place): Buffer {
  return Buffer.from(pages[page] ?? new SharedArrayBuffer(0), start, size);
}

export function textAt(inputs: Inputs, place: Place): string {
  return bytesAt(inputs, place).toString('utf8');
}
