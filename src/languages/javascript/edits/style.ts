/**
 * How does this file write? Line ends, quotes, semicolons, indentation: what
 * inserted text must look like. Must not make edits.
 */
import { indentUnit } from '../../editing';
import type { FlatNode, FlatTree } from '../flat-tree';
import { Kind } from '../kinds';

export interface Style {
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One level: a tab or some spaces. */
  readonly indent: string;
  readonly typed: boolean;
}

/** Statements looked at: enough to tell, few enough for a long file. */
const sample = 400;

const known = new WeakMap<FlatTree, Style>();

export function styleOf(tree: FlatTree): Style {
  let style = known.get(tree);
  if (style === undefined) known.set(tree, (style = readStyle(tree)));
  return style;
}

function readStyle(tree: FlatTree): Style {
  return {
    lineEnd: /\r\n|\r|\n/.exec(tree.text)?.[0] as Style['lineEnd'] | undefined ?? '\n',
    quote: prefersDouble(tree) ? '"' : "'",
    semicolons: hasSemicolons(tree),
    indent: indentUnit(tree.text, 2),
    typed: tree.language === 'typescript' || tree.language === 'tsx',
  };
}

/** Strings of code count; those of JSX attributes have a habit of their own, and those that hold a quote no choice. */
function prefersDouble(tree: FlatTree): boolean {
  let double = 0;
  let single = 0;
  for (let node = 0; node < tree.count && double + single < sample; node++) {
    if (tree.kinds[node] !== Kind.string || tree.kind(tree.parent(node)) === Kind.jsx_attribute) continue;
    const text = tree.textOf(node);
    if (/['"]/.test(text.slice(1, -1))) continue;
    if (text.startsWith('"')) double++;
    else single++;
  }
  return double > single;
}

const ENDED: ReadonlySet<number> = new Set([
  Kind.expression_statement, Kind.lexical_declaration, Kind.variable_declaration, Kind.import_statement, Kind.return_statement, Kind.throw_statement,
]);

function hasSemicolons(tree: FlatTree): boolean {
  let ended = 0;
  let open = 0;
  for (let node: FlatNode = 0; node < tree.count && ended + open < sample; node++) {
    if (!ENDED.has(tree.kinds[node] ?? -1)) continue;
    if (tree.text.charAt(tree.end(node) - 1) === ';') ended++;
    else open++;
  }
  return ended >= open;
}

/** A string literal in the file's quotes. */
export function quoted(tree: FlatTree, value: string): string {
  const { quote } = styleOf(tree);
  const body = JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/[\u2028\u2029]/g, (c) => (c === '\u2028' ? '\\u2028' : '\\u2029'));
  return quote + body.replaceAll(quote, `\\${quote}`) + quote;
}

/**
 * Code of ours, written with two spaces, single quotes, semicolons and LF, as
 * this file would write it. Its strings must hold no quotes and its lines must not begin with `(` or `[`.
 */
export function restyled(tree: FlatTree, code: string): string {
  const { lineEnd, quote, semicolons, indent } = styleOf(tree);
  return code
    .split('\n')
    .map((line) => {
      const body = line.trimStart();
      const level = (line.length - body.length) / 2;
      const isComment = body.startsWith('//') || body.startsWith('*') || body.startsWith('/*');
      if (isComment) return indent.repeat(Math.floor(level)) + (Number.isInteger(level) ? '' : ' ') + body;
      return indent.repeat(level) + (semicolons ? body : body.replace(/;$/, '')).replaceAll("'", quote);
    })
    .join(lineEnd);
}
