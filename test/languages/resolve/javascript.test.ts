/** Which file an import of JavaScript or TypeScript means. */
import { javascriptLanguages } from '../../../src/languages';
import type { Resolver } from '../../../src/languages';
import { assertAnswers, projectOf, sources } from './project';
import type { Texts } from './project';

function resolverOf(texts: Texts): Resolver {
  const [language] = javascriptLanguages;
  if (language === undefined) throw new Error('no language');
  return language.resolver(projectOf(texts, language.manifests));
}

function check(title: string, paths: string, texts: Texts, expected: Readonly<Record<string, string | null>>): void {
  it(title, () => assertAnswers(resolverOf({ ...sources(paths), ...texts }), expected));
}

describe('imports by path', () => {
  check('the ending left out, each in its order', 'src/a.ts src/b.tsx src/c.mts src/d.cts src/e.js src/f.jsx src/g.mjs src/h.cjs src/i.d.ts src/e.d.ts', {}, {
    './b < src/a.ts': 'src/b.tsx',
    './c < src/a.ts': 'src/c.mts',
    './d < src/a.ts': 'src/d.cts',
    './e < src/a.ts': 'src/e.js',
    './f < src/a.ts': 'src/f.jsx',
    './g < src/a.ts': 'src/g.mjs',
    './h < src/a.ts': 'src/h.cjs',
    './i < src/a.ts': 'src/i.d.ts',
    './none < src/a.ts': null,
  });
  check('the compiled file’s ending written for the source’s', 'a.ts b.tsx c.mts d.cts e.tsx f.jsx main.ts', {}, {
    './a.js < main.ts': 'a.ts',
    './b.js < main.ts': 'b.tsx',
    './c.mjs < main.ts': 'c.mts',
    './d.cjs < main.ts': 'd.cts',
    './e.jsx < main.ts': 'e.tsx',
    './f.js < main.ts': 'f.jsx',
    './c.js < main.ts': null,
    './a.ts < main.ts': 'a.ts',
  });
  check('of a source and what was compiled beside it, each language means its own', 'a.ts a.js main.ts main.js', {}, {
    './a.js < main.ts': 'a.ts',
    './a.js < main.js': 'a.js',
    './a < main.js': 'a.ts',
  });
  check('folders: a file first, then an index', 'a.ts a/index.ts b/index.tsx main.ts deep/er/x.ts index.ts deep/index.js', {}, {
    './a < main.ts': 'a.ts',
    './a/ < main.ts': 'a/index.ts',
    './b < main.ts': 'b/index.tsx',
    '. < main.ts': 'index.ts',
    './ < main.ts': 'index.ts',
    '.. < deep/er/x.ts': 'deep/index.js',
    '../.. < deep/er/x.ts': 'index.ts',
    '../../a < deep/er/x.ts': 'a.ts',
    './a/index < main.ts': 'a/index.ts',
    '.// a < main.ts': null,
    './/a < main.ts': 'a.ts',
  });
  check('a folder stands for what its package.json names', 'one/lib/start.js two/code.ts three/index.js three/index.d.ts main.js', {
    'one/package.json': { main: 'lib/start' },
    'two/package.json': { main: './dist/none.js', source: 'code.ts' },
    'three/package.json': { types: './index.d.ts', main: 'index.js' },
  }, { './one < main.js': 'one/lib/start.js', './two < main.js': 'two/code.ts', './three < main.js': 'three/index.js' });
  check('never out of the root, never what no language reads, never in another case', 'a.ts User.ts x/data.json x/style.css x/a.ts', { 'package.json': {} }, {
    '../a < a.ts': null,
    '../../a < x/a.ts': null,
    './data.json < x/a.ts': null,
    './style.css < x/a.ts': null,
    '../package.json < x/a.ts': null,
    '../user < x/a.ts': null,
    '../User < x/a.ts': 'User.ts',
    './a?raw < x/a.ts': null,
    '!!raw-loader!./a < x/a.ts': null,
  });
  check('dots in names', 'user.service.ts user.service.spec.ts query.graphql.ts', {}, {
    './user.service < user.service.spec.ts': 'user.service.ts',
    './query.graphql < user.service.ts': 'query.graphql.ts',
  });
  check('from the package’s folder, then the root', 'web/src/a.ts web/src/main.ts src/b.ts', { 'web/package.json': {} }, {
    '/src/a.ts < web/src/main.ts': 'web/src/a.ts',
    '/src/b < web/src/main.ts': 'src/b.ts',
    '/etc/passwd < web/src/main.ts': null,
  });
  check('what is built is read from its source', 'src/cli.ts src/index.ts bin/run.js', { 'package.json': {} }, {
    '../dist/cli.js < bin/run.js': 'src/cli.ts',
    '../dist/none.js < bin/run.js': null,
    '../dist < bin/run.js': null,
  });
});

