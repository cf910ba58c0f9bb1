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
  /** It is installed for what is installed: whoever imports it by its name in the project gets another, or none. */
  readonly isInner?: true;
  /** What it is licensed under, where the file says it and somebody asked. */
  readonly licence?: string;
  /** It is for developing alone. */
  readonly isForDevelopment?: true;
}

/** Which packages are wanted: those of a name, those of a licence as well, as far as the file says it. */
export interface WantedPins {
  isNamed(name: string): boolean;
  isLicensed(licence: string): boolean;
}

/** What a manifest's text says of the packages that are wanted. */
export type PinReader = (text: string, wanted: WantedPins) => readonly Pin[];

export const allPins: WantedPins = { isNamed: () => true, isLicensed: () => true };

/** No line of any lock file begins like this. */
const mark = '\u0001pins';

/** The short form: a lock file's text that holds `pins` alone. */
export function printPins(pins: readonly Pin[]): string {
  return [mark, ...pins.map(({ name, version, folder, range, isInner, licence, isForDevelopment }) => JSON.stringify([name, version, folder, range, isInner === true, licence ?? null, isForDevelopment === true]))].join('\n');
}

/** The pins of a text in the short form; null for any other. */
export function parsePins(text: string): readonly Pin[] | null {
  if (!text.startsWith(mark)) return null;
  return text.split('\n').slice(1).map((line) => {
    const [name, version, folder, range, isInner, licence, isForDevelopment] = JSON.parse(line) as [string, string, string | null, string | null, boolean, string | null, boolean];
    return { name, version, folder, range, ...(isInner ? { isInner } : {}), ...(licence === null ? {} : { licence }), ...(isForDevelopment ? { isForDevelopment } : {}) };
  });
}
