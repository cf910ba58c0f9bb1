/**
 * What does a call return, and what does it change? By models for libraries, by
 * summary for the user's functions, by words for sanitizers of unknown origin.
 */
import type { NodeId, NodeOf, TypeExpression } from '../flow';
import type { Fact, Origin, Place } from '../models';
import type { KindId } from '../policy';
import { asksOfService, withRequest } from './answers';
import { chosenFields } from './chosen-fields';
import type { Evaluator } from './evaluate';
import { ofService } from './evidence';
import { constantsOf, elementIn, readField } from './fields';
import { nameOf, pathOf } from './names';
import { inside } from './joined-constants';
import { asShown, shown, withoutUnwritten } from './references';
import { resultType } from './schemas';
import type { ClassRef, Unit, ValueSite } from './program';
import { Arguments } from './summary';
import { superclassOf } from './superclass';
import { addressFamily, addToField, bounded, isSanitized, marked, merge, mergeAll, nothing, sanitize, traced, unknown, valueWith } from './value';
import type { Input, Taint, Value } from './value';

/** What a call calls. */
export interface Callee {
  readonly places: readonly Place[];
  readonly functions: readonly Unit[];
  readonly classes: readonly ClassRef[];
  /** The receiver's node; for a plain call the callee itself. */
  readonly receiver: NodeId;
  /** Whether something definite is known of it; members of any value do not count. */
  readonly known: boolean;
}

export function calleeOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Callee {
  const value = evaluator.valueOf(unit, call.callee);
  const node = unit.node(call.callee);
  const receiver = receiverOf(unit, call);
  const { functions, classes } = value;
  // What a constructor hands to `super` is handed to the class of a package as by `new`.
  const places = node?.op === 'super' || (node?.op === 'outer' && node.name === 'super') ? (superclassOf(evaluator, unit)?.places ?? []) : value.places;
  const known = places.length > 0 || functions.length > 0 || classes.length > 0;
  if (known || node?.op !== 'field') return { places, functions, classes, receiver, known };
  const any = evaluator.models.any(unit.source.ecosystem).member(node.name);
  return { places: any === null ? [] : [any], functions, classes, receiver, known: false };
}

function receiverOf(unit: Unit, call: NodeOf<'call'>): NodeId {
  const node = unit.node(call.callee);
  return node?.op === 'field' || node?.op === 'element' ? node.object : call.callee;
}