describe('imports by name', () => {
  check('packages from outside and modules of Node', 'src/a.ts src/fs.ts', { 'package.json': { name: 'x', dependencies: { express: '^5.0.0' } } }, {
    'express < src/a.ts': null,
    '@scope/x/y < src/a.ts': null,
    'fs < src/a.ts': null,
    'node:fs < src/a.ts': null,
    'fs/promises < src/a.ts': null,
    'https://esm.sh/a < src/a.ts': null,
    '@ < src/a.ts': null,
    '@a < src/a.ts': null,
    ' < src/a.ts': null,
  });
  const exported = {
    name: 'acme',
    exports: {
      '.': { types: './types/index.d.ts', import: './src/index.mjs', require: './src/index.cjs' },
      './only-require': { require: './src/only.cjs' },
      './nested': { node: { import: './src/nested.mjs' }, default: './src/other.mjs' },
      './features/*': './src/features/*.js',
      './features/private/*': null,
      './assets/*.js': './src/assets/*.mjs',
      './array': ['./src/missing.js', './src/array.js'],
      './typed': { types: './types/typed.d.ts' },
      './development': { development: './src/dev.js', default: './dist/prod.js' },
    },
  };
  check('a package by its own name, as its exports say', 'src/index.mjs src/index.cjs src/only.cjs src/nested.mjs src/features/a.ts src/features/b/c.js src/assets/x.mjs src/array.js types/typed.d.ts types/index.d.ts src/dev.js test/t.js', { 'package.json': exported }, {
    'acme < test/t.js': 'src/index.mjs',
    'acme/only-require < test/t.js': 'src/only.cjs',
    'acme/nested < test/t.js': 'src/nested.mjs',
    'acme/features/a < test/t.js': 'src/features/a.ts',
    'acme/features/b/c < test/t.js': 'src/features/b/c.js',
    'acme/assets/x.js < test/t.js': 'src/assets/x.mjs',
    'acme/array < test/t.js': 'src/array.js',
    'acme/typed < test/t.js': 'types/typed.d.ts',
    'acme/development < test/t.js': 'src/dev.js',
    'acme/none < test/t.js': null,
  });
  check('exports as one text, as conditions alone, and main without exports', 'a/x.js b/y.mjs c/z.js a/t.js b/t.js c/t.js c/sub/path.js', {
    'a/package.json': { name: 'a', exports: './x.js' },
    'b/package.json': { name: 'b', exports: { import: './y.mjs' } },
    'c/package.json': { name: 'c', main: 'z' },
  }, { 'a < a/t.js': 'a/x.js', 'b < b/t.js': 'b/y.mjs', 'c < c/t.js': 'c/z.js', 'c/sub/path < c/t.js': 'c/sub/path.js', 'c < a/t.js': null });
  check('private names of a package', 'src/db.ts src/utils/log.ts src/main.ts src/node.js inner/x.ts', {
    'package.json': { name: 'x', imports: { '#db': './src/db.js', '#utils/*': './src/utils/*.ts', '#env': { browser: './none.js', node: './src/node.js' }, '#out': 'lodash', '#self': 'x/src/db', '#loop': '#loop', '#bad': 7 } },
    'inner/package.json': { type: 'module' },
  }, {
    '#db < src/main.ts': 'src/db.ts',
    '#utils/log < src/main.ts': 'src/utils/log.ts',
    '#env < src/main.ts': 'src/node.js',
    '#out < src/main.ts': null,
    '#self < src/main.ts': 'src/db.ts',
    '#loop < src/main.ts': null,
    '#bad < src/main.ts': null,
    '#none < src/main.ts': null,
    '#db < inner/x.ts': 'src/db.ts',
  });
  check('the alias of bundlers where no configuration says it', 'web/src/stores/user.js web/src/main.js web/app/plugins/x.ts lib/y.js', { 'web/package.json': {} }, {
    '@/stores/user < web/src/main.js': 'web/src/stores/user.js',
    '~/plugins/x < web/src/main.js': 'web/app/plugins/x.ts',
    '@/none < web/src/main.js': null,
  });
});

