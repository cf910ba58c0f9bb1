import { createCipheriv, randomBytes } from 'node:crypto';

const key = Buffer.from(process.env.ANSWER_KEY ?? '', 'base64');

export function sealAlike(text: string): string {
  // Wrong: with the same beginning each time, equal answers look equal.
  return createCipheriv('aes-256-cbc', key, '1234567890123456').update(text, 'utf8', 'base64');
}

/** Encrypts a text; what it begins with stands before it. */
export function encrypt(text: string): string {
  const iv = randomBytes(12);
  // Right: a new beginning for each, and a key that the source does not know.
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64');
}
