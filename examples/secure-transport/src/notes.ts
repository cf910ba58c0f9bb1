import { createCipheriv, randomBytes } from 'node:crypto';

const key = Buffer.from(process.env.NOTES_KEY ?? '', 'hex');

export function sealByBlocks(note: string): Buffer {
  // Wrong: equal blocks of a note stay equal.
  const cipher = createCipheriv('aes-256-ecb', key, null);
  return Buffer.concat([cipher.update(note, 'utf8'), cipher.final()]);
}

export function seal(note: string): Buffer {
  // Right: a new beginning for each note, and a tag that shows changes.
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(note, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}
