/**
 * Where does a function hand values to places that policy cares about? Collects
 * the sinks and options that its own calls and assignments reach. Must not follow calls of the user's functions: relays do.
 */
import type { Node, NodeId, NodeOf } from '../flow';
import type { Fact, Place } from '../models';
import type { KindId } from '../policy';
import { calleeOf, factsAt, factsOfMade, partyAsked, requestUrl, unreadIn } from './calls';
import type { Callee, Unread } from './calls';
import { placesOfModule } from './conventions';
import type { Evaluator } from './evaluate';
import { givenBackTo } from './given-back';
import type { GivenBack } from './given-back';
import { madeBy, steady } from './made-by';
import { nameOf, pathOf } from './names';
import type { Unit } from './program';
import { parametersAt } from './request-parameters';
import { asNamed, asShown, asWritten } from './references';
import { hiddenBy, noRedactions, redacted, redactionsAt, redactionsBelow } from './redaction';
import type { Redaction } from './redaction';
import { answersRequests } from './routes';
import { labelIn, partsOf, wordsIn } from './text-parts';
import { leftOptions } from './unset-options';
import { flatten, isOrigin, madeFamily, nothing, toldKinds, unknown, valueWith } from './value';
import type { Value } from './value';

/** A value that reaches a place of some kind: `sink.*` or `option.*`. */
export interface Emission {
  readonly kind: KindId;
  /** The model's access path of the sink. */
  readonly sinkPath: string;
  /** How the code names it: `console.log`. */
  readonly sinkName: string;
  readonly party: string | null;
  /** The request's URL or its known beginning, for `sink.http.*`. */
  readonly url: string | null;
  readonly guessed: boolean;
  /** The function in which it is told: where the data is handed over. */
  readonly unit: Unit;
  readonly value: Value;
  /** The value where it is handed over, in `unit`. */
  readonly handed: NodeId;
  /** The call or assignment around it. */
  readonly at: NodeId;
  readonly guards: ReadonlySet<KindId>;
  /** What is left out of the value before it goes. */
  readonly redactions: readonly Redaction[];
  /** What callers must look at for the sink to be one. */
  readonly unread: Unread | null;
  /** How many calls there are between this place and the sink. */
  readonly hops: number;
  /** Kinds that are told here or between here and the sink, and not again at callers. */
  readonly told: ReadonlySet<KindId>;
  /** The same for emissions at one sink, and for those that also come by the same call and argument under the same guards. */
  readonly sinkKey: string;
  readonly key: string;
  /** Where the sink itself stands: this call, or one in a callee. */
  readonly sink: { readonly unit: Unit; readonly node: NodeId };
}

/** Sinks that take a text as code. */
export const code = 'sink.code.';
/** What a text bears that a key was used on. */
const signature = 'data.made.mac';
/** An address that is put together, whatever becomes of it. */
const written = 'sink.written';
/** One that more may be added to. */
const base = 'sink.base';
/** Parameters and headers that are added one by one: the word that names one stands beside it. */
const addedByName: ReadonlySet<KindId> = new Set(['sink.parameter', 'sink.header']);
/** Parts of a request that carry parameters by name. */
const carriers: ReadonlySet<KindId> = new Set(['sink.http.query', 'sink.http.body', 'sink.http.headers']);
/** What makes up a message to people: rules look at the sending itself, whatever is known of what is sent. */
const messages = 'sink.message.';
/** Sinks whose text says something by how it begins and ends, so that it counts as a whole. */
const wholes: ReadonlySet<KindId> = new Set(['sink.code.address', 'sink.message.sender']);
/** Sinks that take things field by field, and of an object in a field its key. */
const row = 'sink.store.sql.row';
/** That one is sent at all: the message as a whole, of which nothing is told. */
export const sent = 'sink.message.sent';
/** The kinds of parameters that anybody asks for. */
export const parameterFamily = 'parameter.';
const comparisons: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
/** Of nobody: what reaches a place that no model speaks of. */
const nowhere: Pick<Fact, 'party' | 'url' | 'when'> = { party: null, url: [], when: null };
/** How deep in an object made elsewhere options are looked for. */
const maxFieldDepth = 3;
/** What models call places that only a name speaks for. */
const guesses = 'guess';

