/**
 * Are the marks in the examples of rules' pages coloured, in comments of every language, and no other text? By the tokens that VS Code's engine makes.
 */
import { deepEqual, ok } from 'node:assert/strict';
import { readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';
import { colouredByCaley, painted } from '../support/textmate';

const page = 'text.html.markdown';
const fenced = (language: string, ...lines: readonly string[]): string => [`\`\`\`${language}`, ...lines, '```'].join('\n');

describe('the marks in pages of rules, by their tokens', () => {
  const finding = ['finding → keyword.control.directive', ': → punctuation.separator.key-value', 'log/personal-data → entity.name.tag.rule'];
  const from = ['from → keyword.control.directive', ...finding.slice(1)];
  const next = ['next finding → keyword.control.directive', ...finding.slice(1)];

  it('are coloured in the comments of each language', async () => {
    const said: readonly (readonly [text: string, expected: readonly string[]])[] = [
      [fenced('ts', 'log(a); // from: log/personal-data, finding: log/personal-data'), [...from, ...finding]],
      [fenced('ts as src/log.ts', 'log(`', '  ${a}`); // finding: log/personal-data', '/* next finding: log/personal-data */ b();'), [...finding, ...next]],
      [fenced('js', '// next  finding: log/personal-data').replace('next  ', 'next '), next],
      [fenced('python', '# next finding: log/personal-data', 'log(a)  # finding:log/personal-data'), [...next, ...finding]],
      [fenced('yaml as compose.yaml', 'a: b # finding: log/personal-data'), finding],
      [fenced('html', '<p>a</p> <!-- finding: log/personal-data, finding: log/personal-data -->'), [...finding, ...finding]],
      [fenced('dockerfile', '# next finding: log/personal-data', 'FROM a'), ['# → punctuation.definition.comment', ...next]],
      [fenced('ts', '// known-miss: it is put together', '// known-false: of a test'), ['known-miss → keyword.control.directive', ': → punctuation.separator.key-value', 'known-false → keyword.control.directive', ': → punctuation.separator.key-value']],
      ['<!-- finding: log/personal-data -->', finding],
    ];
    for (const [text, expected] of said) deepEqual(await colouredByCaley(page, text), expected, text);
  });

  it('leave the comment what it is', async () => {
    deepEqual(await painted(page, fenced('ts', 'a(); // finding: log/x')), [
      '```ts → markup.fenced_code.block.markdown', 'a();  → markup.fenced_code.block.markdown meta.embedded.block.typescript',
      ...[['//', 'punctuation.definition.comment.ts'], [' ', ''], ['finding', 'keyword.control.directive.caley'], [':', 'punctuation.separator.key-value.caley'], [' ', ''], ['log/x', 'entity.name.tag.rule.caley']].map(
        ([text = '', scope = '']) => `${text} → markup.fenced_code.block.markdown meta.embedded.block.typescript comment.line.double-slash.ts ${scope}`.trimEnd()),
      '``` → markup.fenced_code.block.markdown',
    ]);
  });

  it('are not text, strings, words that contain them, or what names no rule', async () => {
    for (const text of ['finding: log/x', '`// finding: log/x`', fenced('', '// finding: log/x'), fenced('ts', 'a("// finding: log/x");', 'finding: log/x', '// my-finding: log/x', '// findings: log/x', '// finding: logs', '// finding log/x', '// Finding: log/x', '// from: Log/X', '// known-miss', '// unknown-miss: x'),
      fenced('python', 'a = "# finding: log/x"'), fenced('dockerfile', 'RUN a # finding: log/x', '# a finding: log/x', '# of it')]) deepEqual(await colouredByCaley(page, text), [], text);
  });

  it('are in no file but a page', async () => {
    for (const scopeName of ['source.ts', 'source.js']) deepEqual(await colouredByCaley(scopeName, '// finding: log/personal-data'), [], scopeName);
    for (const scopeName of ['source.python', 'source.yaml', 'source.dockerfile']) deepEqual((await colouredByCaley(scopeName, '# next finding: log/personal-data')).filter((token) => !token.startsWith('# ')), [], scopeName);
  });

  it('are as many as the pages have, and name rules that there are', async () => {
    const { rules } = readPolicy(packFiles()).policy;
    // Of the languages that VS Code knows in a fence, and the tests a grammar of.
    const fences = /^```(?:ts|js|python|yaml|html|dockerfile)(?: .*)?\n[^]*?^```$/gm;
    let marks = 0;
    for (const { path, text } of packFiles().filter((file) => file.path.startsWith('rules/') && file.path.endsWith('.md'))) {
      for (const [example] of text.matchAll(fences)) {
        if (!/\b(?:finding|from): [a-z-]+\//.test(example)) continue;
        // A comment of a shell in a text of YAML is text.
        const comments = (await painted(page, example)).filter((token) => token.includes(' comment.')).map((token) => `${/ punctuation\.definition\.comment\.\w+$/.test(token) ? '\n' : ''}${token.slice(0, token.lastIndexOf(' →'))}`).join('');
        const written = [...comments.matchAll(/(?<!-)\b(?:finding|from): ([a-z-]+\/[\w/-]+)/g)].map(([, rule = '']) => rule);
        const found = (await colouredByCaley(page, example.replaceAll('caley-ignore', 'ignored'))).flatMap((token) => /^(.*) → entity\.name\.tag\.rule$/.exec(token)?.[1] ?? []);
        deepEqual(found, written, `${path}\n${example}`);
        deepEqual(found.filter((rule) => !rules.has(rule)), [], path);
        marks += found.length;
      }
    }
    ok(marks > 1_000, String(marks));
  });
});