export function callValue(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Value {
  const callee = calleeOf(evaluator, unit, call);
  const results: Value[] = [];
  for (const place of callee.places) {
    const returned = call.construct ? place.constructed() : place.returned();
    if (returned !== null) results.push(placeResult(evaluator, unit, call, callee, returned));
  }
  for (const fn of callee.functions) results.push(functionResult(evaluator, unit, call, fn));
  for (const cls of callee.classes) results.push(valueWith({ instances: [cls], fields: fieldsGiven(evaluator, unit, call, cls) }));
  const known = results.length > 0 ? mergeAll(results) : unknownResult(evaluator, unit, call);
  const typed = call.construct && call.typeArgs.length > 0 ? evaluator.typed(unit, known, constructedType(unit, call)) : known;
  const value = asTrusted(evaluator, unit, call, callee, typed);
  if (caleyOf(evaluator, unit, call, callee)) return evaluator.evidence.fromCaley(value, caleyTaint(evaluator, unit, call));
  if (callee.functions.length > 0 || value.type?.plain === true) return value;
  const inherited = evaluator.valueOf(unit, call.callee).taints.find((taint) => taint.kind === 'data.caley');
  return inherited === undefined || value.taints.some((taint) => taint.kind === 'data.caley') ? value : evaluator.evidence.fromCaley(value, inherited);
}

/** That the result of a call is an answer of Caley; about the service itself, where its address tells so. */
export function caleyTaint(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Taint {
  const taint = evaluator.evidence.taint('data.caley', 'high', true, unit, call, pathOf(unit, call.callee) ?? 'call');
  return asksOfService(evaluator, { unit, call: call.id }) ? { ...taint, marks: [ofService] } : taint;
}

/** A result, given what the user says of the function. */
function asTrusted(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, { functions }: Callee, value: Value): Value {
  const { sanitizers, sources } = evaluator.trusted.of(unit, call.callee, functions);
  if (sanitizers.length === 0 && sources.length === 0) return value;
  const name = pathOf(unit, call.callee) ?? 'call';
  const handed = mergeAll(call.args.map((arg) => argumentAt(evaluator, unit, arg)));
  const safe = sanitizers.length === 0 ? value : sanitizers.reduce(sanitize, handed);
  const isFromCaley = (kind: KindId): boolean => evaluator.policy.kinds.isA(kind, 'data.caley');
  const given = merge(safe, valueWith({ taints: sources.filter((kind) => !isFromCaley(kind)).map((kind) => evaluator.evidence.taint(kind, 'high', false, unit, call, name)) }));
  return sources.some(isFromCaley) ? evaluator.evidence.fromCaley(given, evaluator.evidence.taint('data.caley', 'high', true, unit, call, name)) : given;
}

/** The type of what `new` makes where types are written with it: `new Map<string, User>()`. */
function constructedType(unit: Unit, call: NodeOf<'call'>): TypeExpression | null {
  const name = nameOf(unit, call.callee);
  return name === null ? null : { kind: 'name', name, args: call.typeArgs };
}

/** Fields that an instance has from keyword arguments: a class without a constructor keeps them as they are named (records, models of tables). */
function fieldsGiven(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, cls: ClassRef): Value['fields'] {
  const named = call.args.filter((arg) => arg.name !== null && !arg.spread);
  if (named.length === 0 || cls.graph.members.some((member) => member.kind === 'constructor')) return null;
  return new Map(named.map((arg) => [arg.name ?? '', bounded(evaluator.valueOf(unit, arg.value))]));
}

/** Calls that a chain of calls is followed back through. */
const maxMakers = 4;
/** Where models keep what holds for members of any value. */
const anyPackage = 'any';

function placeResult(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, place: Place): Value {
  const facts = factsAt(evaluator, unit, call, place);
  let value = nothing;
  for (const fact of facts) {
    for (const origin of fact.passes) {
      const passed = chosenFields(evaluator, unit, call, fact, originValues(evaluator, unit, call, callee, origin));
      value = merge(value, leftOf(evaluator, unit, call, fact, origin, passed));
    }
  }
  const bare = evaluator.evidence.ofPlace(place, unit, call, pathOf(unit, call.callee) ?? place.path, facts);
  const taints = withRequest(evaluator, bare, unit, call, () => evaluator.valueOf(unit, callee.receiver).made, place);
  const opaque = !call.construct && facts.every((fact) => fact.passes.length === 0);
  // Members of any value (`get`, `map`) say nothing of what they return but where it comes from.
  const places = place.package === anyPackage ? [] : [place];
  const result = merge(valueWith({ places, taints, made: { unit, call: call.id }, opaque, constants: constantsOf(place, unit, call) }), value);
  const described = resultType(evaluator, unit, call, callee, facts);
  return described === null ? result : evaluator.withType(result, described);
}

/** What a place leaves of what it passes on: as a text shows it, where it makes a text of anything, as what escapes does. */
function leftOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, { sanitizes }: Fact, { from }: Origin, passed: Value): Value {
  if (sanitizes === null) return passed;
  if (sanitizes === inside) return sanitize(withoutUnwritten(passed), inside);
  const isText = (sanitizes === shown || sanitizes.startsWith(escapes)) && passed.fields === null;
  const left = isText && typeof from === 'number' ? asShown(evaluator, unit, call.args[from]?.value, passed) : passed;
  // Callers may give a text already: `asShown` says of which inputs they do not.
  return sanitizes === shown ? left.with({ taints: marked(left, [shown]).taints }) : sanitize(left, sanitizes);
}

const escapes = 'sanitizer.escape.';

function functionResult(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit): Value {
  if (fn.graph.kind === 'constructor') return nothing;
  const returned = evaluator.returnsOf(fn);
  const result = new Arguments(evaluator, unit, call, fn).fill(returned);
  const said = sanitizerNamed(evaluator, unit, call);
  const value = said !== null && (isRewritten(fn) || !isUnchanged(returned)) ? sanitize(result, said) : result;
  return traced(value, { unit, node: call.id, role: 'return', name: fn.graph.name });
}

/**
 * A function that hands back its input as it is sanitizes nothing, whatever it is called; one that does so in some cases
 * (a text that is short already) and changes it in others does what its name says.
 */
function isUnchanged({ inputs, taints }: Value): boolean {
  const isSafe = (input: Input): boolean => inputs.some((other) => other.index === input.index && other.unit === input.unit && isSanitized(other.marks));
  return inputs.some((input) => input.fields.length === 0 && !isSanitized(input.marks) && !isSafe(input)) && taints.every((taint) => taint.guess !== null);
}

/**
 * Whether all that a function returns is made piece by piece: by a function of its own (`text.replace(/[&<>]/g, (sign) => entities[sign])`), by one text
 * in the place of another (`re.sub(':[^@]*@', '@', url)`), of parts some of which were put in anew.
 */
function isRewritten(fn: Unit): boolean {
  const nodes = fn.graph.returns.map((id) => fn.node(fn.unwrapped(id)));
  return nodes.length > 0 && nodes.every((node) => {
    if (node?.op !== 'call') return false;
    const args = node.args.map(({ value }) => fn.node(fn.unwrapped(value)));
    return args.some((arg) => arg?.op === 'function' || arg?.op === 'update') || args.filter((arg) => arg?.op === 'pattern' || (arg?.op === 'constant' && typeof arg.value === 'string')).length >= 2;
  });
}

function unknownResult(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Value {
  const said = sanitizerNamed(evaluator, unit, call);
  if (said !== null) {
    const passed = mergeAll(call.args.map((arg) => evaluator.valueOf(unit, arg.value)));
    return sanitize(passed, said);
  }
  return unknown;
}

/** The sanitizer that a callee's name says it is: `maskEmail(x)`, `crypto.hash(x)`. */
export function sanitizerNamed(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): string | null {
  const name = nameOf(unit, call.callee);
  if (name === null) return null;
  for (const match of evaluator.policy.kinds.matchName(name, null, null)) if (match.kind.startsWith('sanitizer.')) return match.kind;
  return null;
}

/** The values that an origin names, relative to a call. */
export function originValues(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, origin: Origin): Value {
  let value = startOf(evaluator, unit, call, callee, origin);
  for (const field of origin.fields) value = readField(evaluator, { unit, node: call }, value, field, null);
  if (origin.returned) value = mergeAll(value.functions.map((fn) => ownResult(evaluator, fn)));
  if (origin.key !== null) return fieldNamedBy(evaluator, unit, call, value, { index: origin.key, owner: origin.fields.at(-1) ?? nameOf(unit, callee.receiver) });
  return origin.element ? elementIn(evaluator, value, null) : value;
}

/** The field that an argument names (`row.get('email')`); any element where it does not fold. */
function fieldNamedBy(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, object: Value, { index, owner }: { readonly index: number; readonly owner: string | null }): Value {
  const fields = argumentValue(evaluator, unit, call, index).constants.flatMap(({ value, open }) => (typeof value === 'string' && !open ? [readField(evaluator, { unit, node: call }, object, value, owner)] : []));
  return fields.length === 0 ? elementIn(evaluator, object, null) : mergeAll(fields);
}

function startOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, origin: Origin): Value {
  if (origin.from === 'receiver') return evaluator.valueOf(unit, callee.receiver);
  if (origin.from === 'arguments') return mergeAll(call.args.map((arg) => argumentAt(evaluator, unit, arg)));
  if (typeof origin.from === 'number') return argumentValue(evaluator, unit, call, origin.from);
  return namedArgument(evaluator, unit, call, origin.from.keyword);
}

/** The value handed in by a keyword. */
export function namedArgument(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, keyword: string): Value {
  const named = call.args.find((arg) => arg.name === keyword);
  return named === undefined ? nothing : evaluator.valueOf(unit, named.value);
}

/** What a callback returns, as far as it does not depend on inputs that only its call site knows. */
function ownResult(evaluator: Evaluator, fn: Unit): Value {
  const value = evaluator.returnsOf(fn);
  return value.with({ inputs: value.inputs.filter((input) => input.unit !== fn) });
}

function argumentAt(evaluator: Evaluator, unit: Unit, arg: NodeOf<'call'>['args'][number]): Value {
  const value = evaluator.valueOf(unit, arg.value);
  return arg.spread ? elementIn(evaluator, value, null) : value;
}

/** The value handed in at a position; spreads before it make it any of their elements. */
export function argumentValue(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, index: number): Value {
  let position = 0;
  for (const arg of call.args) {
    if (arg.name !== null) continue;
    if (arg.spread) return elementIn(evaluator, evaluator.valueOf(unit, arg.value), index - position);
    if (position === index) return evaluator.valueOf(unit, arg.value);
    position++;
  }
  return nothing;
}

/** The facts that hold at a place of a call: conditional ones that hold stand in for the unconditional ones of their sort. */
export function factsAt(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, place: Place): readonly Fact[] {
  if (!place.facts.some((fact) => fact.when !== null)) return place.facts;
  const facts = place.facts.filter((fact) => holds(evaluator, unit, call, fact));
  const special = (isPassing: boolean): boolean => facts.some((fact) => fact.when !== null && (fact.passes.length > 0) === isPassing);
  return facts.filter((fact) => fact.when !== null || !special(fact.passes.length > 0));
}

/** The same at a place below what a call made (`createElement('script')` before `.src =`): conditions speak of that call. */
export function factsOfMade(evaluator: Evaluator, { made }: Value, place: Place): readonly Fact[] {
  const call = made?.unit.node(made.call);
  return made !== null && call?.op === 'call' ? factsAt(evaluator, made.unit, call, place) : place.facts.filter((fact) => fact.when === null);
}

/** Whether a fact's conditions on constant arguments hold. Arguments that do not fold fail them. */
function holds(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fact: Fact): boolean {
  if (fact.when === null) return true;
  for (const [where, allowed] of fact.when) {
    const value = valueAt(evaluator, unit, call, where);
    const isMet = 'given' in allowed
      ? (value !== nothing) === allowed.given
      : 'notStarting' in allowed
      ? !isBegunWith(value, allowed.notStarting)
      : value.constants.some((constant) => !constant.open && allowed.some((one) => one === (constant.value ?? null)));
    if (!isMet) return false;
  }
  return true;
}

/** What stands at the position of a condition: an argument or a field of it, `receiver.` before it of what the receiver was made with, `createHash('md5').update(…)`; `before.` of the call just before, `db.prepare(sql).run(…)`. */
function valueAt(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, where: string): Value {
  const [first = '', ...rest] = where.split('.');
  const made = first === 'receiver' ? makerOf(evaluator, unit, call, maxMakers) : first === 'before' ? makerOf(evaluator, unit, call, 1) : { unit, call };
  const [index, fields] = made?.call !== call ? [rest[0] ?? '', rest.slice(1)] : [first, rest];
  let value = made === null ? nothing : /^\d/.test(index) ? argumentValue(evaluator, made.unit, made.call, Number(index)) : namedArgument(evaluator, made.unit, made.call, index);
  // Of a list that is written out it is seen that it has no such element.
  for (const field of fields) value = /^\d/.test(field) && value.fields !== null ? (value.fields.get(field) ?? nothing) : readField(evaluator, { unit, node: call }, value, field, null);
  return value;
}

/** The call that a chain of calls began with: `createHash('md5')` of `createHash('md5').update(a).update(b)`. Null where the call's receiver was not made by one. */
function makerOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, most: number): { readonly unit: Unit; readonly call: NodeOf<'call'> } | null {
  let maker: { readonly unit: Unit; readonly call: NodeOf<'call'> } | null = null;
  let [at, next]: [Unit, NodeOf<'call'>] = [unit, call];
  for (let steps = 0; steps < most; steps++) {
    const made = madeBefore(evaluator, at, next);
    const node = made?.unit.node(made.call);
    if (made === null || node?.op !== 'call') break;
    [at, next] = [made.unit, node];
    maker = { unit: at, call: next };
  }
  return maker;
}

