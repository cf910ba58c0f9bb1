/** Whatever stands in manifests and imports, a resolver answers, and only with files that are there. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { javascriptLanguages, pythonLanguages } from '../../../src/languages';
import type { Language } from '../../../src/languages';
import { projectOf, sources } from './project';
import type { Texts } from './project';

const [javascript] = javascriptLanguages;
const [python] = pythonLanguages;

function answers(language: Language | undefined, texts: Texts, questions: readonly (readonly [string, string])[]): readonly (string | null)[] {
  assert.ok(language !== undefined);
  const files = projectOf(texts, language.manifests);
  const resolver = language.resolver(files);
  return questions.map(([specifier, from]) => {
    const answer = resolver.resolve(specifier, from);
    assert.ok(answer === null || files.isFile(answer), `${specifier} < ${from}: ${String(answer)}`);
    return answer;
  });
}

const code = sources('src/index.ts src/a.js src/db/index.ts packages/db/src/index.ts packages/db/index.js packages/web/app.ts index.js');
const asked: readonly (readonly [string, string])[] = ['x', 'x/y', '@acme/db', '@acme/db/src', '@acme/db/', '#a', '#', '#/a', './a', '../..', '.', '/', '//', '@/', '@', '__proto__', 'constructor', 'toString/x', 'hasOwnProperty'].flatMap((specifier) =>
  ['src/index.ts', 'packages/web/app.ts', 'index.js', 'gone/away.ts', ''].map((from) => [specifier, from] as const),
);

describe('hostile manifests of JavaScript', () => {
  const nonsense: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['no JSON', '{"name": "x", '],
    ['null', 'null'],
    ['an array', '[{}]'],
    ['a byte order mark', '\ufeff{"name":"@acme/db","main":"src/index.js"}'],
    ['wrong types', '{"name":7,"main":[],"exports":true,"imports":"#a","workspaces":{"packages":{}},"dependencies":["x"],"source":{}}'],
    ['exports that mix paths and conditions', '{"name":"@acme/db","exports":{".":"./index.js","import":"./src/index.ts"}}'],
    ['exports with numbers and nulls', '{"name":"@acme/db","exports":{"0":"./a.js","default":null,"1":[null,7,{}]}}'],
    ['paths out of the root', '{"name":"@acme/db","main":"../../../../etc/passwd","exports":{"./*":"../../*","./src":"./../../../x.js","default":"/index.js"},"imports":{"#a":"../../../../x","#*":"#*"}}'],
    ['names of the prototype', '{"name":"__proto__","exports":{"hasOwnProperty":"./a.js","__proto__":{"toString":"./b.js"}},"dependencies":{"constructor":"file:."}}'],
    ['stars', '{"name":"@acme/db","exports":{"./***":"./*","./*/*":"./*/*","*":"*"},"workspaces":["**/**/**/*","*","!*","{a,b}{c,d}{e,f}{g,h}{i,j}{k,l}{m,n}","{","}{"]}'],
    ['a circle of private names', '{"name":"x","imports":{"#a":"#b","#b":"#a","#/*":"#/*"}}'],
    ['a package that is its own workspace', '{"name":"@acme/db","workspaces":["."],"dependencies":{"@acme/db":"workspace:@acme/db@*","x":"file:./x"}}'],
    ['nesting without end', `{"name":"@acme/db","exports":${'{"import":'.repeat(20_000)}"./a.js"${'}'.repeat(20_000)}}`],
    ['lists without end', `{"name":"@acme/db","exports":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['quotes without end', `{"a": "${'\\"'.repeat(300_000)}`],
    ['commas without end', `[${','.repeat(300_000)}`],
    ['comments without end', '/*,'.repeat(100_000)],
    ['a megabyte of conditions', `{"name":"@acme/db","exports":{${Array.from({ length: 30_000 }, (_, i) => `"c${String(i)}":"./${String(i)}.js"`).join(',')}}}`],
    ['patterns without end', `{"workspaces":["${'*a'.repeat(20_000)}","${'**/'.repeat(20_000)}b"],"name":"x"}`],
  ];
  for (const [title, text] of nonsense) {
    it(title, () => {
      for (const at of ['package.json', 'packages/db/package.json', 'packages/web/package.json']) answers(javascript, { ...code, 'package.json': { workspaces: ['packages/*'] }, [at]: text }, asked);
    });
  }

  const configurations: readonly (readonly [string, Texts])[] = [
    ['extends itself', { 'tsconfig.json': { extends: './tsconfig.json', compilerOptions: { paths: { x: ['src/a'] } } } }],
    ['extends in a circle', { 'tsconfig.json': { extends: ['./tsconfig.b.json', './tsconfig.c.json'] }, 'tsconfig.b.json': { extends: './tsconfig.c.json' }, 'tsconfig.c.json': { extends: ['./tsconfig.b.json', './tsconfig.json'] } }],
    ['extends more and more', Object.fromEntries(Array.from({ length: 60 }, (_, i) => [i === 0 ? 'tsconfig.json' : `tsconfig.${String(i)}.json`, { extends: Array.from({ length: 20 }, (_each, j) => `./tsconfig.${String(i + j + 1)}.json`) }]))],
    ['refers in a circle', { 'tsconfig.json': { references: [{ path: '.' }, { path: './tsconfig.b.json' }, { path: 7 }, null] }, 'tsconfig.b.json': { references: [{ path: './tsconfig.json' }] } }],
    ['wrong types', { 'tsconfig.json': { extends: { a: 1 }, references: 'x', compilerOptions: { baseUrl: 7, paths: ['x'], rootDirs: 'x', outDir: [], rootDir: {} } } }],
    ['options that are none', { 'tsconfig.json': { compilerOptions: 'strict' }, 'jsconfig.json': '[]' }],
    ['out of the root', { 'tsconfig.json': { extends: '../../../tsconfig.json', compilerOptions: { baseUrl: '../../..', paths: { '*': ['../../*', '/etc/*'] }, rootDirs: ['../..', '.'], outDir: '../dist', rootDir: '../..' } } }],
    ['paths of nothing', { 'tsconfig.json': { compilerOptions: { baseUrl: '', paths: { '': [''], '*': ['*', ''], '**': ['**'], '__proto__': ['src/a'] } } } }],
  ];
  for (const [title, texts] of configurations) it(`a configuration: ${title}`, () => void answers(javascript, { ...code, ...texts }, asked));

  it('a circle of configurations reads the same whoever is asked first', () => {
    const texts = { ...code, ...sources('a/x.ts b/x.ts a/m.ts b/m.ts'), 'a/tsconfig.json': { extends: '../b/tsconfig.json', compilerOptions: { baseUrl: '.' } }, 'b/tsconfig.json': { extends: '../a/tsconfig.json', compilerOptions: { baseUrl: '.' } } };
    const questions = [['x', 'a/m.ts'], ['x', 'b/m.ts']] as const;
    assert.deepEqual(answers(javascript, texts, questions), ['a/x.ts', 'b/x.ts']);
    assert.deepEqual(answers(javascript, texts, questions.toReversed()), ['b/x.ts', 'a/x.ts']);
  });

  it('a broken list of pnpm names nothing', () => {
    for (const text of ['packages: [', 'packages:\n  - *nothing', 'a: &a [*a]', 'packages: {a: b}', '- x', '\0', `packages:\n${'  - a/*\n'.repeat(5000)}`]) answers(javascript, { ...code, 'pnpm-workspace.yaml': text }, asked);
  });

  it('names of any form and length', () => {
    const long = ['./'.repeat(50_000), '../'.repeat(50_000), '@/'.repeat(50_000), 'a/'.repeat(50_000), '/'.repeat(100_000), `@${'a'.repeat(100_000)}`, '#'.repeat(100_000), `./a${'.js'.repeat(30_000)}`, './dist/'.repeat(10_000)];
    answers(javascript, { ...code, 'package.json': {}, 'tsconfig.json': { compilerOptions: { baseUrl: '.' } } }, long.map((specifier) => [specifier, 'src/index.ts']));
  });
});

