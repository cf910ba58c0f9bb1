/**
 * What does a finding say to people? The sentences of editor, terminal and
 * reports: the fact first, the user's names in quotes, then the clause.
 * Must not format for one medium.
 */
import type { Finding, FlowStep } from '../analysis';
import type { Clause, ClauseId, KindId, Policy, RuleId } from '../policy';
import type { JsonFinding } from './json';
import { quoteName } from './visible';

/** Part of a sentence: our own words, or a name of the user's, which each medium marks in its own way. */
export interface Part {
  readonly type: 'words' | 'name';
  readonly text: string;
}

/** The fact alone: the rule's message with the user's names. Never holds a literal's content. */
export function factParts(finding: Finding, policy: Policy): readonly Part[] {
  const rule = policy.rules.get(finding.rule);
  if (rule === undefined) return [name(finding.value), words(` breaks ${finding.rule}.`)];
  const { details } = finding;
  const said: Readonly<Record<string, () => Part>> = {
    value: () => (finding.value === '' ? words('A value') : name(finding.value)),
    sink: () => (finding.sink === '' ? words('this place') : name(finding.sink)),
    kind: () => words(kindTitles(finding.kinds, policy)),
    party: () => words(partyName(finding, policy)),
  };
  // What stands in square brackets is said where there is something to say.
  const template = Object.hasOwn(details, 'format') ? (rule.setting?.message ?? rule.message) : rule.message;
  const message = template.replace(/\[([^[\]]*\{(\w+)\}[^[\]]*)\]/g, (_, part: string, key: string) => (Object.hasOwn(details, key) ? part : ''));
  const placed = (key: string): Part => said[key]?.() ?? (Object.hasOwn(details, key) ? name(details[key] ?? '') : words(`{${key}}`));
  // Every second piece is a placeholder.
  const parts = message.split(/\{(\w+)\}/).map((piece, i) => (i % 2 === 0 ? words(piece) : placed(piece))).filter(({ text }) => text !== '');
  return parts.map((part, i) => (i === 0 && part.type === 'words' ? words(part.text.charAt(0).toUpperCase() + part.text.slice(1)) : part));
}

/** The same as one text, names in quotes. */
export function findingFact(finding: Finding, policy: Policy): string {
  return factParts(finding, policy).map(({ type, text }) => (type === 'name' ? quoteName(text) : text)).join('');
}

/** Fact and clause on one line: `"a.email" reaches the log through "log.info". DP-DATA-2: Data is used only for …` */
export function findingMessage(finding: Finding, policy: Policy): string {
  return `${findingFact(finding, policy)} ${clauseSentence(finding.clause, policy)}`;
}

/** `DP-DATA-2: Data is used only for …` */
export function clauseSentence(id: ClauseId, policy: Policy): string {
  const clause = policy.clauses.get(id);
  return clause === undefined ? id : `${id}: ${clause.summary}`;
}

export function ruleTitle(id: RuleId, policy: Policy): string {
  return policy.rules.get(id)?.title ?? id;
}

/** The way out, or null where the rule names none. */
export function findingRemedy(finding: Finding, policy: Policy): string | null {
  return policy.rules.get(finding.rule)?.remedy ?? null;
}

/** Who excuses a finding, why, and until when. */
export function excuseWords({ suppression }: Pick<JsonFinding, 'suppression'>): string {
  if (suppression === null) return '';
  const by = suppression.by === undefined || suppression.by === null ? '' : ` by ${suppression.by}`;
  const where = suppression.acceptedIn === undefined ? 'Suppressed in the code' : `Accepted in ${suppression.acceptedIn}${by}`;
  return `${where}: ${suppression.reason === '' ? 'no reason is given' : suppression.reason}${suppression.until === null ? '' : ` (until ${suppression.until})`}`;
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

function words(text: string): Part {
  return { type: 'words', text };
}

function name(text: string): Part {
  return { type: 'name', text };
}
