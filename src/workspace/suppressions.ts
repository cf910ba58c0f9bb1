/**
 * Which findings has the user accepted in the code, and are those comments in
 * order? One parser of `caley-ignore <rule>[, <rule>] -- reason [until 2027-01-31]`
 * for editor, CLI and report. Must not know any language beyond where its
 * comments are, and must not ask a clock: today's date comes in as data.
 */
import type { Finding } from '../analysis';
import type { Comment } from '../flow';
import { didYouMean, isDate } from '../policy';
import type { Mistake, RuleId } from '../policy';
import type { LineIndex, Range } from '../text';
import type { Suppression } from './types';

/** A suppression and the lines it speaks for. */
export interface PlacedSuppression extends Suppression {
  /** Where the rule is named, absolute: what an "unused" mark underlines. */
  readonly ruleRange: Range;
  /** Zero-based lines it covers; empty where no code follows. */
  readonly targets: readonly number[];
  /** It stands behind code on its line; it then also covers a wrapped call that ends there. */
  readonly trailing: boolean;
}

export interface SuppressionMistake extends Mistake {
  readonly kind: 'missing-reason' | 'expired' | 'unknown-rule' | 'malformed' | 'unused';
}

export interface ParsedSuppressions {
  /** Those that hold, in order of place. One comment that names two rules gives two. */
  readonly suppressions: readonly PlacedSuppression[];
  readonly mistakes: readonly SuppressionMistake[];
}

export interface SuppressionSource {
  /** Workspace-relative path, for the mistakes. */
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  /** The file's comments in text order, delimiters included. */
  readonly comments: readonly Comment[];
  /** Every rule id there is: a `Set` of ids or `Policy.rules`. */
  readonly rules: { has(id: RuleId): boolean; keys(): Iterable<RuleId> };
  /** ISO date; a suppression holds through its `until` day. */
  readonly today: string;
}

