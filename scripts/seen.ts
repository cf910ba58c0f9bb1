/**
 * What was found in public files that no package carries? Entries of `test/corpus/seen`: the engine was run over a
 * copy of each file, the finding was read, and the copy was not kept, for its licence is its author's. Must not count as what a command can run again.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export interface SeenFinding {
  readonly rule: string;
  /** Owner and name as GitHub spells them; null where only an excerpt was seen, whose repository nobody told. */
  readonly repository: string | null;
  readonly path: string;
  /** One-based, of the file as it was read; null for an excerpt. */
  readonly line: number | null;
  readonly verdict: 'right' | 'wrong';
  readonly why: string;
}

export const seenFolder = join(__dirname, '../test/corpus/seen');

/** Throws at the first entry that is not whole, naming its file and line. */
export function readSeen(folder: string = seenFolder): readonly SeenFinding[] {
  return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().flatMap((name) => readFile(join(folder, name)));
}

/** Right and wrong ones by rule. */
export function tallySeen(seen: readonly SeenFinding[]): ReadonlyMap<string, { readonly right: number; readonly wrong: number }> {
  const tallies = new Map<string, { right: number; wrong: number }>();
  for (const { rule, verdict } of seen) {
    const tally = tallies.get(rule) ?? { right: 0, wrong: 0 };
    tally[verdict]++;
    tallies.set(rule, tally);
  }
  return new Map([...tallies].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function readFile(file: string): readonly SeenFinding[] {
  const entries: unknown = parse(readFileSync(file, 'utf8'));
  if (!Array.isArray(entries)) throw new Error(`${file}: a list of findings is wanted`);
  return entries.map((entry: unknown, i) => {
    const { rule, repository = null, path, line = null, verdict, why } = (entry ?? {}) as Readonly<Record<string, unknown>>;
    const isWhole = isText(rule) && (repository === null || isText(repository)) && isText(path) && (line === null || Number.isInteger(line)) && (verdict === 'right' || verdict === 'wrong') && isText(why);
    if (!isWhole) throw new Error(`${file}: entry ${String(i + 1)} wants rule, repository, path, line, verdict (right or wrong) and why`);
    return { rule, repository, path, line: line as number | null, verdict, why };
  });
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
