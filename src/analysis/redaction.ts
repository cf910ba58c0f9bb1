/**
 * What is left out of a value before it leaves the program? Keys that a logger is told to hide,
 * and functions that are handed what is logged and give back less. Must not find sinks.
 */
import type { NodeOf } from '../flow';
import type { Fact } from '../models';
import { originValues } from './calls';
import type { Callee } from './calls';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { isSanitized, nothing } from './value';
import type { Value } from './value';

/**
 * Something that is left out, seen from one value: what stands at a path of keys (`*` is any one), or what a function that
 * is handed the whole, in which the value stands at `at`, does not give back.
 */
export type Redaction =
  | { readonly kind: 'key'; readonly path: readonly string[] }
  | { readonly kind: 'function'; readonly fn: Unit; readonly at: readonly string[] }
  /** Handed what stands at the path: a serializer of one key. */
  | { readonly kind: 'part'; readonly fn: Unit; readonly path: readonly string[] };

export const noRedactions: readonly Redaction[] = [];

/** Redactions of one sink; more let data show that is hidden. */
const maxRedactions = 100;
/** How deep in a value fields are left out. */
const maxDepth = 5;

/** What the facts at a sink of a call say is left out of what gets there. */
export function redactionsAt(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, callee: Callee, fact: Fact): readonly Redaction[] {
  if (fact.redacts.length === 0) return noRedactions;
  const found = fact.redacts.flatMap(({ by, at }) => redactionsIn(originValues(evaluator, unit, call, callee, by), at));
  return found.length === 0 ? noRedactions : found.slice(0, maxRedactions);
}

/** A list of keys, a function, or functions by key. */
function redactionsIn(value: Value, at: readonly string[]): readonly Redaction[] {
  const whole = value.functions.map((fn): Redaction => ({ kind: 'function', fn, at }));
  const fields = [...(value.fields ?? [])].flatMap(([name, field]): readonly Redaction[] => {
    const functions = field.functions.map((fn): Redaction => ({ kind: 'part', fn, path: [name] }));
    return name === '[]' ? [...functions, ...keysIn(field)] : functions;
  });
  return [...whole, ...keysIn(value), ...fields];
}

function keysIn(value: Value): readonly Redaction[] {
  return value.constants.flatMap(({ value: text, open }): readonly Redaction[] => {
    const path = typeof text === 'string' && !open ? pathIn(text) : [];
    return path.length === 0 ? [] : [{ kind: 'key', path }];
  });
}

/** `user.email`, `*.password`, `guests[*].email`, `headers["x-key"]`. */
function pathIn(text: string): readonly string[] {
  return [...text.slice(0, 200).matchAll(/[^.[\]"'`]+|\["([^"]+)"\]|\['([^']+)'\]/g)].map(([plain, double, single]) => double ?? single ?? plain);
}

/** What is left out of the entry `key` of a value; null where that is the whole entry. `[]` is any element of a list. */
export function redactionsBelow(evaluator: Evaluator, redactions: readonly Redaction[], key: string): readonly Redaction[] | null {
  if (redactions.length === 0) return noRedactions;
  const below: Redaction[] = [];
  for (const one of redactions) {
    if (one.kind === 'function') below.push({ ...one, at: [...one.at, key] });
    else if (isMeant(one.path[0], key)) below.push(one.kind === 'part' && one.path.length === 1 ? { kind: 'function', fn: one.fn, at: [] } : { ...one, path: one.path.slice(1) });
  }
  return isGone(evaluator, below) ? null : below;
}

function isMeant(pattern: string | undefined, key: string): boolean {
  return pattern === key || (pattern === '*' && key !== '') || (key === '[]' && pattern !== undefined && /^\d+$/.test(pattern));
}

/** Whether nothing is left of a value, nor of what stands in it. */
export function isGone(evaluator: Evaluator, redactions: readonly Redaction[]): boolean {
  return redactions.some((one) => (one.kind === 'key' ? one.path.length === 0 : one.kind === 'function' && !gives(evaluator, one.fn, one.at, true)));
}

/** Tells of paths below a value whether what stands there is left out. */
export function hiddenBy(evaluator: Evaluator, redactions: readonly Redaction[]): (path: readonly string[]) => boolean {
  if (redactions.length === 0) return () => false;
  return (path) => path.reduce<readonly Redaction[] | null>((left, key) => (left === null ? null : redactionsBelow(evaluator, left, key)), redactions) === null;
}

/** Whether a function gives back what stands at a path of what it is handed first, as it is; `below`: or something that stands in it. */
function gives(evaluator: Evaluator, fn: Unit, path: readonly string[], below: boolean): boolean {
  return givenIn(evaluator.returnsOf(fn), fn, maxDepth).some(({ fields, anew }) => {
    const shared = Math.min(fields.length, path.length);
    if (!path.slice(0, shared).every((name, i) => name === fields[i])) return false;
    // What is set anew hides what was there.
    const next = path[fields.length];
    return fields.length <= path.length ? next === undefined || !anew.has(next) : below;
  });
}

/** What a function gives back of what it is handed first: paths, with the fields below them that are something else now. */
function givenIn(value: Value, fn: Unit, depth: number): readonly { readonly fields: readonly string[]; readonly anew: ReadonlySet<string> }[] {
  const own = value.inputs.filter((input) => input.unit === fn && input.index === 0 && !isSanitized(input.marks));
  const anew = new Set(value.fields?.keys());
  const inner = value.fields === null || depth === 0 ? [] : [...value.fields.values()].flatMap((field) => givenIn(field, fn, depth - 1));
  return [...own.map(({ fields }) => ({ fields, anew })), ...inner];
}

/** A value without what is left out of it. */
export function redacted(evaluator: Evaluator, value: Value, redactions: readonly Redaction[], depth = maxDepth): Value {
  if (redactions.length === 0 || value === nothing) return value;
  if (isGone(evaluator, redactions)) return nothing;
  const isKept = redactions.every((one) => one.kind !== 'function' || gives(evaluator, one.fn, one.at, false));
  const own = isKept ? value : value.with({ taints: nothing.taints, inputs: nothing.inputs });
  if (value.fields === null || depth === 0) return own;
  const fields = new Map<string, Value>();
  for (const [name, field] of value.fields) {
    const below = redactionsBelow(evaluator, redactions, /^\d+$/.test(name) ? '[]' : name);
    fields.set(name, below === null ? nothing : redacted(evaluator, field, below, depth - 1));
  }
  return own.with({ fields });
}

export function sameRedactions(a: readonly Redaction[], b: readonly Redaction[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => isSame(one, b[i] ?? one)));
}

function isSame(a: Redaction, b: Redaction): boolean {
  const [left, right] = [a.kind === 'function' ? a.at : a.path, b.kind === 'function' ? b.at : b.path];
  const sameFunction = a.kind === 'key' || b.kind === 'key' ? a.kind === b.kind : a.fn === b.fn;
  return a.kind === b.kind && sameFunction && left.length === right.length && left.every((name, i) => name === right[i]);
}
