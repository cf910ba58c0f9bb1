/**
 * Which rule speaks of what? The rules sorted by the sinks and places they look at.
 * Must not look at code.
 */
import { Disclosures, nothingDisclosed } from './disclosures';
import type { Disclosing } from './disclosures';
import { nothingPublished, PublishedApis } from './published';
import type { Published } from './published';
import type { AbsenceCheck, CodeCheck, FlowCheck, KindId, Policy, Rule, SettingCheck, ShapeCheck, ShapeForm, SuppressionCheck } from '../policy';
import type { Taint } from './value';

/** A rule with its check, narrowed. */
export interface Ruled<C> {
  readonly rule: Rule;
  readonly check: C;
}

/** Books made so far. */
let made = 0;

/** The rules sorted by what they look at, with the answers to "which rules speak of this sink" kept. */
/** A rule's check with one of its forms, and nothing of another. */
function asCheck({ declared: _, ...check }: ShapeCheck, form: ShapeForm): ShapeCheck {
  return { ...check, ...form };
}

export class RuleBook {
  /** Tells it from all others: what is found by its rules is kept under it. */
  readonly key = `found by ${String(++made)}`;
  private readonly flows: readonly Ruled<FlowCheck>[];
  private readonly shapes: readonly Ruled<ShapeCheck>[];
  readonly constants: readonly Ruled<ShapeCheck>[];
  /** Rules that packages by their kind break, wherever they are imported. */
  readonly tools: readonly Ruled<ShapeCheck>[];
  /** Rules on calls that ask Caley or send a message, whatever they hand over. */
  readonly requests: readonly Ruled<ShapeCheck>[];
  /** Rules on routes that are set up. */
  readonly routes: readonly Ruled<ShapeCheck>[];
  /** Rules whose checks are code. */
  readonly code: readonly Ruled<CodeCheck>[];
  /** Rules on what is declared itself. */
  readonly declarations: readonly Rule[];
  /** Rules on what is set in files of configuration. */
  readonly settings: readonly Ruled<SettingCheck>[];
  /** Rules on comments that are to hide findings. */
  readonly suppressions: readonly Ruled<SuppressionCheck>[];
  /** Rules on what a project lacks. */
  readonly absences: readonly Ruled<AbsenceCheck>[];
  /** What their checks hold requests against. */
  readonly apis: PublishedApis;
  /** What is declared. */
  readonly disclosures: Disclosures;
  private readonly flowsBySink = new Map<KindId, readonly Ruled<FlowCheck>[]>();
  private readonly shapesByPlace = new Map<KindId, readonly Ruled<ShapeCheck>[]>();

  constructor(readonly policy: Policy, rules: Iterable<Rule>, published: Published = nothingPublished, disclosing: readonly Disclosing[] = nothingDisclosed) {
    this.disclosures = new Disclosures(disclosing, policy);
    this.apis = new PublishedApis(published, policy);
    const flows: Ruled<FlowCheck>[] = [];
    const shapes: Ruled<ShapeCheck>[] = [];
    const code: Ruled<CodeCheck>[] = [];
    const declarations: Rule[] = [];
    const suppressions: Ruled<SuppressionCheck>[] = [];
    const settings: Ruled<SettingCheck>[] = [];
    const absences: Ruled<AbsenceCheck>[] = [];
    for (const rule of rules) {
      if (rule.setting !== undefined) settings.push({ rule, check: rule.setting });
      if (rule.check.type === 'flow') flows.push({ rule, check: rule.check });
      else if (rule.check.type === 'shape') for (const form of [rule.check, ...rule.check.or]) shapes.push({ rule, check: asCheck(rule.check, form) });
      else if (rule.check.type === 'code') code.push({ rule, check: rule.check });
      else if (rule.check.type === 'suppression') suppressions.push({ rule, check: rule.check });
      else if (rule.check.type === 'absence') absences.push({ rule, check: rule.check });
      else if (rule.check.type === 'setting') settings.push({ rule, check: rule.check });
      else declarations.push(rule);
    }
    this.flows = flows;
    this.code = code;
    this.declarations = declarations;
    this.suppressions = suppressions;
    this.settings = settings;
    this.absences = absences;
    this.constants = shapes.filter(({ check }) => check.at.includes('constant'));
    this.tools = shapes.filter(({ check }) => check.at.some((at) => policy.kinds.isA(at, 'tool')));
    this.requests = shapes.filter(({ check }) => check.at.some((at) => policy.kinds.isA(at, 'request')));
    this.routes = shapes.filter(({ check }) => check.at.some((at) => policy.kinds.isA(at, 'route')));
    this.shapes = shapes.filter(({ check }) => check.at.some((at) => at !== 'constant'));
  }

  /** Whether any rule asks what is published. */
  get holdsRequests(): boolean {
    return this.code.length > 0 && !this.apis.isEmpty;
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

  /** The most exact rule on a datum at a sink of those for which all else holds: one defect is told by one rule. */
  ruleFor(sink: KindId, taint: Taint, isMeant: (ruled: Ruled<FlowCheck>) => boolean): Ruled<FlowCheck> | null {
    const { kinds } = this.policy;
    let best: Ruled<FlowCheck> | null = null;
    let bestScore = -1;
    for (const ruled of this.flowsTo(sink)) {
      const { check } = ruled;
      if (!check.from.some((from) => kinds.isA(taint.kind, from)) || check.notFrom.some((not) => kinds.isA(taint.kind, not))) continue;
      const score = this.exactness(sink, check.to) * 100 + this.exactness(taint.kind, check.from);
      if (score > bestScore && isMeant(ruled)) {
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
