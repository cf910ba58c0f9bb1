/**
 * What holds today, and not for much longer? Acceptances, suppressions and attestations that end within thirty days of the check. Must not tell what has ended:
 * that is a mistake, or a fault of the attestation.
 */
import { groupedBy } from '../grouped';
import type { JsonFinding } from '../json';
import { attestationDays, dayInMilliseconds } from './clause-states';
import type { ClauseReport } from './clause-states';

const soonDays = 30;

export interface Ending {
  readonly type: 'acceptance' | 'suppression' | 'attestation';
  /** The last day that it holds, an ISO date. */
  readonly on: string;
  /** Null for an attestation. */
  readonly rule: string | null;
  readonly clause: string;
  /** The caley.yaml that says it; of a suppression, the file that it stands in. */
  readonly file: string;
  readonly by: string | null;
  /** The reason, or what is attested to. */
  readonly statement: string | null;
  /** How many findings it excuses; none for an attestation. */
  readonly findings: number;
}

/** By their last days. */
export function endingsSoon(accepted: readonly JsonFinding[], clauses: readonly ClauseReport[], today: string): readonly Ending[] {
  const last = daysAfter(today, soonDays);
  const excuses = accepted.flatMap(({ rule, clause, file, suppression }): readonly Ending[] => {
    if (suppression?.until === undefined || suppression.until === null) return [];
    const { until, reason, acceptedIn, by } = suppression;
    return [{ type: acceptedIn === undefined ? 'suppression' : 'acceptance', on: until, rule, clause, file: acceptedIn ?? file, by: by ?? null, statement: reason, findings: 1 }];
  });
  const attested = clauses.flatMap(({ id, attestations }) => attestations.flatMap(({ declaration, by, date, statement, fault }): readonly Ending[] =>
    (date === null || fault !== null ? [] : [{ type: 'attestation', on: daysAfter(date, attestationDays), rule: null, clause: id, file: declaration, by, statement, findings: 0 }])));
  // One excuse may stand for many findings.
  const groups = groupedBy([...excuses, ...attested].filter(({ on }) => on >= today && on <= last), keyOf);
  return [...groups.values()].map((group) => ({ ...group[0], findings: group.reduce((sum, { findings }) => sum + findings, 0) })).sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ type, on, rule, clause, file, by, statement }: Ending): string {
  return JSON.stringify([on, file, type, clause, rule, by, statement]);
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayInMilliseconds).toISOString().slice(0, 10);
}
