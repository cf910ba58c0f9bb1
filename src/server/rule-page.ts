/**
 * What of a rule's page goes into a hover? Its first safe example in the reader's language.
 * Must not render the whole page.
 */

/** A fence's info string by language id. */
const FENCES: Readonly<Record<string, readonly string[]>> = {
  typescript: ['ts', 'typescript', 'tsx'],
  typescriptreact: ['tsx', 'ts', 'typescript'],
  javascript: ['js', 'javascript', 'jsx', 'ts', 'typescript'],
  javascriptreact: ['jsx', 'js', 'tsx', 'ts'],
};

/**
 * The first fenced block of `page` in `language` that holds no `finding:` mark, as Markdown with the marks of the
 * rule's tests removed; null where there is none. A block under the heading "Not reported" is passed over: it is silent for other reasons than being right.
 */
export function safeExample(page: string, language: string): string | null {
  const wanted = FENCES[language] ?? [language];
  let heading = '';
  for (const match of page.matchAll(/^#+ +(.*)$|^```(\w+)[^\n]*\n([\s\S]*?)^```/gm)) {
    const [, title, info, code] = match;
    if (title !== undefined) heading = title;
    if (info === undefined || code === undefined || /^(not reported|limits)/i.test(heading)) continue;
    if (wanted.includes(info) && !/\b(finding|known-miss|known-false):/.test(code)) return `\`\`\`${info}\n${withoutMarks(code).trimEnd()}\n\`\`\``;
  }
  return null;
}

function withoutMarks(code: string): string {
  return code.replace(/[ \t]*\/\/ (?:from|file): .*$/gm, '');
}
