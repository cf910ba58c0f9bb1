/** Do the verbs on calls, texts and imports say and do the same in every language? A place is marked `«like this»`. */
import assert from 'node:assert/strict';
import { javascriptLanguages, languageOf, prismaLanguages, pythonLanguages } from '../../src/languages';
import type { EditVerbs, Grammars, Tree } from '../../src/languages';
import { applyEdits } from '../../src/text';
import type { Range, TextEdit } from '../../src/text';
import { loadGrammars } from '../support/grammars';

let grammars: Grammars;

interface At {
  readonly edits: EditVerbs;
  readonly tree: Tree;
  readonly place: Range;
  readonly text: string;
}

function at(path: string, marked: string): At {
  const language = languageOf([...javascriptLanguages, ...pythonLanguages, ...prismaLanguages], path);
  assert.ok(language);
  const text = marked.replace('«', '').replace('»', '');
  const start = Math.max(0, marked.indexOf('«'));
  return { edits: language.edits, tree: language.parse(text, path, grammars), place: { start, end: marked.includes('»') ? marked.indexOf('»') - 1 : start }, text };
}

type Verb = (at: At) => readonly TextEdit[] | null;
type Cases = readonly (readonly [path: string, before: string, after: string | null])[];

function table(verb: Verb, cases: Cases): void {
  for (const [path, marked, after] of cases) {
    it(`${path}: ${JSON.stringify(marked).slice(1, -1)}`, () => {
      const here = at(path, marked);
      const edits = verb(here);
      assert.equal(edits === null ? null : applyEdits(here.text, edits), after);
    });
  }
}

