/**
 * What is handed to Caley when it asks for proof? The state of every clause, all findings and what excuses them, where data goes, what is declared and attested,
 * and what was not looked at; collected once for all forms. Must not hold a secret or a line of the code.
 */
import type { Declared } from '../../policy';
import { toJson } from '../json';
import type { JsonFinding, JsonReport } from '../json';
import type { Report } from '../report';
import { clauseReports } from './clause-states';
import type { ClauseReport } from './clause-states';
import { dataMapOf } from './data-map';
import type { DataMap } from './data-map';
import { endingsSoon } from './endings';
import type { Ending } from './endings';
import type { ExaminedLanguage, ProofFacts, Revision } from './facts';

export const proofVersion = 1;

export interface DeclaredMaker {
  readonly name: string | null;
  readonly owner: string | null;
  readonly website: string | null;
  readonly contact: string | null;
  /** The editions of Caley's documents that it was declared for, ISO dates. */
  readonly editions: { readonly developer: string | null; readonly aup: string | null };
  readonly privacyPolicy: { readonly url: string | null; readonly file: string | null };
  readonly support: { readonly email: string | null; readonly url: string | null; readonly connectDocs: string | null };
  readonly breach: { readonly contact: string | null; readonly procedure: string | null };
}

export interface Application {
  /** Path of its caley.yaml; null for the files that none rules. */
  readonly declaration: string | null;
  readonly maker: DeclaredMaker;
  readonly dataMap: DataMap;
}

/** The shape of report.json: published as docs/proof.schema.json. New fields may come within a version; none changes its meaning. */
export interface Proof {
  readonly format: 'caley-proof';
  readonly version: typeof proofVersion;
  readonly tool: Report['tool'];
  readonly policies: JsonReport['policies'];
  readonly date: string;
  readonly title: string;
  readonly revision: Revision | null;
  /** Which packs it was held against: a digest of their texts. */
  readonly packs: string;
  readonly examined: {
    readonly files: number;
    /** SHA-256 of the names and digests of all files. */
    readonly digest: string;
    readonly languages: readonly ExaminedLanguage[];
    readonly weakened: number;
    readonly openRequests: number;
    readonly skipped: JsonReport['skipped'];
    readonly mistakes: JsonReport['mistakes'];
  };
  readonly clauses: readonly ClauseReport[];
  /** Those that nothing excuses, by file and place. */
  readonly findings: readonly JsonFinding[];
  /** Those that a comment hides or a caley.yaml accepts. */
  readonly accepted: readonly JsonFinding[];
  /** What holds on the date, and not for thirty days more. */
  readonly endsSoon: readonly Ending[];
  readonly applications: readonly Application[];
}

export function collectProof(report: Report, facts: ProofFacts): Proof {
  const { findings, policies, skipped, mistakes, summary } = toJson(report);
  const clauses = clauseReports(report, facts);
  const accepted = findings.filter(({ suppression }) => suppression !== null);
  return {
    format: 'caley-proof', version: proofVersion, tool: report.tool, policies, date: facts.date, title: facts.title, revision: facts.revision, packs: report.policy.hash,
    examined: { files: report.examined, digest: facts.digest, languages: facts.languages, weakened: summary.weakened, openRequests: summary.openRequests, skipped, mistakes },
    clauses,
    findings: findings.filter(({ suppression }) => suppression === null),
    accepted,
    endsSoon: endingsSoon(accepted, clauses, facts.date),
    applications: facts.applications.map((application) => ({
      declaration: application.declaration, maker: makerOf(application.declared ?? {}), dataMap: dataMapOf(application, report.policy),
    })),
  };
}

/** Two spaces of indentation and a final line end; equal input gives equal bytes. */
export function renderProofJson(proof: Proof): string {
  return `${JSON.stringify(proof, null, 2)}\n`;
}

function makerOf({ app, policies, privacyPolicy, support, breach }: Declared): DeclaredMaker {
  const said = (value: { readonly value: string } | undefined): string | null => value?.value ?? null;
  return {
    name: said(app?.value.name), owner: said(app?.value.owner), website: said(app?.value.website), contact: said(app?.value.contact),
    editions: { developer: said(policies?.value.developer), aup: said(policies?.value.aup) },
    privacyPolicy: { url: said(privacyPolicy?.value.url), file: said(privacyPolicy?.value.file) },
    support: { email: said(support?.value.email), url: said(support?.value.url), connectDocs: said(support?.value.connectDocs) },
    breach: { contact: said(breach?.value.contact), procedure: said(breach?.value.procedure) },
  };
}
