/**
 * What is known of packages by their names, versions and licences? Reads malicious-packages.yaml, also of packs of one's own, and licences.yaml.
 * Must not know what is installed.
 */
import type { Entry } from './entry';
import type { MaliciousPackage, MaliciousPackages, Mistake, PackFile } from './types';
import { readYaml } from './yaml';

export const ecosystems = ['npm', 'pypi'] as const;
/** The month or the day on which something became known. */
export const dateForm = /^(?:\d{4}-\d{2}(?:-\d{2})?|unknown)$/;
export const versionForm = /^\d+(?:\.\d+)*(?:[-.+]?[A-Za-z][\w.-]*)?$/;

/** By ecosystem and name; of several lists that name a package all count. */
export function readMaliciousPackages(files: readonly PackFile[]): { readonly malicious: MaliciousPackages; readonly mistakes: readonly Mistake[] } {
  const malicious = new Map<string, MaliciousPackage[]>();
  const mistakes: Mistake[] = [];
  for (const file of files) {
    const reading = readYaml(file);
    for (const incident of reading.root?.only('incidents') === true ? reading.root.list('incidents') : []) readIncident(incident, malicious);
    mistakes.push(...reading.mistakes);
  }
  return { malicious, mistakes };
}

/** The key of a package in the list. */
export function packageKey(ecosystem: string, name: string): string {
  return `${ecosystem} ${name}`;
}

function readIncident(incident: Entry, into: Map<string, MaliciousPackage[]>): void {
  if (!incident.only('source', 'date', ...ecosystems)) return;
  const [source, date] = [incident.text('source'), incident.text('date')];
  if (date !== null && !dateForm.test(date)) incident.field('date').mistake('A date is written 2025-09, or 2025-09-08, or "unknown".');
  if (source === null || date === null) return;
  for (const ecosystem of ecosystems) {
    const packages = incident.field(ecosystem);
    for (const name of packages.keys()) {
      const entry = packages.field(name);
      if (!entry.only('versions', 'from', 'instead')) continue;
      const versions = entry.has('versions') ? versionsOf(entry, 'versions') : null;
      const [from] = versionsOf(entry, 'from');
      const key = packageKey(ecosystem, name);
      into.set(key, [...(into.get(key) ?? []), { source, date, versions, from: from ?? null, instead: versionsOf(entry, 'instead') }]);
    }
  }
}

function versionsOf(entry: Entry, key: string): readonly string[] {
  return entry.textEntries(key).flatMap((item) => {
    if (versionForm.test(item.text)) return [item.text];
    item.mistake('A version is written as it was published: 1.2.3.');
    return [];
  });
}

/** The entry of a list that says that a version was malicious; `version` null where only some version will be. */
export function maliciousIn(list: readonly MaliciousPackage[], version: string | null): MaliciousPackage | null {
  // By such a release a registry holds a name after what was there is gone.
  if (version !== null && /-security\b/.test(version)) return null;
  return list.find(({ versions, from }) => {
    if (versions === null && from === null) return true;
    if (version === null) return false;
    return versions?.includes(version) === true || (from !== null && isNotBefore(version, from));
  }) ?? null;
}

/** The clean version to take instead: of the same major version, else the first that is named. */
export function cleanVersion({ instead }: MaliciousPackage, version: string): string | null {
  const major = version.split('.')[0];
  return instead.find((one) => one.split('.')[0] === major) ?? instead[0] ?? null;
}

function isNotBefore(version: string, first: string): boolean {
  const [a, b] = [version, first].map((one) => one.split(/[.+-]/).map(Number));
  for (let i = 0; i < Math.max(a?.length ?? 0, b?.length ?? 0); i++) {
    const [x, y] = [a?.[i] ?? 0, b?.[i] ?? 0];
    if (Number.isNaN(x) || Number.isNaN(y)) return false;
    if (x !== y) return x > y;
  }
  return true;
}

/** Whether a licence binds who distributes what holds it, by its expression: of several to choose from all do. */
export function readLicences(file: PackFile): { readonly isRestrictive: (licence: string) => boolean; readonly mistakes: readonly Mistake[] } {
  const { root, mistakes } = readYaml(file);
  const forms = (root?.only('restrictive') === true ? root.texts('restrictive') : []).map((pattern) => new RegExp(`^${pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')}$`, 'i'));
  const isOne = (text: string): boolean => forms.some((form) => form.test(text.trim()));
  const isRestrictive = (licence: string): boolean => {
    if (licence.length > 200) return false;
    const choices = licence.replace(/[()]/g, ' ').split(/\s+or\s+/i);
    return choices.every((choice) => choice.split(/\s+and\s+/i).some((part) => isOne(part) || isOne(part.replace(/\s+with\s.*$/i, ''))));
  };
  return { isRestrictive, mistakes };
}
