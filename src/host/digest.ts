/**
 * What is the digest of a text? Must not read files.
 */
import { sha256 as hashOf } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Digest } from '../report';

/** In hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(hashOf(typeof content === 'string' ? utf8ToBytes(content) : content));
}

export const digest: Digest = (text) => ({ sha256: sha256(text), bytes: utf8ToBytes(text).length });
