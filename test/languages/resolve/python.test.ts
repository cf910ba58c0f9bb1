/** Which file an import of Python means. */
import { pythonLanguages } from '../../../src/languages';
import type { Resolver } from '../../../src/languages';
import { assertAnswers, projectOf, sources } from './project';
import type { Texts } from './project';

function resolverOf(texts: Texts): Resolver {
  const [language] = pythonLanguages;
  if (language === undefined) throw new Error('no language');
  return language.resolver(projectOf(texts, language.manifests));
}

function check(title: string, paths: string, texts: Texts, expected: Readonly<Record<string, string | null>>): void {
  it(title, () => assertAnswers(resolverOf({ ...sources(paths), ...texts }), expected));
}

describe('imports of Python, relative', () => {
  const paths = 'a/__init__.py a/x.py a/b/__init__.py a/b/y.py a/b/c/z.py a/b/c/w.py top.py';
  check('to the own package, those above, and modules of them', paths, {}, {
    '. < a/x.py': 'a/__init__.py',
    '.x < a/b/y.py': null,
    '..x < a/b/y.py': 'a/x.py',
    '.. < a/b/y.py': 'a/__init__.py',
    '.b < a/x.py': 'a/b/__init__.py',
    '.b.y < a/x.py': 'a/b/y.py',
    '.y < a/b/__init__.py': 'a/b/y.py',
    '. < a/b/__init__.py': 'a/b/__init__.py',
  });
  check('packages that no file marks', paths, {}, {
    '.w < a/b/c/z.py': 'a/b/c/w.py',
    '. < a/b/c/z.py': null,
    '.c < a/b/y.py': null,
    '.c.w < a/b/y.py': 'a/b/c/w.py',
  });
  check('not out of the root', paths, {}, { '..top < a/x.py': 'top.py', '...top < a/x.py': null, '..... < a/x.py': null, '.top < top.py': 'top.py' });
  check('what is no name of a module', 'a/x.py a/b.c.py', {}, { ' < a/x.py': null, 'a/x < a/x.py': null, 'a. < a/x.py': null, 'a..x < a/x.py': null, '.. . < a/x.py': null, '../x < a/x.py': null, 'X < a/x.py': null });
});