describe('verbs on programs', () => {
  before(async () => {
    grammars = await loadGrammars();
  });

  describe('constantAt', () => {
    const cases: readonly (readonly [string, string, unknown])[] = [
      ['a.ts', "f(«'a\\n'»)", 'a\n'], ['a.py', "f(«'a\\n'»)", 'a\n'], ['a.ts', 'f({ «a: false» })', false], ['a.py', 'f(«a=False»)', false],
      ['a.ts', 'f(«null»)', null], ['a.py', 'f(«None»)', null], ['a.ts', 'f(«x»)', 'no constant'], ['a.py', 'f(«x.y»)', 'no constant'],
    ];
    for (const [path, marked, value] of cases) {
      it(`${path}: ${marked}`, () => {
        const { edits, tree, place } = at(path, marked);
        const found = edits.constantAt(tree, place);
        assert.equal(found === null ? 'no constant' : found.value, value);
      });
    }
  });

  describe('callAt', () => {
    const cases: readonly (readonly [string, string, string | null])[] = [
      ['a.ts', 'x = «a.b(c, ...d, { e })»', 'a.b b (c, ...d, { e })'],
      ['a.ts', 'x = «new A(b)»', 'A A (b)'],
      ['a.ts', 'x = «f()(a)»', 'f()  (a)'],
      ['a.ts', 'x = «a.b»', null],
      ['a.py', 'x = «a.b(c, *d, e=f, **g)»', 'a.b b (c, ...d, e: f, ...g)'],
      ['a.py', 'x = «f(x for x in y)»', null],
      ['a.py', 'x = «a.b»', null],
    ];
    for (const [path, marked, shown] of cases) {
      it(`${path}: ${marked}`, () => {
        const { edits, tree, place, text } = at(path, marked);
        const call = edits.callAt(tree, place);
        const source = (range: Range): string => text.slice(range.start, range.end);
        const list = call?.arguments.map(({ name, value, isSpread }) => `${isSpread ? '...' : ''}${name === null ? '' : `${name}: `}${source(value)}`).join(', ');
        assert.equal(call === null ? null : `${source(call.callee)} ${call.name} (${list ?? ''})`, shown);
      });
    }
  });

  describe('comparisonAt', () => {
    const compared = ({ edits, tree, place }: At): readonly TextEdit[] | null => {
      const comparison = edits.comparisonAt(tree, place);
      return comparison === null ? null : [{ range: comparison.left, newText: comparison.isEqual ? 'SAME' : 'OTHER' }, { range: comparison.right, newText: 'R' }];
    };
    table(compared, [
      ['a.ts', 'if («a.b === c[0]») f();', 'if (SAME === R) f();'],
      ['a.js', 'x = «a != b» || c;', 'x = OTHER != R || c;'],
      ['a.ts', 'x = «a < b»;', null],
      ['a.ts', 'x = «a»;', null],
      ['a.py', 'if «a.b != f(c)»: pass', 'if OTHER != R: pass'],
      ['a.py', 'x = «a == b»', 'x = SAME == R'],
      ['a.py', 'x = «a == b == c»', null],
      ['a.py', 'x = «a in b»', null],
    ]);
  });

  describe('chainFrom', () => {
    const chain = ({ edits, tree, place }: At): readonly TextEdit[] | null => {
      const range = edits.chainFrom(tree, place, ['digest', 'hexdigest']);
      return range === null ? null : [{ range, newText: 'X' }];
    };
    table(chain, [
      ['a.ts', "h = «hash('md5')».digest('hex').slice(1);", 'h = X.slice(1);'],
      ['a.ts', 'h = «hash(x)»;', 'h = X;'],
      ['a.ts', 'h = «hash(x)».length.digest();', 'h = X.length.digest();'],
      ['a.ts', 'h = «hash»;', null],
      ['a.py', 'h = «md5(x)».hexdigest().upper()', 'h = X.upper()'],
      ['a.py', 'h = «md5(x)»', 'h = X'],
      ['a.py', 'h = «md5»', null],
    ]);
  });

  describe('replaceCallee', () => table(({ edits, tree, place }) => edits.replaceCallee(tree, place, 'a.b'), [
    ['a.ts', '«exec(x)»;', 'a.b(x);'], ['a.ts', '«new A(x)»;', 'new a.b(x);'], ['a.ts', '«c.d\n  .exec(x)»;', null],
    ['a.py', '«os.system(x)»', 'a.b(x)'], ['a.py', 'x = «y»', null],
  ]));

  describe('renameMember', () => table(({ edits, tree, place }) => edits.renameMember(tree, place, 'text'), [
    ['a.ts', '«a.innerHTML = b»;', 'a.text = b;'], ['a.ts', "«a.insertAdjacentHTML('x', b)»;", "a.text('x', b);"], ['a.ts', '«a = b»;', null], ['a.ts', '«f(b)»;', null],
    ['a.ts', "«a['html'] = b»;", null], ['a.py', '«a.html = b»', 'a.text = b'], ['a.py', '«a.load(b)»', 'a.text(b)'], ['a.py', '«a = b»', null],
  ]));

  describe('insertArgument', () => {
    table(({ edits, tree, place }) => edits.insertArgument(tree, place, 1, 'X'), [
      ['a.ts', '«f(a)»;', 'f(a, X);'], ['a.ts', '«f(a, b)»;', 'f(a, X, b);'], ['a.ts', '«f()»;', null], ['a.ts', '«f(...a, b)»;', null],
      ['a.ts', '«f(\n  a,\n)»;', 'f(\n  a,\n  X,\n);'],
      ['a.py', '«f(a)»', 'f(a, X)'], ['a.py', '«f(a, b=c)»', 'f(a, X, b=c)'], ['a.py', '«f(b=c)»', null], ['a.py', '«f(*a, b)»', null],
    ]);
    table(({ edits, tree, place }) => edits.insertArgument(tree, place, 0, '"X"'), [
      ['a.ts', '«f()»;', 'f("X");'], ['a.py', '«f()»', 'f("X")'], ['a.py', "g(f'{«f()»}')", 'g(f\'{f("X")}\')'],
    ]);
  });

  describe('demandBefore', () => table(({ edits, tree, place }) => edits.demandBefore(tree, place, 'ok(u)', 'no'), [
    ['a.ts', 'async () => {\n  const x = await fetch(«u»);\n};', "async () => {\n  if (!ok(u)) throw new Error('no');\n  const x = await fetch(u);\n};"],
    ['a.js', 'a()\nfetch(«u»)', "a()\nif (!ok(u)) throw new Error('no')\nfetch(u)"],
    ['a.js', 'a()\n/b/.test(«u»)\nc()', null],
    ['a.ts', 'const f = () => fetch(«u»);', null],
    ['a.ts', 'if (x) fetch(«u»);', null],
    ['a.ts', 'while (await fetch(«u»)) a();', null],
    ['a.py', 'def f(u):\n    return get(«u»)', 'def f(u):\n    if not ok(u):\n        raise ValueError("no")\n    return get(u)'],
    ['a.py', 'f = lambda u: get(«u»)', null],
    ['a.py', 'x = [get(«u») for u in v]', null],
    ['a.py', 'if a: get(«u»)', null],
    ['a.py', 'while get(«u»):\n    pass', null],
  ]));

  describe('textParts', () => {
    const cases: readonly (readonly [string, string, string | null])[] = [
      ['a.ts', 'x = «`a\\n${b}c`»', 'a\n|{b}|c'], ['a.ts', "x = «'a' + b + `c${d}`»", 'a|{b}|c|{d}'], ['a.ts', "x = «b + 'a'»", '{b}|a'], ['a.ts', "x = «('a')»", 'a'],
      ['a.ts', "x = «b + c»", null], ['a.ts', 'x = «tag`a`»', null], ['a.ts', "x = «(b + c) + 'a'»", '{(b + c)}|a'], ['a.ts', 'x = «1 - b»', null],
      ['a.py', "x = «f'a{b}{{c'»", 'a|{b}|{c'], ['a.py', "x = «'a %s %% %d' % (b, c)»", 'a |{b}| |%| |{c}'], ['a.py', "x = «'a {} {{'.format(b)»", 'a |{b}| |{'],
      ['a.py', "x = «'a' + b»", 'a|{b}'], ['a.py', "x = «'a' 'b'»", 'a|b'], ['a.py', "x = «'a %(b)s' % c»", null], ['a.py', "x = «f'{b:>8}'»", null], ['a.py', "x = «f'{b!r}'»", null],
      ['a.py', "x = «'{0}'.format(b)»", null], ['a.py', "x = «'%s' % (b, c)»", null], ['a.py', "x = «b'a'»", null], ['a.py', 'x = «b + c»', null],
    ];
    for (const [path, marked, shown] of cases) {
      it(`${path}: ${JSON.stringify(marked)}`, () => {
        const { edits, tree, place, text } = at(path, marked);
        const parts = edits.textParts(tree, place);
        assert.equal(parts?.map((part) => ('text' in part ? part.text : `{${text.slice(part.code.start, part.code.end)}}`)).join('|') ?? null, shown);
      });
    }
  });

  describe('replaceCharacters', () => table(({ edits, tree, place }) => edits.replaceCharacters(tree, place, 'true'), [
    ['a.ts', "x = 'a?ssl=«false»&b';", "x = 'a?ssl=true&b';"], ['a.ts', 'x = `${a}?ssl=«false»`;', 'x = `${a}?ssl=true`;'], ['a.ts', "x = 'a\\«n»b';", null], ['a.ts', "x = «'a'»;", null],
    ['a.tsx', '<a href="x?a=1&amp;ssl=«false»&amp;b"/>', '<a href="x?a=1&amp;ssl=true&amp;b"/>'], ['a.tsx', '<a b="x&«amp;»b"/>', null], ['a.tsx', '<a b="«x&am»p;b"/>', null],
    ['a.ts', 'x = «false»;', null], ['a.py', "x = 'a?ssl=«false»&b'", "x = 'a?ssl=true&b'"], ['a.py', 'x = r"""«a»"""', 'x = r"""true"""'], ['a.py', "x = 'a\\«n»b'", null], ['a.py', "x = «'a'»", null],
  ]));

  describe('removeImport', () => table(({ edits, tree, place }) => edits.removeImport(tree, place), [
    ['a.ts', "import «a» from 'a';\n\nimport b from 'b';\na.use();\nb(1);\n", "import b from 'b';\nb(1);\n"],
    ['a.ts', "import b from 'b';\nimport { «a» } from 'a';\nb.use(a());\n", "import b from 'b';\n"],
    ['a.ts', "import { «a» } from 'a';\nconst x = a();\n", null],
    ['a.ts', "import { «a» } from 'a';\nexport { a };\n", null],
    ['a.ts', "import { «a» } from 'a';\nlet x: a;\n", null],
    ['a.js', "const a = «require('a')»;\na.start();\nf();\n", 'f();\n'],
    ['a.js', "const { b: a } = «require('a')»;\nif (x) a();\n", null],
    ['a.js', "const a = «require('a')», b = 1;\n", null],
    ['a.js', "«require('a')»;\nf();\n", 'f();\n'],
    ['a.ts', "const a = await «import('a')»;\na.go();\nf();\n", 'f();\n'],
    ['a.py', 'import «a»\nimport b\n\na.start()\nb.go(a=1)\n', 'import b\n\nb.go(a=1)\n'],
    ['a.py', 'from a import «b»\n\n\ndef f():\n    b.c()\n', '\ndef f():\n    pass\n'],
    ['a.py', 'from a import b as «c», d\n\nx.c.use(1)\nuse(d)\n', 'x.c.use(1)\n'],
    ['a.py', 'import «a»\nx = a.b()\n', null],
    ['a.py', 'import «a», b\n', null],
    ['a.py', 'def f():\n    import «a»\n', null],
  ]));

  describe('idiom', () => {
    const said = (path: string, text: string, idiom: Parameters<EditVerbs['idiom']>[1]): string | null => {
      const { edits, tree } = at(path, text);
      return edits.idiom(tree, idiom)?.expression ?? null;
    };
    it('is in the file’s own words', () => {
      assert.equal(said('a.ts', "x = 'a';", { say: 'environment list', name: 'A' }), "(process.env.A ?? '').split(',')");
      assert.equal(said('a.ts', 'x = "a";', { say: 'environment flag', name: 'A' }), 'process.env.A === "1"');
      assert.equal(said('a.py', "x = 'a'", { say: 'environment flag', name: 'A' }), "os.environ.get('A') == '1'");
      assert.equal(said('a.py', 'from os import environ\nx = "a"', { say: 'in production' }), 'environ.get("APP_ENV") == "production"');
      assert.equal(said('a.py', 'from os import environ\nx = "a"', { say: 'random bytes', count: 12 }), 'urandom(12)');
      assert.equal(said('a.py', '', { say: 'count', of: 'a.b' }), 'len(a.b)');
      assert.equal(said('a.ts', '', { say: 'keys', of: 'a' }), 'Object.keys(a)');
    });
    it('is none where the language has none', () => {
      assert.equal(said('a.ts', '', { say: 'function', name: 'quote for shell' }), null);
      assert.equal(said('a.ts', "window.open('a');", { say: 'certificates named by', name: 'A' }), null);
    });
  });

  it('a default import is added once', () => {
    const add = (path: string, text: string): string | null => {
      const { edits, tree } = at(path, text);
      const made = edits.addImports(tree, [{ module: 'dompurify', names: [], whole: 'DOMPurify' }]);
      return made === null ? null : applyEdits(text, made);
    };
    assert.equal(add('a.ts', "import a from 'a';\n"), "import a from 'a';\nimport DOMPurify from 'dompurify';\n");
    assert.equal(add('a.js', "const a = require('a');\n"), "const a = require('a');\nconst DOMPurify = require('dompurify');\n");
    assert.equal(add('a.ts', "import DOMPurify from 'dompurify';\n"), "import DOMPurify from 'dompurify';\n");
    assert.equal(add('a.ts', "import * as DOMPurify from 'dompurify';\n"), "import * as DOMPurify from 'dompurify';\n");
    assert.equal(add('a.ts', 'const DOMPurify = 1;\n'), null);
  });

  it('a schema has none of this', () => {
    const { edits, tree, place } = at('a.prisma', '«model A»');
    assert.deepEqual([edits.callAt(tree, place), edits.textParts(tree, place), edits.idiom(tree, { say: 'in production' }), edits.removeImport(tree, place)], [null, null, null, null]);
  });
});
