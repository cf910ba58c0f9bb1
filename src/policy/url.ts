/**
 * Which host does a URL name? Takes URLs apart as far as they are known: URLs in
 * code are often the known beginning of a longer one.
 * Must not know what any host is.
 */

export interface UrlParts {
  /** In small letters, without the colon; empty for `//host/path` and bare hosts. */
  readonly scheme: string;
  /** In small letters; IPv6 addresses without brackets. `*` stands for a part that is not known. */
  readonly host: string;
  /** Digits, or empty. */
  readonly port: string;
  /** From the first slash on; empty where there is none. */
  readonly path: string;
}

const start = /^\s*(?:jdbc:)?(?:([a-z][a-z0-9+.-]*):)?\/\//i;
const hostCharacters = /^[\p{L}\p{N}_*-]+(?:\.[\p{L}\p{N}_*-]+)*\.?$/u;
const addressCharacters = /^[0-9a-f:.%]+$/i;

/** The parts of a URL that has `//` before its host; null where it has none or the host is not complete (`https://`, `https://api.`). */
export function parseUrl(url: string): UrlParts | null {
  const head = start.exec(url.slice(0, 64));
  if (head === null) return null;
  return parseAuthority((head[1] ?? '').toLowerCase(), url.slice(head[0].length));
}

/** The parts of a host written without scheme, as options have it: `api.example.com`, `api.example.com:8080/v1`. Null for paths and single words. */
export function parseHost(text: string): UrlParts | null {
  const parts = parseAuthority('', text.trim());
  return parts !== null && /\.\p{L}{2,}$/u.test(parts.host) ? parts : null;
}

function parseAuthority(scheme: string, rest: string): UrlParts | null {
  const length = rest.search(/[/?#\\\s]/);
  const complete = length >= 0;
  const authority = complete ? rest.slice(0, length) : rest;
  const after = complete ? rest.slice(length) : '';
  // Several hosts (`mongodb://a,b/db`): the first one speaks for all.
  const place = authority.slice(authority.lastIndexOf('@') + 1).split(',')[0] ?? '';
  const path = after.startsWith('/') ? after : '';
  if (place.startsWith('[')) {
    const end = place.indexOf(']');
    const host = place.slice(1, end);
    return end > 0 && addressCharacters.test(host) ? { scheme, host: host.toLowerCase(), port: place.slice(end + 2), path } : null;
  }
  const colon = place.indexOf(':');
  const host = colon < 0 ? place : place.slice(0, colon);
  if (host.length > 253 || !hostCharacters.test(host)) return null;
  // A dot or hyphen at the very end of what is known: the host goes on.
  if (!complete && colon < 0 && /[.-]$/.test(host)) return null;
  return { scheme, host: host.replace(/\.$/, '').toLowerCase(), port: colon < 0 ? '' : place.slice(colon + 1), path };
}
