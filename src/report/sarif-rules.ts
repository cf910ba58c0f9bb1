/**
 * What are the rules and clauses in SARIF's terms? Rules are reporting
 * descriptors, the two policy documents taxonomies, their clauses taxa.
 * Must not look at findings.
 */
import type { ReportingDescriptor, ReportingDescriptorRelationship, ReportingDescriptorReference, ToolComponent } from 'sarif';
import type { Clause, ClauseId, Policy, Rule, Severity } from '../policy';
import { clausePlace, clauseQuote } from './wording';

/** GitHub code scanning: at most 20 tags a rule, 1,024 characters a description. */
const tagLimit = 20;
const descriptionLimit = 1_024;

/** The editor's extension answers at this address with the rule's page; who lacks it is offered to install it. */
const extensionUri = 'vscode://caley.caley-compliance';

export type Level = 'error' | 'warning' | 'note';

/** SARIF has no word below note. */
export function toLevel(severity: Severity): Level {
  return severity === 'error' || severity === 'warning' ? severity : 'note';
}

/** Where each clause stands: its document's index among the taxonomies and its own among the taxa. */
export type ClauseIndex = ReadonlyMap<ClauseId, { readonly document: string; readonly component: number; readonly taxon: number }>;

export interface Taxonomies {
  readonly components: ToolComponent[];
  readonly index: ClauseIndex;
}

export function toTaxonomies(policy: Policy): Taxonomies {
  const index = new Map<ClauseId, { document: string; component: number; taxon: number }>();
  const components = [...policy.documents.values()].map((document, component): ToolComponent => {
    const clauses = [...policy.clauses.values()].filter((clause) => clause.document === document.id);
    clauses.forEach((clause, taxon) => index.set(clause.id, { document: document.id, component, taxon }));
    return {
      name: document.id,
      fullName: document.title,
      version: document.date,
      releaseDateUtc: document.date,
      organization: 'Caley',
      isComprehensive: true,
      shortDescription: { text: document.title },
      taxa: clauses.map((clause) => toTaxon(clause, policy)),
    };
  });
  return { components, index };
}

function toTaxon(clause: Clause, policy: Policy): ReportingDescriptor {
  return {
    id: clause.id,
    shortDescription: { text: clause.summary },
    fullDescription: { text: clauseQuote(clause) },
    help: { text: `${clausePlace(clause, policy)}: ${clause.sentence ?? clauseQuote(clause)}` },
  };
}

/** The clause as SARIF refers to it from rules and results; null for one that no document has. */
export function clauseReference(id: ClauseId, index: ClauseIndex): ReportingDescriptorReference | null {
  const at = index.get(id);
  return at === undefined ? null : { id, index: at.taxon, toolComponent: { name: at.document, index: at.component } };
}

export function toRule(rule: Rule, policy: Policy, index: ClauseIndex): ReportingDescriptor {
  const clause = policy.clauses.get(rule.clause);
  const clauses = [rule.clause, ...rule.also];
  const quote = clause === undefined ? [] : [`> ${clauseQuote(clause).replace(/\n/g, '\n> ')}`, `${clausePlace(clause, policy)} (${clause.id})`];
  return {
    id: rule.id,
    name: pascalCase(rule.id),
    shortDescription: { text: limited(rule.title) },
    fullDescription: { text: limited(`${rule.title}. ${clause?.summary ?? ''} ${rule.remedy}`.replace(/\s+/g, ' ')) },
    help: { text: [rule.title, rule.remedy, ...quote].join('\n\n'), markdown: [rule.page.trim(), ...quote].join('\n\n') },
    helpUri: `${extensionUri}/rule/${rule.id}`,
    defaultConfiguration: { level: toLevel(rule.severity) },
    relationships: clauses.flatMap((id): ReportingDescriptorRelationship[] => {
      const target = clauseReference(id, index);
      return target === null ? [] : [{ target, kinds: ['relevant'] }];
    }),
    properties: {
      clause: rule.clause,
      clauses,
      category: rule.category,
      tags: [...new Set(['caley', rule.category, ...rule.tags])].slice(0, tagLimit),
      precision: rule.confidence,
      'problem.severity': rule.severity === 'error' || rule.severity === 'warning' ? rule.severity : 'recommendation',
    },
  };
}

/** `log/personal-data` → `LogPersonalData`. */
function pascalCase(id: string): string {
  return id
    .split(/[/-]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function limited(text: string): string {
  return text.length <= descriptionLimit ? text : `${text.slice(0, descriptionLimit - 1)}…`;
}
