/**
 * What the extension contributes as data: snippets that parse and break no rule, texts that can be translated.
 */
import { deepEqual, doesNotMatch, equal, match, notDeepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleSettings } from '../../scripts/rule-settings';
import { toolContributions } from '../../scripts/tool-contributions';
import { fixes } from '../../src/fixes';
import { readDeclaration, readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';
import { loadTestEngine } from '../support/engine';

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: { readonly 'caley.rules': { readonly properties: unknown } } };
    readonly languageModelTools: readonly { readonly name: string }[];
    readonly snippets: readonly { readonly path: string; readonly language: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

const root = join(__dirname, '../..');
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
const manifest = readJson('package.json') as Manifest;

/** What stands in the editor when the user accepts every placeholder on the first day of this year: `${1:name}`, `${1|first,second|}`, `${VARIABLE}` and `$0` resolved. */
function expand(body: readonly string[]): string {
  let text = body.join('\n').replace(/(?<!\\)\$\{\d+\|([^,|}]*)[^|}]*\|\}/g, '$1');
  for (let before = ''; before !== text; ) {
    before = text;
    text = text.replace(/(?<!\\)\$\{CURRENT_YEAR\}/g, String(new Date().getUTCFullYear())).replace(/(?<!\\)\$\{CURRENT_(?:MONTH|DATE)\}/g, '01').replace(/(?<!\\)\$\{\d+:((?:[^{}\\]|\\.)*)\}/g, '$1');
  }
  return text.replace(/(?<!\\)\$\d/g, '').replace(/\\([$}\\])/g, '$1');
}

/** How a file is called in which a snippet of a language stands. */
const fileNames: Readonly<Record<string, (name: string) => string>> = {
  'javascript': (name) => `${name}.js`, 'javascriptreact': (name) => `${name}.jsx`,
  'typescript': (name) => `${name}.ts`, 'typescriptreact': (name) => `${name}.tsx`,
  'python': (name) => `${name}.py`, 'caley-yaml': (name) => `${name}/caley.yaml`,
};