/** What a function itself hands to sinks and options, in order of its nodes. */
export function sinksOf(evaluator: Evaluator, unit: Unit): readonly Emission[] {
  const collector = new Collector(evaluator, unit);
  const begun = begunTexts(unit);
  unit.graph.nodes.forEach((node) => {
    if (node.op === 'call') collector.call(node);
    else if (node.op === 'update') {
      collector.assignment(node);
      collector.named(node.name, node.value, node);
    }
    else if (node.op === 'markup') collector.markup(node);
    else if (node.op === 'operator') collector.comparison(node);
    else if (node.op === 'concat' || node.op === 'constant') collector.written(node, begun.get(node.id) ?? 'whole');
    else if (node.op === 'field') collector.environment(node);
    else if (node.op === 'bind') collector.named(node.name, node.value, node);
    else if (node.op === 'object') for (const { key, value } of node.properties) collector.named(key, value, node);
  });
  const { name, returns, outerWrites } = unit.graph;
  for (const { name: variable, value } of outerWrites) collector.shared(variable, value);
  if (unit.graph.kind === 'module') for (const place of placesOfModule(evaluator, unit.source)) collector.declares(place);
  for (const id of returns) collector.named(name.slice(name.lastIndexOf('.') + 1), id, unit.node(id));
  for (const taken of givenBackTo(evaluator, unit)) for (const id of returns) collector.givenBack(taken, id);
  return collector.emissions;
}

/** Texts that are parts of longer ones, or get a name under which more may be added to them. */
function begunTexts(unit: Unit): ReadonlyMap<NodeId, 'part' | 'named'> {
  const begun = new Map<NodeId, 'part' | 'named'>();
  for (const node of unit.graph.nodes) {
    if (node.op === 'bind') begun.set(unit.unwrapped(node.value), 'named');
    else if (node.op === 'concat') for (const part of node.parts) begun.set(unit.unwrapped(part), 'part');
  }
  return begun;
}

class Collector {
  readonly emissions: Emission[] = [];

  constructor(private readonly evaluator: Evaluator, private readonly unit: Unit) {}

  /** Two values that are held against each other, of which neither is written there: `signature === expected`. */
  comparison(node: NodeOf<'operator'>): void {
    const [left, right] = node.operands;
    if (!comparisons.has(node.operator) || left === undefined || right === undefined || [left, right].some((id) => this.unit.node(this.unit.unwrapped(id))?.op === 'constant')) return;
    const made = [left, right].filter((id) => this.isMade(id));
    // Of two that were made here neither was sent: signatures of both with a key of the moment tell nothing by the time they take.
    if (made.length !== 1) return;
    for (const id of made) this.emit(nowhere, 'sink.compare', { path: node.operator }, id, { fact: () => null, facts: [], name: node.operator, at: node, guessed: false }, 0);
  }

  /** An address with a query, put together before it is known what becomes of it. */
  written(node: NodeOf<'concat'> | NodeOf<'constant'>, use: 'whole' | 'part' | 'named'): void {
    const { unit } = this;
    if (use === 'part') return;
    const kind = use === 'whole' ? written : base;
    const parts = node.op === 'concat' ? node.parts.map((id) => unit.node(unit.unwrapped(id))) : [node];
    if (!parts.some((part) => part?.op === 'constant' && typeof part.value === 'string' && part.value.includes('?'))) return;
    const value = this.evaluator.valueOf(unit, node.id);
    if (!value.constants.some(({ value: text }) => typeof text === 'string' && /^https?:\/\/[^/]+\/[^?]*\?/i.test(text))) return;
    const reached: Reached = { fact: () => null, facts: [], name: 'address', at: node, guessed: false };
    this.push(nowhere, kind, { path: kind }, value, node, reached);
    this.parameters(nowhere, kind, { path: kind }, node.id, reached);
  }

  /** What is given a name that says what it is for: a password that somebody makes up. Nobody guesses what bears a signature. */
  named(name: string | null, id: NodeId, at: Node | undefined): void {
    if (name === null || at === undefined || !isSecretName(this.evaluator, name) || this.isNamedBefore(id) || !this.isMade(id)) return;
    if (this.evaluator.valueOf(this.unit, id).taints.some(({ kind }) => kind === signature)) return;
    this.emit(nowhere, 'sink.named.credential', { path: name }, id, { fact: () => null, facts: [], name, at, guessed: false }, 0);
  }

