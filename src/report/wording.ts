/**
 * What does a finding say to people? The sentences of editor, terminal and
 * reports: the fact first, the user's names in quotes, then the clause.
 * Must not format for one medium.
 */
import type { Finding, FlowStep } from '../analysis';
import type { Clause, KindId, Policy } from '../policy';
import { quoteName } from './visible';

/** The fact alone: the rule's message with the user's names. Never holds a literal's content. */
export function findingFact(finding: Finding, policy: Policy): string {
  const rule = policy.rules.get(finding.rule);
  if (rule === undefined) return `${quoteName(finding.value)} breaks ${finding.rule}.`;
  const parts: Readonly<Record<string, () => string>> = {
    value: () => (finding.value === '' ? 'A value' : quoteName(finding.value)),
    sink: () => (finding.sink === '' ? 'this place' : quoteName(finding.sink)),
    kind: () => kindTitles(finding.kinds, policy),
    party: () => partyName(finding, policy),
  };
  const { details } = finding;
  // What stands in square brackets is said where there is something to say.
  const message = rule.message.replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, name: string) => (Object.hasOwn(details, name) ? part : ''));
  const sentence = message.replace(/\{(\w+)\}/g, (whole, name: string) => parts[name]?.() ?? (Object.hasOwn(details, name) ? quoteName(details[name] ?? '') : whole));
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** Fact and clause on one line: `"a.email" reaches the log through "log.info". DP-DATA-2: Data is used only for …` */
export function findingMessage(finding: Finding, policy: Policy): string {
  const clause = policy.clauses.get(finding.clause);
  return `${findingFact(finding, policy)} ${finding.clause}${clause === undefined ? '' : `: ${clause.summary}`}`;
}

/** The way out, or null where the rule names none. */
export function findingRemedy(finding: Finding, policy: Policy): string | null {
  return policy.rules.get(finding.rule)?.remedy ?? null;
}

/** What happens at one step of a flow. */
export function stepSentence(step: FlowStep): string {
  const name = quoteName(step.name);
  switch (step.role) {
    case 'source':
      return `${name} comes in here`;
    case 'assign':
      return `given to ${name}`;
    case 'call':
      return `handed to ${name}`;
    case 'return':
      return `comes back from ${name}`;
    case 'sink':
      return `reaches ${name}`;
  }
}

/** `Developer Policy › Security › Prohibitions`. */
export function clausePlace(clause: Clause, policy: Policy): string {
  return [policy.documents.get(clause.document)?.title ?? clause.document, ...clause.heading].join(' › ');
}

/** The clause's exact words with those that introduce it, which it cannot be read without. */
export function clauseQuote(clause: Clause): string {
  return clause.leadIn === null ? clause.text : `${clause.leadIn} ${clause.text}`;
}

/** `1 finding`, `3 findings`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `email address, phone number and full name`. */
function kindTitles(kinds: readonly KindId[], policy: Policy): string {
  const titles = kinds.map((kind) => policy.kinds.all.get(kind)?.title ?? kind);
  const last = titles.at(-1);
  if (last === undefined) return 'data';
  return titles.length === 1 ? last : `${titles.slice(0, -1).join(', ')} and ${last}`;
}

function partyName(finding: Finding, policy: Policy): string {
  if (finding.party === null) return 'another service';
  return policy.parties.get(finding.party)?.vendor ?? finding.party;
}
