/**
 * Does an entry speak of the version that is installed? Compares ranges of semantic versioning.
 * Must not know where versions are written.
 */
import intersects from 'semver/ranges/intersects.js';
import subset from 'semver/ranges/subset.js';
import validRange from 'semver/ranges/valid.js';

/** Behind a range: it holds as well where the version is not known, or may be one of the range. */
const orUnknown = /,\s*unknown$/;

/** Whether a text says which versions an entry speaks of: `>=11`, `>=10.57 <11`, `<11, unknown`. */
export function isVersions(text: string): boolean {
  return isRange(text.replace(orUnknown, ''));
}

/**
 * Whether what is installed is of `versions`. `installed` is a version or a range, as a manifest writes it; what is neither is not
 * known, and neither is a range that lets others in.
 */
export function isOfVersions(versions: string, installed: string | null): boolean {
  const range = versions.replace(orUnknown, '');
  const isOpen = range !== versions;
  if (installed === null || !isRange(installed)) return isOpen;
  return subset(installed, range, options) || (isOpen && intersects(installed, range, options));
}

const options = { includePrerelease: true };

function isRange(text: string): boolean {
  return text.trim() !== '' && validRange(text) !== null;
}

/** The name a package of Python is looked up by: to its index these are one. */
export function indexedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
