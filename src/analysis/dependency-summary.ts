/**
 * What is known of the packages that a manifest asks for, and of what is installed for them? As settings: releases that were malicious, and licences that bind. Each stands
 * where a person can act: at the line that asks for the package, else at the key of all that bring it along.
 * Must not know a lock file's format.
 */
import { findSettings } from '../flow';
import type { Setting, SettingMap, SettingPath, SettingValue } from '../flow';
import { indexedName } from '../models';
import type { PackageEcosystem, SettingInstalls } from '../models';
import { cleanVersion, maliciousIn, packageKey } from '../policy';
import type { MaliciousPackage, Policy } from '../policy';
import type { Range } from '../text';
import { saidEntry, saidMap, saidSection } from './said-settings';

/** What the lock file that holds for a manifest says. */
export interface Installed {
  /** It lies beside the manifest. */
  readonly isBeside: boolean;
  readonly packages: readonly InstalledPackage[];
}

interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  /** Where the manifest asks for the package it gets this one. */
  readonly isOwn: boolean;
  /** What is asked for by those who get it; null where that is not said. */
  readonly range: string | null;
  /** Null where it is not said. */
  readonly licence: string | null;
  readonly isForDevelopment: boolean;
}

interface NamedRange {
  readonly name: string;
  /** What is asked for, as it stands there: `^1.2.0`, `==1.2`. */
  readonly range: string;
  readonly place: Range;
}

/** Its name is as the ecosystem compares names. */
interface Asked extends NamedRange {
  /** What holds it and others like it, by its key. */
  readonly section: Range;
  readonly isForDevelopment: boolean;
}

/** Names of what is told at one place. */
const mostNamed = 3;

/** `malicious` and `licences` hold an entry for each package that is asked for, called so, and one for all that is brought along; the texts of licences name them, `name (AGPL-3.0-only)`, a line each. */
export function dependencySummary(root: SettingValue, installs: SettingInstalls, installed: Installed | null, policy: Pick<Policy, 'malicious' | 'isRestrictive'>): SettingMap {
  const ecosystem = installs.of;
  const asked = askedIn(root, installs);
  const packages = installed?.packages ?? [];
  const ownOf = (one: Asked): InstalledPackage | undefined => {
    const own = packages.filter(({ name, isOwn }) => isOwn && name === one.name);
    return own.find(({ range }) => range === one.range) ?? (own.every(({ version }) => version === own[0]?.version) ? own[0] : undefined);
  };
  const known = asked.map((one) => ({ ...one, own: ownOf(one) }));
  const isAsked = (one: InstalledPackage): boolean => known.some(({ name, own }) => name === one.name && (one.isOwn || own?.version === one.version));
  const brought = installed?.isBeside === true ? packages.filter((one) => !isAsked(one)) : [];
  const place = asked[0]?.section ?? { start: root.range.start, end: root.range.start };
  const malicious = known.flatMap(({ name, range, place: at, own: got }) => {
    const version = exactIn(range) ?? got?.version ?? null;
    const found = maliciousOf(policy, ecosystem, name, version);
    if (found === null) return [];
    const said = `${name}${found.versions === null && found.from === null ? '' : ` ${version ?? ''}`}`;
    return [saidEntry(said, said, at)];
  });
  // Who is under such a licence gives what it asks for.
  const own = entriesOf(root).find(({ key }) => key === 'license')?.value;
  const isBound = (licence: string | null): licence is string => licence !== null && policy.isRestrictive(licence) && !(own?.kind === 'scalar' && policy.isRestrictive(own.text));
  const licences = known.flatMap(({ name, place: at, own: got, isForDevelopment }) => {
    const licence = got?.isForDevelopment === false && !isForDevelopment ? got.licence : null;
    return isBound(licence) ? [saidEntry(name, `${name} (${licence})`, at)] : [];
  });
  const further = brought.flatMap(({ name, licence, isForDevelopment }) => (!isForDevelopment && isBound(licence) ? [`${name} (${licence})`] : []));
  return saidMap([
    saidSection('malicious', [...malicious, ...together(brought.filter(({ name, version }) => maliciousOf(policy, ecosystem, name, version) !== null).map(({ name, version }) => `${name} ${version}`), place)]),
    saidSection('licences', [...licences, ...together(further, place)]),
  ]);
}

