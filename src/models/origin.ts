/**
 * How is a place relative to a call written? Text to `Origin` and back:
 * `receiver`, `receiver[]`, `argument[0].body`, `argument[*]`, `argument[0]()`.
 * Fields come first, then `()`, then `[]` or `[argument[0]]`. Must not know what the call is.
 */
import type { Parsed } from './path';
import type { Origin } from './types';

const shape = /^(receiver|argument\[(?:\*|\d{1,2}|[A-Za-z_$][\w$]*)\])((?:\.[A-Za-z_$][\w$]*|\."[^"]+")*)(\(\))?(?:(\[\])|\[argument\[(\d{1,2})\]\])?$/;

/** The origin that `text` writes, or a mistake at offset 0. */
export function parseOrigin(text: string): Parsed<Origin> {
  const match = shape.exec(text);
  if (match === null) return { message: `\`${text}\` is no place of a call: write \`receiver\`, \`argument[0]\`, \`argument[*]\` or \`argument[name]\`, then fields, \`()\`, \`[]\` or \`[argument[0]]\``, offset: 0 };
  const [, base = '', fields = '', returned, element, key] = match;
  return { value: { from: readBase(base), fields: readFields(fields), returned: returned !== undefined, element: element !== undefined, key: key === undefined ? null : Number(key) } };
}

/** The text of an origin; `parseOrigin` reads it back to an equal one. */
export function printOrigin(origin: Origin): string {
  const base =
    origin.from === 'receiver'
      ? 'receiver'
      : origin.from === 'arguments'
        ? 'argument[*]'
        : typeof origin.from === 'number'
          ? `argument[${String(origin.from)}]`
          : `argument[${origin.from.keyword}]`;
  const fields = origin.fields.map((field) => (/^[A-Za-z_$][\w$]*$/.test(field) ? `.${field}` : `."${field}"`)).join('');
  return base + fields + (origin.returned ? '()' : '') + (origin.element ? '[]' : '') + (origin.key === null ? '' : `[argument[${String(origin.key)}]]`);
}

function readBase(base: string): Origin['from'] {
  if (base === 'receiver') return 'receiver';
  const inside = base.slice('argument['.length, -1);
  if (inside === '*') return 'arguments';
  return /^\d/.test(inside) ? Number(inside) : { keyword: inside };
}

function readFields(text: string): readonly string[] {
  return [...text.matchAll(/\.(?:([A-Za-z_$][\w$]*)|"([^"]+)")/g)].map(([, plain, quoted]) => plain ?? quoted ?? '');
}
