/**
 * Which rules does one function break? Holds what it hands to sinks and options, and its
 * constants, against the rules. Places are nodes: where they stand in the text is looked up later.
 * Must not know wording, languages or packages.
 */
import type { NodeId } from '../flow';
import type { Circumstances, Confidence, DeclaredTest, KindId, Policy, Rule, Severity, ShapeCheck } from '../policy';
import { checks } from './checks/registry';
import { answer, grant, FieldsRead, isTold } from './answers';
import { asks } from './askers';
import { hold, nameAt, passing } from './circumstances';
import { namedConstants } from './constants';
import { isRequest, parameterFamily } from './emissions';
import type { Practice } from './disclosures';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import type { Finding } from './finding';
import { add } from './lists';
import { isNamedNearby } from './named-nearby';
import type { Nearby } from './named-nearby';
import { pathOf } from './names';
import type { Unit } from './program';
import { hostAsked, isCarried, recipientOf } from './recipients';
import type { Recipient } from './recipients';
import { isRefused } from './refusals';
import { isWebhook, routesSetUpIn, webhook } from './routes';
import type { RuleBook } from './rule-book';
import { isSaidNear, readsBody } from './said-nearby';
import { scopesIn } from './scopes';
import { forbidden, partyIn } from './shapes';
import { flatten } from './value';
import type { Folded, Step, Taint, Value } from './value';

/** Shortest literal looked at for credentials. */
const minimumSecret = 12;
/** Shortest literal that any rule on constants looks at. */
const minimumText = 6;

const none: readonly Emission[] = [];
const person = 'data.object.person';
const failure = 'data.object.error';
const password = 'data.credentials.password';
const passwordField = 'parameter.password';

/** A node of a function. */
export interface Spot {
  readonly unit: Unit;
  readonly node: NodeId;
  /** What of its text is meant, where that stands there once; else all of it is. */
  readonly part?: string;
}

/** A finding whose places are not looked up yet. */
export interface Draft extends Pick<Finding, 'rule' | 'clause' | 'severity' | 'confidence' | 'kinds' | 'sink' | 'sinkPath' | 'party' | 'details'> {
  readonly unit: Unit;
  /** The smallest wrong token. */
  readonly wrong: Spot;
  readonly value: Spot;
  readonly around: Spot;
  /** How the value is called; null where its text says it. */
  readonly name: string | null;
  /** It is as a caley.yaml declares it: no finding, but something to hold documents against. */
  readonly isDisclosed: boolean;
  /** The way from the source to the sink; null for shapes. */
  readonly way: Step | null;
}

/** Everything the rules have to say of a function, in order of its nodes. */
export function draftsOf(evaluator: Evaluator, book: RuleBook, unit: Unit): readonly Draft[] {
  const emissions = evaluator.emissionsOf(unit);
  const drafting = new Drafting(evaluator, book, unit, emissions);
  for (const emission of emissions) {
    drafting.shapes(emission);
    drafting.flows(emission);
  }
  if (book.requests.length > 0) drafting.requests();
  if (book.routes.length > 0) drafting.routes();
  if (book.constants.length > 0) drafting.constants();
  if (book.tools.length > 0) drafting.tools();
  drafting.code();
  return drafting.drafts;
}

class Drafting {
  readonly drafts: Draft[] = [];
  private readonly fieldsRead: FieldsRead;
  private byCall: Map<NodeId, Emission[]> | null = null;

  constructor(private readonly evaluator: Evaluator, private readonly book: RuleBook, private readonly unit: Unit, private readonly emissions: readonly Emission[]) {
    this.fieldsRead = new FieldsRead(unit);
  }

  flows(emission: Emission): void {
    const recipient = recipientOf(this.book.policy, emission);
    if (recipient !== null) this.flowsTo(recipient, emission);
    // Some rules ask for no recipient, but for the part of a request that something stands in.
    if (emission.kind !== recipient?.kind) this.flowsTo({ kind: emission.kind, party: recipient?.party ?? null }, emission);
  }