describe('hostile manifests of Python', () => {
  const questions: readonly (readonly [string, string])[] = ['a', 'a.b', '.', '..', '.a', '...a', '', 'a..b', '*', '__proto__', 'constructor', '.'.repeat(100_000), 'a.'.repeat(50_000) + 'a'].flatMap((specifier) =>
    ['a/b.py', 'a/__init__.py', 'src/a/c.py', 'x.py', 'gone/away.py', ''].map((from) => [specifier, from] as const),
  );
  const code = sources('a/b.py a/__init__.py src/a/c.py x.py __init__.py');
  const nonsense: readonly (readonly [string, Texts])[] = [
    ['broken', { 'pyproject.toml': '[project\nname=', 'setup.cfg': '[[[\n=\n:\n  =', 'requirements.txt': '-e\n@\n=\n  \n-r other.txt\n--hash=x\n' }],
    ['wrong types', { 'pyproject.toml': 'project = 7\ntool = []\ndependency-groups = "x"' }],
    ['wrong types, deeper', { 'pyproject.toml': '[project]\nname = 7\ndependencies = { a = 1 }\n[tool.poetry]\npackages = "x"\ngroup = [1]\ndependencies = [{}]\n[tool.uv]\nsources = { a = [{ path = "../.." }], b = 1 }\n[tool.pytest]\nini_options = 1979-05-27' }],
    ['out of the root', { 'pyproject.toml': '[tool.setuptools.packages.find]\nwhere = ["../..", "/etc", ".."]\n[tool.uv.sources]\na = { path = "../../.." }', 'requirements.txt': '-e ../../..\n-e .\n' }],
    ['asks for itself', { 'pyproject.toml': '[project]\nname = "a"\ndependencies = ["a", "b"]', 'src/pyproject.toml': '[project]\nname = "b"\ndependencies = ["a"]' }],
    ['nesting without end', { 'pyproject.toml': `a = ${'['.repeat(100_000)}` }],
    ['one long line', { 'setup.cfg': ' '.repeat(300_000) + '=' + '['.repeat(300_000), 'requirements.txt': '-e '.repeat(100_000) + '@ file:'.repeat(50_000) + '-'.repeat(300_000) }],
    ['names of the prototype', { 'pyproject.toml': '[project.optional-dependencies]\nconstructor = ["__proto__"]\n[tool.poetry.dependencies.__proto__]\npath = "."' }],
  ];
  for (const [title, texts] of nonsense) it(title, () => void answers(python, { ...code, ...texts }, questions));
});

