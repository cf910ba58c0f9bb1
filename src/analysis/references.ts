/**
 * When does the name that a program gives a value take back what another name said? What is put under an identifier's
 * name is no record, and the part of a thing that is called its id or its type is not the thing. Must not evaluate, nor doubt what a library or a type says.
 */
import type { Node, NodeId, NodeOf } from '../flow';
import type { KindId, Kinds } from '../policy';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { flatten, isObject, marked, textOf, valueWith, withoutObjects } from './value';
import type { Taint, Value } from './value';

/** What goes on is called an identifier, or a text about the person: where callers give a person there, by the name alone, it is none. */
export const named: KindId = 'sanitizer.harmless.named';

/** What a caller gives is put into a text as it is. */
export const shown: KindId = 'sanitizer.harmless.shown';

/** How often a choice may be of choices. */
const maxChoices = 4;

/** What makes a value of others: texts among them. */
const makers: ReadonlySet<string> = new Set(['call', 'await', 'phi', 'concat', 'operator']);

/** What a text shows of a part of it. What functions make of something may be a text already. */
export function asShown(evaluator: Evaluator, unit: Unit, id: NodeId | undefined, value: Value): Value {
  const node = id === undefined ? undefined : unit.node(unit.unwrapped(id));
  const text = textOf(value);
  // Marks make inputs many: only what may be a record by its name bears one.
  const isGiven = node !== undefined && ((isTaken(unit, node) && (value.taints.some(isObject) || choicesOf(unit, node).some((one) => isCalledRecord(evaluator.policy.kinds, one)))) || isUsedAsText(evaluator, unit, id));
  return isGiven && text.inputs.length > 0 ? text.with({ inputs: marked(text, [shown]).inputs }) : text;
}

/** What a text has of a part that it writes out with all that it holds. */
export function asWritten(evaluator: Evaluator, unit: Unit, id: NodeId | undefined, value: Value): Value {
  const whole = valueWith({ ...flatten(withoutUnwritten(value)), opaque: value.opaque });
  return whole.inputs.length === 0 ? whole : whole.with({ inputs: asShown(evaluator, unit, id, valueWith(flatten(value))).inputs });
}

/** What is written out of a value: who is called a person by a name alone is a text, as often as not. */
export function withoutUnwritten(value: Value): Value {
  const isWritten = ({ kind, confidence }: Taint): boolean => !unwritten.has(kind) && (kind !== 'data.object.person' || confidence === 'high');
  return value.taints.every(isWritten) ? value : value.with({ taints: value.taints.filter(isWritten) });
}

/** What says in a text no more than what it is, or why something failed. */
const unwritten: ReadonlySet<KindId> = new Set(['data.object.request', 'data.object.session', 'data.object.error']);

/** Whether a part is what stands somewhere, or one of several such: no call made it. */
function isTaken(unit: Unit, node: Node): boolean {
  return choicesOf(unit, node).every((one) => one !== undefined && !makers.has(one.op));
}

function choicesOf(unit: Unit, node: Node, depth = maxChoices): readonly (Node | undefined)[] {
  const inputs = node.op === 'phi' ? node.inputs : node.op === 'operator' && node.operator === '??' ? node.operands : null;
  if (inputs === null || depth === 0) return [node];
  return inputs.flatMap((input) => {
    const one = unit.node(unit.unwrapped(input));
    return one === undefined || one.id >= node.id ? [one] : choicesOf(unit, one, depth - 1);
  });
}

/** Whether a variable is one of which the function uses what only texts have: `user.startsWith('@')`. */
export function isUsedAsText(evaluator: Evaluator, unit: Unit, id: NodeId | undefined): boolean {
  const name = id === undefined ? null : nameOfVariable(unit, id);
  if (name === null) return false;
  for (let at: Unit | null = unit; at !== null; at = at.parent) if (textsIn(evaluator, at).includes(name)) return true;
  return false;
}

/** The variables that a function uses as texts. */
function textsIn(evaluator: Evaluator, unit: Unit): readonly string[] {
  return evaluator.keptOf(unit, 'used as texts', nothingUsed, () => {
    const any = evaluator.models.any(unit.source.ecosystem);
    return unit.graph.nodes.flatMap((node) => {
      if (node.op === 'array') return wordsOf(unit, node);
      const name = node.op === 'field' ? nameOfVariable(unit, node.object) : null;
      return name !== null && node.op === 'field' && any.member(node.name)?.receiver()?.facts.some(({ schema }) => schema.some(({ says }) => says === 'text')) === true ? [name] : [];
    });
  }, (a, b) => a.join() === b.join());
}