  private flowsTo(recipient: Recipient, emission: Emission): void {
    const { book } = this;
    if (book.flowsTo(recipient.kind).length === 0) return;
    const file = this.unit.source.path;
    for (const said of flatten(emission.value).taints) {
      // An answer that refuses grants nothing.
      const taint = said.kind === grant && this.isRefused(emission) ? { ...said, kind: answer } : said;
      if (!isCarried(book.policy, emission, recipient, taint)) continue;
      if (taint.kind === person && taint.confidence !== 'high' && this.isBesidePassword(emission)) continue;
      const practice: Practice = { kind: taint.kind, party: recipient.party, url: emission.url, name: null };
      const add = (isDisclosed: boolean, isMeant: (test: DeclaredTest | undefined) => boolean): boolean => {
        const ruled = book.ruleFor(recipient.kind, taint, ({ check }) => isMeant(check.declared) && (check.of === null || isCaleys(book.policy, taint)) && this.holds(check, emission));
        if (ruled !== null && !this.isCleared(ruled.check.unless, taint, emission) && !this.isNamed(ruled.check.unless, emission)) this.drafts.push({ ...this.flowDraft(ruled.rule, emission, recipient, taint), isDisclosed });
        return ruled !== null;
      };
      const isHeld = (test: DeclaredTest | undefined): boolean => test === undefined || book.disclosures.hold(test, file, practice);
      const isTold = add(false, (test) => test?.collection === undefined && isHeld(test));
      if (!book.disclosures.rule(file)) continue;
      // That data is collected is one matter, what becomes of it another: neither hides the other.
      add(false, (test) => test?.collection !== undefined && isHeld(test));
      if (!isTold) add(true, (test) => test?.recipient === false);
    }
  }

  /** Whether a password goes with it in one request: what is called a user there is the name by which the program signs in. */
  private isBesidePassword({ kind, at }: Emission): boolean {
    const { kinds } = this.book.policy;
    return isRequest(kind) && this.at(at).some((other) => isRequest(other.kind) && (other.kind === passwordField || flatten(other.value).taints.some((taint) => kinds.isA(taint.kind, password))));
  }

  /** Whether what a rule asks for besides holds where something is handed over. */
  private holds(check: Circumstances, { unit, at, sink }: Pick<Emission, 'unit' | 'at'> & Partial<Pick<Emission, 'sink'>>): boolean {
    if (check.with.length + check.lacks.length + check.in.length + check.unsaid.length === 0) return true;
    return hold(this.evaluator, this.book.policy, check, { unit, call: at, beside: this.at(at), ...(sink === undefined ? {} : { sink }) });
  }

  /** Everything that one call hands over: functions may hand over thousands of things. */
  private at(call: NodeId): readonly Emission[] {
    if (this.byCall === null) {
      this.byCall = new Map<NodeId, Emission[]>();
      for (const emission of this.emissions) add(this.byCall, emission.at, emission);
    }
    return this.byCall.get(call) ?? none;
  }

  private isCleared(unless: readonly KindId[], taint: Taint | null, emission: Pick<Emission, 'guards'>): boolean {
    const { kinds } = this.book.policy;
    return unless.some((clear) => (taint?.marks.some((mark) => kinds.isA(mark, clear)) ?? false) || [...emission.guards].some((guard) => kinds.isA(guard, clear)));
  }

  /** Whether what a rule asks for is named around a call or in what it runs: something that bounds how many run at once. */
  private isNamed(unless: readonly KindId[], near: Nearby): boolean {
    return isNamedNearby(this.evaluator, this.book.policy, unless, near);
  }