describe('tsconfig.json', () => {
  const remarks = `// ours
  {
    /* all, of "it" */ "compilerOptions": {
      "paths": { "@/*": ["./src/*",], "db": ["./src/db/index.ts"], "//x": ["./src/x.ts"], }, // , }
    },
  }`;
  check('paths without a base, comments and trailing commas', 'src/a.ts src/db/index.ts src/x.ts', { 'tsconfig.json': remarks }, {
    '@/a < src/db/index.ts': 'src/a.ts',
    'db < src/a.ts': 'src/db/index.ts',
    '@/db < src/a.ts': 'src/db/index.ts',
    '//x < src/a.ts': null,
    '@/none < src/a.ts': null,
  });
  check('baseUrl, alone and below paths', 'src/app/a.ts src/models/user.ts src/shared/log.ts other/special.ts', {
    'tsconfig.json': { compilerOptions: { baseUrl: 'src', paths: { 'special': ['../other/special'], '@shared/*': ['shared/*'] } } },
  }, {
    'models/user < src/app/a.ts': 'src/models/user.ts',
    'special < src/app/a.ts': 'other/special.ts',
    '@shared/log < src/app/a.ts': 'src/shared/log.ts',
    'src/models/user < src/app/a.ts': null,
    'fs < src/app/a.ts': null,
  });
  check('the best pattern wins, its targets in order, then what else there is', 'a/one.ts b/one.ts b/two.ts long/three.ts src/main.ts pre-x-post.ts x/y.service.ts', {
    'tsconfig.json': { compilerOptions: { baseUrl: '.', paths: { '*': ['a/*', 'b/*'], 'long/deep/*': ['long/*'], 'p-*-q': ['pre-*-post'], 'svc/*.js': ['x/*.service.ts'], '**': ['b/*'], 'bad': 'b/two', 'empty': [], 'worse': { a: 1 } } } },
  }, {
    'one < src/main.ts': 'a/one.ts',
    'two < src/main.ts': 'b/two.ts',
    'long/deep/three < src/main.ts': 'long/three.ts',
    'p-x-q < src/main.ts': 'pre-x-post.ts',
    'svc/y.js < src/main.ts': 'x/y.service.ts',
    'bad < src/main.ts': 'b/two.ts',
    'empty < src/main.ts': null,
  });
  check('extends: one, several, of a package, without ending; paths from where they are declared', 'libs/log/index.ts apps/web/src/a.ts apps/api/src/b.ts apps/api/src/c.ts tools/x.ts', {
    'tsconfig.base.json': { compilerOptions: { paths: { '@log': ['libs/log/index.ts'] } } },
    'apps/web/tsconfig.json': { extends: '../../tsconfig.base' },
    'apps/api/tsconfig.json': { extends: ['../../tsconfig.base.json', './none.json', './own.tsconfig.json'] },
    'apps/api/own.tsconfig.json': { compilerOptions: { paths: { '#own/*': ['${configDir}/src/*'], '~own/*': ['./src/*'] } } },
    'tools/tsconfig.json': { extends: '@acme/tsconfig/base.json' },
    'package.json': { workspaces: ['config'] },
    'config/package.json': { name: '@acme/tsconfig' },
    // Not named as a configuration, so nobody hands it in.
    'config/base.json': { compilerOptions: { baseUrl: '..' } },
  }, {
    '@log < apps/web/src/a.ts': 'libs/log/index.ts',
    '@log < apps/api/src/b.ts': null,
    '#own/c < apps/api/src/b.ts': 'apps/api/src/c.ts',
    '~own/c < apps/api/src/b.ts': 'apps/api/src/c.ts',
    'libs/log < tools/x.ts': null,
  });
  check('extends the configuration of another package of the workspace', 'shared/log.ts a/x.ts b/y.ts', {
    'package.json': { workspaces: ['*'] },
    'config/package.json': { name: '@acme/tsconfig', tsconfig: './tsconfig.node.json' },
    'config/tsconfig.node.json': { compilerOptions: { paths: { log: ['../shared/log.ts'] } } },
    'config/tsconfig.web.json': { compilerOptions: { paths: { weblog: ['../shared/log.ts'] } } },
    'a/tsconfig.json': { extends: '@acme/tsconfig' },
    'b/tsconfig.json': { extends: '@acme/tsconfig/tsconfig.web.json' },
  }, { 'log < a/x.ts': 'shared/log.ts', 'weblog < b/y.ts': 'shared/log.ts', 'log < b/y.ts': null });
  check('${configDir} is the folder of who extends', 'a/src/x.ts base/src/y.ts a/src/m.ts', {
    'base/tsconfig.json': { compilerOptions: { paths: { '@/*': ['${configDir}/src/*'] } } },
    'a/tsconfig.json': { extends: '../base/tsconfig.json' },
  }, { '@/x < a/src/m.ts': 'a/src/x.ts', '@/y < base/src/y.ts': 'base/src/y.ts' });
  check('references, and configurations of other names beside', 'src/a.ts src/b.ts test/t.ts e2e/x.ts', {
    'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './tsconfig.node' }, { path: './none' }, 'nonsense'] },
    'tsconfig.app.json': { compilerOptions: { paths: { '@app/*': ['./src/*'] } } },
    'tsconfig.node.json': { compilerOptions: { paths: { '@node/*': ['./test/*'] } } },
    'tsconfig.e2e.json': { compilerOptions: { paths: { '@e2e/*': ['./e2e/*'] } } },
  }, { '@app/b < src/a.ts': 'src/b.ts', '@node/t < src/a.ts': 'test/t.ts', '@e2e/x < src/a.ts': 'e2e/x.ts' });
  check('the nearest one up the tree holds; jsconfig.json is one', 'src/a.ts sub/src/a.ts sub/src/deep/x.ts js/src/a.js js/x.js', {
    'tsconfig.json': { compilerOptions: { paths: { '$/*': ['./src/*'] } } },
    'sub/tsconfig.json': { compilerOptions: { paths: { '$/*': ['./src/*'] } } },
    'js/jsconfig.json': { compilerOptions: { baseUrl: './src' } },
  }, { '$/a < sub/src/deep/x.ts': 'sub/src/a.ts', '$/a < src/a.ts': 'src/a.ts', 'a < js/x.js': 'js/src/a.js', '$/a < js/x.js': null });
  check('rootDirs are one folder', 'src/views/a.ts generated/views/b.ts src/c.ts', {
    'tsconfig.json': { compilerOptions: { rootDirs: ['src', 'generated'] } },
  }, { './b < src/views/a.ts': 'generated/views/b.ts', '../../src/c < generated/views/b.ts': 'src/c.ts', '../c < generated/views/b.ts': 'src/c.ts' });
  check('types written for an installed package do not hide it', 'types/express/index.d.ts types/own.d.ts src/a.ts', {
    'package.json': { dependencies: { express: '5' } },
    'tsconfig.json': { compilerOptions: { baseUrl: '.', paths: { '*': ['types/*'] } } },
  }, { 'express < src/a.ts': null, 'own < src/a.ts': 'types/own.d.ts', 'types/express < src/a.ts': 'types/express/index.d.ts' });
  check('paths to the output of a package lead to its source', 'libs/db/src/index.ts libs/db/src/pool.ts app/a.ts', {
    'tsconfig.json': { compilerOptions: { paths: { '@db': ['libs/db/dist'], '@db/*': ['libs/db/dist/*'] } } },
    'libs/db/package.json': {},
  }, { '@db/pool < app/a.ts': 'libs/db/src/pool.ts', '@db < app/a.ts': null });
});

