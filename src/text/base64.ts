/**
 * What text does base64 encode? Plain text of one line or several; anything else is none. Must not depend on a runtime: there is no `atob` everywhere.
 */
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Longer ones are files. */
const maxLength = 8192;

/** ASCII text; null where the text is no base64 or encodes something else. */
export function decodeBase64(text: string): string | null {
  const encoded = text.trim();
  if (encoded.length > maxLength || encoded.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(encoded)) return null;
  let bits = 0;
  let held = 0;
  let decoded = '';
  for (const digit of encoded.replace(/=+$/, '')) {
    bits = ((bits << 6) | digits.indexOf(digit)) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 0xff);
  }
  return /^[\t\n\r -~]+$/.test(decoded) ? decoded.replace(/\r?\n$/, '') : null;
}
