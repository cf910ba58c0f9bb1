/**
 * Which rules does a file break? Gathers what is found in its functions, says each defect
 * once, and looks up where it stands. Must not know wording, languages or packages.
 */
import { range } from '../text';
import type { Range } from '../text';
import { confidences, draftsOf } from './drafts';
import type { Draft, Spot } from './drafts';
import type { Evaluator } from './evaluate';
import type { Finding, FlowStep } from './finding';
import { withIdentities } from './identity';
import type { Unit } from './program';
import { wordPlaces } from './scopes';
import type { Source } from './source';
import type { RuleBook } from './rule-book';
import type { Step } from './value';

type Placed = Omit<Finding, 'identity'>;

/** Each in order of place. */
export interface Judged {
  /** Everything the rules have to say of a file. */
  readonly findings: readonly Finding[];
  /** What would be said as well, were it not declared. */
  readonly disclosed: readonly Finding[];
}

export function judgeSource(evaluator: Evaluator, book: RuleBook, source: Source): Judged {
  const [found, disclosed] = [new Judge(book, source), new Judge(book, source)];
  for (const unit of source.units) for (const draft of keptDrafts(evaluator, book, source, unit)) (draft.isDisclosed ? disclosed : found).add(draft);
  return { findings: found.findings(), disclosed: disclosed.findings() };
}

/** What is found in a function is kept where its file is being edited; else the findings are. */
function keptDrafts(evaluator: Evaluator, book: RuleBook, source: Source, unit: Unit): readonly Draft[] {
  if (!source.isAttended) return evaluator.askFor(source, () => draftsOf(evaluator, book, unit));
  return evaluator.keptOf(unit, book.key, none, () => draftsOf(evaluator, book, unit), isNever);
}

const none: readonly Draft[] = [];

/** Nobody builds on what is found: it need not be told whether it changed. */
function isNever(): boolean {
  return false;
}

class Judge {
  private readonly placed = new Map<string, Placed>();

  constructor(private readonly book: RuleBook, private readonly source: Source) {}

  /** One finding a rule and place; kinds gather, the surest and shortest way stands. */
  add(draft: Draft): void {
    const one = placedAt(this.source, draft);
    const key = `${one.rule} ${String(one.range.start)} ${String(one.range.end)}`;
    const other = this.placed.get(key);
    if (other === undefined) {
      this.placed.set(key, one);
      return;
    }
    const [first, second] = surer(one, other) ? [one, other] : [other, one];
    this.placed.set(key, { ...first, kinds: [...new Set([...first.kinds, ...second.kinds])].sort() });
  }
  findings(): readonly Finding[] {
    const ordered = this.once().sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
    return withIdentities(ordered);
  }

  /** One defect is told once: at the smallest place, and where a whole object and a part of it are told at one place by rules of one category, the whole. */
  private once(): Placed[] {
    const { kinds, rules } = this.book.policy;
    const isWhole = (draft: Placed): boolean => draft.kinds.some((kind) => kinds.isA(kind, 'data.object'));
    const place = ({ rule, range }: Placed): string => `${rules.get(rule)?.category ?? rule} ${String(range.start)} ${String(range.end)}`;
    const exact = innermost([...this.placed.values()]);
    const wholes = new Set(exact.filter(isWhole).map(place));
    return exact.filter((draft) => isWhole(draft) || draft.kinds.length === 0 || !wholes.has(place(draft)));
  }
}

/** A draft with its places as they are in the text now. */
function placedAt(source: Source, { unit, wrong, value, around, name, way, isDisclosed: _, ...draft }: Draft): Placed {
  const flow = way === null ? [] : stepsOf(way);
  const places = { value: rangeOf(value), sink: rangeOf(around) };
  return { ...draft, file: source.path, range: partOf(source, wrong), value: name ?? nameOf(source.textOf(places.value), flow), flow, function: unit.graph.name, places };
}

/** Where the part of a spot's text that is meant stands as a word of its own; all of it where that is not there, or several times. */
function partOf(source: Source, spot: Spot): Range {
  const whole = rangeOf(spot);
  if (spot.part === undefined) return whole;
  const text = source.textOf(whole);
  const places = wordPlaces(text, spot.part);
  const [at] = places;
  return at === undefined || places.length > 1 ? whole : range(whole.start + at, whole.start + at + spot.part.length);
}

function rangeOf({ unit, node }: Spot): Range {
  return unit.rangeOf(unit.node(node) ?? { start: 0, end: 0 });
}

/** How the user's text names the value: the expression itself while it is short and holds no literal. */
function nameOf(text: string, flow: readonly FlowStep[]): string {
  return text.length <= 60 && /^[\w$.?()[\]!\s]+$/.test(text) && !text.includes('\n') ? text : (flow[0]?.name ?? text.slice(0, 20));
}

/** Findings of a rule that have no other of the same rule inside. */
function innermost(drafts: readonly Placed[]): readonly Placed[] {
  const result: Placed[] = [];
  /** By rule, where the first ends of those that begin later, or there and are shorter. */
  const firstEnds = new Map<string, number>();
  for (const draft of [...drafts].sort((a, b) => b.range.start - a.range.start || a.range.end - b.range.end)) {
    const firstEnd = firstEnds.get(draft.rule) ?? Number.POSITIVE_INFINITY;
    if (firstEnd > draft.range.end) result.push(draft);
    firstEnds.set(draft.rule, Math.min(firstEnd, draft.range.end));
  }
  return result;
}

function surer(a: Placed, b: Placed): boolean {
  const difference = confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);
  return difference > 0 || (difference === 0 && a.flow.length < b.flow.length);
}

function stepsOf(way: Step): FlowStep[] {
  const steps: FlowStep[] = [];
  for (let at: Step | null = way; at !== null; at = at.previous) steps.push({ file: at.unit.source.path, range: rangeOf(at), role: at.role, name: at.name });
  return steps.reverse();
}