  /** An environment variable that is built into what every browser loads: its name can be tested. What runs on a server is built into nothing. */
  environment(node: NodeOf<'field'>): void {
    const { name } = node;
    if (!this.evaluator.policy.secrets.isPublicName(name) || this.isOfServer() || !this.evaluator.valueOf(this.unit, node.object).taints.some(({ kind }) => kind === 'data.object.environment')) return;
    const value = valueWith({ constants: [{ value: name, open: false, unit: this.unit, node: node.id }] });
    this.push(nowhere, 'option.environment.public', { path: name }, value, node, { fact: () => null, facts: [], name, at: node, guessed: false });
  }

  /** Whether the file is one that no page loads: it answers requests, or offers what it has by assignments, as programs for Node do. */
  private isOfServer(): boolean {
    const { source } = this.unit;
    return source.units[0]?.graph.exports.some(({ assigned }) => assigned === true) === true || answersRequests(this.evaluator, source);
  }

  /** A variable of the file, that all who run the function share, is given something: which it is matters for what is a secret of one of them. */
  shared(name: string, id: NodeId): void {
    const { unit } = this;
    const [node, module] = [unit.node(id), unit.source.units[0]];
    // What nobody declares is the whole program's.
    const isShared = module?.variables.get(name) !== undefined || unit.source.resolve(unit, name, unit.graph.range.start) === null;
    if (node === undefined || unit === module || !isShared || !isSecretName(this.evaluator, name, 'anything')) return;
    this.emit(nowhere, 'sink.shared', { path: name }, id, { fact: () => null, facts: [], name, at: node, guessed: false }, 0);
  }

  /** Whether a variable had such a name before: one is told. */
  private isNamedBefore(id: NodeId): boolean {
    const node = this.unwrap(id);
    return (node?.op === 'read' || node?.op === 'bind') && isSecretName(this.evaluator, node.name);
  }

  /** Whether a value is known for how it was made: guessed numbers, signatures. */
  private isMade(id: NodeId): boolean {
    return this.evaluator.valueOf(this.unit, id).taints.some(({ kind }) => kind.startsWith(madeFamily));
  }

  call(call: NodeOf<'call'>): void {
    const callee = calleeOf(this.evaluator, this.unit, call);
    for (const place of callee.places) if (place.hasArgumentFacts) this.library(call, callee, place);
    for (const kind of this.evaluator.trusted.of(this.unit, call.callee, callee.functions).sinks) for (const arg of call.args) this.declared(kind, pathOf(this.unit, call.callee) ?? 'call', call, arg.value);
  }

  /** A value that the user says goes somewhere. */
  private declared(kind: KindId, name: string, call: NodeOf<'call'>, id: NodeId): void {
    this.emit(nowhere, kind, { path: name }, id, { fact: () => null, facts: [], name, at: call, guessed: false }, 6);
  }

  /** `storage.token = value`, `process.env.X = value`: places that are assigned. */
  assignment(node: NodeOf<'update'>): void {
    if (node.name === null) return;
    const object = this.evaluator.valueOf(this.unit, node.object);
    const known = object.places.filter((place) => place.member(node.name ?? '') !== null);
    for (const place of known.length > 0 ? known : [this.any]) {
      const member = place.member(node.name);
      if (member === null) continue;
      const name = pathOf(this.unit, node.object);
      this.reach(member, node.value, { fact: () => null, facts: factsOfMade(this.evaluator, object, member), name: name === null ? node.name : `${name}.${node.name}`, at: node, guessed: place.package === guesses, ...(member.facts.some(({ is }) => is !== null && addedByName.has(is)) ? { label: node.name } : {}) });
    }
  }

