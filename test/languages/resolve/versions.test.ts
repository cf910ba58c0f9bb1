/** Which version of a package a file gets: lock files of all formats, whole and in their short form, then manifests. */
import assert from 'node:assert/strict';
import { allPins, javascriptLanguages, printPins, pythonLanguages } from '../../../src/languages';
import type { Language, Resolver } from '../../../src/languages';
import { projectOf } from './project';
import type { Texts } from './project';

const [javascript] = javascriptLanguages;
const [python] = pythonLanguages;

function open(language: Language | undefined, texts: Texts): Resolver {
  assert.ok(language !== undefined);
  return language.resolver(projectOf(texts, language.manifests));
}

/** The texts with the short form of every lock file, of the packages in question alone. */
function shortened(language: Language | undefined, texts: Texts, wanted: ReadonlySet<string>): Texts {
  return Object.fromEntries(Object.entries(texts).map(([path, text]) => {
    const read = language?.pinReader?.(path.slice(path.lastIndexOf('/') + 1)) ?? null;
    return [path, read === null ? text : printPins(read(typeof text === 'string' ? text : JSON.stringify(text), { isNamed: (name) => wanted.has(name), isLicensed: () => false }))];
  }));
}

/** Each question `package < file` with its answer, which is the same by the short form. */
function assertVersions(language: Language | undefined, texts: Texts, expected: Readonly<Record<string, string | null>>): void {
  const wanted = new Set(Object.keys(expected).map((question) => (question.split(' < ')[0] ?? '').replaceAll('_', '-')));
  for (const form of [texts, shortened(language, texts, wanted)]) {
    const resolver = open(language, form);
    const answers = Object.keys(expected).map((question) => {
      const [name = '', from = ''] = question.split(' < ');
      return [question, resolver.versionOf(name, from)];
    });
    assert.deepEqual(Object.fromEntries(answers), expected);
  }
}

const wants = (range: string): object => ({ dependencies: { '@sentry/node': range } });

