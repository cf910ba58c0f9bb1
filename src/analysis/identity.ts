/**
 * Which finding is the same as yesterday's? Identities without line numbers, so
 * that edits elsewhere in the file leave suppressions and baselines alone.
 */
import { fingerprint } from '../text';
import type { Finding } from './finding';

const version = 1;

/** Findings of one file, in order of place, each with its identity. Equal ones are told apart by their ordinal. */
export function withIdentities(findings: readonly Omit<Finding, 'identity'>[]): readonly Finding[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = [version, finding.rule, finding.file, finding.function, finding.sinkPath, finding.kinds.join(',')].join('\n');
    const ordinal = seen.get(key) ?? 0;
    seen.set(key, ordinal + 1);
    return { ...finding, identity: fingerprint(`${key}\n${String(ordinal)}`) };
  });
}