  /** What a module's variables have in the end is what members of a place are given: not what is overwritten, by modules that are taken over whole too. */
  declares(place: Place): void {
    const { nodes } = this.unit.graph;
    const whole = new Set(this.unit.source.reexports.map(({ from }) => from));
    const taken = nodes.findLast((node) => node.op === 'import' && node.name === '*' && whole.has(node.module))?.id ?? -1;
    const last = new Map(nodes.flatMap((node) => (node.op === 'bind' ? [[node.name, node] as const] : [])));
    for (const [name, node] of last) {
      const member = node.id > taken ? place.member(name) : null;
      if (member !== null) this.reach(member, node.value, { fact: () => null, facts: member.facts.filter(({ when }) => when === null), name, at: node, guessed: false });
    }
  }

  /** Attributes: what members of any value are. */
  markup(node: NodeOf<'markup'>): void {
    for (const { key, value } of node.properties) {
      const member = key === null ? null : this.any.member(key);
      if (key === null || member === null) continue;
      const reached: Reached = { fact: () => null, facts: factsInElement(member, node.name), name: key, at: node, guessed: false };
      this.taken(member, value, reached);
    }
  }

  /** What the function gives back to a library that it is handed to. */
  givenBack({ place, taker }: GivenBack, id: NodeId): void {
    const node = this.unit.node(id);
    if (node !== undefined) this.taken(place, id, { fact: () => null, facts: place.facts.filter(({ when }) => when === null), name: taker, at: node, guessed: false });
  }

  /** A value as a whole, and what is known of its fields. */
  private taken(place: Place, id: NodeId, reached: Reached): void {
    this.reach(place, id, reached);
    if (this.unwrap(id)?.op !== 'object') this.reachFields(place, id, reached);
  }

  private get any(): Place {
    return this.evaluator.models.any(this.unit.source.ecosystem);
  }

  private library(call: NodeOf<'call'>, callee: Callee, place: Place): void {
    const name = pathOf(this.unit, call.callee) ?? place.path;
    const around = (argument: Place): Reached => ({
      fact: (fact) => requestUrl(this.evaluator, this.unit, call, callee, place, fact),
      asked: (fact) => partyAsked(this.evaluator, this.unit, call, callee, place, fact),
      facts: factsAt(this.evaluator, this.unit, call, argument), name, at: call, guessed: place.package === guesses,
      redactions: (fact) => redactionsAt(this.evaluator, this.unit, call, callee, fact),
      unread: (fact) => unreadIn(this.evaluator, this.unit, call, fact),
    });
    const receiver = place.receiver();
    if (receiver !== null) this.reach(receiver, callee.receiver, around(receiver), call);
    const words = wordsIn(this.unit, call);
    let position = 0;
    let label: string | null = null;
    for (const arg of call.args) {
      const argument = place.argument(position, arg.name);
      if (arg.name === null) position++;
      if (argument !== null) this.reach(argument, arg.value, { ...around(argument), label, isWord: words.has(arg.value) }, call);
      label = this.labelAt(arg.value);
      if (arg.spread) this.gathered(place, arg.value, around);
    }
    for (const left of leftOptions(this.evaluator, this.unit, call, place)) this.push(left.fact, left.kind, left.place, left.value, { id: call.callee }, around(left.place));
  }

  /** Options that are handed over together by their names: `get(url, **options)`. */
  private gathered(place: Place, id: NodeId, around: (argument: Place) => Reached): void {
    for (const [name, value] of this.evaluator.valueOf(this.unit, id).fields ?? []) {
      const option = /^[A-Za-z_]\w*$/.test(name) ? place.argument(Infinity, name) : null;
      if (option === null) continue;
      const reached = around(option);
      for (const fact of reached.facts) if (fact.is?.startsWith('option.') === true) this.push(fact, fact.is, option, value, { id }, reached);
    }
  }