describe('versions of npm packages', () => {
  it('by npm, for each package of a workspace, never from inside another package', () => {
    const lock = {
      lockfileVersion: 3,
      packages: {
        '': { dependencies: { '@sentry/node': '^10.0.0' } },
        'node_modules/@sentry/node': { version: '10.57.1' },
        'node_modules/tool/node_modules/@sentry/node': { version: '8.0.0' },
        'packages/web/node_modules/@sentry/node': { version: '11.2.0' },
        'node_modules/other': { name: 'another', version: '1.0.0' },
        'node_modules/broken': { version: 7 },
      },
    };
    assertVersions(javascript, { 'package-lock.json': lock, 'package.json': wants('^10.0.0'), 'packages/web/package.json': wants('^11.0.0') }, {
      '@sentry/node < src/a.ts': '10.57.1',
      '@sentry/node < packages/web/src/a.ts': '11.2.0',
      'other < src/a.ts': null,
      'broken < src/a.ts': null,
    });
  });

  it('by npm as it was, and by what is published with a package first', () => {
    const old = { lockfileVersion: 1, dependencies: { '@sentry/node': { version: '9.1.0', dependencies: { pino: { version: '1.0.0' } } } } };
    assertVersions(javascript, { 'package-lock.json': old }, { '@sentry/node < a.ts': '9.1.0', 'pino < a.ts': null });
    const shrunk = { packages: { 'node_modules/@sentry/node': { version: '10.0.0' } } };
    assertVersions(javascript, { 'package-lock.json': old, 'npm-shrinkwrap.json': shrunk }, { '@sentry/node < a.ts': '10.0.0' });
  });

  it('by pnpm', () => {
    const lock = [
      "lockfileVersion: '9.0'", '', 'settings:', '  autoInstallPeers: true', '', 'importers:', '', '  .:', '    dependencies:', "      '@sentry/node':", '        specifier: ^10.0.0', '        version: 10.57.1(react@19.0.0)',
      '      linked:', "        specifier: workspace:*", '        version: link:packages/linked', '', '  packages/web:', '    devDependencies:', "      '@sentry/node':", '        specifier: ^11.0.0', "        version: 11.2.0", '',
      'packages:', '', "  '@sentry/node@8.0.0':", '    resolution: {integrity: sha512-x}', '    dependencies:', '      pino: 1.0.0', '',
    ].join('\n');
    for (const text of [lock, lock.replaceAll('\n', '\r\n')]) {
      assertVersions(javascript, { 'pnpm-lock.yaml': text }, { '@sentry/node < a.ts': '10.57.1', '@sentry/node < packages/web/a.ts': '11.2.0', '@sentry/node < packages/api/a.ts': '10.57.1', 'linked < a.ts': null, 'pino < a.ts': null });
    }
    const old = 'lockfileVersion: 5.4\n\nspecifiers:\n  pino: ^8.0.0\n\ndependencies:\n  pino: 8.1.0_abc\n\npackages:\n\n  /pino/7.0.0:\n    resolution: {}\n';
    assertVersions(javascript, { 'pnpm-lock.yaml': old }, { 'pino < a.ts': '8.1.0' });
  });

  it('by both forms of yarn, and what is asked for', () => {
    const classic = '# yarn lockfile v1\n\n\n"@sentry/node@^10.0.0", "@sentry/node@^10.1.0":\n  version "10.57.1"\n  resolved "https://x"\n  dependencies:\n    pino "^1.0.0"\n\n"@sentry/node@^11.0.0":\n  version "11.2.0"\n\npino@^1.0.0:\n  version "1.2.3"\n';
    const berry = '__metadata:\n  version: 8\n\n"@sentry/node@npm:^10.0.0, @sentry/node@npm:^10.1.0":\n  version: 10.57.1\n  resolution: "@sentry/node@npm:10.57.1"\n  dependencies:\n    pino: "npm:^1.0.0"\n\n"@sentry/node@npm:^11.0.0":\n  version: 11.2.0\n\n"pino@npm:^1.0.0":\n  version: 1.2.3\n\n"other@npm:another@^2.0.0":\n  version: 2.0.0\n';
    for (const text of [classic, berry]) {
      assertVersions(javascript, { 'yarn.lock': text, 'package.json': wants('^10.1.0'), 'web/package.json': wants('^11.0.0') }, {
        '@sentry/node < a.ts': '10.57.1',
        '@sentry/node < web/a.ts': '11.2.0',
        'pino < a.ts': '1.2.3',
        'other < a.ts': null,
      });
      assertVersions(javascript, { 'yarn.lock': text }, { '@sentry/node < a.ts': null });
    }
  });

  it('by bun', () => {
    const lock = '{\n  "lockfileVersion": 1,\n  "packages": {\n    "@sentry/node": ["@sentry/node@10.57.1", "", {}, "sha512-x"],\n    "tool/@sentry/node": ["@sentry/node@8.0.0", ""],\n  },\n}\n';
    assertVersions(javascript, { 'bun.lock': lock }, { '@sentry/node < a.ts': '10.57.1' });
  });

  it('by the nearest package.json that asks, where no lock file says it', () => {
    assertVersions(javascript, { 'package.json': wants('^10.0.0'), 'web/package.json': {}, 'api/package.json': wants('workspace:*'), 'package-lock.json': '{"packages": {' }, {
      '@sentry/node < src/a.ts': '^10.0.0',
      '@sentry/node < web/a.ts': '^10.0.0',
      '@sentry/node < api/a.ts': 'workspace:*',
      'pino < src/a.ts': null,
    });
  });
});

