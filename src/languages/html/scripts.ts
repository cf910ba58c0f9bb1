/**
 * Which code does a page hold, and where? Scripts that stand in it and what its elements do at an event, as one text that is as long as the page
 * and blank where no code stands: what is parsed of it has the page's offsets, functions see one another as they do in a browser, and an edit is parsed
 * as in any other file. Scripts of modules share names here that they do not share there.
 * Must not parse code.
 */
import type { Range } from '../../text';
import { withoutReferences } from './attribute-values';
import { beginsMark, isValueMark, Marks } from './marks';
import type { HtmlAttribute, HtmlElement, HtmlTokens } from './tokens';

export interface ScriptText {
  readonly text: string;
  /** What stands in script elements, in order. */
  readonly ranges: readonly Range[];
  /** Where the function begins that an event attribute is read as. */
  readonly handlers: ReadonlyMap<HtmlAttribute, number>;
}

/** The name of what a template fills in, as often repeated as needed: a letter that no program calls anything by. */
export const unknownName = 'º';

/** https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type, the names that the standard has for JavaScript, and those of compilers in the browser. */
const scriptTypes: ReadonlySet<string> = new Set([
  '', 'module', 'text/javascript', 'application/javascript', 'text/ecmascript', 'application/ecmascript', 'text/jscript', 'text/livescript', 'text/x-ecmascript', 'text/x-javascript',
  'application/x-ecmascript', 'application/x-javascript', 'text/babel', 'text/jsx', 'text/partytown',
]);

/** Whether a `script` element is run. One of another type is data: `text/plain` is how consent is waited for. */
export function isRun(text: string, element: HtmlElement): boolean {
  const type = valueOf(text, element, 'type') ?? '';
  return scriptTypes.has(type.trim().toLowerCase().replace(/[\d.]*(?:;.*)?$/, ''));
}

/** A script of the project that an element loads, as an import would say it; null for what a template fills in, and for other hosts. */
export function loadedScript(text: string, element: HtmlElement): { readonly specifier: string; readonly isModule: boolean } | null {
  if (element.name !== 'script' || !isRun(text, element)) return null;
  const path = withoutReferences(valueOf(text, element, 'src') ?? '').trim().replace(/[?#].*$/s, '');
  if (path === '' || /^[a-z][a-z\d+.-]*:|^\/\/|[{}<>\s\\]/i.test(path)) return null;
  return { specifier: /^\.{0,2}\//.test(path) ? path : `./${path}`, isModule: (valueOf(text, element, 'type') ?? '').trim().toLowerCase() === 'module' };
}

export function valueOf(text: string, { attributes }: HtmlElement, name: string): string | null {
  const value = attributes.find((attribute) => attribute.name === name)?.value ?? null;
  return value === null ? null : text.slice(value.start, value.end);
}

/** How an event attribute begins as a function, in the place of its name. */
const opening = ';()=>{';

/** Null where a page holds no code. */
export function scriptText(text: string, { elements }: HtmlTokens): ScriptText | null {
  const marks = new Marks(text);
  const handlers = new Map<HtmlAttribute, number>();
  const ranges: Range[] = [];
  const pieces: string[] = [];
  let length = 0;
  const put = (at: number, code: string): void => {
    if (at > length) pieces.push(' '.repeat(at - length));
    pieces.push(code);
    length = Math.max(at, length) + code.length;
  };
  for (const element of elements) {
    const { name, raw } = element;
    const isScript = name === 'script' && raw !== null && raw.end > raw.start && isRun(text, element) && valueOf(text, element, 'src') === null;
    if (isScript) {
      // What stood before has ended, whatever it was.
      put(Math.max(raw.start - 1, length), ';');
      put(raw.start, filled(text, raw, marks));
      // Of `</script>`: a comment ends with its line.
      if (raw.end < text.length) put(raw.end, '\n;');
      ranges.push(raw);
      continue;
    }
    for (const attribute of element.attributes) {
      const { value, range } = attribute;
      if (value === null || !attribute.name.startsWith('on') || value.start - opening.length < Math.max(range.start, length) || value.end >= text.length) continue;
      const code = filled(text, value, marks);
      if (!standsAlone(code)) continue;
      put(value.start - opening.length, opening);
      handlers.set(attribute, value.start - opening.length + 1);
      put(value.start, code);
      put(value.end, '}');
    }
  }
  return pieces.length === 0 ? null : { text: pieces.join(''), ranges, handlers };
}

/** Longer ones are no code that somebody wrote there. */
const longestHandler = 2_000;

/** Whether code is whole, so that a brace behind it closes what was opened before: no comment, character reference or bracket without its other half. */
function standsAlone(code: string): boolean {
  if (code.trim() === '' || code.length > longestHandler) return false;
  const bare = code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '');
  if (/["'`]|\/[/*]|&\w+;|&#/.test(bare)) return false;
  const open: string[] = [];
  for (const sign of bare.match(/[(){}[\]]/g) ?? []) {
    const opened = brackets[sign];
    if (opened === undefined) open.push(sign);
    else if (open.pop() !== opened) return false;
  }
  return open.length === 0;
}

const brackets: Readonly<Record<string, string>> = { ')': '(', '}': '{', ']': '[' };

/** Quotes, comments and marks, as far as marks are to be told by where they stand. A regular expression with a quote costs its line. */
const sign = new RegExp(String.raw`\\[^]|["'\`\n]|\/\/|\/\*|\*\/|${beginsMark}`, 'g');

/** Code of the same length, with names for what a template fills in, and blanks for what it does. */
function filled(text: string, range: Range, marks: Marks): string {
  const code = text.slice(range.start, range.end);
  if (!/\{[{%#]|<[%?]/.test(code)) return code;
  const pieces: string[] = [];
  let done = 0;
  let within = '';
  sign.lastIndex = 0;
  for (let found = sign.exec(code); found !== null; found = sign.exec(code)) {
    const [token] = found;
    if (!/^[{<]/.test(token)) {
      within = state(within, token);
      continue;
    }
    const end = marks.endOf(range.start + found.index);
    if (end === null || end > range.end) continue;
    const mark = text.slice(range.start + found.index, end);
    // Two braces may be two blocks.
    if (within === '' && mark.startsWith('{') && !mark.startsWith('{%') && /[\n;]/.test(mark)) continue;
    pieces.push(code.slice(done, found.index), stoodFor(mark, within));
    done = end - range.start;
    sign.lastIndex = done;
  }
  return pieces.join('') + code.slice(done);
}

/** What a sign stands in: quotes by the quote, comments by how they end, code by nothing. */
function state(within: string, token: string): string {
  if (within === '') return token === '//' ? '\n' : token === '/*' ? '*/' : /^["'`]$/.test(token) ? token : '';
  if (token === within || (token === '\n' && within !== '`' && within !== '*/')) return '';
  return within;
}

/** Something of a mark's length. In a string a name that is added to it. */
function stoodFor(mark: string, within: string): string {
  const { length } = mark;
  if (within === '\n' || within === '*/') return mark;
  // Statements on both sides are two where a line ends between them.
  if (!isValueMark(mark)) return within === '' ? `\n${mark.slice(1).replace(/[^\n]/g, ' ')}` : mark;
  if (within === '') return unknownName.repeat(length);
  const [before, after] = within === '`' ? ['${', '}'] : [`${within}+`, `+${within}`];
  const left = length - before.length - after.length;
  return left < 1 ? mark : before + unknownName.repeat(left) + after;
}