describe('snippets', () => {
  for (const { path, language } of manifest.contributes.snippets) {
    const snippets = Object.entries(readJson(path) as Record<string, Snippet>);

    it(`${path} in ${language}: every one parses, and breaks no rule`, async () => {
      const workspace = (await loadTestEngine()).createWorkspace();
      for (const [name, { body }] of snippets) {
        const file = fileNames[language]?.(name) ?? '';
        const text = expand(body);
        doesNotMatch(text, /\$\{|\$\d\b(?!\*)/, name);
        workspace.apply({ type: 'write', path: file, text, version: 1 });
        const snapshot = workspace.snapshot();
        deepEqual(snapshot.file(file)?.syntaxErrors ?? [], [], `${name}\n${text}`);
        // A declaration that has begun is asked for the rest: the snippets together have it all.
        if (language !== 'caley-yaml') deepEqual(snapshot.findings(file).map(({ finding }) => finding.rule), [], name);
      }
      ok(snippets.length > 5);
    });

    it(`${path} in ${language}: every one has a prefix of ours and says what it is for`, () => {
      equal(new Set(snippets.map(([, { prefix }]) => prefix)).size, snippets.length);
      for (const [name, { prefix, description }] of snippets) {
        match(prefix, /^caley-[a-z-]+$/, name);
        match(description, /\.$/, name);
      }
    });
  }

  it('what caley.yaml is made of is read without mistakes, each alone and all in one, which lacks nothing', async () => {
    const { policy } = readPolicy(packFiles());
    const bodies = Object.values(readJson('snippets/caley.json') as Record<string, Snippet>).map(({ body }) => expand(body));
    const mistakes = (text: string): readonly string[] => readDeclaration({ path: 'caley.yaml', text }, policy).mistakes.map(({ message }) => message);
    for (const body of bodies) deepEqual(mistakes(body.startsWith('version: ') ? body : `version: 1\n${body}\n`), [], body);
    const whole = `${bodies.join('\n')}\n`;
    deepEqual(mistakes(whole), []);
    const workspace = (await loadTestEngine()).createWorkspace();
    workspace.apply({ type: 'write', path: 'caley.yaml', text: whole, version: 1 });
    deepEqual(workspace.snapshot().findings('caley.yaml').map(({ finding }) => finding.rule), []);
    notDeepEqual(mistakes('version: 1\nstorage:\n  - { name: bookings, encryption: none }\n'), []);
  });

  it('the two languages have the same ones', () => {
    deepEqual(Object.keys(readJson('snippets/javascript.json') as object), Object.keys(readJson('snippets/typescript.json') as object));
  });
});

describe('the tools for language models', () => {
  it('are those of the MCP server: npm run settings', () => {
    deepEqual(manifest.contributes.languageModelTools, toolContributions());
    deepEqual(manifest.contributes.languageModelTools.map(({ name }) => name), ['caley_check_files', 'caley_explain_finding', 'caley_list_clauses', 'caley_propose_fix']);
  });
});

describe('the walkthrough', () => {
  const steps = manifest.contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const views = Object.values(manifest.contributes.views).flat().map(({ id }) => id);
  // VS Code makes a command for each view that shows it.
  const commands = [...manifest.contributes.commands.map(({ command }) => command), ...views.map((id) => `${id}.focus`)];

  it('leads to commands and views that there are, and each step can be done', () => {
    equal(steps.length, 4);
    const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;
    for (const { id, description, completionEvents } of steps) {
      const asked = [...(texts[description.slice(1, -1)] ?? '').matchAll(/\]\(command:([^)]+)\)/g)].map((match) => match[1] ?? '');
      deepEqual([asked.length > 0, asked.filter((command) => !commands.includes(command))], [true, []], id);
      const known = [...commands.map((command) => `onCommand:${command}`), ...views.map((view) => `onView:${view}`)];
      deepEqual([completionEvents.length > 0, completionEvents.filter((event) => !known.includes(event))], [true, []], id);
    }
  });

  it('shows pictures without words, in the colours of the theme', () => {
    for (const { media } of steps) {
      const picture = readFileSync(join(root, media.svg), 'utf8');
      doesNotMatch(picture, /<(?:text|style|script|image)\b|style=|#[0-9a-f]{3}|rgb/i, media.svg);
      const colours = [...picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map((match) => match[1] ?? '');
      deepEqual(colours.filter((colour) => colour !== 'none' && !colour.startsWith('var(--vscode-')), [], media.svg);
    }
    deepEqual(readdirSync(join(root, 'images/walkthrough')).sort(), steps.map(({ media }) => media.svg.replace('images/walkthrough/', '')).sort());
  });
});

describe('the setting caley.rules', () => {
  it('offers every rule by its id; npm run settings brings it up to date', () => {
    deepEqual(manifest.contributes.configuration.properties['caley.rules'].properties, ruleSettings());
  });
});

describe('the fixtures of the tests in VS Code', () => {
  it('are of fixes that there are, every safe one among them', () => {
    // That each fix mends is proved on the rules' pages (test/fixes); an editor is to show that what is offered arrives.
    const shown = readdirSync(join(root, 'test/vscode/fixtures/fixes')).map((name) => name.replace(/\.ts$/, ''));
    deepEqual(shown.filter((id) => !fixes.has(id)), []);
    deepEqual([...fixes.values()].filter(({ id, safety }) => safety === 'safe' && !shown.includes(id)).map(({ id }) => id), []);
    ok(shown.length >= 12);
  });
});

/** Words that another language writes as English does. */
const sameInSome = ['Clauses', 'Error', 'Error.', 'Information', 'Information.'];

/** What a translation keeps of a text, in any order: placeholders, code, what links lead to. */
function marksOf(text: string): readonly string[] {
  return (text.match(/\{\d+\}|`[^`]*`|\]\([^)]*\)|\bcaley\.\w+/g) ?? []).sort();
}

describe('localisation', () => {
  const extensionFiles = (): readonly string[] => readdirSync(join(root, 'src/extension'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

  it('l10n/bundle.l10n.json holds every text of the extension, and no other', () => {
    const sources = extensionFiles().map((name) => readFileSync(join(root, 'src/extension', name), 'utf8'));
    const used = new Set(sources.flatMap((text) => [...text.matchAll(/l10n\.t\('((?:[^'\\]|\\.)*)'/g)].map((match) => (match[1] ?? '').replaceAll("\\'", "'"))));
    ok(used.size > 0);
    deepEqual(Object.keys(readJson('l10n/bundle.l10n.json') as object).sort(), [...used].sort());
  });

  for (const language of ['de', 'fr', 'es', 'ja']) {
    it(`${language}: every text is translated, with its placeholders, code and links`, () => {
      const problems: string[] = [];
      for (const [english, translated] of [['package.nls.json', `package.nls.${language}.json`], ['l10n/bundle.l10n.json', `l10n/bundle.l10n.${language}.json`]] as const) {
        const source = readJson(english) as Readonly<Record<string, string>>;
        const translation = readJson(translated) as Readonly<Record<string, string>>;
        for (const key of Object.keys(translation)) if (!(key in source)) problems.push(`${translated}: "${key}" is not in ${english}`);
        for (const [key, text] of Object.entries(source)) {
          const made = translation[key];
          if (made === undefined) problems.push(`${translated}: "${key}" is missing`);
          else if (made === text && !sameInSome.includes(text)) problems.push(`${translated}: "${key}" is still English`);
          else if (marksOf(made).join(' ') !== marksOf(text).join(' ')) problems.push(`${translated}: "${key}" has ${marksOf(made).join(' ')}, not ${marksOf(text).join(' ')}`);
        }
      }
      deepEqual(problems, []);
    });
  }

  it('translations get into the package', () => {
    const patterns = readFileSync(join(root, '.vscodeignore'), 'utf8').split('\n');
    for (const pattern of ['!package.nls*.json', '!l10n/**', '!images/**', '!snippets/**', '!syntaxes/**']) ok(patterns.includes(pattern), pattern);
    equal((readJson('package.json') as { readonly l10n: string }).l10n, './l10n');
  });

  it('no text of the extension is built in a way that hides it from translators', () => {
    for (const name of extensionFiles()) doesNotMatch(readFileSync(join(root, 'src/extension', name), 'utf8'), /l10n\.t\((?!')/, name);
  });
});
