/**
 * Which parameters does a request carry, by name? Looks at the query of its address, and at the fields of its
 * query, body and headers, whether written as an object, as text or as a form.
 * Must not know which parameters matter: kinds do.
 */
import type { NodeId } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { valueWith } from './value';
import type { Value } from './value';

export interface Parameter {
  readonly name: string;
  /** Where its value is written, or what it is written in. */
  readonly node: NodeId;
  readonly value: Value;
}

export interface Parameters {
  readonly known: readonly Parameter[];
  /** Whether there are no others. */
  readonly isAll: boolean;
}

/** Parameters of one part of a request that are looked at. */
const maxParameters = 60;
/** Texts of which one part of a request may be made. */
const maxConstants = 8;

/** The parameters of an address (`isText`) or of an object that is sent. */
export function parametersAt(evaluator: Evaluator, unit: Unit, id: NodeId, isText: boolean): Parameters {
  const found = isText ? inText(evaluator, unit, id) : inObject(evaluator, unit, id);
  return { ...found, known: found.known.slice(0, maxParameters) };
}

function inText(evaluator: Evaluator, unit: Unit, id: NodeId): Parameters {
  const node = unit.node(unit.unwrapped(id));
  if (node?.op === 'concat') return inParts(evaluator, unit, node.parts);
  const { constants } = evaluator.valueOf(unit, id);
  const known = constants.slice(0, maxConstants).flatMap(({ value, unit: at, node: written }) => (typeof value !== 'string' ? [] : pairsIn(value).map(([name, text]) => ({
    name, node: id, value: valueWith({ constants: [{ value: text, open: false, unit: at, node: written }] }),
  }))));
  return { known, isAll: constants.length === 1 && constants[0]?.open === false };
}

/** `…?state=${state}&prompt=none`: a parameter's value is the part behind its name, or stands in the same text. */
function inParts(evaluator: Evaluator, unit: Unit, parts: readonly NodeId[]): Parameters {
  const known: Parameter[] = [];
  let isAll = true;
  let isQuery = false;
  let before = '';
  /** A value that stands behind the name at the end of the text before it. */
  const follow = (name: string, node: NodeId, value: Value): void => {
    const at = known.findIndex((one) => one.name === name && one.value.constants[0]?.value === '');
    if (at >= 0) known.splice(at, 1);
    known.push({ name, node, value });
  };
  for (const part of parts) {
    const node = unit.node(unit.unwrapped(part));
    const name = isQuery ? /(?:^|[?&])([\w.[\]-]+)=$/.exec(before)?.[1] : undefined;
    if (node?.op === 'constant') {
      const text = withoutBreaks(String(node.value ?? ''));
      isQuery ||= text.includes('?');
      const constant = (value: string): Value => valueWith({ constants: [{ value, open: false, unit, node: part }] });
      const end = name === undefined ? 0 : text.search(/[&#]|$/);
      if (name !== undefined) follow(name, part, constant(unescaped(text.slice(0, end))));
      // The last pair may be the name of what follows.
      for (const [own, value] of pairsIn(text.slice(end), isQuery)) known.push({ name: own, node: part, value: constant(value) });
      before = text;
      continue;
    }
    if (name !== undefined) follow(name, part, evaluator.valueOf(unit, part));
    else if (/[?&]$/.test(before)) {
      const inner = inObject(evaluator, unit, part);
      known.push(...inner.known);
      isAll &&= inner.isAll;
    } else if (isQuery && before === '') isAll = false;
    before = '';
  }
  return { known, isAll: isAll && isQuery };
}

/** The fields of an object, whether it is written here or made elsewhere, as it is or turned into text. */
function inObject(evaluator: Evaluator, unit: Unit, id: NodeId): Parameters {
  const node = unit.node(unit.unwrapped(id));
  if (node?.op === 'object') {
    const parts = node.properties.map(({ key, value, spread }): Parameters => {
      if (spread) return inObject(evaluator, unit, value);
      return key === null ? { known: [], isAll: false } : { known: [{ name: key, node: value, value: evaluator.valueOf(unit, value) }], isAll: true };
    });
    return { known: parts.flatMap(({ known }) => known), isAll: parts.every(({ isAll }) => isAll) };
  }
  // `JSON.stringify({ … })`, `new URLSearchParams({ … }).toString()`: models say that the fields are still there.
  const { fields, opaque, inputs, constants } = evaluator.valueOf(unit, id);
  if (fields !== null) return { known: [...fields].flatMap(([name, value]) => (name === '*' || name === '[]' ? [] : [{ name, node: id, value }])), isAll: !opaque && inputs.length === 0 && !fields.has('*') };
  if (constants.some(({ value }) => typeof value === 'string')) return inText(evaluator, unit, id);
  return { known: [], isAll: false };
}

/** The `name=value` pairs of a query, unescaped. Of a text that is a query already, what stands before its first sign counts too. */
function pairsIn(written: string, isQuery = false): readonly (readonly [string, string])[] {
  const text = withoutBreaks(written);
  const from = text.indexOf('?');
  const query = from >= 0 ? text.slice(from + 1) : isQuery || /^[\w.[\]-]+=/.test(text) ? text : '';
  if (query === '') return [];
  const [pairs = ''] = query.split('#', 1);
  return pairs.split('&', maxParameters).flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals <= 0 ? [] : [[pair.slice(0, equals), unescaped(pair.slice(equals + 1))] as const];
  });
}

/** An address without the breaks of lines in it: they are no part of it, wherever it goes. */
function withoutBreaks(text: string): string {
  return text.replace(/[\r\n\t]/g, '');
}

/** A part of a query as it was before it was escaped; as it stands where it was not. */
export function unescaped(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
