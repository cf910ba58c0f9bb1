/**
 * Of what parts is something that is handed over as text, and what names each: the key that it stands
 * under, the words before it? Must not know what names mean.
 */
import type { Node, NodeId, NodeOf } from '../flow';
import type { Unit } from './program';

export interface Part {
  readonly value: NodeId;
  readonly label: string | null;
  /** Under which key it stands: '' for a spread, which stands for the whole; `[]` in a list; null for a part of a text. */
  readonly key: string | null;
  /** Of a spread: fields that later entries replace. */
  readonly replaced: readonly string[];
}

/** Arguments that stand behind a key in a text before them, `log.info('user=%s', user)`: one word each, whatever they are called. */
export function wordsIn(unit: Unit, call: NodeOf<'call'>): ReadonlySet<NodeId> {
  for (const [i, { value }] of call.args.entries()) {
    const node = unit.node(value);
    const signs = node?.op === 'constant' && typeof node.value === 'string' ? [...node.value.slice(0, 500).matchAll(/(=?)%[a-zA-Z]/g)] : [];
    if (signs.length > 0) return new Set(call.args.slice(i + 1).filter((_, at) => signs[at]?.[0] === '=%s').map((arg) => arg.value));
  }
  return noNodes;
}

const noNodes: ReadonlySet<NodeId> = new Set();

/** The text right before a part of a string, as a label: `Access token: ${token}`. */
function labelBefore(unit: Unit, parts: readonly NodeId[], index: number): string | null {
  const before = parts[index - 1];
  const node = before === undefined ? undefined : unit.node(before);
  return node?.op === 'constant' && typeof node.value === 'string' && /[:=]\s*["'(<[]?$/.test(node.value) ? labelIn(node.value) : null;
}

/** The words of a text that name what follows it: the text itself where it is one word, else what stands before its last colon. */
export function labelIn(text: string): string | null {
  if (/^[\w.:/-]{2,40}$/.test(text)) return text.replace(/[:=]$/, '');
  return /([A-Za-z][\w-]*(?: [A-Za-z][\w-]*){0,2})\s?[:=]\s*["'(<[]?$/.exec(text.slice(-60))?.[1] ?? null;
}

/** Entries after a spread that are looked at. */
const maxReplaced = 100;

export function partsOf(unit: Unit, node: Node): readonly Part[] | null {
  switch (node.op) {
    case 'object':
      return node.properties.map((property, i) => ({ value: property.value, label: property.key, key: property.spread ? '' : (property.key ?? '*'), replaced: property.spread ? node.properties.slice(i + 1, i + maxReplaced).flatMap(({ key }) => key ?? []) : [] }));
    case 'array':
      return node.elements.map((element) => ({ value: element.value, label: null, key: '[]', replaced: [] }));
    case 'concat':
      return node.parts.map((value, i) => ({ value, label: labelBefore(unit, node.parts, i), key: null, replaced: [] }));
    default:
      return null;
  }
}
