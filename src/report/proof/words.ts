/**
 * What are the states and parts of a proof called? The words that its page and its Markdown share.
 * Must not format for one medium.
 */
import { counted } from '../wording';
import { clauseStates } from './clause-states';
import type { Attestation, ClauseState } from './clause-states';
import { driftOf } from './data-map';
import type { DataSource, Target } from './data-map';
import type { Ending } from './endings';
import type { Place } from './facts';
import type { Proof } from './proof';

/** A sign beside each word: nothing is told by colour alone. */
export const stateWords: Readonly<Record<ClauseState, { readonly sign: string; readonly word: string }>> = {
  findings: { sign: '✗', word: 'findings' },
  open: { sign: '?', word: 'open' },
  accepted: { sign: '≈', word: 'accepted with reasons' },
  attested: { sign: '✎', word: 'attested' },
  declared: { sign: '≡', word: 'declared' },
  'no-finding': { sign: '✓', word: 'no finding' },
};

export const roleWords: Readonly<Record<Target['role'], string>> = {
  store: 'store', 'sub-processor': 'sub-processor', 'independent-controller': 'uses data for itself', 'own-host': 'own host', 'unknown-host': 'host of nobody known',
};

export const sourceWords: Readonly<Record<DataSource['type'], string>> = { api: 'Caley’s API', webhook: 'webhook', sdk: 'Caley’s SDK' };

/** So many places are named; the others are counted. */
const namedPlaces = 3;

/** `src/a.ts:3, src/b.ts:9 and 4 more`. */
export function placesIn(places: readonly Place[]): string {
  const all = [...new Set(places.map(({ file, line }) => `${file}:${String(line)}`))];
  const named = all.slice(0, namedPlaces);
  return `${named.join(', ')}${all.length > namedPlaces ? ` and ${String(all.length - namedPlaces)} more` : ''}`;
}

export function countByState({ clauses }: Pick<Proof, 'clauses'>): readonly (readonly [ClauseState, number])[] {
  return clauseStates.map((state) => [state, clauses.filter((clause) => clause.state === state).length] as const);
}

/** `46 clauses: 3 with findings, 12 open, …`; states that no clause is in left out. */
export function clauseSummary(proof: Proof): string {
  const parts = countByState(proof).filter(([, count]) => count > 0).map(([state, count]) => `${String(count)} ${state === 'findings' ? 'with findings' : stateWords[state].word}`);
  return `${counted(proof.clauses.length, 'clause')}: ${parts.join(', ')}`;
}

export function attestationWords({ by, date, fault }: Attestation): string {
  const told = fault === 'undated' ? ', without a date' : fault === 'future' ? ', dated later than this report' : fault === 'old' ? ', to be renewed' : '';
  return `${by ?? 'nobody named'}${date === null ? '' : ` on ${date}`}${told}`;
}

/** `Acceptance of log/personal-data, 3 findings`. */
export function endingWords({ type, rule, findings }: Ending): string {
  const what = { acceptance: 'Acceptance', suppression: 'Suppression', attestation: 'Attestation' }[type];
  return rule === null ? what : `${what} of ${rule}, ${counted(findings, 'finding')}`;
}

/** What an auditor asks of a target first: is it disclosed, is it consented to, is it encrypted. */
export function targetRemarks(target: Target): readonly string[] {
  const drift = driftOf(target);
  const told = { undisclosed: 'not disclosed', 'more-than-disclosed': 'gets more than is disclosed', 'not-seen': 'disclosed, and not seen in the code' } as const;
  return [
    ...(drift === null ? [] : [told[drift]]),
    ...(target.isExternal ? ['outside of this code'] : []),
    ...(target.type === 'store' && target.isSeen && target.declaredAs.length > 0 ? [`declared as ${target.declaredAs.join(', ')}`] : []),
    ...(target.type === 'store' ? [encryptionWords(target)] : []),
    ...(target.type === 'recipient' && target.isDeclared === true && target.role !== 'own-host' ? [consentWords(target)] : []),
  ];
}

function encryptionWords({ encryption, evidence, isEncryptionShown }: Target): string {
  if (encryption === null) return 'encryption not known';
  const how = encryption === 'field' ? 'each field encrypted' : 'encrypted at rest';
  return `${how}${isEncryptionShown ? ', as the code shows' : evidence === null ? ', as declared, without evidence' : `, as declared: ${evidence}`}`;
}

function consentWords({ consent }: Target): string {
  if (consent === null) return 'no consent is recorded';
  const of = [consent.by, consent.date, consent.document].filter((part) => part !== null);
  return of.length === 0 ? 'no consent is recorded' : `consent: ${of.join(', ')}`;
}
