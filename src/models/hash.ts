/**
 * Did the models change? A short fingerprint of a text, for cache keys.
 * Not for security: it only has to differ where texts differ by accident.
 */

/** 16 hex digits: two FNV-1a runs over the UTF-16 code units, with different starting values. */
export function fingerprint(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code ^ (low >>> 16), 0x01000193);
  }
  return (high >>> 0).toString(16).padStart(8, '0') + (low >>> 0).toString(16).padStart(8, '0');
}