/** The variables among the words of a command, which all are texts: `['passwd', '--expire', user]`. */
function wordsOf(unit: Unit, { elements }: NodeOf<'array'>): readonly string[] {
  const words = elements.map(({ value }) => unit.node(unit.unwrapped(value)));
  const isCommand = words[0]?.op === 'constant' && words.some((word) => word?.op === 'constant' && typeof word.value === 'string' && /^--?[a-z]/i.test(word.value));
  return isCommand ? elements.map(({ value }) => nameOfVariable(unit, value)).filter((name) => name !== null) : nothingUsed;
}

const nothingUsed: readonly string[] = [];

function nameOfVariable(unit: Unit, id: NodeId): string | null {
  const node = unit.node(id);
  return node?.op === 'read' || node?.op === 'bind' || node?.op === 'parameter' || node?.op === 'outer' ? node.name : null;
}

/** Whether something is called as a record or a request is: what it is read from, or what stands beside it, may keep it from being taken for one. */
function isCalledRecord(kinds: Kinds, node: Node | undefined): boolean {
  return (node?.op === 'field' || node?.op === 'parameter' || node?.op === 'outer') && node.name !== null && kinds.matchName(node.name, null, null).some(({ kind }) => records.has(kind));
}

/** What something is as a whole by its name. */
export const records: ReadonlySet<KindId> = new Set(['data.object.person', 'data.object.request']);

/** `{ userId: user }`, `username = body.user`: an identifier or a text rather than a record. */
export function asNamed(name: string | null, value: Value): Value {
  if (name === null || !isReference(name)) return value;
  const own = withoutNamedPersons(value);
  return own.inputs.length === 0 ? own : own.with({ inputs: marked(own.with({ fields: null }), [named]).inputs });
}

/** What a caller gives for an input, as what the function does with it leaves it: see `named` and `shown`. */
export function asMarked(value: Value, marks: readonly KindId[]): Value {
  const known = marks.includes(named) ? withoutNamedPersons(value) : value;
  return marks.includes(shown) ? withoutObjects(known) : known;
}

function withoutNamedPersons(value: Value): Value {
  return value.taints.some(isNamedPerson) ? value.with({ taints: value.taints.filter((taint) => !isNamedPerson(taint)) }) : value;
}

/** What is taken out of something by its place, as the variable or field is called that it is put into: `user.id = place[0]`, `const [scheme, token] = header.split(' ')`. */
export function asPart(kinds: Kinds, unit: Unit, id: NodeId, name: string, value: Value): Value {
  const whole = asNamed(name, value);
  const isOther = references.test(name) || identifier.test(name);
  if (whole.taints.length === 0 || (!isOther && !beside.test(name)) || !isAtPlace(unit, id)) return whole;
  const isCredential = ({ kind }: Taint): boolean => kinds.isA(kind, 'data.credential') || kinds.isA(kind, 'data.credential-carrier');
  // The name of a person is data of a person; that of a credential is none, nor is who signs in with it, or where.
  return whole.with({ taints: whole.taints.filter((taint) => !isCredential(taint) && !(isOther && isByName(taint))) });
}

/** Whether what made a value lets its name say that it is of a kind: part of something is named after what it is about, and a request that is made here is none that came in. */
export function mayBe(kind: KindId, made: Node | undefined): boolean {
  if (made?.op === 'field' || made?.op === 'element') return !kind.startsWith('data.object.');
  return !((made?.op === 'call' || made?.op === 'iterate') && kind === 'data.object.request');
}

function isReference(name: string): boolean {
  return identifier.test(name) || /(?:(?:^|[a-z\d_ ])[nN]ame|[uU]sername|[eE]?-?[mM]ail)$/.test(name);
}

/** `userId`, `user_ids`, `userid`. */
const identifier = /(?:[a-z\d]I[dD]s?|[_ ][iI][dD]s?|(?:^|_)(?:user|member|person|customer|contact)ids?)$/;

/** What stands beside a credential in one text: `user, password = credentials.split(':')`. */
const beside = /^(?:name|user|username|user_?name|login|account|host|hostname|server|domain|realm)$/i;

const references = /^(?:id|type|kind|scheme|count|index|version|algorithm)$/;

/** Whether a value is one of several that stand side by side: the key of what reads it is a number. */
function isAtPlace(unit: Unit, id: NodeId): boolean {
  const node = unit.node(unit.unwrapped(id));
  if (node?.op === 'iterate') return node.index !== null;
  const key = node?.op === 'element' ? unit.node(node.key) : undefined;
  return (key?.op === 'constant' && typeof key.value === 'number') || (node?.op === 'field' && /^\d+$/.test(node.name));
}

/** A person by the name of the value alone. */
function isNamedPerson(taint: Taint): boolean {
  return taint.kind === 'data.object.person' && isByName(taint);
}

function isByName({ confidence, trace }: Taint): boolean {
  return confidence !== 'high' && trace.length <= 2;
}
