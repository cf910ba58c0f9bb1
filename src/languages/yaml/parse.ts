/**
 * What does a file of YAML say? Documents, comments and errors, with absolute places. Must not know what a key means.
 */
import type { Comment } from '../../flow';
import { lineFeedAfter } from '../../text';
import type { Range } from '../../text';
import type { Tree } from '../language';
import { SettingTree } from '../settings';
import type { SettingText } from '../settings';
import { leavesOf } from './aliases';
import type { YamlDocument, YamlLeaf } from './nodes';
import { readDocuments } from './pieces';
import type { Earlier } from './reuse';
import { settleDocument } from './settle';
import { maskTemplates } from './template';

/** Longer texts are data that a program wrote, and nobody's settings: they are not looked into. */
const longestText = 2_000_000;

/** Keeps its pieces for the tree of the next text. */
export class YamlTree extends SettingTree {
  constructor(said: SettingText, readonly pieces: Earlier) {
    super(said);
  }
}

/** Total. What an edit left alone is taken over from `before`, where that is a tree of YAML. */
export function parseYaml(text: string, before?: Tree): YamlTree {
  if (text.length > longestText) return unread(text);
  const masked = maskTemplates(text);
  const documents = readDocuments(text, masked, before instanceof YamlTree ? before.pieces : null);
  const comments: Comment[] = [];
  const syntaxErrors: Range[] = [];
  for (const { origin, leaf } of documents.flatMap(leavesIn)) {
    for (const { start, end, text: written } of leaf.comments) comments.push({ range: { start: origin + start, end: origin + end }, text: written });
    for (const { start, end } of leaf.errors) syntaxErrors.push({ start: origin + start, end: origin + end });
  }
  return new YamlTree({ text, documents: documents.map(settleDocument), comments: withScripts(text, comments), syntaxErrors }, { text, masked, documents });
}

/** Scripts in block scalars have comments of their own, on lines of their own. */
function withScripts(text: string, comments: readonly Comment[]): readonly Comment[] {
  const known = new Set(comments.map(({ range }) => range.start));
  const further: Comment[] = [];
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    const end = lineFeedAfter(text, at);
    if (!known.has(at) && isLineStart(text, at)) further.push({ range: { start: at, end }, text: text.slice(at, end).trimEnd() });
    at = end;
  }
  return further.length === 0 ? comments : [...comments, ...further].sort((a, b) => a.range.start - b.range.start);
}

/** Whether nothing but blanks stands before it on its line. */
function isLineStart(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return start === 0 || text[start - 1] === '\n';
}

function leavesIn({ start, body, whole }: YamlDocument): readonly { readonly origin: number; readonly leaf: YamlLeaf }[] {
  return [{ origin: start, leaf: whole }, ...(body === null ? [] : leavesOf(body, 0))];
}

function unread(text: string): YamlTree {
  const range = { start: 0, end: text.length };
  const root = { kind: 'map', entries: [], isOpen: true, range } as const;
  return new YamlTree({ text, documents: [{ range, root }], comments: [], syntaxErrors: [] }, { text, masked: { text, inserted: [] }, documents: [] });
}
