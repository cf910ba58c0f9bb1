/**
 * Under which conditions does a template show what stands between its marks? `{% if consent %}…{% endif %}`, `{{#if consent}}…{{/if}}`,
 * `<% if (consent) { %>…<% } %>`. Names of a condition are read, joined by "and" and turned by "not"; what else it says is not known.
 * A block that is never closed holds nothing. Must not know what a name says.
 */
import type { Range } from '../../text';
import { insideMark } from './marks';

/** A name with its fields; whether it is to hold. */
export interface Term {
  readonly path: readonly string[];
  readonly holds: boolean;
}

export interface TemplateBlock {
  /** Between the marks. */
  readonly range: Range;
  /** The mark that says the condition. */
  readonly mark: Range;
  /** All of these; of an `else` not all of them. */
  readonly terms: readonly Term[];
  readonly holds: boolean;
  /** The index of the block around it; null where there is none. */
  readonly parent: number | null;
}

const opening = /^#?(if|unless)\b([^]*)$/;
const otherwise = /^\}?\s*(?:else|elif|elsif|elseif)\b\s*(\S*)/;
const closing = /^(?:endif|endunless|\/if|\/unless)\b|^\}/;
/** What other blocks are closed by as well: in Go `end`, in EJS and ERB braces and `end`. */
const neutral = /\{$|\bdo(?:\s*\|[^|]*\|)?$|^(?:range|with|define|block)\b/;

/** Longer marks say no condition that could be read. */
const longest = 500;

interface Open {
  readonly terms: readonly Term[];
  readonly holds: boolean;
  readonly mark: Range;
  /** Where what is shown begins. */
  readonly from: number;
  /** The index kept for it, whatever comes of it; null where its condition says nothing. */
  readonly index: number | null;
}

/** The blocks that are closed, in the order in which they begin. */
export function templateBlocks(text: string, marks: readonly Range[]): readonly TemplateBlock[] {
  const found: (TemplateBlock | null)[] = [];
  const open: Open[] = [];
  const enter = (mark: Range, terms: readonly Term[], holds: boolean): void => {
    open.push({ terms, holds, mark, from: mark.end, index: terms.length === 0 ? null : found.push(null) - 1 });
  };
  const leave = (at: number): Open | undefined => {
    const block = open.pop();
    if (block !== undefined && block.index !== null) found[block.index] = { range: { start: block.from, end: at }, mark: block.mark, terms: block.terms, holds: block.holds, parent: open.findLast(({ index }) => index !== null)?.index ?? null };
    return block;
  };
  for (const mark of marks) {
    if (mark.end - mark.start > longest) continue;
    const whole = text.slice(mark.start, mark.end);
    const said = insideMark(whole);
    const begun = opening.exec(said);
    const other = otherwise.exec(said);
    if (begun !== null) enter(mark, termsOf(begun[2] ?? ''), begun[1] === 'if');
    else if (other !== null) {
      const before = leave(mark.start);
      // What is asked for besides is not read.
      const isLast = other[1] === '' || other[1] === '{' || other[1] === ':';
      if (before !== undefined) enter(isLast ? before.mark : mark, isLast ? before.terms : [], !before.holds);
      const last = open.at(-1);
      if (last !== undefined && isLast) open[open.length - 1] = { ...last, from: mark.end };
    } else if (closing.test(said) || (said === 'end' && !whole.startsWith('{%'))) leave(mark.start);
    else if (!whole.startsWith('{%') && neutral.test(said)) enter(mark, [], true);
  }
  return settled(found);
}

/** Without those that were never closed. */
function settled(found: readonly (TemplateBlock | null)[]): readonly TemplateBlock[] {
  const numbers: (number | null)[] = [];
  const blocks: TemplateBlock[] = [];
  for (const block of found) {
    numbers.push(block === null ? null : blocks.length);
    if (block !== null) blocks.push({ ...block, parent: block.parent === null ? null : (numbers[block.parent] ?? null) });
  }
  return blocks;
}

/** None where something else is said than names that are joined by "and". */
function termsOf(condition: string): readonly Term[] {
  const bare = condition.replace(/(?:\{|:|\bthen)\s*$/, '').trim().replace(/^\(([^()]*)\)$/, '$1');
  if (/\bor\b|\|\||[<>]=?(?!-)|[!=]=|\?.*:/.test(bare.replaceAll('->', '.'))) return [];
  const terms = bare.replaceAll('->', '.').split(/\band\b|&&/).map((part): Term | null => {
    const [, not = '', path] = /^\s*(not\s+|!\s*)?[$@.]*([A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)\??\s*(?:\([^()]*\))?\s*$/.exec(part) ?? [];
    return path === undefined ? null : { path: path.split('.'), holds: not === '' };
  });
  return terms.every((term) => term !== null) ? terms : [];
}

/** Tells the innermost block around an offset. */
export class BlocksByPlace {
  /** Where another block is the innermost one than before, in order, and which: null for none. */
  private readonly starts: number[] = [];
  private readonly innermost: (number | null)[] = [];

  /** @param blocks in the order in which they begin */
  constructor(blocks: readonly TemplateBlock[]) {
    const open: { readonly block: number; readonly end: number }[] = [];
    const change = (start: number, block: number | null): void => {
      this.starts.push(start);
      this.innermost.push(block);
    };
    const closeUpTo = (offset: number): void => {
      for (let last = open.at(-1); last !== undefined && last.end <= offset; last = open.at(-1)) {
        open.pop();
        change(last.end, open.at(-1)?.block ?? null);
      }
    };
    blocks.forEach(({ range }, block) => {
      closeUpTo(range.start);
      open.push({ block, end: range.end });
      change(range.start, block);
    });
    closeUpTo(Infinity);
  }

  at(offset: number): number | null {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : (this.innermost[low - 1] ?? null);
  }
}