  private flowDraft(rule: Rule, emission: Emission, recipient: Recipient, taint: Taint): Draft {
    const known = this.knownOf(taint, emission);
    // Where only a name tells that something is logged, it may be text, and of an error the message.
    const sure = lowest(rule.confidence, emission.guessed ? lowest(taint.kind === failure ? 'low' : 'medium', known) : known);
    const confidence = this.weighed(rule, sure);
    const { unit } = emission;
    const value: Spot = { unit, node: emission.handed };
    const host = recipient.party === null && emission.url !== null ? hostAsked(emission.url) : null;
    return {
      rule: rule.id, clause: rule.clause, severity: severityOf(rule.severity, confidence, taint.caley), confidence, unit, wrong: value, value, around: { unit, node: emission.at },
      kinds: [taint.kind], name: null, sink: emission.sinkName, sinkPath: emission.sinkPath, party: recipient.party, details: host === null ? {} : { host }, isDisclosed: false,
      way: { ...emission.sink, role: 'sink', name: emission.sinkName, previous: taint.trace, length: taint.trace.length + 1 },
    };
  }

  private isRefused({ unit, at }: Pick<Emission, 'unit' | 'at'>): boolean {
    return isRefused(this.evaluator, this.book.policy, unit, unit.node(at)?.guard ?? 0);
  }

  /** How sure a datum is. An answer is about anything: it counts where what is around it says that it is about persons, but not where the service refused to give one. */
  private knownOf(taint: Taint, emission: Pick<Emission, 'unit' | 'at' | 'handed'>): Confidence {
    const { handed } = emission;
    if (taint.kind === answer && !taint.caley && this.isRefused(emission)) return 'low';
    const isSilent = taint.kind === answer && taint.confidence === 'low';
    return isSilent && isTold(this.evaluator, this.unit, taint, handed, this.fieldsRead) ? 'medium' : taint.confidence;
  }

  /** Confidence in a file of this one's setting: what is right in the product may be made up in its tests. */
  private weighed(rule: Rule, confidence: Confidence): Confidence {
    const setting = this.book.policy.settingOf(this.unit.source.path);
    return setting !== null && rule.weakerIn.includes(setting) ? 'low' : confidence;
  }

  shapes(emission: Emission): void {
    for (const { rule, check } of this.book.shapesAt(emission.kind)) {
      const constant = passing(this.evaluator, this.book.policy, check.value, emission);
      // That something is handed there at all is told where it is handed, and not again where callers give of what it is made.
      const isToldThere = emission.hops > 0 && check.value.given === true && check.in.length === 0;
      if (constant === null || isToldThere || this.isCleared(check.unless, null, emission) || !this.holds(check, emission) || !this.isDescribedAs(check.value.described, constant) || this.isNamed(check.unless, emission)) continue;
      // A parameter is wrong for what it says here, and what lacks one or is asked by some method for what happens here, whatever else its value is used for.
      const isHere = emission.kind.startsWith(parameterFamily) || check.lacks.length > 0 || check.value.method !== undefined;
      if (check.declared?.scope !== undefined) {
        this.scopes(rule, check.declared, emission);
        continue;
      }
      const party = partyIn(this.book.policy, check.value, constant)?.id ?? null;
      const isDisclosed = this.isDisclosed(check, party, constant.value);
      const isLiteral = !isHere && (check.value.scheme !== undefined || check.value.host !== undefined || check.value.party !== undefined || check.value.secret !== undefined);
      const wrong = isLiteral && constant.unit.source === this.unit.source ? constant : { unit: emission.unit, node: emission.handed };
      const draft = this.shapeDraft(rule, wrong, emission.at, { sink: emission.sinkName, sinkPath: emission.sinkPath, name: nameAt(emission.sinkPath) ?? '', party, isDisclosed }, emission.guessed);
      const host = check.declared?.host === undefined ? null : hostAsked(String(constant.value));
      this.drafts.push(host === null ? draft : { ...draft, details: { host, said: host } });
    }
  }

