/**
 * Where does a template stand in YAML? Helm, Jinja and ERB put text in before YAML is read: what they write is hidden from its parser behind
 * characters that mean nothing, so that what is around it parses. Must not know YAML.
 */
import { lineFeedAfter } from '../../text';

/** A line on which a template puts something that only it knows; `column` is how far it is indented. */
export interface Inserted {
  readonly offset: number;
  readonly column: number;
  readonly reference: string;
}

export interface Masked {
  /** As long as the text, line for line; the text itself where there is no template. */
  readonly text: string;
  readonly inserted: readonly Inserted[];
}

/** What is longer is no template's tag, but text that happens to have two braces. */
const longest = 4000;

/** Tags that say what comes out, not what is put in. */
const control = /^(?:\{%|\{#|<%(?!=)|\{\{-?\s*(?:\/\*|(?:if|else|end|range|with|define|block|break|continue|\$\w+\s*:?=)(?![\w.])))/;

interface Tag {
  readonly start: number;
  readonly end: number;
}

/** Total and linear. */
export function maskTemplates(text: string): Masked {
  const tags = findTags(text);
  const clean = text.replace(/[\u0002\u0018\u001f]/g, '\ufffd');
  if (tags.length === 0) return { text: clean, inserted: [] };
  const parts: string[] = [];
  const inserted: Inserted[] = [];
  let at = 0;
  for (let first = 0; first < tags.length;) {
    const line = lineOf(text, tags, first);
    parts.push(clean.slice(at, line.start));
    if (line.isAlone) {
      parts.push(clean.slice(line.start, line.end).replace(/[^\r\n]/g, ' '));
      for (const tag of tags.slice(first, line.next)) {
        const written = text.slice(tag.start, tag.end);
        if (!control.test(written)) inserted.push({ offset: tag.start, column: columnOf(written, tag.start - line.start), reference: referenceOf(written) });
      }
    } else {
      let from = line.start;
      for (const tag of tags.slice(first, line.next)) {
        parts.push(clean.slice(from, tag.start), clean.slice(tag.start, tag.end).split(/(\r?\n[ \t]*)/).map((part, index) => index % 2 === 1 ? part : part.replace(/./gs, 'x')).join(''));
        from = tag.end;
      }
      parts.push(clean.slice(from, line.end));
    }
    at = line.end;
    first = line.next;
  }
  parts.push(clean.slice(at));
  return { text: parts.join(''), inserted };
}

function findTags(text: string): readonly Tag[] {
  const tags: Tag[] = [];
  const missing = new Set<string>();
  const openings = /\{\{|\{%|\{#|<%/g;
  let [seen, startsComment] = [0, beginsComment(text, 0)];
  for (let found = openings.exec(text); found !== null; found = openings.exec(text)) {
    const [opening] = found;
    const closing = opening === '{{' ? '}}' : opening === '<%' ? '%>' : `${opening.charAt(1)}}`;
    if (missing.has(closing)) continue;
    let end = text.indexOf(closing, found.index + 2);
    if (end < 0) missing.add(closing);
    if (end < 0 || end > found.index + longest) continue;
    end += 2;
    openings.lastIndex = end;
    const feed = text.slice(seen, found.index).lastIndexOf('\n');
    if (feed >= 0) startsComment = beginsComment(text, seen + feed + 1);
    seen = found.index;
    // What is a comment on each of its lines stays one.
    if (startsComment && text.slice(found.index, end).split('\n').slice(1).every((line) => beginsComment(line, 0))) continue;
    // `{{ dict "a" (dict) }}}` of a brace too many is not told apart from the tag's end.
    tags.push({ start: found.index, end });
  }
  return tags;
}

function beginsComment(text: string, line: number): boolean {
  const start = /[ \t]*#/y;
  start.lastIndex = line;
  return start.test(text);
}

/** The lines from the first tag's to that on which no tag goes on; whether nothing else stands on them. */
function lineOf(text: string, tags: readonly Tag[], first: number): { start: number; end: number; next: number; isAlone: boolean } {
  const start = text.lastIndexOf('\n', (tags[first]?.start ?? 0) - 1) + 1;
  let [from, next, isAlone] = [start, first, true];
  let end = start;
  for (;;) {
    const tag = tags[next];
    if (tag !== undefined && (next === first || tag.start < end)) {
      isAlone &&= text.slice(from, tag.start).trim() === '';
      from = tag.end;
      end = lineFeedAfter(text, from);
      next++;
      continue;
    }
    return { start, end, next, isAlone: isAlone && text.slice(from, end).trim() === '' };
  }
}

/** `nindent 8` says where it is put, whatever stands before the tag. */
function columnOf(tag: string, indentation: number): number {
  const said = /\bn?indent\s+(\d{1,3})/.exec(tag)?.[1];
  return said === undefined ? Math.max(indentation, 0) : Number(said);
}

function referenceOf(tag: string): string {
  return tag.slice(2, -2).replace(/^[-=]+/, '').replace(/-$/, '').trim();
}
