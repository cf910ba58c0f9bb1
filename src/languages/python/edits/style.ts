/**
 * How does this file write? Line ends, quotes, indentation, annotations: what
 * inserted text must look like. Must not make edits.
 */
import { indentUnit } from '../../editing';
import type { FlatTree } from '../flat-tree';
import { Kind } from '../kinds';

export interface Style {
  readonly lineEnd: '\n' | '\r\n' | '\r';
  readonly quote: "'" | '"';
  /** One level: a tab or some spaces. */
  readonly indent: string;
  /** Whether functions say what they take or give. */
  readonly typed: boolean;
}

/** Strings looked at: enough to tell, few enough for a long file. */
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
    quote: prefersSingle(tree) ? "'" : '"',
    indent: indentUnit(tree.text, 4),
    typed: isTyped(tree),
  };
}

/** Docstrings have a habit of their own, and strings that hold a quote no choice. */
function prefersSingle(tree: FlatTree): boolean {
  let double = 0;
  let single = 0;
  for (let node = 0; node < tree.count && double + single < sample; node++) {
    if (tree.kinds[node] !== Kind.string) continue;
    const match = /^[A-Za-z]*(["'])(?!\1\1)([^]*)\1$/.exec(tree.text.slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 200)));
    if (match === null || /["']/.test(match[2] ?? '')) continue;
    if (match[1] === '"') double++;
    else single++;
  }
  return single > double;
}

function isTyped(tree: FlatTree): boolean {
  for (let node = 0; node < tree.count; node++) {
    const kind = tree.kinds[node];
    if (kind === Kind.typed_parameter || kind === Kind.typed_default_parameter) return true;
    if (kind === Kind.type && tree.kind(tree.parent(node)) === Kind.function_definition) return true;
  }
  return false;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([['\\', '\\\\'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['\0', '\\x00']]);

/** A string literal in the file's quotes, or in the others where that spares escapes. */
export function quoted(tree: FlatTree, value: string): string {
  const { quote } = styleOf(tree);
  const other = quote === '"' ? "'" : '"';
  const by = value.includes(quote) && !value.includes(other) ? other : quote;
  // Control characters and the separators of lines that editors choke on.
  const body = value.replace(/[\\\n\r\t\0]/g, (found) => ESCAPES.get(found) ?? found)
    .replace(/[\u0001-\u001f\u007f-\u009f\u2028\u2029]/g, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return by + body.replaceAll(by, `\\${by}`) + by;
}

/** Code of ours, written with four spaces, double quotes and LF, as this file would write it. Its strings must hold no quotes. */
export function restyled(tree: FlatTree, code: string): string {
  const { lineEnd, quote, indent } = styleOf(tree);
  return code
    .split('\n')
    .map((line) => {
      const body = line.trimStart();
      return indent.repeat((line.length - body.length) / 4) + (body.startsWith('"""') ? body : body.replaceAll('"', quote));
    })
    .join(lineEnd);
}
