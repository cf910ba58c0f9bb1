/**
 * In which state is each clause of the two documents? By what was found, what is accepted with a reason, what is declared, and what somebody attests
 * to. Must not call a clause kept because nothing looked at it: that is open.
 */
import type { Clause, ClauseId, Policy, Rule, RuleId } from '../../policy';
import { openFindings } from '../report';
import type { Report } from '../report';
import { clausePlace, clauseQuote } from '../wording';
import type { Applications } from './applications';
import type { ProofFacts } from './facts';

/**
 * `findings`: something breaks it. `accepted`: all that does is accepted with a reason. `attested`: somebody states what no tool can see.
 * `declared`: a caley.yaml says how it is kept, and rules on that found nothing. `no-finding`: rules looked at the code and found nothing.
 * `open`: nobody has looked, or nobody has stated what only a person can.
 */
export type ClauseState = 'findings' | 'accepted' | 'attested' | 'declared' | 'no-finding' | 'open';
export const clauseStates: readonly ClauseState[] = ['findings', 'open', 'accepted', 'attested', 'declared', 'no-finding'];

export interface Attestation {
  readonly declaration: string;
  readonly by: string | null;
  readonly date: string | null;
  readonly statement: string | null;
  /** `undated`, `future`: not to be relied on. `old`: made more than a year ago, or for an earlier edition of the document. */
  readonly fault: 'undated' | 'future' | 'old' | null;
}

export interface ClauseReport {
  readonly id: ClauseId;
  readonly document: string;
  readonly place: string;
  readonly summary: string;
  /** Exact words of the document. */
  readonly text: string;
  readonly modality: Clause['modality'];
  readonly state: ClauseState;
  /** Why the state is this one, in a sentence. */
  readonly reason: string;
  readonly findings: number;
  readonly accepted: number;
  /** Rules that looked after it. */
  readonly rules: readonly RuleId[];
  readonly attestations: readonly Attestation[];
  /** What is to be attested; null where nothing is. */
  readonly asks: string | null;
}

/** An attestation is to be made again after so many days: once a year. Ours; the documents give no term. */
export const attestationDays = 365;
export const dayInMilliseconds = 86_400_000;

/** What the states rest on beside the findings. */
export type ClauseFacts = Applications & Pick<ProofFacts, 'date'>;

/** In the order of the documents. */
export function clauseReports(report: Report, facts: ClauseFacts): readonly ClauseReport[] {
  const { policy } = report;
  const applied = [...policy.rules.values()].filter(({ id }) => facts.isApplied(id));
  const open = countByClause(openFindings(report).map(({ rule, clause }) => [rule, clause]), policy);
  const accepted = countByClause(report.files.flatMap(({ findings }) => findings.flatMap(({ finding, suppression }) => (suppression === null ? [] : [[finding.rule, finding.clause] as const]))), policy);
  return [...policy.clauses.values()].map((clause) => {
    const rules = applied.filter((rule) => clausesOf(rule).includes(clause.id));
    const attestations = attestationsOf(clause, facts, policy);
    const [findings, excused] = [open.get(clause.id) ?? 0, accepted.get(clause.id) ?? 0];
    return {
      id: clause.id, document: clause.document, place: clausePlace(clause, policy), summary: clause.summary, text: clauseQuote(clause), modality: clause.modality,
      ...stateOf(clause, { rules, findings, accepted: excused, attestations, declared: facts.applications.some(({ declared }) => declared !== null), examined: report.examined, applications: facts.applications.length }),
      findings, accepted: excused, rules: rules.map(({ id }) => id).sort(), attestations, asks: clause.attestation ?? (clause.onlyAPerson === null ? null : clause.summary),
    };
  });
}

interface Circumstances {
  readonly rules: readonly Rule[];
  readonly findings: number;
  readonly accepted: number;
  readonly attestations: readonly Attestation[];
  readonly declared: boolean;
  readonly examined: number;
  readonly applications: number;
}

function stateOf(clause: Clause, { rules, findings, accepted, attestations, declared, examined, applications }: Circumstances): Pick<ClauseReport, 'state' | 'reason'> {
  if (findings > 0) return { state: 'findings', reason: findings === 1 ? 'One finding is open.' : `${String(findings)} findings are open.` };
  const needsPerson = clause.onlyAPerson !== null || clause.checks.includes('manual');
  const isAttested = attestations.length > 0 && attestations.length >= applications && attestations.every(({ fault, by }) => by !== null && fault !== 'undated' && fault !== 'future');
  if (accepted > 0) return { state: 'accepted', reason: `What was found is accepted with ${accepted === 1 ? 'a reason' : 'reasons'}.` };
  if (isAttested) return { state: 'attested', reason: attestations.some(({ fault }) => fault === 'old') ? 'It is attested to, and the attestation is to be renewed.' : 'It is attested to.' };
  if (needsPerson) return { state: 'open', reason: clause.onlyAPerson ?? 'Part of it shows in no code, and nobody attests to it.' };
  if (rules.some(({ check }) => check.type !== 'declaration' && check.type !== 'suppression' && check.type !== 'absence')) return examined === 0 ? { state: 'open', reason: 'No file was examined.' } : { state: 'no-finding', reason: 'Rules looked at the code and found nothing.' };
  if (rules.length === 0) return { state: 'open', reason: 'No rule looks after it yet.' };
  return declared ? { state: 'declared', reason: 'It is kept as caley.yaml declares.' } : { state: 'open', reason: 'Nothing is declared: there is no caley.yaml.' };
}

function attestationsOf({ id, document }: Clause, { applications, date: today }: ClauseFacts, policy: Policy): readonly Attestation[] {
  return applications.flatMap(({ declaration, declared }) => {
    const said = declared?.attestations?.value.get(id)?.value;
    if (said === undefined || declaration === null) return [];
    const date = said.date?.value ?? null;
    return [{ declaration, by: said.by?.value ?? null, date, statement: said.statement?.value ?? null, fault: faultOf(date, today, policy.documents.get(document)?.date ?? '') }];
  });
}

function faultOf(date: string | null, today: string, edition: string): Attestation['fault'] {
  if (date === null) return 'undated';
  if (date > today) return 'future';
  return date < edition || (Date.parse(today) - Date.parse(date)) / dayInMilliseconds > attestationDays ? 'old' : null;
}

function countByClause(found: readonly (readonly [RuleId, ClauseId])[], policy: Policy): ReadonlyMap<ClauseId, number> {
  const counts = new Map<ClauseId, number>();
  for (const [id, clause] of found) {
    const rule = policy.rules.get(id);
    for (const each of new Set([clause, ...(rule === undefined ? [] : clausesOf(rule))])) counts.set(each, (counts.get(each) ?? 0) + 1);
  }
  return counts;
}

function clausesOf({ clause, also }: Rule): readonly ClauseId[] {
  return [clause, ...also];
}
