/**
 * What came out of holding models against declarations? As YAML that is committed,
 * and as one line. Must not judge.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { PinnedTarball } from './npm-tarballs';
import type { ModelPath } from './types-check';

export const outcomeFile = join(__dirname, '../test/models/types.yaml');

export interface PackageOutcome {
  readonly name: string;
  /** The package and the one that holds its declarations, as far as they are pinned. */
  readonly pinned: readonly PinnedTarball[];
  /** How many paths exist in the first version. */
  readonly exist: number;
  /** Those that only an older version has. */
  readonly older: readonly { readonly path: ModelPath; readonly version: string }[];
  readonly missing: readonly { readonly path: ModelPath; readonly messages: readonly string[] }[];
  readonly unknown: readonly { readonly path: ModelPath; readonly reasons: readonly string[] }[];
  /** Where something is unknown: packages that the declarations import and that are not pinned. */
  readonly unresolved: readonly string[];
}

const head = `# Which paths of the models of npm packages exist in the packages' own declarations? Written by \`npm run models:types -- --update\`;
# versions are those of packages.yaml. \`older\`: only that version has it. \`unknown\`: it could not be told, and why.
`;

/** What is committed of a package. */
export interface OutcomeEntry {
  readonly package: string;
  /** `name@version`. */
  readonly pinned?: readonly string[];
  readonly exist: number;
  readonly older?: readonly { readonly at: string; readonly version: string }[];
  readonly missing?: readonly string[];
  /** Paths by the reason for which it could not be told. */
  readonly unknown?: Readonly<Record<string, readonly string[]>>;
}

export function entryOf({ name, pinned, exist, older, missing, unknown }: PackageOutcome): OutcomeEntry {
  return {
    package: name,
    ...(pinned.length === 0 ? {} : { pinned: pinned.map((each) => `${each.name}@${each.version}`) }),
    exist,
    ...(older.length === 0 ? {} : { older: older.map(({ path, version }) => ({ at: path.at, version })) }),
    ...(missing.length === 0 ? {} : { missing: missing.map(({ path }) => path.at) }),
    ...(unknown.length === 0 ? {} : { unknown: grouped(unknown) }),
  };
}

export function readOutcome(): readonly OutcomeEntry[] {
  return (parse(readFileSync(outcomeFile, 'utf8')) ?? []) as readonly OutcomeEntry[];
}

/** In the order of the packages' names. */
export function writeOutcome(entries: readonly OutcomeEntry[]): void {
  const sorted = [...entries].sort((a, b) => (a.package < b.package ? -1 : 1));
  writeFileSync(outcomeFile, head + stringify(sorted, { lineWidth: 0, aliasDuplicateObjects: false }));
}

/** Paths by what is said of them. */
function grouped(unknown: PackageOutcome['unknown']): Readonly<Record<string, readonly string[]>> {
  const byReason = new Map<string, string[]>();
  for (const { path, reasons } of unknown) {
    const reason = reasons.join(', ');
    byReason.set(reason, [...(byReason.get(reason) ?? []), path.at]);
  }
  return Object.fromEntries(byReason);
}

/** `3 packages, 20 paths: 17 exist, …`. */
export function summaryOf(outcomes: readonly PackageOutcome[]): string {
  const sum = (of: (outcome: PackageOutcome) => number): number => outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const [exist, older, missing, unknown] = [sum((each) => each.exist), sum((each) => each.older.length), sum((each) => each.missing.length), sum((each) => each.unknown.length)];
  const parts = [`${String(exist)} exist`, `${String(older)} in an older version only`, `${String(missing)} missing`, `${String(unknown)} not checkable`];
  return `${String(outcomes.length)} packages, ${String(exist + older + missing + unknown)} paths: ${parts.join(', ')}`;
}