describe('any project', () => {
  const word = fc.constantFrom('a', 'b', 'src', 'dist', 'index', 'lib', '..', '.', '*', '@a/b', 'package', '__init__', 'node_modules', '');
  const path = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join('/'));
  const written = fc.tuple(fc.constantFrom('', './', '../', '@/', '#', '/'), path, fc.constantFrom('', '.js', '.ts', '/*', '.d.ts', '.mjs')).map((parts) => parts.join(''));
  const key = fc.oneof(written, fc.constantFrom('.', 'import', 'require', 'default', 'types', 'node', 'packages', 'path'));
  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof({ maxDepth: 4, depthIdentifier: 'v' }, written, fc.constantFrom(null, 7, true, ''), fc.array(tie('value'), { maxLength: 3, depthIdentifier: 'v' }), fc.dictionary(key, tie('value'), { maxKeys: 4, depthIdentifier: 'v' })),
  }));
  const fields = (names: readonly string[]): fc.Arbitrary<object> => fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 5 });
  const packageJson = fields(['name', 'main', 'module', 'source', 'types', 'exports', 'imports', 'workspaces', 'dependencies']);
  const tsconfig = fc.record({ extends: value, references: value, compilerOptions: fields(['baseUrl', 'paths', 'rootDirs', 'outDir', 'rootDir']) }, { requiredKeys: [] });
  const manifest = fc.oneof(
    fc.tuple(fc.constantFrom('', 'a/', 'b/', 'src/', 'a/b/').map((folder) => `${folder}package.json`), packageJson),
    fc.tuple(fc.constantFrom('tsconfig.json', 'a/tsconfig.json', 'tsconfig.base.json', 'a/jsconfig.json'), tsconfig),
  );
  const source = fc.tuple(fc.array(fc.constantFrom('a', 'b', 'src', 'index', 'lib'), { minLength: 1, maxLength: 4 }).map((words) => words.join('/')), fc.constantFrom('.ts', '.js', '.d.ts', '.py', '.tsx', '/__init__.py')).map((parts) => parts.join(''));
  const project = fc.record({ sources: fc.array(source, { minLength: 1, maxLength: 12 }), manifests: fc.array(manifest, { maxLength: 6 }), asked: fc.array(fc.tuple(written, source), { maxLength: 12 }) });

  it('is answered with its files alone, in whatever order it is told and asked', () => {
    fc.assert(
      fc.property(project, ({ sources: paths, manifests, asked: questions }) => {
        const entries: [string, string | object][] = [...paths.map((each): [string, string] => [each, '']), ...new Map(manifests)];
        const told = Object.fromEntries(entries);
        const backwards = Object.fromEntries(entries.toReversed());
        const dotted = questions.map(([specifier, from]) => [specifier.replaceAll('/', '.'), from] as const);
        assert.deepEqual(answers(javascript, backwards, questions.toReversed()).toReversed(), answers(javascript, told, questions));
        assert.deepEqual(answers(python, backwards, dotted.toReversed()).toReversed(), answers(python, told, dotted));
      }),
      { numRuns: 400 },
    );
  });
});
