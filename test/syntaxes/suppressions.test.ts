/**
 * Is a caley-ignore comment coloured as what it is, in every notation that has comments, and nothing else as one? By the tokens that VS Code's engine makes.
 */
import { deepEqual } from 'node:assert/strict';
import { colouredByCaley, contributions, painted } from '../support/textmate';

const rule = 'caley-ignore log/personal-data';
const whole = `${rule}, data/to-llm -- support may see it until 2027-01-31`;
const coloured = [
  'caley-ignore → keyword.control.directive', 'log/personal-data → entity.name.tag.rule', 'data/to-llm → entity.name.tag.rule', '-- → keyword.operator.reason', 'until → keyword.other.until',
  '2027-01-31 → constant.numeric.date',
];
/** Where the comment itself is begun by Caley's grammar. */
const begun = ['# → punctuation.definition.comment', ...coloured];

/** Lines of each notation that hold one suppression. */
const notations: Readonly<Record<string, readonly string[]>> = {
  'source.ts': [`log(a); // ${whole}`, `/// ${whole}`, `/* ${whole} */ b();`, `/** ${whole} */`, `/**\n * Of it.\n * ${whole}\n */`, `/*\n${whole}\n*/`, `/*\n  ${whole}\n*/`, `//${whole}`],
  'source.tsx': [`<p>{/* ${whole} */}</p>`, `<a b={c} // ${whole}`], 'source.js': [`log(a); // ${whole}`], 'source.js.jsx': [`{/* ${whole} */}`],
  'source.python': [`log(a)  # ${whole}`, `#${whole}`, `## ${whole}`, `x = 1# ${whole}`], 'source.yaml': [`a: b # ${whole}`, `# ${whole}`], 'source.caley': [`app: # ${whole}`, `  # ${whole}`],
  'source.hcl': [`a = 1 # ${whole}`, `// ${whole}`, `/* ${whole} */`], 'source.terraform': [`a = "b" # ${whole}`], 'source.ini': [`; ${whole}`, `  # ${whole}`],
  'text.html.basic': [`<p><!-- ${whole} --></p>`, `<!--${whole}-->`, `<!-- ${whole}\n-->`, `<script>// ${whole}</script>`, `<script>\n/* ${whole} */\n</script>`],
  'text.html.markdown': [`<!-- ${whole} -->`, `\`\`\`ts\nlog(a); // ${whole}\n\`\`\``, `\`\`\`python\n# ${whole}\n\`\`\``],
};
const takenInOnePiece: Readonly<Record<string, readonly string[]>> = {
  'source.dockerfile': [`# ${whole}`, `  #${whole}`, `RUN a && \\\n  # ${whole}\n  b`], 'source.dotenv': [`KEY=value # ${whole}`, `# ${whole}`, ` #${whole}`],
  'source.shell': [`run a  # ${whole}`, `# ${whole}`, `\t#${whole}`], 'source.toml': [`key = "a" # ${whole}`, `# ${whole}`, `key = 1\t# ${whole}`],
  'text.html.markdown': [`\`\`\`dockerfile\nFROM a\n# ${whole}\n\`\`\``],
};

