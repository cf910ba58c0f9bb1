/**
 * Which rules does a file break? Holds every emission and constant of its
 * functions against the rules. Must not know wording, languages or packages.
 */
import type { Confidence, FlowCheck, KindId, Policy, Rule, Setting, Severity, ShapeCheck } from '../policy';
import type { Range } from '../text';
import { namedConstants } from './constants';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Finding, FlowStep } from './finding';
import { withIdentities } from './identity';
import type { Source, Unit } from './program';
import { recipientOf } from './recipients';
import type { Recipient } from './recipients';
import { forbidden } from './shapes';
import type { Surroundings } from './shapes';
import { flatten } from './value';
import type { Folded, Step, Taint } from './value';

/** Shortest literal looked at for credentials. */
const minimumSecret = 12;

type Draft = Omit<Finding, 'identity'>;

/** A rule with its check, narrowed. */
interface Ruled<C> {
  readonly rule: Rule;
  readonly check: C;
}

/** The rules sorted by what they look at, with the answers to "which rules speak of this sink" kept. */
export class RuleBook {
  private readonly flows: readonly Ruled<FlowCheck>[];
  private readonly shapes: readonly Ruled<ShapeCheck>[];
  readonly constants: readonly Ruled<ShapeCheck>[];
  private readonly flowsBySink = new Map<KindId, readonly Ruled<FlowCheck>[]>();
  private readonly shapesByPlace = new Map<KindId, readonly Ruled<ShapeCheck>[]>();

  constructor(readonly policy: Policy, rules: Iterable<Rule>) {
    const flows: Ruled<FlowCheck>[] = [];
    const shapes: Ruled<ShapeCheck>[] = [];
    for (const rule of rules) {
      if (rule.check.type === 'flow') flows.push({ rule, check: rule.check });
      else if (rule.check.type === 'shape') for (const form of [rule.check, ...rule.check.or]) shapes.push({ rule, check: { ...rule.check, ...form } });
    }
    this.flows = flows;
    this.constants = shapes.filter(({ check }) => check.at.includes('constant'));
    this.shapes = shapes.filter(({ check }) => check.at.some((at) => at !== 'constant'));
  }

  /** Flow rules on a sink, those that name it most exactly first. */
  flowsTo(sink: KindId): readonly Ruled<FlowCheck>[] {
    let found = this.flowsBySink.get(sink);
    if (found === undefined) {
      const { kinds } = this.policy;
      found = this.flows
        .filter(({ check }) => check.to.some((to) => kinds.isA(sink, to)) && !check.notTo.some((not) => kinds.isA(sink, not)))
        .sort((a, b) => this.exactness(sink, b.check.to) - this.exactness(sink, a.check.to));
      this.flowsBySink.set(sink, found);
    }
    return found;
  }

  shapesAt(place: KindId): readonly Ruled<ShapeCheck>[] {
    let found = this.shapesByPlace.get(place);
    if (found === undefined) {
      found = this.shapes.filter(({ check }) => check.at.some((at) => this.policy.kinds.isA(place, at)));
      this.shapesByPlace.set(place, found);
    }
    return found;
  }

  /** The most exact rule on a datum at a sink: one defect is told by one rule. */
  ruleFor(sink: KindId, taint: Taint): Ruled<FlowCheck> | null {
    const { kinds } = this.policy;
    let best: Ruled<FlowCheck> | null = null;
    let bestScore = -1;
    for (const ruled of this.flowsTo(sink)) {
      const { check } = ruled;
      if (!check.from.some((from) => kinds.isA(taint.kind, from)) || check.notFrom.some((not) => kinds.isA(taint.kind, not))) continue;
      const score = this.exactness(sink, check.to) * 100 + this.exactness(taint.kind, check.from);
      if (score > bestScore) {
        best = ruled;
        bestScore = score;
      }
    }
    return best;
  }

  private exactness(kind: KindId, named: readonly KindId[]): number {
    return Math.max(...named.map((name) => (kind === name || kind.startsWith(`${name}.`) ? name.split('.').length + (kind === name ? 1 : 0) : this.policy.kinds.isA(kind, name) ? 1 : 0)));
  }
}

/** Everything the rules have to say of a file, in order of place. */
export function judgeSource(evaluator: Evaluator, book: RuleBook, source: Source): readonly Finding[] {
  return evaluator.askFor(source, () => {
    const judge = new Judge(evaluator, book, source);
    for (const unit of source.units) judge.unit(unit);
    return judge.findings();
  });
}