describe('imports of Python, by name', () => {
  check('from the root and from src', 'app/__init__.py app/models/user.py src/lib/__init__.py src/lib/db.py src/one.py main.py', {}, {
    'app < main.py': 'app/__init__.py',
    'app.models < main.py': null,
    'app.models.user < main.py': 'app/models/user.py',
    'lib.db < main.py': 'src/lib/db.py',
    'one < main.py': 'src/one.py',
    'app.models.user < src/lib/db.py': 'app/models/user.py',
    'app.models.none < main.py': null,
    'requests < main.py': null,
  });
  check('a package before a module, code before its types', 'a/__init__.py a.py b.py b.pyi c.pyi d/__init__.pyi d.py e/__init__.pyi stubs/x.py', {}, {
    'a < stubs/x.py': 'a/__init__.py',
    'b < stubs/x.py': 'b.py',
    'c < stubs/x.py': 'c.pyi',
    'd < stubs/x.py': 'd.py',
    'e < stubs/x.py': 'e/__init__.pyi',
  });
  check('from the folder of the nearest project', 'api/src/acme/__init__.py api/src/acme/db.py api/tool.py api/tests/t.py web/site/views.py web/manage.py web/shop/models.py old/setup.py old/pkg/m.py old/x/y.py tool.py', { 'api/pyproject.toml': '' }, {
    'acme.db < api/tests/t.py': 'api/src/acme/db.py',
    'tool < api/tests/t.py': 'api/tool.py',
    'tool < web/site/views.py': 'tool.py',
    'shop.models < web/site/views.py': 'web/shop/models.py',
    'pkg.m < old/x/y.py': 'old/pkg/m.py',
    'acme.db < web/site/views.py': null,
  });
  check('from the folder that holds the topmost package', 'services/api/app/__init__.py services/api/app/routes/__init__.py services/api/app/routes/user.py services/api/app/models.py services/api/other.py', {}, {
    'app.models < services/api/app/routes/user.py': 'services/api/app/models.py',
    'other < services/api/app/routes/user.py': 'services/api/other.py',
    'models < services/api/app/routes/user.py': null,
  });
  check('code that names its own package, though no file marks it', 'services/api/app/routes/user.py services/api/app/models.py', {}, {
    'app.models < services/api/app/routes/user.py': 'services/api/app/models.py',
    'routes.user < services/api/app/routes/user.py': null,
  });
  check('a script finds what lies beside it, a module of a package does not', 'jobs/run.py jobs/tools.py pkg/__init__.py pkg/a.py pkg/tools.py tools.py', {}, {
    'tools < jobs/run.py': 'jobs/tools.py',
    'tools < pkg/a.py': 'tools.py',
  });
  check('the standard library and installed packages come before guesses, the project’s own modules before them', 'jobs/run.py jobs/logging.py jobs/stripe.py jobs/redis.py types.py redis/x.py', { 'requirements.txt': 'Redis>=5\nstripe[async]==1 # money\n' }, {
    'logging < jobs/run.py': null,
    'stripe < jobs/run.py': null,
    'types < jobs/run.py': 'types.py',
    'redis.x < jobs/run.py': null,
  });
  check('stubs written for an installed package do not hide it', 'stubs/requests/__init__.pyi stubs/own.pyi x.py', { 'pyproject.toml': '[project]\ndependencies = ["requests"]\n[tool.mypy]\nmypy_path = "stubs"' }, {
    'requests < x.py': null,
    'own < x.py': 'stubs/own.pyi',
  });
  check('a file of a package’s name means that package', 'redis.py jobs/stripe.py a/__init__.py', {}, { 'redis < redis.py': null, 'stripe < jobs/stripe.py': null, 'a < a/__init__.py': 'a/__init__.py' });

  const layouts: Readonly<Record<string, string>> = {
    'setuptools, find': '[tool.setuptools.packages.find]\nwhere = ["lib"]',
    'setuptools, package-dir': '[tool.setuptools]\npackage-dir = { "" = "lib" }',
    'poetry': '[tool.poetry]\npackages = [{ include = "acme", from = "lib" }]',
    'hatch': '[tool.hatch.build.targets.wheel]\npackages = ["lib/acme"]',
    'pytest': '[tool.pytest.ini_options]\npythonpath = "lib tests"',
    'pyright': '[tool.pyright]\nextraPaths = ["./lib"]',
    'mypy': '[tool.mypy]\nmypy_path = "stubs:lib"',
    'ruff': '[tool.ruff]\nsrc = ["lib"]',
  };
  for (const [tool, text] of Object.entries(layouts)) {
    check(`sources where the manifest says: ${tool}`, 'p/lib/acme/db.py p/tests/t.py', { 'p/pyproject.toml': text }, { 'acme.db < p/tests/t.py': 'p/lib/acme/db.py' });
  }
  check('sources where setup.cfg says', 'p/lib/acme/db.py q/code/other/x.py p/t.py q/t.py', {
    'p/setup.cfg': '# ours\n[options]\npackages = find:\npackage_dir =\n    =lib\n',
    'q/setup.cfg': '[options.packages.find]\nwhere = code\n',
  }, { 'acme.db < p/t.py': 'p/lib/acme/db.py', 'other.x < q/t.py': 'q/code/other/x.py' });

  const wants: Readonly<Record<string, Texts>> = {
    'by name': { 'api/pyproject.toml': '[project]\nname = "api"\ndependencies = ["Acme_DB >= 1"]' },
    'of a group': { 'api/pyproject.toml': '[dependency-groups]\ndev = ["acme-db", { include-group = "x" }]' },
    'by poetry, by place': { 'api/pyproject.toml': '[tool.poetry.group.main.dependencies]\nelse = { path = "../db", develop = true }' },
    'by uv': { 'api/pyproject.toml': '[project]\ndependencies = ["acme-db"]\n[tool.uv.sources]\nacme-db = { workspace = true }' },
    'by requirements, by place': { 'api/requirements-dev.txt': '# local\n-e ../db\n' },
    'by requirements, as a file': { 'api/requirements.txt': 'acme-db @ file:../db ; python_version > "3"' },
    'by setup.cfg': { 'api/setup.cfg': '[options]\ninstall_requires =\n  acme.db\n' },
  };
  for (const [how, texts] of Object.entries(wants)) {
    check(`a project that another asks for ${how}`, 'db/src/acme_db/__init__.py db/src/acme_db/pool.py api/main.py web/main.py', { ...texts, 'db/pyproject.toml': '[project]\nname = "acme-db"', 'web/pyproject.toml': '' }, {
      'acme_db < api/main.py': 'db/src/acme_db/__init__.py',
      'acme_db.pool < api/main.py': 'db/src/acme_db/pool.py',
      'acme_db < web/main.py': null,
    });
  }
});
