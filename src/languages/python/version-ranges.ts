/**
 * Which versions does a requirement of Python let in? Versions and specifiers of PEP 440, and what poetry
 * makes of them, in the words of semantic versioning, which all ecosystems' ranges are compared in.
 * Must not compare.
 */

/**
 * A version as three numbers, with what comes before a release marked as such; of more numbers the first three.
 * Null for what is none, and for versions of another epoch.
 */
export function semanticVersion(version: string): string | null {
  const [, release = '', before = ''] = /^v?(\d+(?:\.\d+)*)(?:[-_.]?((?:a|b|c|rc|alpha|beta|pre|preview)[-_.]?\d*|dev\d*))?(?:[-_.]?post\d*)?(?:\+[\w.]*)?$/i.exec(version.trim()) ?? [];
  if (release === '') return null;
  const [major = '0', minor = '0', patch = '0'] = release.split('.').map((part) => String(Number(part)));
  return `${major}.${minor}.${patch}${before === '' ? '' : `-${before.replaceAll(/[^\w]/g, '')}`}`;
}

/** What a specifier (`>=1.2,<2`, `~=1.4`, poetry's `^1.2`) lets in at the least; '*' where it says nothing that is understood. */
export function semanticRange(specifier: string): string {
  const clauses = specifier.split(',').flatMap((clause) => semanticClause(clause.trim()) ?? []);
  return clauses.length === 0 ? '*' : clauses.join(' ');
}

function semanticClause(clause: string): string | null {
  const [, sign = '', written = ''] = /^(===?|>=|<=|>|<|~=|!=|\^|~)?\s*(\S+)$/.exec(clause) ?? [];
  const family = /^v?(\d+(?:\.\d+)?)\.\*$/.exec(written)?.[1];
  if (family !== undefined) return sign === '==' || sign === '' ? `${family}.x` : null;
  const version = semanticVersion(written);
  if (version === null || sign === '!=') return null;
  if (sign === '~=') return compatible(written, version);
  // `~1` lets in 1.x, `~1.2` only 1.2.x: how much is written counts.
  if (sign === '^' || sign === '~') return sign + written;
  return sign.startsWith('==') || sign === '' ? version : sign + version;
}

/** `~=1.4` goes up to 2, `~=1.4.2` up to 1.5. */
function compatible(written: string, version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return written.split('.').length > 2 ? `>=${version} <${String(major)}.${String(minor + 1)}.0-0` : `>=${version} <${String(major + 1)}.0.0-0`;
}
