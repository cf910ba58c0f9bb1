/**
 * Which versions of packages does a lock file fix, and for whom? What is read of any format, and a short
 * form of it: lock files may be megabytes long, and a few lines of them matter.
 * Must not know the formats.
 */

/** One package in one version. */
export interface Pin {
  readonly name: string;
  /** Exact, as the file has it. */
  readonly version: string;
  /** The folder of those it is for, as seen from the lock file's, '' being that; null where the file does not say. */
  readonly folder: string | null;
  /** What is asked for by those it is for (`^1.2.0`); null where the file does not say. */
  readonly range: string | null;
}

/** What a manifest's text says of the packages that are wanted. */
export type PinReader = (text: string, isWanted: (name: string) => boolean) => readonly Pin[];

/** No line of any lock file begins like this. */
const mark = '\u0001pins';

/** The short form: a lock file's text that holds `pins` alone. */
export function printPins(pins: readonly Pin[]): string {
  return [mark, ...pins.map(({ name, version, folder, range }) => JSON.stringify([name, version, folder, range]))].join('\n');
}

/** The pins of a text in the short form; null for any other. */
export function parsePins(text: string): readonly Pin[] | null {
  if (!text.startsWith(mark)) return null;
  return text.split('\n').slice(1).map((line) => {
    const [name, version, folder, range] = JSON.parse(line) as [string, string, string | null, string | null];
    return { name, version, folder, range };
  });
}
