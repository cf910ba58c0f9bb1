/**
 * Are two texts the same? A short fingerprint for cache keys and identities.
 * Not for security: it has to differ where texts differ by accident only.
 */

/** 16 hex digits of a text's UTF-16 code units: two multiplicative hashes (the constants of FNV-1a and of MurmurHash3's finish). */
export function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x85ebca6b);
    b ^= b >>> 13;
  }
  return hex(finish(a ^ text.length)) + hex(finish(b ^ a));
}

function finish(value: number): number {
  let mixed = value;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}
