/**
 * caley/clause, caley/documents, caley/rule, caley/page: what do the policy and the pages of rules, kinds and parties say?
 */
import type { ClauseParams, ClauseResult, DocumentPage, PageParams, RuleParams, RuleResult } from '../../protocol';
import { kindPage, partyPage } from '../../report';
import type { Session } from '../session';

export function clause(session: Session, { id }: ClauseParams): ClauseResult | null {
  const found = session.policy.clauses.get(id);
  if (found === undefined) return null;
  const title = session.policy.documents.get(found.document)?.title ?? found.document;
  return { id, document: found.document, heading: [title, ...found.heading], text: found.text, summary: found.summary, line: session.pages.get(found.document)?.lines.get(id) ?? 0 };
}

export function documents(session: Session): DocumentPage[] {
  return [...session.policy.documents.values()].map(({ id, title, date }) => {
    const page = session.pages.get(id);
    const clauses = [...(page?.lines ?? [])].map(([clauseId, line]) => ({ id: clauseId, line, summary: session.policy.clauses.get(clauseId)?.summary ?? '' }));
    return { id, title, date, markdown: page?.markdown ?? '', clauses };
  });
}

export function rule(session: Session, { id }: RuleParams): RuleResult | null {
  // A company's own rules are those of a project.
  const found = session.policy.rules.get(id) ?? session.projects.all().flatMap((project) => project.snapshot().policy.rules.get(id) ?? [])[0];
  return found === undefined ? null : { id, title: found.title, markdown: found.page };
}

export function page(session: Session, { type, id }: PageParams): RuleResult | null {
  const policies = [session.policy, ...session.projects.all().map((project) => project.snapshot().policy)];
  for (const policy of policies) {
    const found = type === 'kind' ? kindPage(id, policy) : partyPage(id, policy);
    if (found !== null) return found;
  }
  return null;
}