describe('versions of packages of Python', () => {
  it('by poetry, uv, pdm and the standard', () => {
    const lock = 'version = 1\n\n[[package]]\nname = "Sentry_SDK"\nversion = "2.19.0rc1"\ndescription = "x"\n\n[package.dependencies]\nversion = "9"\n\n[[package]]\nname = "django"\nversion = "5.1"\nsource = { registry = "x" }\ndependencies = [\n    { name = "asgiref" },\n]\n';
    for (const name of ['poetry.lock', 'uv.lock', 'pdm.lock']) assertVersions(python, { [name]: lock, 'requirements.txt': 'django==4.2\n' }, { 'sentry-sdk < app/a.py': '2.19.0-rc1', 'django < app/a.py': '5.1.0', 'asgiref < a.py': null });
    assertVersions(python, { 'pylock.toml': lock.replaceAll('[[package]]', '[[packages]]') }, { 'django < a.py': '5.1.0' });
  });

  it('by pipenv', () => {
    assertVersions(python, { 'Pipfile.lock': { default: { 'sentry-sdk': { version: '==2.19.0' } }, develop: { pytest: { version: '*' } } } }, { 'sentry_sdk < a.py': '2.19.0', 'pytest < a.py': null });
    assertVersions(python, { 'Pipfile.lock': '{"default": [' }, { 'sentry_sdk < a.py': null });
  });

  it('by requirements, as semantic versioning has them', () => {
    const lines = ['a==2.1', 'b[x,y]>=1.2,<2 ; python_version > "3.8"', 'c~=1.4', 'd~=1.4.2', 'e==2.*', 'f!=1.3', 'g', 'h==1!2.0', 'i (>=1.0)', 'j==1.2.3.4 \\', '    --hash=sha256:0', 'k>=1.0.post1 # why', 'l @ https://x/l.whl', 'm==2.0b3'];
    const expected = { a: '2.1.0', b: '>=1.2.0 <2.0.0', c: '>=1.4.0 <2.0.0-0', d: '>=1.4.2 <1.5.0-0', e: '2.x', f: '*', g: null, h: '*', i: '>=1.0.0', j: '1.2.3', k: '>=1.0.0', l: null, m: '2.0.0-b3' };
    assertVersions(python, { 'requirements.txt': lines.join('\n') }, Object.fromEntries(Object.entries(expected).map(([name, range]) => [`${name} < a.py`, range])));
  });

  it('by pyproject.toml of poetry', () => {
    assertVersions(python, { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.11"\nsentry-sdk = "^2.1"\ndjango = { version = "~5.1", extras = ["x"] }\nexact = "1.2"\n' }, { 'sentry-sdk < a.py': '^2.1', 'django < a.py': '~5.1', 'exact < a.py': '1.2.0' });
  });
});

describe('lock files', () => {
  /** A workspace larger than any that is known, or one endless line. */
  const long: Readonly<Record<string, string>> = {
    'package-lock.json': JSON.stringify({ packages: Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`node_modules/p${String(i)}`, { version: '1.0.0', resolved: 'https://registry.example/x' }])) }),
    'pnpm-lock.yaml': `importers:\n\n  .:\n    dependencies:\n${Array.from({ length: 40_000 }, (_, i) => `      p${String(i)}:\n        version: 1.0.0\n`).join('')}`,
    'yarn.lock': Array.from({ length: 40_000 }, (_, i) => `p${String(i)}@^1.0.0:\n  version "1.0.0"\n`).join('\n'),
    'poetry.lock': Array.from({ length: 40_000 }, (_, i) => `[[package]]\nname = "p${String(i)}"\nversion = "1.0.0"\n`).join('\n'),
  };
  const hostile = ["'".repeat(400_000), ' '.repeat(400_000), '"a@'.repeat(130_000), 'a, '.repeat(130_000), '[[package]]\n'.repeat(40_000), `[[package]]\n${'name = "\n'.repeat(40_000)}`, '  '.repeat(200_000) + 'a:'];

  for (const [name, text] of Object.entries(long)) {
    it(`are read in one pass: ${name}`, () => {
      const read = [...javascriptLanguages, ...pythonLanguages].map((language) => language.pinReader?.(name) ?? null).find((reader) => reader !== null);
      assert.ok(read);
      assert.equal(read(text, { isNamed: (one) => one === 'p39999', isLicensed: () => false }).length, 1);
      // A pass over each takes a few milliseconds; one of quadratic cost would not end before mocha's limit.
      for (const one of hostile) assert.deepEqual(read(one, allPins).filter(({ version }) => version === '1.0.0'), []);
    });
  }
});