  /** A value reaches a place: as a whole, and its fields where the place has fields of its own. */
  private reach(place: Place, value: NodeId, reached: Reached, call: NodeOf<'call'> | null = null, depth = 5): void {
    for (const fact of reached.facts) {
      // Of models that speak of one place the one knows more that knows what is left out.
      if (fact.redacts.length === 0 && reached.facts.some((other) => other.is === fact.is && other.redacts.length > 0)) continue;
      if (fact.is?.startsWith('sink.') === true || fact.is?.startsWith('option.') === true) this.emit(fact, fact.is, place, value, { ...reached, left: reached.redactions?.(fact) ?? noRedactions }, 6);
      if (fact.is !== null && (carriers.has(fact.is) || isAddress(fact.is))) this.parameters(fact, fact.is, place, value, reached);
      // Parameters that are added one by one: `url.searchParams.set('state', state)`.
      else if (fact.is !== null && addedByName.has(fact.is) && reached.label) this.parameter(fact, place, reached.label, this.evaluator.valueOf(this.unit, value), value, reached);
    }
    const node = this.unwrap(value);
    const element = node?.op === 'array' && depth > 0 ? place.element() : null;
    if (element !== null && node?.op === 'array') {
      for (const item of node.elements) this.reach(element, item.value, { ...reached, facts: call === null ? element.facts : factsAt(this.evaluator, this.unit, call, element) }, call, depth - 1);
      return;
    }
    if (node?.op !== 'object' || depth === 0) {
      if (call !== null) this.reachFields(place, value, reached, call);
      return;
    }
    for (const [i, property] of node.properties.entries()) {
      if (property.spread) this.reachFields(place, property.value, reached, call, this.namesBehind(node, i));
      const member = property.key === null || property.spread ? null : place.member(property.key);
      if (member === null) continue;
      const facts = call === null ? member.facts : factsAt(this.evaluator, this.unit, call, member);
      this.reach(member, property.value, { ...reached, facts }, call, depth - 1);
    }
  }

  /** Names that entries behind one of a literal give anew: `{ ...defaults, secure: true }`. */
  private namesBehind({ properties }: NodeOf<'object'>, at: number): ReadonlySet<string> {
    return new Set(properties.slice(at + 1).flatMap(({ key, value, spread }) => (spread ? [...(this.evaluator.valueOf(this.unit, value).fields?.keys() ?? [])] : key === null ? [] : [key])));
  }

  /** Parameters of a request that some kind names. */
  private parameters(fact: Pick<Fact, 'party' | 'url' | 'when'>, kind: KindId, place: Pick<Place, 'path'>, id: NodeId, reached: Reached): void {
    for (const { name, node, value } of parametersAt(this.evaluator, this.unit, id, isAddress(kind)).known) this.parameter(fact, place, name, value, node, reached);
  }

  private parameter(fact: Pick<Fact, 'party' | 'url' | 'when'>, place: Pick<Place, 'path'>, name: string, value: Value, id: NodeId, reached: Reached): void {
    const meant = this.evaluator.policy.kinds.matchName(name, null, null).find((match) => match.kind.startsWith(parameterFamily));
    if (meant !== undefined) this.push(fact, meant.kind, { path: `${place.path}.${name}` }, value, { id }, reached);
  }

  /** Options of an object made elsewhere: its known fields, but those that are given anew. */
  private reachFields(place: Place, id: NodeId, reached: Reached, call: NodeOf<'call'> | null = null, anew: ReadonlySet<string> = new Set()): void {
    const node = this.unit.node(id);
    const { fields } = this.evaluator.valueOf(this.unit, id);
    if (fields === null || node === undefined) return;
    for (const [name, value] of fields) {
      const member = anew.has(name) ? null : place.member(name);
      if (member !== null) this.reachField(member, value, node, reached, call, maxFieldDepth);
    }
  }

  private reachField(place: Place, value: Value, node: Node, reached: Reached, call: NodeOf<'call'> | null, depth: number): void {
    for (const fact of call === null ? place.facts.filter(({ when }) => when === null) : factsAt(this.evaluator, this.unit, call, place)) {
      if (fact.is === null) continue;
      this.push(fact, fact.is, place, value, node, reached);
      if (carriers.has(fact.is)) for (const [field, inner] of value.fields ?? []) this.parameter(fact, place, field, inner, node.id, reached);
    }
    if (depth === 0) return;
    for (const [name, inner] of value.fields ?? []) {
      const member = place.member(name);
      if (member !== null) this.reachField(member, steady(this.unit, node, inner), node, reached, call, depth - 1);
    }
  }

  /** A constant word that names what stands beside it: `setItem('access_token', token)`. */
  private labelAt(id: NodeId): string | null {
    const node = this.unit.node(id);
    return node?.op === 'constant' && typeof node.value === 'string' ? labelIn(node.value) : null;
  }

