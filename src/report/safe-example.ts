/**
 * How would it be right? The first example of code that is in order, from a rule's page.
 * Must not render the whole page.
 */

/** Languages whose examples a reader of the first one understands as his own. */
const RELATIVES: Readonly<Record<string, readonly string[]>> = {
  typescript: ['ts', 'tsx', 'js', 'jsx'],
  tsx: ['tsx', 'ts', 'jsx', 'js'],
  javascript: ['js', 'jsx', 'ts', 'tsx'],
  notebook: ['python'],
};

/**
 * Sentence and code of the first example under "Not reported" in `language` (an engine's language id), as Markdown
 * without the marks of the rule's tests; null where the page has none. Blocks that assert a wrong answer do not count.
 */
export function safeExample(page: string, language: string): string | null {
  const section = /^## Not reported$([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page)?.[1] ?? '';
  const blocks = [...section.matchAll(/^(?:(\S[^\n]*)\n\n)?```(\w+)[^\n]*\n([\s\S]*?)^```$/gm)].filter(([, , , code]) => code !== undefined && !/\b(?:finding|known-miss|known-false):/.test(code));
  for (const wanted of RELATIVES[language] ?? [language]) {
    const [, sentence, info, code] = blocks.find((block) => block[2] === wanted) ?? [];
    if (info !== undefined && code !== undefined) return `${sentence === undefined ? '' : `${sentence}\n\n`}\`\`\`${info}\n${withoutMarks(code).trimEnd()}\n\`\`\``;
  }
  return null;
}

function withoutMarks(code: string): string {
  return code.replace(/[ \t]*\/\/ (?:from|file): .*$/gm, '');
}