/** A text that a function is handed, and with which words it must not begin for something to hold: callers know the text. */
export interface Unread {
  readonly inputs: readonly Input[];
  readonly notStarting: readonly string[];
}

/** The call that made what a call is made on, or of which that is a member: `every(10).seconds.do(…)`. */
function madeBefore(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>): Value['made'] {
  for (let at = unit.node(call.callee); at?.op === 'field'; at = unit.node(unit.unwrapped(at.object))) {
    const { made } = evaluator.valueOf(unit, at.object);
    if (made !== null) return made;
  }
  return null;
}

/** What the conditions of a fact that holds leave to the callers of a function; null where nothing. */
export function unreadIn(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, { when }: Pick<Fact, 'when'>): Unread | null {
  for (const [where, allowed] of when ?? []) {
    if (!('notStarting' in allowed)) continue;
    const { inputs, constants } = valueAt(evaluator, unit, call, where);
    if (inputs.length > 0 && constants.length === 0) return { inputs, notStarting: allowed.notStarting };
  }
  return null;
}

/** Whether a value is known to be a text that begins with one of some words. */
export function isBegunWith({ constants }: Pick<Value, 'constants'>, words: readonly string[]): boolean {
  return constants.some(({ value }) => typeof value === 'string' && startsWith(value, words));
}