  private unwrap(id: NodeId): Node | undefined {
    let node = this.unit.node(id);
    for (let steps = 0; steps < 20 && (node?.op === 'cast' || node?.op === 'await'); steps++) node = this.unit.node(node.value);
    return node;
  }

  /** One emission a part: entries of a literal and parts of a string are told by themselves. */
  private emit(fact: Pick<Fact, 'party' | 'url' | 'when'>, kind: KindId, place: Pick<Place, 'path'>, id: NodeId, reached: Reached, depth: number): void {
    const node = this.unwrap(id);
    if (node === undefined) return;
    if (kind === sent) { this.push(fact, kind, place, unknown, node, reached); return; }
    const isText = kind.startsWith('sink.') && !isAddress(kind) && !wholes.has(kind);
    // What is carried out is text: an object beside it (options, parameters) is none.
    const isCode = kind.startsWith(code);
    if (depth > 0 && isText && !(isCode && node.op === 'object')) {
      const parts = partsOf(this.unit, node);
      if (parts !== null) {
        for (const part of parts) {
          const left = part.key === '' ? (reached.left ?? noRedactions) : part.key === null ? noRedactions : redactionsBelow(this.evaluator, reached.left ?? noRedactions, part.key);
          if (left !== null) this.emit(fact, kind, place, part.value, { ...reached, label: part.label, inText: node.op !== 'concat' ? 'no' : node.whole === true ? 'written' : 'shown', replaced: part.replaced, left }, depth - 1);
        }
        return;
      }
    }
    const left = reached.left ?? noRedactions;
    const known = asNamed(reached.label ?? null, this.evaluator.valueOf(this.unit, id));
    const value = redacted(this.evaluator, without(known, reached.replaced ?? []), left);
    // Options in the place of an address: what is in them is told by their own places.
    if (isAddress(kind) && value.fields !== null && value.places.length === 0 && value.made === null) return;
    const given = isText ? this.asWhole(value, id, node, reached.label ?? null, left) : value;
    const whole = reached.isWord === true ? given.with({ taints: given.taints.filter((taint) => taint.kind !== 'data.object.person') }) : given;
    this.push(fact, kind, place, reached.inText === 'written' ? asWritten(this.evaluator, this.unit, id, whole) : reached.inText === 'shown' || isCode || (kind === row && whole.fields === null) ? asShown(this.evaluator, this.unit, id, whole) : whole, this.unit.node(id) ?? node, reached);
  }

  /** A value of unknown origin that is handed over whole: what its label and its declared fields say of it. */
  private asWhole(given: Value, id: NodeId, node: Node, label: string | null, left: readonly Redaction[]): Value {
    // Of what is declared field by field, no name knows better what is left.
    const isDeclared = left.length > 0 && given.type?.fields !== undefined && given.type.fields !== null;
    const value = isDeclared ? given.with({ taints: given.taints.filter((taint) => !taint.kind.startsWith('data.object.')) }) : given;
    if (!value.opaque || value.taints.some(({ kind }) => !isOrigin(kind))) return value;
    const declared = value.fields === null ? this.evaluator.evidence.ofFields(this.unit, node, value, hiddenBy(this.evaluator, left)) : [];
    const labelled = declared.length === 0 && !isDeclared && label !== null && !isNamedRead(this.unit, node) ? this.evaluator.evidence.ofLabel(this.unit, node, value, label, nameOf(this.unit, id)) : declared;
    return labelled.length === 0 ? value : value.with({ taints: [...value.taints, ...labelled] });
  }

