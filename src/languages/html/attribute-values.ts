/**
 * What does an attribute say? Its text without character references, and which attributes say no more than that they are there.
 * Must not know what a value is good for.
 */

/** https://html.spec.whatwg.org/multipage/indices.html#attributes-3, "Boolean attribute". */
const flags: ReadonlySet<string> = new Set([
  'allowfullscreen', 'async', 'autofocus', 'autoplay', 'checked', 'controls', 'default', 'defer', 'disabled', 'formnovalidate', 'hidden', 'inert', 'ismap', 'itemscope', 'loop',
  'multiple', 'muted', 'nomodule', 'novalidate', 'open', 'playsinline', 'readonly', 'required', 'reversed', 'selected',
]);

/** Whether an attribute holds by being there, whatever is given: `checked="false"` is checked. */
export function isFlag(name: string): boolean {
  return flags.has(name);
}

/** Those that addresses and code are written with; of the others the text as it stands tells as much. */
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', sol: '/', colon: ':', equals: '=', quest: '?', num: '#', period: '.', commat: '@' };

/** `text` with the character references replaced that this reader knows. A number that is no character stays as written. */
export function withoutReferences(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal?: string, hexadecimal?: string, name?: string) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** One declaration of a `style` attribute: its name as scripts write it (`mixBlendMode`), its value, and where the value stands in the text. */
export interface StyleDeclaration {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Declarations end with semicolons, those in strings and parentheses aside. */
const declaration = /([-\w]+)[ \t\r\n]*:((?:[^;"'()]|"[^"]*"|'[^']*'|\([^()]*\))*)/g;

/** Longer texts are data; how long one takes grows faster than its length. */
const longestStyle = 1_000;

export function styleDeclarations(text: string): readonly StyleDeclaration[] {
  const found: StyleDeclaration[] = [];
  if (text.length > longestStyle) return found;
  for (const { 0: whole, 1: property = '', 2: rest = '', index } of text.matchAll(declaration)) {
    const value = rest.trim();
    if (value === '') continue;
    const start = index + whole.length - rest.trimStart().length;
    const name = property.startsWith('--') ? property : property.toLowerCase().replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    found.push({ name, value, start, end: start + value.length });
  }
  return found;
}