describe('a suppression, by its tokens', () => {
  for (const [scopeName, lines] of Object.entries(notations)) it(`in ${scopeName}`, async () => {
    for (const line of lines) deepEqual(await colouredByCaley(scopeName, line), coloured, line);
  });

  for (const [scopeName, lines] of Object.entries(takenInOnePiece)) it(`in ${scopeName}, whose grammar takes a comment in one piece`, async () => {
    for (const line of lines) deepEqual(await colouredByCaley(scopeName, line), begun, line);
  });

  it('is looked at here in every notation that it is injected into', () => {
    // VS Code injects into a scope what is for the beginning of its name: pages, Markdown and templates are all text.html.
    const injected = contributions.filter(({ scopeName }) => scopeName.startsWith('caley.ignore.')).flatMap(({ injectTo }) => injectTo ?? []);
    const shown = [...Object.keys(notations), ...Object.keys(takenInOnePiece)].map((scope) => scope === 'text.html.basic' ? 'text.html' : scope);
    deepEqual([...new Set(injected)].sort(), [...new Set(shown)].sort());
  });

  it('stands within the comment, which ends where it did', async () => {
    deepEqual(await painted('source.ts', `a(); /* ${rule} -- seen */ b();`), [
      'a();  →', '/* → comment.block.ts punctuation.definition.comment.ts', '  → comment.block.ts meta.suppression.caley', 'caley-ignore → comment.block.ts meta.suppression.caley keyword.control.directive.caley',
      '  → comment.block.ts meta.suppression.caley', 'log/personal-data → comment.block.ts meta.suppression.caley entity.name.tag.rule.caley', '  → comment.block.ts meta.suppression.caley',
      '-- → comment.block.ts meta.suppression.caley keyword.operator.reason.caley', ' seen  → comment.block.ts meta.suppression.caley', '*/ → comment.block.ts punctuation.definition.comment.ts', ' b(); →',
    ]);
    const after = async (scopeName: string, text: string): Promise<readonly string[]> => (await painted(scopeName, text)).slice(-3);
    deepEqual(await after('text.html.basic', `<!-- ${rule} -- seen --><p>`), ['--> → comment.block.html punctuation.definition.comment.html', '<p → meta.tag.html', '> → meta.tag.html']);
    deepEqual(await after('text.html.basic', `<script>// ${rule} -- seen</script>`), [' seen → meta.embedded.block.html source.js comment.line.double-slash.js meta.suppression.caley', '</script → meta.tag.html', '> → meta.tag.html']);
    deepEqual(await after('source.python', `# ${rule} -- seen\nx = "a"`), ['" → string.quoted.double.python', 'a → string.quoted.double.python', '" → string.quoted.double.python']);
    deepEqual(await after('source.dockerfile', `# ${rule} -- seen\n# of it`), [' seen → comment.line.number-sign.caley meta.suppression.caley', '# → comment.line.number-sign.dockerfile punctuation.definition.comment.dockerfile', ' of it → comment.line.number-sign.dockerfile']);
  });

  it('of a comment that nobody ends goes to the end of its line', async () => {
    deepEqual((await painted('source.ts', `/* ${rule} -- seen\nlog/personal-data until 2027-01-31`)).at(-1), 'log/personal-data until 2027-01-31 → comment.block.ts');
    deepEqual((await painted('text.html.basic', `<!-- ${rule}\nlog/errors -- seen`)).at(-1), 'log/errors -- seen → comment.block.html');
  });

  it('is not what stands in a string, a text or code', async () => {
    const none: Readonly<Record<string, readonly string[]>> = {
      'source.ts': [`a("// ${whole}");`, `const b = \`\n// ${whole}\n\`;`, whole, `a('/* ${whole} */')`], 'source.python': [`a("# ${whole}")`, `"""\n# ${whole}\n"""`, whole], 'source.yaml': [`a: "# ${whole}"`, `a: b#${whole}`],
      'source.dockerfile': [`ENV a="# ${whole}"`, `RUN a # ${whole}`, `FROM a#${whole}`], 'source.dotenv': [`A="b # ${whole}"`, `A=b#${whole}`, `A='# ${whole}'`], 'source.shell': [`a "# ${whole}"`, `a#${whole}`],
      'source.toml': [`a = "# ${whole}"`, `a = '# ${whole}'`], 'source.hcl': [`a = "# ${whole}"`], 'source.ini': [`a = "; ${whole}"`], 'text.html.basic': [`<p title="<!-- ${whole} -->">${whole}</p>`, `{# ${whole} #}`],
      'text.html.markdown': [`\`// ${whole}\``, `Write // ${whole}`, `\`\`\`\n// ${whole}\n\`\`\``],
    };
    for (const [scopeName, texts] of Object.entries(none)) for (const text of texts) deepEqual(await colouredByCaley(scopeName, text), [], `${scopeName}: ${text}`);
  });

  it('is not a word that only contains it, nor a sentence that speaks of it', async () => {
    for (const word of ['caley-ignored log/x -- y', 'my-caley-ignore log/x', 'caley-ignore-next-line log/x', 'caley-ignore_all', 'Caley-Ignore log/x', `see ${whole}`, `docs/${whole}`, `"${whole}"`, `{# ${whole} #}`]) {
      deepEqual([await colouredByCaley('source.ts', `a(); // ${word}`), await colouredByCaley('source.shell', `a # ${word}`), await colouredByCaley('source.dockerfile', `# ${word}`)], [[], [], []], word);
    }
  });

  it('has a date only where one is meant: of the calendar, and last', async () => {
    const said = async (reason: string): Promise<readonly string[]> => (await colouredByCaley('source.ts', `/* ${rule} -- ${reason} */`)).slice(2);
    const dated = ['-- → keyword.operator.reason', 'until → keyword.other.until', '2027-01-31 → constant.numeric.date'];
    for (const reason of ['x until 2027-01-31', 'x (until 2027-01-31)', 'x [until 2027-01-31]', 'x until  2027-01-31.', 'until it is done until 2027-01-31']) deepEqual(await said(reason), dated, reason);
    deepEqual(await said('x Until 2027-01-31'), ['-- → keyword.operator.reason', 'Until → keyword.other.until', '2027-01-31 → constant.numeric.date']);
    for (const reason of ['x until 2027-13-31', 'x until 2027-00-10', 'x until 2027-01-32', 'x until 2027-1-31', 'x until 31.01.2027', 'x until 2027/01/31', 'x until 2027-01-311', 'x until tomorrow', 'x until', 'x until 2027-01-31 or so', 'xuntil 2027-01-31']) {
      deepEqual(await said(reason), ['-- → keyword.operator.reason'], reason);
    }
    deepEqual(await colouredByCaley('source.ts', '// caley-ignore log/x until 2027-01-31'), ['caley-ignore → keyword.control.directive', 'log/x → entity.name.tag.rule'], 'without a reason');
  });

  it('names rules before the mark, and what is behind it is a reason', async () => {
    const said = async (text: string): Promise<readonly string[]> => (await colouredByCaley('source.python', `# caley-ignore${text}`)).slice(1);
    deepEqual(await said(' log/x, data/to-llm/y -- and/or log/x -- so'), ['log/x → entity.name.tag.rule', 'data/to-llm/y → entity.name.tag.rule', '-- → keyword.operator.reason']);
    for (const mark of ['--', '---', '—', '–']) deepEqual(await said(`: log/x ${mark} y`), ['log/x → entity.name.tag.rule', `${mark} → keyword.operator.reason`]);
    for (const text of ['', ' ', ' log', ' Log/X', ' ./log/x', ' log/x/', ' a--b', ' https://example.com/a']) deepEqual(await said(text), [], text);
  });

  it('is found in lines of any length, and those are passed through to their end', async () => {
    const long = 30_000;
    for (const filling of ['a', ' ', '-', '/', 'a/', 'until ', 'until 2027-01-31 ', 'caley-ignore ', '# ', '-- ', '*']) {
      const line = filling.repeat(Math.ceil(long / filling.length));
      for (const [scopeName, mark] of [['source.ts', '//'], ['source.shell', '#'], ['source.dockerfile', '#']] as const) {
        for (const text of [`${mark} ${rule} ${line}`, `a${line}b`, `a ${line}b`, `${mark} ${line}x`]) deepEqual((await painted(scopeName, text)).map((token) => token.slice(0, token.lastIndexOf(' →'))).join(''), text, filling);
      }
    }
  });
});