  private push(fact: Pick<Fact, 'party' | 'url' | 'when'>, kind: KindId, place: Pick<Place, 'path'>, value: Value, node: Pick<Node, 'id'>, reached: Reached): void {
    if (value === nothing) return;
    if (kind.startsWith('sink.') && !isAddress(kind) && !kind.startsWith(messages)) {
      const { taints, inputs } = flatten(value);
      if (taints.length === 0 && inputs.length === 0) return;
    }
    const { unit } = this;
    const url = isRequest(kind) ? reached.fact(fact) : null;
    const isElsewhere = isRequest(kind) && (url === null || this.evaluator.policy.hostClass(url) === null);
    const asked = isElsewhere ? (reached.asked?.(fact) ?? null) : null;
    const sinkKey = [kind, place.path, unit.serial, reached.at.id].join(' ');
    this.emissions.push({
      kind, sinkPath: place.path, sinkName: reached.name, party: fact.party ?? asked, url,
      guessed: reached.guessed || asked !== null, unit, value, handed: node.id, at: reached.at.id, guards: this.evaluator.guards.at(unit, reached.at.guard, reached.at.id), sink: { unit, node: reached.at.id },
      redactions: reached.left ?? noRedactions, unread: reached.unread?.(fact) ?? null, hops: 0, told: toldKinds(value), sinkKey, key: sinkKey,
    });
  }
}

/** Whether it is an address that is asked, or that somebody is sent to: a text that counts as a whole, by what it begins with. */
export function isAddress(kind: KindId): boolean {
  return kind === 'sink.http.url' || kind.startsWith('sink.navigation') || kind === written || kind === base;
}

/**
 * The facts that hold of an attribute in an element of that name: those of such elements (`when: { element: [script] }`), else those of all. What is
 * made of an element is called after it: `styled.iframe`, `motion.img`.
 */
function factsInElement({ facts }: Place, name: string): readonly Fact[] {
  const names = [name, name.slice(name.lastIndexOf('.') + 1)];
  const own = facts.filter(({ when }) => when !== null && [...when].every(([where, allowed]) => where === 'element' && Array.isArray(allowed) && names.some((one) => allowed.includes(one))));
  return own.length > 0 ? own : facts.filter(({ when }) => when === null);
}

/** Whether rules look at the constants of what reaches such a place. */
export function isTested(kind: KindId): boolean {
  return kind.startsWith('option.') || kind.startsWith(parameterFamily) || kind.startsWith(messages) || isAddress(kind);
}

/** Whether it is a part of a request, which has an address. */
export function isRequest(kind: KindId): boolean {
  return kind.startsWith('sink.http.') || kind.startsWith(parameterFamily);
}

/** Whether a name says that nobody else may know what is called so. */
function isSecretName({ policy: { kinds } }: Evaluator, name: string, owner: 'anything' | null = null): boolean {
  return kinds.matchName(name, null, owner).some(({ kind }) => kind === 'unguessable' || kinds.isA(kind, 'data.credential'));
}

interface Reached {
  /** The request's URL for a fact. */
  readonly fact: (fact: Pick<Fact, 'url'>) => string | null;
  /** The party whom the request asks, where only the name of a variable tells. */
  readonly asked?: (fact: Pick<Fact, 'url'>) => string | null;
  readonly facts: readonly Fact[];
  readonly name: string;
  readonly at: Pick<Node, 'id' | 'guard'>;
  readonly guessed: boolean;
  /** What names the value beside it: a key, the word before it. */
  readonly label?: string | null;
  /** The value becomes part of a string. */
  readonly inText?: 'no' | 'shown' | 'written';
  /** The value is written behind a key: an id of a person, not all of them. */
  readonly isWord?: boolean;
  /** Fields that entries after this spread replace: `{ ...headers, Authorization: '…' }`. */
  readonly replaced?: readonly string[];
  /** What is left out of what a fact speaks of. */
  readonly redactions?: (fact: Fact) => readonly Redaction[];
  /** What a fact leaves to callers. */
  readonly unread?: (fact: Pick<Fact, 'when'>) => Unread | null;
  /** What is left out of this part. */
  readonly left?: readonly Redaction[];
}

function without(value: Value, names: readonly string[]): Value {
  if (value.fields === null || !names.some((name) => value.fields?.has(name) === true)) return value;
  return value.with({ fields: new Map([...value.fields].filter(([name]) => !names.includes(name))) });
}

/** Whether a value is read from a field: that field's own name has spoken, and a label beside it says no more. */
function isNamedRead(unit: Unit, node: Node): boolean {
  const at = madeBy(unit, node.id);
  if (at?.op === 'phi') return at.inputs.some((input) => unit.node(input)?.op === 'field');
  return at?.op === 'field' || at?.op === 'operator';
}