class Judge {
  private readonly drafts = new Map<string, Draft>();
  private readonly setting: Setting | null;

  constructor(private readonly evaluator: Evaluator, private readonly book: RuleBook, private readonly source: Source) {
    this.setting = book.policy.settingOf(source.path);
  }

  unit(unit: Unit): void {
    for (const emission of this.evaluator.emissionsOf(unit)) {
      this.shapes(emission);
      if (emission.kind.startsWith('sink.')) this.flows(emission);
    }
    if (this.book.constants.length > 0) this.constants(unit);
  }

  findings(): readonly Finding[] {
    const ordered = this.once().sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : 1));
    return withIdentities(ordered);
  }

  /** One defect is told once: at the smallest place, and where a whole object and a part of it are told at one place by rules of one category, the whole. */
  private once(): Draft[] {
    const { kinds, rules } = this.book.policy;
    const isWhole = (draft: Draft): boolean => draft.kinds.some((kind) => kinds.isA(kind, 'data.object'));
    const place = ({ rule, range }: Draft): string => `${rules.get(rule)?.category ?? rule} ${String(range.start)} ${String(range.end)}`;
    const exact = innermost([...this.drafts.values()]);
    const wholes = new Set(exact.filter(isWhole).map(place));
    return exact.filter((draft) => isWhole(draft) || draft.kinds.length === 0 || !wholes.has(place(draft)));
  }

  private flows(emission: Emission): void {
    const recipient = recipientOf(this.book.policy, emission);
    if (recipient === null) return;
    for (const taint of flatten(emission.value).taints) {
      // Headers carry the caller's own credentials and names to the service it calls: only contact data is shared by them.
      if (emission.kind === 'sink.http.headers' && recipient.kind !== 'sink.share.exfiltration' && !this.book.policy.kinds.isA(taint.kind, 'data.contact')) continue;
      const ruled = this.book.ruleFor(recipient.kind, taint);
      if (ruled === null || this.isCleared(ruled.check.unless, taint, emission)) continue;
      this.add(this.flowDraft(ruled.rule, emission, recipient, taint));
    }
  }

  private isCleared(unless: readonly KindId[], taint: Taint | null, emission: Emission): boolean {
    const { kinds } = this.book.policy;
    return unless.some((clear) => (taint?.marks.some((mark) => kinds.isA(mark, clear)) ?? false) || [...emission.guards].some((guard) => kinds.isA(guard, clear)));
  }

  private flowDraft(rule: Rule, emission: Emission, recipient: Recipient, taint: Taint): Draft {
    const sure = lowest(rule.confidence, emission.guessed ? lowest('medium', taint.confidence) : taint.confidence);
    const confidence = this.weighed(rule, sure);
    const steps = stepsOf(taint.trace);
    steps.push({ file: emission.sink.unit.source.path, range: emission.sink.range, role: 'sink', name: emission.sinkName });
    return {
      rule: rule.id, clause: rule.clause, severity: severityOf(rule.severity, confidence, taint.caley), confidence,
      file: this.source.path, range: emission.valueRange, kinds: [taint.kind],
      value: this.nameOf(emission.valueRange, taint), sink: emission.sinkName, sinkPath: emission.sinkPath, party: recipient.party,
      flow: steps, function: emission.unit.graph.name, places: { value: emission.valueRange, sink: emission.callRange },
    };
  }

  /** Confidence in a file of this one's setting: what is right in the product may be made up in its tests. */
  private weighed(rule: Rule, confidence: Confidence): Confidence {
    return this.setting !== null && rule.weakerIn.includes(this.setting) ? 'low' : confidence;
  }

  /** How the user's text names the value: the expression itself while it is short and holds no literal. */
  private nameOf(range: Range, taint: Taint): string {
    const text = this.source.textOf(range);
    return text.length <= 60 && /^[\w$.?()[\]!\s]+$/.test(text) && !text.includes('\n') ? text : (stepsOf(taint.trace)[0]?.name ?? text.slice(0, 20));
  }

  private shapes(emission: Emission): void {
    for (const { rule, check } of this.book.shapesAt(emission.kind)) {
      const name = /[.]([\w$-]+)$/.exec(emission.sinkPath)?.[1] ?? null;
      const surroundings: Surroundings = { name, around: [emission.sinkName], credential: this.book.policy.kinds.isA(emission.kind, 'option.credential'), fallback: false };
      const constant = forbidden(this.book.policy, check.value, emission.value, surroundings);
      if (constant === null || this.isCleared(check.unless, null, emission)) continue;
      const isLiteral = check.value.scheme !== undefined || check.value.host !== undefined || check.value.secret !== undefined;
      const range = isLiteral && constant.unit.source === this.source ? constant.range : emission.valueRange;
      this.add(this.shapeDraft(rule, emission.unit, range, emission.callRange, { sink: emission.sinkName, sinkPath: emission.sinkPath, value: name ?? '' }, emission.guessed));
    }
  }

  private constants(unit: Unit): void {
    for (const { node, surroundings } of namedConstants(unit, minimumSecret)) {
      const range = unit.rangeOf(node);
      const folded: Folded = { value: node.value, open: false, unit, range };
      for (const { rule, check } of this.book.constants) {
        if (forbidden(this.book.policy, check.value, { constants: [folded] }, surroundings) === null) continue;
        this.add(this.shapeDraft(rule, unit, range, range, { sink: '', sinkPath: surroundings.name ?? '', value: surroundings.name ?? '' }, false));
        break;
      }
    }
  }

  private shapeDraft(rule: Rule, unit: Unit, range: Range, sinkRange: Range, names: Pick<Draft, 'sink' | 'sinkPath' | 'value'>, guessed: boolean): Draft {
    const confidence = this.weighed(rule, guessed ? lower(rule.confidence) : rule.confidence);
    return {
      ...names, rule: rule.id, clause: rule.clause, severity: severityOf(rule.severity, confidence, false), confidence, file: this.source.path, range,
      kinds: [], party: null, flow: [], function: unit.graph.name, places: { value: range, sink: sinkRange },
    };
  }

  /** One finding a rule and place; kinds gather, the surest and shortest way stands. */
  private add(draft: Draft): void {
    const key = `${draft.rule} ${String(draft.range.start)} ${String(draft.range.end)}`;
    const other = this.drafts.get(key);
    if (other === undefined) {
      this.drafts.set(key, draft);
      return;
    }
    const [first, second] = surer(draft, other) ? [draft, other] : [other, draft];
    this.drafts.set(key, { ...first, kinds: [...new Set([...first.kinds, ...second.kinds])].sort() });
  }
}

