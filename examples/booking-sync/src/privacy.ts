/** What makes data safe to pass on. */
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { config } from './config';

/** `ada@example.com` becomes `a***@example.com`. */
export function maskEmail(email: string): string {
  return email.replace(/^(.).*(@.*)$/, '$1***$2');
}

/** The same person gets the same pseudonym; without the key nobody gets back. */
export function pseudonym(id: string): string {
  return createHmac('sha256', config.pseudonymKey).update(id).digest('hex');
}

/** AES-256-GCM: nonce, tag and ciphertext in one text. */
export function encrypt(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', config.tokenKey, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}