const WORD = 'caley-ignore';
/** What stands before the first word of a comment's line: `//`, `/**`, ` *`, `#`, `<!--`. */
const OPENER = /^(?:\/\/+!?|\/\*+!?|\*+(?!\/)|#+!?|<!--|;+|--)/;
const CLOSER = /(?:\*+\/|--!?>)$/;
const REASON_MARK = /[ \t](?:--+|—|–)(?=\s|$)/;
const UNTIL = /(?:^|[ \t])[([]?until[ \t]+(\d[\d./-]*)[)\]]?\.?$/i;
const RULE = /^[a-z0-9][a-z0-9-]*(?:\/[a-z0-9-]+)+$/;
/** Words that stand where a reason should be: what a template leaves behind. */
const PLACEHOLDER = /^(?:<[^>]*>|(?:todo|fixme|tbd|xxx)\b.*|(?:reason|why|none|n\/a)[ \t]*[:.…?]*)$/i;
/** A line of code that ends so goes on in the next one. */
const UNFINISHED = /(?:[([=?:+]|=>|&&|\|\||\?\?|\breturn|\bawait)$/;

/** Whether a text is no reason, or only what a template left in the place of one. */
export function reasonless(reason: string): boolean {
  return reason.trim() === '' || PLACEHOLDER.test(reason.trim());
}

/**
 * Reads all suppression comments of a file. A comment that is not in order
 * hides nothing: it becomes a mistake at its place (no or only a placeholder
 * reason, expired, unknown rule, malformed). Comments that merely mention the
 * word inside a sentence are left alone.
 */
export function parseSuppressions(source: SuppressionSource): ParsedSuppressions {
  const suppressions: PlacedSuppression[] = [];
  const mistakes: SuppressionMistake[] = [];
  const codeLines = new Map<number, number | null>();
  source.comments.forEach((comment, index) => {
    if (!comment.text.toLowerCase().includes(WORD)) return;
    for (const directive of directivesOf(comment)) {
      const read = readDirective(source, directive);
      mistakes.push(...read.mistakes);
      if (read.rules.length === 0 || read.reason === null) continue;
      const place = placeOf(source, index, codeLines);
      for (const { rule, range } of read.rules) {
        suppressions.push({ rule, reason: read.reason, until: read.until, range: directive.range, ruleRange: range, ...place });
      }
    }
  });
  return { suppressions, mistakes };
}

/**
 * The suppression that hides `finding`, or null. It covers a finding whose
 * token, value or whole sink begins on one of its lines; behind code it also
 * covers a call that ends there, for formatters move comments when they wrap.
 */
export function suppressionOf(finding: Finding, suppressions: readonly PlacedSuppression[], lines: LineIndex): PlacedSuppression | null {
  const { value, sink } = finding.places;
  const line = (offset: number): number => lines.positionAt(offset).line;
  const begins = new Set([line(finding.range.start), line(value.start), line(sink.start)]);
  const index = indexOf(suppressions);
  const found = [...begins].flatMap((at) => index.begins.get(keyOf(finding.rule, at)) ?? []).concat(index.ends.get(keyOf(finding.rule, line(sink.end))) ?? []);
  return suppressions[Math.min(...found)] ?? null;
}

/** The first suppression, by its place in the list, of each rule and line. */
interface SuppressionIndex {
  readonly begins: Map<string, number>;
  /** Of those behind code alone. */
  readonly ends: Map<string, number>;
}

/** A list of suppressions is asked once for every finding of its file. */
const indexes = new WeakMap<readonly PlacedSuppression[], SuppressionIndex>();

function indexOf(suppressions: readonly PlacedSuppression[]): SuppressionIndex {
  let index = indexes.get(suppressions);
  if (index === undefined) {
    index = { begins: new Map(), ends: new Map() };
    for (const [i, { rule, targets, trailing }] of suppressions.entries()) {
      for (const target of targets) {
        const key = keyOf(rule, target);
        if (!index.begins.has(key)) index.begins.set(key, i);
        if (trailing && !index.ends.has(key)) index.ends.set(key, i);
      }
    }
    indexes.set(suppressions, index);
  }
  return index;
}

function keyOf(rule: RuleId, line: number): string {
  return `${String(line)} ${rule}`;
}

/**
 * Mistakes for the suppressions that hide none of `findings` (all the file's
 * findings, before any filter). Rules that did not run are left out through
 * `ran`: a rule that is switched off leaves its suppressions neither used nor unused.
 */
export function unusedSuppressions(
  file: string,
  suppressions: readonly PlacedSuppression[],
  findings: readonly Finding[],
  lines: LineIndex,
  ran: (rule: RuleId) => boolean,
): readonly SuppressionMistake[] {
  const used = new Set(findings.map((finding) => suppressionOf(finding, suppressions, lines)));
  return suppressions
    .filter((suppression) => !used.has(suppression) && ran(suppression.rule))
    .map((suppression) => ({
      file, range: suppression.ruleRange, kind: 'unused', severity: 'warning',
      message: `Nothing here breaks "${suppression.rule}" any more: remove it from this caley-ignore comment.`,
    }));
}

interface Directive {
  /** From the word to the end of the reason, without the comment's closing delimiter. */
  readonly text: string;
  readonly range: Range;
}

function directivesOf(comment: Comment): Directive[] {
  const found: Directive[] = [];
  let at = comment.range.start;
  for (const line of comment.text.split(/(?<=\r\n|\r(?!\n)|\n)/)) {
    const body = line.trimStart().replace(OPENER, '').trimStart();
    // A word that only begins so (`caley-ignored`) is prose.
    if (/^caley-ignore\b/i.test(body)) {
      const text = body.trimEnd().replace(CLOSER, '').trimEnd();
      const start = at + line.length - body.length;
      found.push({ text, range: { start, end: start + text.length } });
    }
    at += line.length;
  }
  return found;
}

interface ReadDirective {
  readonly rules: readonly { readonly rule: RuleId; readonly range: Range }[];
  /** Null where the comment must hide nothing. */
  readonly reason: string | null;
  readonly until: string | null;
  readonly mistakes: readonly SuppressionMistake[];
}

function readDirective(source: SuppressionSource, directive: Directive): ReadDirective {
  const mistakes: SuppressionMistake[] = [];
  const flag = (kind: SuppressionMistake['kind'], start: number, length: number, message: string): void => {
    const from = directive.range.start + start;
    mistakes.push({ file: source.file, kind, range: { start: from, end: from + length }, message, severity: 'warning' });
  };
  const nothing = (): ReadDirective => ({ rules: [], reason: null, until: null, mistakes });

  const { text } = directive;
  if (!text.startsWith(WORD)) {
    flag('malformed', 0, WORD.length, 'Write "caley-ignore" in lower case, or it hides nothing.');
    return nothing();
  }
  const rest = text.slice(WORD.length);
  if (rest !== '' && !/^:?[ \t]/.test(rest)) {
    const word = /^\S*/.exec(text)?.[0] ?? WORD;
    flag('malformed', 0, word.length, `"${word}" is not known. Write "caley-ignore <rule> -- <reason>"; it covers its own line or the next.`);
    return nothing();
  }
  const mark = REASON_MARK.exec(rest);
  const namesEnd = WORD.length + (mark === null ? rest.length : mark.index);
  const namesStart = WORD.length + (rest.startsWith(':') ? 1 : 0);
  const names = [...text.slice(namesStart, namesEnd).matchAll(/[^\s,]+/g)].map((match) => ({ name: match[0], at: namesStart + match.index }));
  if (names.length === 0) {
    flag('malformed', 0, text.length, 'Name the rule to ignore: "caley-ignore <rule> -- <reason>".');
    return nothing();
  }
  if (mark === null) {
    // Without the mark the words behind the rule are a reason that lost it.
    const stray = names.find(({ name }, index) => index > 0 && !RULE.test(name));
    if (stray !== undefined) {
      flag('malformed', stray.at, text.length - stray.at, 'Put "--" between the rule and the reason, or the comment hides nothing.');
      return nothing();
    }
  }

  const rules: { rule: RuleId; range: Range }[] = [];
  for (const { name, at } of names) {
    if (source.rules.has(name)) {
      rules.push({ rule: name, range: { start: directive.range.start + at, end: directive.range.start + at + name.length } });
      continue;
    }
    flag('unknown-rule', at, name.length, `There is no rule "${name}".${didYouMean(name, source.rules.keys())}`);
  }

  let reason = mark === null ? '' : rest.slice(mark.index + mark[0].length).trim();
  let until: string | null = null;
  const date = UNTIL.exec(reason);
  if (date !== null) {
    const written = date[1] ?? '';
    const at = text.lastIndexOf(written);
    reason = reason.slice(0, date.index).trim();
    if (!isDate(written)) {
      flag('malformed', at, written.length, `"${written}" is no date. Write the day as 2027-01-31; until then the comment hides nothing.`);
      return nothing();
    }
    if (written < source.today) {
      flag('expired', at, written.length, `This caley-ignore expired on ${written}: settle the finding, or extend it with a fresh reason.`);
      return nothing();
    }
    until = written;
  }
  if (!/[\p{L}\p{N}]/u.test(reason) || PLACEHOLDER.test(reason)) {
    flag('missing-reason', 0, text.length, `Say why this is acceptable: "${WORD} ${names.map(({ name }) => name).join(', ')} -- <reason>". Without a reason it hides nothing.`);
    return nothing();
  }
  return { rules, reason, until, mistakes };
}

/** `codeLines`: what `nextCodeLine` found so far. */
function placeOf(source: SuppressionSource, index: number, codeLines: Map<number, number | null>): { targets: readonly number[]; trailing: boolean } {
  const comment = source.comments[index];
  if (comment === undefined) return { targets: [], trailing: false };
  const first = source.lines.positionAt(comment.range.start).line;
  const last = source.lines.positionAt(comment.range.end).line;
  const before = codeIn(source, source.lines.lineRange(first).start, comment.range.start);
  const after = codeIn(source, comment.range.end, source.lines.lineRange(last).end);
  // `{/* … */}` alone on its line is how JSX spells a comment.
  const jsx = before.endsWith('{') && after.startsWith('}');
  const ahead = jsx ? before.slice(0, -1).trim() : before;
  const behind = jsx ? after.slice(1).trim() : after;
  if (ahead !== '') {
    const next = behind === '' && UNFINISHED.test(ahead) ? nextCodeLine(source, last, codeLines) : null;
    return { targets: next === null ? [first] : [first, next], trailing: true };
  }
  if (behind !== '') return { targets: [last], trailing: false };
  const next = nextCodeLine(source, last, codeLines);
  return { targets: next === null ? [] : [next], trailing: false };
}

/** The first line of code behind a line. `known`: the answers so far, by line, so that comments in a long row are passed once. */
function nextCodeLine(source: SuppressionSource, line: number, known: Map<number, number | null>): number | null {
  let next: number | null = null;
  let at = line;
  for (; at + 1 < source.lines.lineCount; at++) {
    const answer = known.get(at);
    if (answer !== undefined) {
      next = answer;
      break;
    }
    if (holdsCode(source, at + 1)) {
      next = at + 1;
      break;
    }
  }
  for (let passed = line; passed <= at; passed++) known.set(passed, next);
  return next;
}

function holdsCode(source: SuppressionSource, line: number): boolean {
  const { start, end } = source.lines.lineRange(line);
  const code = codeIn(source, start, end);
  // What is left of a JSX comment's line are its braces.
  const bare = /^\{\s*\}$/.test(code) && holdsComment(source, start, end);
  return code !== '' && !bare;
}

/** The text between two offsets without comments, trimmed. */
function codeIn(source: SuppressionSource, from: number, to: number): string {
  let code = '';
  let at = from;
  for (let i = firstCommentEndingAfter(source.comments, from); i < source.comments.length; i++) {
    const range = source.comments[i]?.range;
    if (range === undefined || range.start >= to) break;
    if (range.start > at) code += source.text.slice(at, range.start);
    at = Math.max(at, range.end);
  }
  if (at < to) code += source.text.slice(at, to);
  return code.trim();
}

function holdsComment(source: SuppressionSource, from: number, to: number): boolean {
  const comment = source.comments[firstCommentEndingAfter(source.comments, from)];
  return comment !== undefined && comment.range.start < to;
}

function firstCommentEndingAfter(comments: readonly Comment[], offset: number): number {
  let low = 0;
  let high = comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((comments[middle]?.range.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