/** The clean version that a list names in place of what such an entry is about, `name 1.2.3`; null where it names none. */
export function cleanVersionOf(said: string, ecosystem: PackageEcosystem, { malicious }: Pick<Policy, 'malicious'>): string | null {
  const [name = '', version, ...more] = said.split(' ');
  if (version === undefined || more.length > 0) return null;
  const found = maliciousIn(malicious.get(packageKey(ecosystem, name)) ?? [], version);
  return found === null ? null : cleanVersion(found, version);
}

function maliciousOf({ malicious }: Pick<Policy, 'malicious'>, ecosystem: PackageEcosystem, name: string, version: string | null): MaliciousPackage | null {
  return maliciousIn(malicious.get(packageKey(ecosystem, name)) ?? [], version);
}

/** All that is brought along, as one whose text names each on a line. */
function together(all: readonly string[], place: Range): readonly Setting[] {
  const names = [...new Set(all)].sort();
  return names.length === 0 ? [] : [saidEntry(listed(names), names.join('\n'), place)];
}

/** The first of some names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return `${names.slice(0, mostNamed).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}

/** The version that a range holds to; null where it leaves a choice. */
function exactIn(range: string): string | null {
  return /^\s*(?:npm:(?:@[^/@]+\/)?[^/@]+@)?(?:={1,3})?\s*v?(\d+(?:\.\d+)+(?:[-+.]?[A-Za-z][\w.+-]*)?)\s*$/.exec(range)?.[1] ?? null;
}

/** All that is asked for, in the order of the keys. */
function askedIn(root: SettingValue, { of, asks, forDevelopment, bareIsLeast }: SettingInstalls): readonly Asked[] {
  const sectionsAt = (paths: readonly SettingPath[]): readonly Setting[] => paths.flatMap((path) => findSettings(root, path, false).flatMap(({ setting }) => setting ?? []));
  const least = new Set(sectionsAt(bareIsLeast));
  const inSections = (paths: readonly SettingPath[], isForDevelopment: boolean): readonly Asked[] => sectionsAt(paths).flatMap((section) => {
    const found = section.value.kind === 'list' ? section.value.items.flatMap(({ value }) => listedIn(value) ?? []) : entriesOf(section.value).map((entry) => mappedIn(entry, least.has(section)));
    return found.map((one) => ({ ...one, name: of === 'pypi' ? indexedName(one.name) : one.name, section: section.keyRange, isForDevelopment }));
  });
  return [...inSections(asks, false), ...inSections(forDevelopment, true)];
}

/** `name[extra] >= 1.2; marker`. */
function listedIn(value: SettingValue): NamedRange | null {
  if (value.kind !== 'scalar') return null;
  const [, name = '', range = ''] = /^\s*([A-Za-z\d][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?([^;)]*)/.exec(value.text) ?? [];
  return { name, range: range.trim(), place: value.range };
}

/** What is asked for is said alone, or under `version` beside more. */
function mappedIn({ key, keyRange, value }: Setting, isBareLeast: boolean): NamedRange {
  const version = value.kind === 'map' ? value.entries.find((one) => one.key === 'version')?.value : value;
  if (version?.kind !== 'scalar') return { name: key, range: '', place: keyRange };
  // `npm:other@1.2.3`: another package under this name.
  const name = /^npm:(@?[^@]+)@/.exec(version.text)?.[1] ?? key;
  return { name, range: `${isBareLeast && /^\s*\d/.test(version.text) ? '^' : ''}${version.text}`, place: version.range };
}

function entriesOf(value: SettingValue): readonly Setting[] {
  return value.kind === 'map' ? value.entries : [];
}
