/**
 * Which text is a value, piece by piece? What is written, what a caller hands in, and what is not known:
 * where a folded constant ends at the first open part, a template goes on behind it. Must not know what
 * texts are for.
 */
import type { Argument, NodeId, NodeOf } from '../flow';
import type { Evaluator } from './evaluate';
import type { Unit } from './program';
import { namedArgument } from './summary';
import type { Value } from './value';

/** What a caller of a function hands in: a parameter, and the fields read from it. */
export interface Handed {
  readonly unit: Unit;
  readonly index: number;
  readonly fields: readonly string[];
}

/** Null for what is not known. */
export type Piece = string | Handed | null;
/** No two texts stand beside each other, and no two unknown parts. */
export type Template = readonly Piece[];

/** Texts that a value may be, beyond which none more is told. */
export const maxTemplates = 4;
/** Pieces and letters of one text. */
const maxPieces = 40;
const longest = 4_000;
/** Nodes on the way from a text to its parts. */
const maxDepth = 30;

/** What is known of nothing. */
export const open: Template = [null];

/** The texts that a node may be, in order of the text; at least one. */
export function templatesOf(evaluator: Evaluator, unit: Unit, id: NodeId, depth = maxDepth): readonly Template[] {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return [open];
  const inner = (at: NodeId): readonly Template[] => templatesOf(evaluator, unit, at, depth - 1);
  switch (node.op) {
    case 'constant':
      return [typeof node.value === 'string' || typeof node.value === 'number' ? [String(node.value)] : open];
    case 'read':
    case 'bind':
    case 'cast':
    case 'await':
      return inner(node.value);
    case 'concat':
      return node.parts.slice(0, maxPieces).reduce<readonly Template[]>((all, part) => product(all, inner(part)), [[]]);
    case 'phi':
      // A loop's variable may look ahead, to itself.
      return unique(node.inputs.flatMap((input) => (input < id ? inner(input) : [open])));
    default:
      return templatesOfValue(evaluator.valueOf(unit, id));
  }
}

/** The same of a value: its constants, else what it is handed. */
export function templatesOfValue(value: Value): readonly Template[] {
  const texts = value.constants.flatMap(({ value: text, open: goesOn }): readonly Template[] => (typeof text === 'string' ? [goesOn ? [text, null] : [text]] : []));
  if (texts.length > 0) return unique(texts);
  const handed = handedIn(value);
  return [handed === null ? open : [handed]];
}

/** The one thing that a value is handed as; null where it is none, or may be several. */
export function handedIn({ inputs }: Value): Handed | null {
  const [only, ...others] = inputs;
  if (only === undefined || only.fields.includes('[]') || others.some((other) => !isSameHanded(other, only))) return null;
  return { unit: only.unit, index: only.index, fields: only.fields };
}

/** What one text becomes at a call of `fn`, the function it is told of. None where the call hands in nothing for a part of it. */
export function filledIn(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, template: Template): readonly Template[] {
  return template.reduce<readonly Template[]>((all, piece) => {
    if (piece === null || typeof piece === 'string' || piece.unit !== fn) return product(all, [[piece]]);
    const given = handedNode(unit, call, piece);
    return product(all, given === 'nothing' ? [] : given === null ? [open] : templatesOf(evaluator, unit, given));
  }, [[]]);
}

/** The node of a call that stands for what the called function is handed; null where that is not written at the call. */
export function handedNode(unit: Unit, call: NodeOf<'call'>, { unit: fn, index, fields }: Handed): NodeId | 'nothing' | null {
  const named = namedArgument(call, fn.parameterName(index));
  if (fn.restIndex === index) return null;
  const argument = named ?? positional(call)[index];
  if (argument === undefined) return call.args.some(({ spread }) => spread) ? null : 'nothing';
  return fields.reduce<NodeId | null>((at, field) => (at === null ? null : propertyAt(unit, at, field)), argument.value);
}

/** The arguments of which the position is known: those before the first that is spread. */
export function positional(call: NodeOf<'call'>): readonly Argument[] {
  const end = call.args.findIndex(({ spread }) => spread);
  return call.args.slice(0, end < 0 ? undefined : end).filter(({ name }) => name === null);
}

/** The value that an object literal has under a key; null where there is none, or it may be another. */
export function propertyAt(unit: Unit, id: NodeId, key: string): NodeId | null {
  const node = unit.node(unit.unwrapped(id));
  if (node?.op !== 'object') return null;
  const last = node.properties.findLast((property) => property.key === key || property.key === null);
  return last?.key === key ? last.value : null;
}

/** Texts of the first put before those of the second. */
export function product(before: readonly Template[], after: readonly Template[]): readonly Template[] {
  return before.flatMap((left) => after.map((right) => joined(left, right))).slice(0, maxTemplates);
}

function joined(left: Template, right: Template): Template {
  const result = [...left];
  for (const piece of right) {
    const last = result.at(-1);
    if (typeof last === 'string' && typeof piece === 'string') result[result.length - 1] = last + piece;
    else if (piece !== '' && !(last === null && piece === null)) result.push(piece);
  }
  return result.length <= maxPieces && result.reduce((sum, piece) => sum + (typeof piece === 'string' ? piece.length : 0), 0) <= longest ? result : [...left.slice(0, 1), null];
}

export function unique(templates: readonly Template[]): readonly Template[] {
  const byText = new Map(templates.map((template) => [keyOf(template), template]));
  return [...byText.values()].slice(0, maxTemplates);
}

/** The same for templates that are the same. */
export function keyOf(template: Template): string {
  return template.map((piece) => (typeof piece === 'string' ? JSON.stringify(piece) : piece === null ? '*' : keyOfHanded(piece))).join(' ');
}

export function keyOfHanded({ unit, index, fields }: Handed): string {
  return [unit.serial, index, ...fields].join('.');
}

function isSameHanded(a: Pick<Handed, 'unit' | 'index' | 'fields'>, b: Pick<Handed, 'unit' | 'index' | 'fields'>): boolean {
  return a.unit === b.unit && a.index === b.index && a.fields.join('.') === b.fields.join('.');
}