/** Findings of a rule that have no other of the same rule inside. */
function innermost(drafts: readonly Draft[]): readonly Draft[] {
  const result: Draft[] = [];
  /** By rule, where the first ends of those that begin later, or there and are shorter. */
  const firstEnds = new Map<string, number>();
  for (const draft of [...drafts].sort((a, b) => b.range.start - a.range.start || a.range.end - b.range.end)) {
    const firstEnd = firstEnds.get(draft.rule) ?? Number.POSITIVE_INFINITY;
    if (firstEnd > draft.range.end) result.push(draft);
    firstEnds.set(draft.rule, Math.min(firstEnd, draft.range.end));
  }
  return result;
}

const confidences: readonly Confidence[] = ['low', 'medium', 'high'];

function lowest(a: Confidence, b: Confidence): Confidence {
  return confidences.indexOf(a) < confidences.indexOf(b) ? a : b;
}

function lower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}

function surer(a: Draft, b: Draft): boolean {
  const difference = confidences.indexOf(a.confidence) - confidences.indexOf(b.confidence);
  return difference > 0 || (difference === 0 && a.flow.length < b.flow.length);
}

/** Caley data is one step more severe; a low confidence never shows as error (catalogue, clauses.md, "How severe"). */
function severityOf(severity: Severity, confidence: Confidence, caley: boolean): Severity {
  const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
  const raised = caley ? (order[Math.min(order.indexOf(severity) + 1, 3)] ?? severity) : severity;
  return confidence === 'low' && raised === 'error' ? 'warning' : raised;
}

function stepsOf(trace: Step): FlowStep[] {
  const steps: FlowStep[] = [];
  for (let at: Step | null = trace; at !== null; at = at.previous) steps.push({ file: at.unit.source.path, range: at.range, role: at.role, name: at.name });
  return steps.reverse();
}
