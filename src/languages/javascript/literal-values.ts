/**
 * Which value does a literal stand for? Strings with their escapes, numbers,
 * and property names.
 * Must not fold expressions: analysis does.
 */
import type { Constant } from '../../flow';
import { NONE, type FlatNode, type FlatTree } from './flat-tree';
import { Kind } from './kinds';

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', 0: '\0' };

/** `text` with JavaScript's escape sequences replaced; a malformed one stays as written. */
export function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|\r\n|([^]))/g, (whole, point?: string, unit?: string, byte?: string, plain?: string) => {
    const digits = point ?? unit ?? byte;
    if (digits !== undefined) {
      const code = Number.parseInt(digits, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }
    if (plain === undefined || plain === '\n' || plain === '\r' || plain === '\u2028' || plain === '\u2029') return '';
    return SIMPLE_ESCAPES[plain] ?? plain;
  });
}

/** A string literal's value, quotes removed; an unfinished one's text so far. */
export function stringValue(tree: FlatTree, node: FlatNode): string {
  const start = tree.start(node) + 1;
  const last = tree.text.charCodeAt(tree.end(node) - 1);
  const closed = tree.end(node) > start && last === tree.text.charCodeAt(start - 1);
  return unescaped(tree.text.slice(start, closed ? tree.end(node) - 1 : tree.end(node)));
}

/** A number's value; a bigint's source text. */
export function numberValue(text: string): number | string {
  if (text.endsWith('n')) return text;
  const plain = text.replaceAll('_', '');
  return /^0[0-7]+$/.test(plain) ? Number.parseInt(plain, 8) : Number(plain);
}

/** The value of a literal node; null when the node is no literal. A template counts when it has no substitutions. */
export function constantOf(tree: FlatTree, node: FlatNode): { readonly value: Constant } | null {
  switch (tree.kind(node)) {
    case Kind.string:
      return { value: stringValue(tree, node) };
    case Kind.number:
      return { value: numberValue(tree.textOf(node)) };
    case Kind.true:
      return { value: true };
    case Kind.false:
      return { value: false };
    case Kind.null:
      return { value: null };
    case Kind.undefined:
      return { value: undefined };
    case Kind.template_string:
      return tree.firstChild(node) === NONE ? { value: stringValue(tree, node) } : null;
    case Kind.unary_expression: {
      const inner = tree.firstChild(node);
      if (inner === NONE || tree.kind(inner) !== Kind.number || tree.text[tree.start(node)] !== '-') return null;
      const value = numberValue(tree.textOf(inner));
      return { value: typeof value === 'number' ? -value : `-${value}` };
    }
    case Kind.parenthesized_expression: {
      const inner = tree.firstChild(node);
      return inner === NONE || tree.kind(inner) === Kind.parenthesized_expression ? null : constantOf(tree, inner);
    }
    default:
      return null;
  }
}

/** The constant name of a property: `a`, `'a'`, `1`, `#a`, `['a']`; null when it is computed. */
export function propertyKey(tree: FlatTree, key: FlatNode): string | null {
  switch (tree.kind(key)) {
    case Kind.property_identifier:
    case Kind.private_property_identifier:
    case Kind.shorthand_property_identifier:
    case Kind.shorthand_property_identifier_pattern:
    case Kind.identifier:
    case Kind.statement_identifier:
      return tree.textOf(key);
    case Kind.computed_property_name: {
      const inner = tree.firstChild(key);
      return inner === NONE ? null : constantKey(tree, inner);
    }
    case Kind.string:
    case Kind.number:
      return constantKey(tree, key);
    default:
      return null;
  }
}

/** What `o[node]` names when the key is a literal; null otherwise. */
export function constantKey(tree: FlatTree, node: FlatNode): string | null {
  const constant = constantOf(tree, node);
  const value = constant?.value ?? null;
  return value === null ? null : String(value);
}
