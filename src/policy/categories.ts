/**
 * Which categories may rules have? The list that reports group findings by.
 * Must hold only what a clause needs.
 */
import type { Category } from './types';

export const categories: readonly Category[] = [
  'log-user-data', 'log-secret', 'store-cleartext', 'third-party-share', 'hardcoded-secret', 'tls-disabled', 'cleartext-transport',
  'weak-crypto', 'weak-hash-password', 'insecure-random', 'insecure-cookie', 'cors-open', 'code-injection', 'jwt-unsafe',
  'iac-unencrypted', 'access-bypass', 'identity-cloaking', 'consent-bypass', 'notices-removed', 'reverse-engineering',
  'unpublished-api', 'bulk-messaging', 'service-degradation', 'malware', 'disclosure', 'customer-support', 'breach-response', 'other',
];
