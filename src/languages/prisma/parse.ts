/**
 * How does a schema fall into blocks? Line by line, as its language is written:
 * a head that opens a block, a line for each entry, a brace that closes it.
 * Must not interpret entries. Total and linear; what fits nowhere is left out.
 */
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import type { Tree } from '../language';

/** One line inside a block without its comment, trimmed; `start` is absolute. */
export interface PrismaLine {
  readonly start: number;
  readonly text: string;
}

export interface PrismaBlock {
  readonly kind: 'model' | 'type' | 'view' | 'enum' | 'generator' | 'datasource';
  readonly name: string;
  /** Of the name. */
  readonly nameRange: Range;
  /** From the keyword to the brace that closes it, or the end of the text. */
  readonly range: Range;
  readonly lines: readonly PrismaLine[];
}

export class PrismaTree implements Tree {
  constructor(
    readonly text: string,
    readonly blocks: readonly PrismaBlock[],
    readonly comments: readonly Range[],
    /** Heads of blocks that are never closed. */
    readonly syntaxErrors: readonly Range[],
  ) {}

  /** Every text is read from its beginning. */
  readonly isTentative = false;

  dispose(): void {
    // Nothing is held outside the heap.
  }
}

/** The tree as this language made it. A tree of another language is the caller's bug: it throws. */
export function asPrismaTree(tree: Tree): PrismaTree {
  if (tree instanceof PrismaTree) return tree;
  throw new Error('not a Prisma tree');
}

const head = /^(model|type|view|enum|generator|datasource)[ \t]+([A-Za-z_]\w*)[ \t]*\{/;

interface OpenBlock extends Omit<PrismaBlock, 'range'> {
  readonly start: number;
  readonly lines: PrismaLine[];
}

export function parsePrisma(text: string): PrismaTree {
  const { code, comments } = withoutComments(text);
  const blocks: PrismaBlock[] = [];
  const errors: Range[] = [];
  let open: OpenBlock | null = null;
  const close = (block: OpenBlock, end: number): void => {
    blocks.push({ kind: block.kind, name: block.name, nameRange: block.nameRange, range: { start: block.start, end }, lines: block.lines });
  };
  for (let at = 0; at <= code.length; ) {
    const stop = lineFeedAfter(code, at);
    const raw = code.slice(at, stop);
    const line: string = raw.trim();
    const start = at + raw.length - raw.trimStart().length;
    at = stop + 1;
    const opening = head.exec(line);
    if (opening !== null) {
      // The block before was never closed: it ends where the next one begins.
      if (open !== null) {
        errors.push(open.nameRange);
        close(open, start);
      }
      open = opened(opening, start);
      const rest = line.slice(opening[0].length);
      if (!takeLine(open, rest, start + opening[0].length)) continue;
    } else if (open === null || !takeLine(open, line, start)) {
      continue;
    }
    close(open, start + line.length);
    open = null;
  }
  if (open !== null) {
    errors.push(open.nameRange);
    close(open, text.length);
  }
  return new PrismaTree(text, blocks, comments, errors);
}

function opened(opening: RegExpExecArray, start: number): OpenBlock {
  const name = opening[2] ?? '';
  const from = start + opening[0].indexOf(name, (opening[1] ?? '').length);
  return { kind: opening[1] as PrismaBlock['kind'], name, nameRange: { start: from, end: from + name.length }, start, lines: [] };
}

/** Takes the line up into the block; answers whether it closes it. Braces inside attributes are closed by their parenthesis. */
function takeLine(block: OpenBlock, line: string, start: number): boolean {
  const closes = line.endsWith('}');
  const written = closes ? line.slice(0, -1) : line;
  const text = written.trim();
  if (text !== '') block.lines.push({ start: start + written.length - written.trimStart().length, text });
  return closes;
}

/** Strings as they are, line comments, block comments: whichever begins first. */
const token = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)/g;

/** The text with blanks for comments, so that offsets stay, and where the comments are. */
function withoutComments(text: string): { readonly code: string; readonly comments: readonly Range[] } {
  const comments: Range[] = [];
  const code = text.replace(token, (found, start: number) => {
    if (found.startsWith('"')) return found;
    comments.push({ start, end: start + found.length });
    return found.replace(/[^\r\n]/g, ' ');
  });
  return { code, comments };
}
