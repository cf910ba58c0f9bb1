/**
 * Which of many host patterns does a URL match best? A tree over the labels of
 * hosts, last label first, so that one look-up costs as much as the host has labels.
 * Must not know what the patterns stand for.
 */
import type { UrlParts } from './url';

interface Pattern<T> {
  /** What stands before the labels of the tree: empty for exact hosts, a glob else. */
  readonly rest: string;
  readonly port: string;
  readonly path: string;
  /** Characters that are no `*`: the more, the better the match. */
  readonly literal: number;
  readonly value: T;
}

interface Level<T> {
  readonly next: Map<string, Level<T>>;
  readonly patterns: Pattern<T>[];
}

export class HostIndex<T> {
  private readonly root: Level<T> = { next: new Map(), patterns: [] };

  /**
   * Adds a pattern: a host in which `*` is any run of host characters, with an optional
   * port and path. A path matches what begins with it, up to a word's end.
   */
  add(pattern: string, value: T): void {
    const slash = pattern.indexOf('/');
    const place = (slash < 0 ? pattern : pattern.slice(0, slash)).toLowerCase();
    const colon = place.indexOf(':');
    const host = colon < 0 ? place : place.slice(0, colon);
    const labels = host.split('.');
    let level = this.root;
    let known = labels.length;
    while (known > 0 && labels[known - 1]?.includes('*') === false) {
      const label = labels[known - 1] ?? '';
      let next = level.next.get(label);
      if (next === undefined) {
        next = { next: new Map(), patterns: [] };
        level.next.set(label, next);
      }
      level = next;
      known--;
    }
    level.patterns.push({
      rest: labels.slice(0, known).join('.'),
      port: colon < 0 ? '' : place.slice(colon + 1),
      path: slash < 0 ? '' : pattern.slice(slash),
      literal: pattern.replaceAll('*', '').length,
      value,
    });
  }

  /** The value of the pattern with the most literal characters that matches; the first added of equals; null for none. */
  find(url: UrlParts): T | null {
    const labels = url.host.split('.');
    let best: Pattern<T> | null = null;
    let level: Level<T> | undefined = this.root;
    for (let known = labels.length; level !== undefined; known--) {
      const rest = labels.slice(0, known).join('.');
      for (const pattern of level.patterns) {
        if ((best === null || pattern.literal > best.literal) && matches(pattern, rest, url)) best = pattern;
      }
      if (known === 0) break;
      level = level.next.get(labels[known - 1] ?? '');
    }
    return best === null ? null : best.value;
  }
}

function matches(pattern: Pattern<unknown>, rest: string, url: UrlParts): boolean {
  if (pattern.port !== '' && pattern.port !== url.port) return false;
  if (pattern.path !== '') {
    if (!url.path.startsWith(pattern.path)) return false;
    const next = url.path.charAt(pattern.path.length);
    if (/[\p{L}\p{N}]/u.test(next) && !pattern.path.endsWith('/')) return false;
  }
  return pattern.rest === '' ? rest === '' : rest !== '' && globMatches(pattern.rest, rest);
}

/** Whether a text is of a glob's form. Looks back to the last `*` only, so at most length of one times length of the other. */
export function globMatches(glob: string, text: string): boolean {
  let at = 0;
  let i = 0;
  let star = -1;
  let starText = 0;
  while (i < text.length) {
    if (at < glob.length && glob.charAt(at) === '*') {
      star = at++;
      starText = i;
    } else if (at < glob.length && glob.charAt(at) === text.charAt(i)) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++starText;
    } else return false;
  }
  while (at < glob.length && glob.charAt(at) === '*') at++;
  return at === glob.length;
}