  /** Each scope of an authorization by itself, at the word that asks for it. */
  private scopes(rule: Rule, test: DeclaredTest, emission: Emission): void {
    const file = this.unit.source.path;
    for (const { scope, constant } of scopesIn(emission.value).known) {
      if (!this.book.disclosures.hold(test, file, { kind: null, party: null, url: emission.url, name: scope })) continue;
      const spot = constant.unit.source === this.unit.source ? constant : { unit: emission.unit, node: emission.handed };
      this.drafts.push(this.shapeDraft(rule, { ...spot, part: scope }, emission.at, { sink: emission.sinkName, sinkPath: `${emission.sinkPath} ${scope}`, name: scope }, emission.guessed));
    }
  }

  /** Calls that ask Caley or send a message, in circumstances that a rule forbids. What a call lacks is said of the request itself alone. */
  requests(): void {
    const { unit, evaluator, book } = this;
    for (const node of unit.graph.nodes) {
      if (node.op !== 'call') continue;
      for (const { rule, check } of book.requests) {
        if (!this.holds({ ...check, with: [], lacks: [], unsaid: [] }, { unit, at: node.id })) continue;
        // What stands beside a request, or lacks there, is asked of the request alone: nobody need look what functions of the project do.
        const ofItself = check.with.length + check.lacks.length > 0;
        const how = asks(evaluator, book.policy, check.at, unit, node, ofItself ? 0 : undefined);
        if (how === null || (how === 'further' && ofItself) || !this.holds(check, { unit, at: node.id })) continue;
        if (this.isCleared(check.unless, null, { guards: evaluator.guards.at(unit, node.guard, node.id) }) || this.isNamed(check.unless, { unit, at: node.id })) continue;
        const name = pathOf(unit, node.callee) ?? 'call';
        this.drafts.push(this.shapeDraft(rule, { unit, node: node.id }, node.id, { sink: name, sinkPath: check.at[0] ?? '', name }, false));
      }
    }
  }

  /** Routes that are set up here, of a sort that a rule forbids. */
  routes(): void {
    const { unit, evaluator, book } = this;
    const told = book.routes.filter(({ check }) => check.at.includes(webhook));
    if (told.length === 0) return;
    for (const route of routesSetUpIn(evaluator, unit)) {
      if (!isWebhook(book.policy, route) || !readsBody(evaluator, route.handlers)) continue;
      for (const { rule, check } of told) {
        if (check.unsaid.length > 0 && isSaidNear(evaluator, book.policy, check.unsaid, route)) continue;
        this.drafts.push(this.shapeDraft(rule, { unit, node: route.wrong }, route.around, { sink: route.path, sinkPath: webhook, name: route.path }, false));
      }
    }
  }

  private isDescribedAs(described: boolean | undefined, { value }: Folded): boolean {
    return described === undefined || this.book.apis.describes(this.unit.source.path, String(value)) === described;
  }

  /** Whether a form is as it is declared to be. */
  private isDisclosed({ declared }: ShapeCheck, party: string | null, value: Folded['value']): boolean {
    const name = typeof value === 'string' ? value : null;
    return declared !== undefined && !this.book.disclosures.hold(declared, this.unit.source.path, { kind: null, party, url: name, name });
  }

  constants(): void {
    const { unit } = this;
    for (const { node, surroundings } of namedConstants(unit, minimumText)) {
      const folded: Folded = { value: node.value, open: false, unit, node: node.id };
      for (const { rule, check } of this.book.constants) {
        if (String(node.value).length < minimumSecret && check.value.secret !== undefined) continue;
        if (forbidden(this.book.policy, check.value, { constants: [folded] }, surroundings) === null || !this.holds(check, { unit, at: node.id })) continue;
        const party = partyIn(this.book.policy, check.value, folded)?.id ?? null;
        this.drafts.push(this.shapeDraft(rule, folded, node.id, { sink: '', sinkPath: surroundings.name ?? '', name: surroundings.name ?? '', party, isDisclosed: this.isDisclosed(check, party, folded.value) }, false));
        break;
      }
    }
  }

