/**
 * Of which words are the rules of Firebase made? Must not know what any of them says. Linear, whatever the text.
 */
import type { Range } from '../../text';
import { lineEnd } from '../settings';

export interface Token extends Range {
  readonly kind: 'word' | 'text' | 'mark';
  /** As it is written. */
  readonly text: string;
  /** It is the first of its line. */
  readonly isFirst: boolean;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly comments: readonly Range[];
  /** Quotes and comments that are never closed. */
  readonly errors: readonly Range[];
}

const form = /(\s+)|(\/\/[^\r\n]*|\/\*)|("(?:[^"\\\r\n]|\\[^\r\n])*"?|'(?:[^'\\\r\n]|\\[^\r\n])*'?)|([A-Za-z_]\w*|\d[\w.]*)|(?:[=!<>]=|&&|\|\||[^])/y;

export function tokensOf(text: string): Tokens {
  const tokens: Token[] = [];
  const comments: Range[] = [];
  const errors: Range[] = [];
  const lastClose = text.lastIndexOf('*/');
  let isFirst = true;
  form.lastIndex = 0;
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    const [written, blank, comment, quoted, word] = found;
    const start = found.index;
    if (blank !== undefined) {
      isFirst ||= blank.includes('\n');
      continue;
    }
    if (comment !== undefined) {
      const isBlock = comment === '/*';
      // One that nothing closes costs its line.
      const isCut = isBlock && start + 2 > lastClose;
      const end = isCut ? lineEnd(text, start) : isBlock ? text.indexOf('*/', start + 2) + 2 : start + comment.length;
      if (isCut) errors.push({ start, end });
      comments.push({ start, end });
      form.lastIndex = end;
      continue;
    }
    if (quoted !== undefined && (quoted.length < 2 || !quoted.endsWith(quoted.charAt(0)))) errors.push({ start, end: start + quoted.length });
    tokens.push({ kind: quoted !== undefined ? 'text' : word !== undefined ? 'word' : 'mark', start, end: start + written.length, text: written, isFirst });
    isFirst = false;
  }
  return { tokens, comments, errors };
}