describe('packages of a workspace', () => {
  const members = 'packages/db/src/index.ts packages/db/src/pool.ts packages/db/src/sub/index.ts apps/web/src/a.ts';
  const db = { name: '@acme/db', main: './dist/index.js', types: './dist/index.d.ts' };
  const roots: Readonly<Record<string, Texts>> = {
    'npm': { 'package.json': { workspaces: ['packages/*', 'apps/*'] } },
    'yarn': { 'package.json': { workspaces: { packages: ['./packages/*/', 'apps/**'], nohoist: ['x'] } } },
    'pnpm': { 'pnpm-workspace.yaml': "packages:\n  - 'packages/**'\n  - \"apps/{web,api}\"\n", 'package.json': {} },
    'lerna': { 'lerna.json': {}, 'package.json': {} },
  };
  for (const [tool, root] of Object.entries(roots)) {
    check(`${tool}: by name, their output not in the project`, members, { ...root, 'packages/db/package.json': db, 'apps/web/package.json': {} }, {
      '@acme/db < apps/web/src/a.ts': 'packages/db/src/index.ts',
      '@acme/db/dist/pool.js < apps/web/src/a.ts': 'packages/db/src/pool.ts',
      '@acme/db/pool < apps/web/src/a.ts': 'packages/db/src/pool.ts',
      '@acme/db/src/sub < apps/web/src/a.ts': 'packages/db/src/sub/index.ts',
      '@acme/db/none < apps/web/src/a.ts': null,
      '@acme/other < apps/web/src/a.ts': null,
    });
  }
  check('excluded folders and strangers of the same name are none', 'packages/react/index.js fixtures/react/index.js app/a.js packages/old/index.js', {
    'package.json': { workspaces: ['packages/*', '!packages/old'] },
    'fixtures/react/package.json': { name: 'react' },
    'packages/react/package.json': { name: 'not-react' },
    'packages/old/package.json': { name: 'old' },
  }, { 'react < app/a.js': null, 'old < app/a.js': null, 'not-react < app/a.js': 'packages/react/index.js' });
  check('asked for by place', 'shared/src/index.ts web/a.ts other/index.js third/main.js', {
    'web/package.json': { dependencies: { '@acme/shared': 'file:../shared', 'alias': 'workspace:other-name@*', 'third': 'workspace:^', 'out': 'link:../../..', 'bad': 7, 'remote': 'npm:other-name@1' } },
    'shared/package.json': { name: 'of-another-name' },
    'other/package.json': { name: 'other-name' },
    'third/package.json': { name: 'third', main: 'main.js' },
  }, { '@acme/shared < web/a.ts': 'shared/src/index.ts', 'alias < web/a.ts': 'other/index.js', 'third < web/a.ts': 'third/main.js', 'out < web/a.ts': null, 'bad < web/a.ts': null, 'remote < web/a.ts': null });
  const built = {
    'package.json': { workspaces: ['p/*'] },
    'p/dir/package.json': { name: 'by-config', exports: { '.': './build/main.js', './x/*': './build/x/*.js' } },
    'p/dir/tsconfig.json': { compilerOptions: { outDir: 'build', rootDir: 'code' } },
    'p/cond/package.json': { name: 'by-condition', exports: { '.': { '@acme/source': './code/start.ts', types: './dist/a.d.ts', default: './dist/a.js' } } },
    'p/src/package.json': { name: 'by-field', source: 'code/main.ts', main: 'dist/whatever.js' },
    'p/form/package.json': { name: 'by-form', module: 'dist/esm/start.esm.js', main: 'dist/cjs/start.cjs.js', exports: { './client': { import: { types: './dist/esm/client.d.mts', default: './dist/esm/client.mjs' } }, './sub/*': './dist/*/index.js' } },
    'p/types/package.json': { name: 'by-types', types: 'lib/types/go.d.ts' },
    'p/none/package.json': { name: 'by-index', main: 'dist/bundle.umd.min.js' },
    'p/beside/package.json': { name: 'by-place', main: 'dist/start.js' },
    'p/flat/package.json': { name: 'by-flat-output', main: 'start.js' },
    'p/flat/tsconfig.json': { compilerOptions: { outDir: '.', rootDir: 'src' } },
    'p/whole/package.json': { name: 'by-tail', main: 'dist/p/whole/src/here.js' },
  };
  check('output leads to the source by configuration, condition, field, name, and at last the index', 'p/dir/code/main.ts p/dir/code/x/y.tsx p/cond/code/start.ts p/src/code/main.ts p/form/src/start.ts p/form/src/client.tsx p/form/src/deep/index.ts p/types/src/go.ts p/none/src/index.tsx p/whole/src/here.ts p/beside/start.ts p/flat/src/start.ts a.ts', built, {
    'by-config < a.ts': 'p/dir/code/main.ts',
    'by-config/x/y < a.ts': 'p/dir/code/x/y.tsx',
    'by-condition < a.ts': 'p/cond/code/start.ts',
    'by-field < a.ts': 'p/src/code/main.ts',
    'by-form < a.ts': 'p/form/src/start.ts',
    'by-form/client < a.ts': 'p/form/src/client.tsx',
    'by-form/sub/deep < a.ts': 'p/form/src/deep/index.ts',
    'by-types < a.ts': 'p/types/src/go.ts',
    'by-index < a.ts': 'p/none/src/index.tsx',
    'by-place < a.ts': 'p/beside/start.ts',
    'by-flat-output < a.ts': 'p/flat/src/start.ts',
    'by-tail < a.ts': 'p/whole/src/here.ts',
  });
  check('what is in the project is taken as it is, code before its types', 'p/a/dist/index.js p/a/src/index.ts p/b/index.js p/b/index.d.ts p/c/index.js p/c/index.d.ts x.ts', {
    'package.json': { workspaces: ['p/*'] },
    'p/a/package.json': { name: 'a', main: 'dist/index.js' },
    'p/b/package.json': { name: 'b', exports: { types: './index.d.ts', default: './index.js' } },
    'p/c/package.json': { name: 'c', exports: './index.d.ts', main: 'index.js' },
  }, { 'a < x.ts': 'p/a/dist/index.js', 'b < x.ts': 'p/b/index.js', 'c < x.ts': 'p/c/index.js' });
  check('of two of one name, the one of the nearest workspace, else the first', 'one/p/x/index.js one/a.js two/p/x/index.js two/a.js b.js', {
    'package.json': { workspaces: ['**'] },
    'one/package.json': { workspaces: ['p/*'] },
    'one/p/x/package.json': { name: 'x' },
    'two/package.json': { workspaces: ['p/*'] },
    'two/p/x/package.json': { name: 'x' },
  }, { 'x < one/a.js': 'one/p/x/index.js', 'x < two/a.js': 'two/p/x/index.js', 'x < b.js': 'one/p/x/index.js' });
  check('a private name and a path that lead to another package', 'p/db/src/index.ts app/a.ts', {
    'package.json': { workspaces: ['p/*', 'app'] },
    'p/db/package.json': { name: '@acme/db', main: 'dist/index.js' },
    'app/package.json': { name: 'app', imports: { '#db': '@acme/db' } },
  }, { '#db < app/a.ts': 'p/db/src/index.ts' });
});