  /** Imports of packages that are tools for what a rule forbids: each package is told once. */
  tools(): void {
    const { unit, evaluator } = this;
    const told = new Set<string>();
    for (const node of unit.graph.nodes) {
      if (node.op !== 'import' || node.typeOnly || told.has(node.module)) continue;
      const facts = evaluator.models.package(unit.source.ecosystem, node.module)?.facts ?? [];
      const ruled = this.book.tools.find(({ check }) => facts.some(({ is }) => is !== null && check.at.some((at) => this.book.policy.kinds.isA(is, at))) && this.holds(check, { unit, at: node.id }));
      if (ruled === undefined || isOwn(evaluator.valueOf(unit, node.id))) continue;
      const guards = evaluator.guards.at(unit, node.guard, node.id);
      if (this.isCleared(ruled.check.unless, null, { guards })) continue;
      told.add(node.module);
      this.drafts.push(this.shapeDraft(ruled.rule, { unit, node: node.id }, node.id, { sink: node.module, sinkPath: node.module, name: node.module, party: null, isDisclosed: this.isDisclosed(ruled.check, null, node.module) }, false));
    }
  }

  code(): void {
    const { evaluator, unit, book } = this;
    for (const { rule, check } of book.code) {
      for (const offence of checks.get(check.check)?.({ evaluator, unit, policy: book.policy, apis: book.apis, disclosures: book.disclosures, words: check.words }) ?? []) {
        const { wrong, around, details, guessed, ...names } = offence;
        const draft = this.shapeDraft(rule, wrong, around, { ...names, name: names.name ?? '' }, guessed);
        this.drafts.push({ ...draft, name: names.name, details });
      }
    }
  }

  private shapeDraft(rule: Rule, { unit, node, part }: Spot, around: NodeId, names: Pick<Draft, 'sink' | 'sinkPath' | 'name'> & Partial<Pick<Draft, 'party' | 'isDisclosed'>>, guessed: boolean): Draft {
    const confidence = this.weighed(rule, guessed ? lower(rule.confidence) : rule.confidence);
    const wrong: Spot = part === undefined ? { unit, node } : { unit, node, part };
    return {
      ...names, rule: rule.id, clause: rule.clause, severity: severityOf(rule.severity, confidence, false), confidence, unit: this.unit, wrong, value: wrong,
      around: { unit: this.unit, node: around }, kinds: [], party: names.party ?? null, isDisclosed: names.isDisclosed ?? false, way: null, details: {},
    };
  }
}

/** Whether an import is of a file of the project's own. */
function isOwn({ functions, classes, modules, instances }: Value): boolean {
  return functions.length + classes.length + modules.length + instances.length > 0;
}

/** Whether a datum comes from Caley, or something on its way is called so. */
function isCaleys(policy: Policy, { caley, trace }: Taint): boolean {
  if (caley) return true;
  for (let at: Step | null = trace; at !== null; at = at.previous) if (policy.isCaleyName(at.name)) return true;
  return false;
}

/** From the least sure. */
export const confidences: readonly Confidence[] = ['low', 'medium', 'high'];

function lowest(a: Confidence, b: Confidence): Confidence {
  return confidences.indexOf(a) < confidences.indexOf(b) ? a : b;
}

function lower(confidence: Confidence): Confidence {
  return confidence === 'high' ? 'medium' : 'low';
}

/** Caley data is one step more severe; a low confidence never shows as error (catalogue, clauses.md, "How severe"). */
function severityOf(severity: Severity, confidence: Confidence, caley: boolean): Severity {
  const order: readonly Severity[] = ['hint', 'info', 'warning', 'error'];
  const raised = caley ? (order[Math.min(order.indexOf(severity) + 1, 3)] ?? severity) : severity;
  return confidence === 'low' && raised === 'error' ? 'warning' : raised;
}