function startsWith(text: string, words: readonly string[]): boolean {
  const first = /^[\s(]*([a-z]+)/i.exec(text)?.[1]?.toLowerCase();
  return first !== undefined && words.includes(first);
}

/** A variable after a call that may have changed what it points to. */
export function afterValue(evaluator: Evaluator, unit: Unit, node: NodeOf<'after'>): Value {
  const before = evaluator.valueOf(unit, node.value);
  const call = unit.node(node.call);
  if (call?.op !== 'call') return before;
  const callee = calleeOf(evaluator, unit, call);
  let value = before;
  for (const place of callee.places) {
    const changed = node.role === 'receiver' ? place.receiver() : place.argument(node.role, null);
    for (const fact of changed === null ? [] : factsAt(evaluator, unit, call, changed)) {
      for (const origin of fact.passes) {
        const added = originValues(evaluator, unit, call, callee, origin);
        if (added === nothing) continue;
        value = node.role === 'receiver' ? addToField(value, nameGiven(evaluator, unit, call, place), added) : merge(value, valueWith({ taints: added.taints, inputs: added.inputs, fields: added.fields }));
      }
    }
  }
  return value;
}

/** Under which name a method puts something into its object, where it is told beside it (`form.append('email', email)`); as an element where names are no matter. */
function nameGiven(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, place: Place): string {
  const at = call.args.findIndex((_, index) => place.argument(index, null)?.facts.some(({ is }) => is === 'sink.parameter') === true);
  const name = call.args[at - 1];
  if (name === undefined) return '[]';
  const [constant, ...others] = evaluator.valueOf(unit, name.value).constants;
  return typeof constant?.value === 'string' && !constant.open && others.length === 0 ? constant.value : '*';
}

/** What a call or assignment in an inner function puts into an object from outside, as far as it is told by the name of the method alone. */
export function putInto(evaluator: Evaluator, { unit, node: id }: ValueSite): Value {
  const node = unit.node(id);
  if (node?.op === 'update') {
    const value = evaluator.valueOf(unit, node.value);
    return node.name === null ? addToField(nothing, '*', value) : addToField(nothing, node.name, value);
  }
  const method = node?.op === 'call' ? unit.node(node.callee) : undefined;
  if (node?.op !== 'call' || method?.op !== 'field') return nothing;
  const changed = evaluator.models.any(unit.source.ecosystem).member(method.name)?.receiver() ?? null;
  if (changed === null) return nothing;
  const callee: Callee = { places: [], functions: [], classes: [], receiver: method.object, known: false };
  const added = factsAt(evaluator, unit, node, changed).flatMap((fact) => fact.passes.map((origin) => originValues(evaluator, unit, node, callee, origin)));
  return added.length === 0 ? nothing : addToField(nothing, '[]', mergeAll(added));
}

/** Whether the call asks Caley: its URL folds to a Caley host. */
export function caleyOf(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee): boolean {
  for (const place of callee.places) {
    if (!place.hasArgumentFacts) continue;
    const url = requestUrl(evaluator, unit, call, callee, place);
    if (url !== null && evaluator.policy.partyOf(url)?.role === 'caley') return true;
  }
  return false;
}

/** The URL of a request, or its known beginning; null where it does not fold. The pieces come from the model. */
export function requestUrl(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, place: Place, fact: Pick<Fact, 'url'> | null = null): string | null {
  const origins = fact !== null && fact.url.length > 0 ? fact.url : urlOrigins(place);
  if (origins === null) return null;
  let url = '';
  for (const origin of origins) {
    const [constant] = originValues(evaluator, unit, call, callee, origin).constants;
    if (constant === undefined || typeof constant.value !== 'string') {
      if (url !== '') break;
      continue;
    }
    url = /^[a-z][a-z0-9+.-]*:\/\//i.test(constant.value) ? constant.value : joinUrl(url, constant.value);
  }
  return url === '' ? null : url;
}

/** The party that a request asks where its URL begins with an address that is known by the name of its variable alone; null elsewhere. */
export function partyAsked(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, place: Place, fact: Pick<Fact, 'url'>): string | null {
  const origins = fact.url.length > 0 ? fact.url : urlOrigins(place);
  for (const origin of origins ?? []) {
    const { taints, constants } = originValues(evaluator, unit, call, callee, origin);
    const address = taints.find(({ kind }) => kind.startsWith(addressFamily));
    if (address !== undefined) return address.kind.slice(addressFamily.length);
    if (constants.some(({ value }) => typeof value === 'string' && value !== '')) return null;
  }
  return null;
}

/** A base and a path as clients join them: one slash between, unless the path is a query. */
function joinUrl(base: string, path: string): string {
  const isPlain = base === '' || path === '' || base.endsWith('/') || /^[/?#]/.test(path);
  return isPlain ? base + path : `${base}/${path}`;
}

/** The options that hold the address of a request which has no argument of its own for it: `axios({ url })`. */
const addressOptions: readonly string[] = ['url', 'uri'];

/** Where a request's URL stands: as its facts say, else the argument that is a `sink.http.url`, or its option. */
export function urlOrigins(place: Place): readonly Origin[] | null {
  for (let i = 0; i < 4; i++) {
    const argument = place.argument(i, null);
    for (const fact of argument?.facts ?? []) {
      if (fact.url.length > 0) return fact.url;
      if (fact.is === 'sink.http.url') return [{ from: i, returned: false, element: false, fields: [], key: null }];
    }
    for (const option of addressOptions) {
      const told = argument?.member(option)?.facts.find(({ is, url }) => is === 'sink.http.url' && url.length > 0);
      if (told !== undefined) return told.url;
    }
  }
  return null;
}
