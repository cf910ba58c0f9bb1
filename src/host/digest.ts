/**
 * What is the digest of a text? Must not read files.
 */
import { createHash } from 'node:crypto';
import type { Digest } from '../report';

/** In hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export const digest: Digest = (text) => ({ sha256: sha256(text), bytes: Buffer.byteLength(text) });
