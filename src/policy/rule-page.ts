/**
 * What does a rule's page hold? Its headings, its examples with the lines that are marked as sources, findings
 * and known wrong answers, and the files that these stand beside.
 * Must not judge an example.
 */

/** What a marked line promises: the data is first seen here, the finding stands here, or today's answer for the line is wrong and why. */
export type MarkType = 'from' | 'finding' | 'known-miss' | 'known-false';

export interface Mark {
  /** Zero-based line of `code`. */
  readonly line: number;
  readonly type: MarkType;
  /** The rule named by `from` and `finding`; null for the known wrong answers. */
  readonly rule: string | null;
  /** Why the answer is wrong; null for `from` and `finding`. */
  readonly reason: string | null;
}

export interface Example {
  /** The word after the fence, in small letters: `ts`, `tsx`, `python`; empty where there is none. */
  readonly language: string;
  /** The words behind that: packages in the versions that are installed, `@sentry/node@11.2.0`. */
  readonly packages: readonly string[];
  /** The path of the file that it is, where its name matters: "yaml as docker-compose.yml". */
  readonly path: string | null;
  /** The block's text, marks included, lines joined by LF. */
  readonly code: string;
  readonly marks: readonly Mark[];
  /** The nearest heading above it. */
  readonly section: string;
  /** Zero-based line of the page on which `code` begins. */
  readonly pageLine: number;
}

export interface PageHeading {
  readonly level: number;
  readonly text: string;
  /** Zero-based. */
  readonly line: number;
}

export interface RulePage {
  readonly headings: readonly PageHeading[];
  readonly examples: readonly Example[];
  /** What stands beside each example, by path: blocks whose fence names a file behind the language, as in "yaml openapi.yaml". They are no examples. */
  readonly files: Readonly<Record<string, string>>;
}

/** Behind the language a fence may name a file, or packages with their versions (`@sentry/node@11.2.0`). */
const fence = /^ {0,3}(`{3,}|~{3,})\s*([^\s`{]*)([^`{]*)/;
const fileName = /^(?!.*@\d)[\w./-]+\.\w+$/;
const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
/** A comment to the line's end in the forms that languages have: `//`, `#`, `--`, `<!-- -->`, and C's. */
const comment = /(?:\/\/|#|--|<!--|\/\*)\s*(next\s+)?((?:from|finding|known-miss|known-false):.*)$/;
const markStart = /(from|finding|known-miss|known-false):\s*/g;

/** Headings and code blocks of a page. A fence that is never closed runs to the end of the page, as Markdown has it. Never throws. */
export function readRulePage(markdown: string): RulePage {
  const headings: PageHeading[] = [];
  const examples: Example[] = [];
  const files: Record<string, string> = {};
  const lines = markdown.split(/\r\n|\r|\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const open = fence.exec(line);
    if (open !== null) {
      const first = i + 1;
      const mark = open[1] ?? '```';
      do i++;
      while (i < lines.length && !closes(lines[i] ?? '', mark));
      const words = (open[3] ?? '').split(/\s+/).filter((word) => word !== '');
      const path = words[0] === 'as' ? (words[1] ?? null) : null;
      const file = words.length === 1 ? words.find((word) => fileName.test(word)) : undefined;
      const example = readExample(lines.slice(first, i), { language: (open[2] ?? '').toLowerCase(), packages: file === undefined && path === null ? words : [], path }, headings[headings.length - 1]?.text ?? '', first);
      if (file === undefined) examples.push(example);
      else files[file] = example.code;
      continue;
    }
    const title = heading.exec(line);
    if (title !== null) headings.push({ level: (title[1] ?? '').length, text: title[2] ?? '', line: i });
  }
  return { headings, examples, files };
}

function closes(line: string, mark: string): boolean {
  const text = line.trim();
  return text.length >= mark.length && text === mark.charAt(0).repeat(text.length);
}

function readExample(lines: readonly string[], info: Pick<Example, 'language' | 'packages' | 'path'>, section: string, pageLine: number): Example {
  return { ...info, code: lines.map((line) => `${line}\n`).join(''), marks: lines.flatMap(marksOf), section, pageLine };
}

/** The marks of one line: `// from: log/personal-data, finding: log/personal-data`. `# next finding: …` is of the line after it: not every notation has comments behind values. */
function marksOf(text: string, at: number): readonly Mark[] {
  const [, next, found] = comment.exec(text) ?? [];
  if (found === undefined) return [];
  const line = next === undefined ? at : at + 1;
  const words = found.replace(/\s*(?:\*\/\}?|-->)\s*$/, '');
  const starts = [...words.matchAll(markStart)];
  return starts.flatMap((start, i) => {
    const type = markTypes.find((known) => known === start[1]);
    const value = words.slice(start.index + start[0].length, starts[i + 1]?.index ?? words.length).replace(/[\s,;]+$/, '');
    if (type === undefined) return [];
    const names = type === 'from' || type === 'finding';
    return [{ line, type, rule: names ? value : null, reason: names ? null : value }];
  });
}

const markTypes: readonly MarkType[] = ['from', 'finding', 'known-miss', 'known-false'];
