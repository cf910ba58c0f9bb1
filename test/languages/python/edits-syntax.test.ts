/**
 * Do the edit verbs ever break a Python program? Any verb at any place of many
 * programs, real ones included: what parsed before parses after.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { absoluteRange } from '../../../src/flow';
import { languageOf, pythonLanguages } from '../../../src/languages';
import type { EditVerbs, Grammars, Language, ProtectionKind, Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { Range, TextEdit } from '../../../src/text';
import { loadGrammars } from '../../support/grammars';
import { programs as fixtures } from './programs';

type Verb = (edits: EditVerbs, tree: Tree, place: Range) => readonly TextEdit[] | null;

const verbs: Readonly<Record<string, Verb>> = {
  wrapExpression: (edits, tree, place) => edits.wrapExpression(tree, place, 'mask_value'),
  replaceByVariable: (edits, tree, place) => edits.replaceExpression(tree, place, edits.environmentVariable(tree, 'KEY').expression),
  replaceByDictionary: (edits, tree, place) => edits.replaceExpression(tree, place, '{"id": 1}'),
  replaceByOperator: (edits, tree, place) => edits.replaceExpression(tree, place, 'a or b.c'),
  replaceByString: (edits, tree, place) => edits.replaceExpression(tree, place, edits.stringLiteral(tree, 'it\'s "x"')),
  replaceByNegative: (edits, tree, place) => edits.replaceExpression(tree, place, '-b'),
  replaceByLambda: (edits, tree, place) => edits.replaceExpression(tree, place, 'lambda x: x'),
  replaceByConditional: (edits, tree, place) => edits.replaceExpression(tree, place, 'a if b else c'),
  replaceField: (edits, tree, place) => edits.replaceField(tree, place, 'id'),
  readField: (edits, tree, place) => edits.readField(tree, place, 'id'),
  readErrorMessage: (edits, tree, place) => edits.readErrorMessage(tree, place),
  pickFields: (edits, tree, place) => edits.pickFields(tree, place, ['id', 'name']),
  replacePrefix: (edits, tree, place) => edits.replacePrefix(tree, place, 'h', 'hh'),
  replaceStringPart: (edits, tree, place) => edits.replaceStringPart(tree, { start: place.start + 2, end: place.end - 1 }, edits.environmentVariable(tree, 'KEY').expression),
  replaceStringEnd: (edits, tree, place) => edits.replaceStringPart(tree, { start: place.start + 5, end: place.end - 2 }, edits.environmentVariable(tree, 'KEY').expression),
  removeArgument: (edits, tree, place) => edits.removeArgument(tree, place),
  removeProperty: (edits, tree, place) => edits.removeProperty(tree, place),
  removeEvenProperties: (edits, tree, place) => edits.removeProperties(tree, (edits.propertiesOf(tree, place) ?? []).filter((_, i) => i % 2 === 0).map(({ range }) => range)),
  removeOddProperties: (edits, tree, place) => edits.removeProperties(tree, (edits.propertiesOf(tree, place) ?? []).filter((_, i) => i % 2 === 1).map(({ range }) => range)),
  renameProperty: (edits, tree, place) => edits.renameProperty(tree, place, 'id'),
  removeFallback: (edits, tree, place) => edits.removeFallback(tree, place, 'u.b'),
  removeImport: (edits, tree, place) => edits.removeImport(tree, place),
  removeStatement: (edits, tree, place) => edits.removeStatement(tree, place),
  guardStatement: (edits, tree, place) => edits.guardStatement(tree, place, 'has_consent(user)'),
  setProperty: (edits, tree, place) => edits.setProperty(tree, place, 'secure', 'True'),
  replaceCallee: (edits, tree, place) => edits.replaceCallee(tree, place, 'subprocess.run'),
  renameMember: (edits, tree, place) => edits.renameMember(tree, place, 'text_content'),
  insertArgument: (edits, tree, place) => edits.insertArgument(tree, place, 0, '[a, "b"]'),
  insertLastArgument: (edits, tree, place) => edits.insertArgument(tree, place, (edits.callAt(tree, place)?.arguments ?? []).filter(({ name }) => name === null).length, 'x'),
  demandBefore: (edits, tree, place) => edits.demandBefore(tree, place, 'is_allowed(x)', 'it\'s not "allowed"'),
  replaceCharacters: (edits, tree, place) => edits.replaceCharacters(tree, { start: place.start + 2, end: place.end - 2 }, 'true'),
  replaceChain: (edits, tree, place) => {
    const chain = edits.chainFrom(tree, place, ['strip', 'format', 'get', 'read']);
    return chain === null ? null : edits.replaceExpression(tree, chain, 'hash_password(x)');
  },
  replaceComparison: (edits, tree, place) => {
    const comparison = edits.comparisonAt(tree, place);
    return comparison === null ? null : edits.replaceExpression(tree, place, 'not same(a, b)');
  },
  insertComment: (edits, tree, place) => edits.insertComment(tree, place, 'caley-ignore log/secret -- <reason>'),
};

/** Verbs on a file as a whole. */
const fileVerbs: Readonly<Record<string, Verb>> = {
  addHash: (edits, tree) => addProtection(edits, tree, 'hash'),
  addEncrypt: (edits, tree) => addProtection(edits, tree, 'encrypt'),
  addMask: (edits, tree) => addProtection(edits, tree, 'mask'),
  addConsent: (edits, tree) => addProtection(edits, tree, 'consent'),
  addPassword: (edits, tree) => addProtection(edits, tree, 'password'),
  addHtml: (edits, tree) => addProtection(edits, tree, 'html'),
  addAddress: (edits, tree) => addProtection(edits, tree, 'address'),
};

function addProtection(edits: EditVerbs, tree: Tree, kind: ProtectionKind): readonly TextEdit[] | null {
  const added = edits.protection(tree, kind);
  if (added === null) return null;
  const imports = edits.addImports(tree, added.imports);
  const code = edits.addDeclaration(tree, added.name, added.code);
  return code === null || imports === null ? null : [...imports, ...code];
}

interface Program {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  readonly tree: Tree;
  /** Values, whole entries and arguments, as analysis names them. */
  readonly places: readonly Range[];
}

let grammars: Grammars;

function program(path: string, text: string): Program | null {
  const language = languageOf(pythonLanguages, path);
  if (language === null) return null;
  const tree = language.parse(text, path, grammars);
  const graph = language.lower(tree);
  if (graph.syntaxErrors.length > 0) return null;
  const places = graph.functions.flatMap((fn) =>
    fn.nodes.flatMap((node) => [absoluteRange(fn, node), ...(node.op === 'object' ? node.properties.map(({ range }) => absoluteRange(fn, range)) : [])]));
  return { path, text, language, tree, places };
}

function checkVerb(name: string, { path, text, language, tree }: Program, place: Range): boolean {
  const verb = verbs[name] ?? fileVerbs[name];
  assert.ok(verb);
  const edits = verb(language.edits, tree, place);
  if (edits === null) return false;
  const after = applyEdits(text, edits);
  const errors = language.lower(language.parse(after, path, grammars)).syntaxErrors;
  if (errors.length > 0) assert.fail(`${name} at ${JSON.stringify(text.slice(place.start, place.end))} of ${path}:\n${excerpt(text, place.start)}\n--->\n${excerpt(after, errors[0]?.start ?? 0)}`);
  return after !== text;
}

function excerpt(text: string, at: number): string {
  return text.slice(Math.max(0, at - 150), at + 150);
}

const snippets: Readonly<Record<string, string>> = {
  'awkward.py': `#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Doc
string."""
from __future__ import annotations
import os, sys as s  # trailing
from .a import (b as c,
    d,
)
from m import *
__all__ = ["x"]
@dec(1, key=u.email)
@a.b
class C(B[T], metaclass=M, **kw):
    """Doc."""
    x: int = u.x; y: dict[str, "T"] = {}
    def m(self, a: str = u.a, *args, b=u.b, **kw) -> "C":
        return self.x, *a, u.y
    async def n(self): return await u.load() or [v async for v in u.list if v.ok if not v.bad]
x = y = z[u.a:u.b, ::2, ...]
a, (b, *c) = u.a, (u.b, u.c)
a[u.k].b += u.n ** -u.m
print("a %s, %-5d %%" % (u.email, u.n), f'hi {u.e!r:>{u.w}} {{x}} {u.d["k"]} {f"{u.n}"} {u.z=}', *u.c, sep='', **u.d)
print(f"""
  {u.email} {
    u.name
  }
""" 'b' rf'\\d{u.x}')
log.info('%s did %s', u.email, u.what, extra={'email': u.email, **u.rest, u.k: 1, 'z': [u.z, (u.q,), {u.s}]})
if u.a: f(u.b); g(u.c);
elif u.d: pass
else: h(u.e)
for i, (k, v) in enumerate(u.items), : f(i)
else:
    f(u.x) ; g()
while (n := u.n) and not(u.stop): continue
with open(u.f) as f, (g(u.g)) as (h, i): f(u.h)
try: f(u.a)
except (A, B) as e: raise X(u.x) from e
finally:
\tf(u.y)
match u.kind:
    case {'a': k, **rest} if u.k: f(u.a)
    case A(x=1) | [q, *r]: pass
    case _:
        f(u.z)
d = {'a': u.a, **u.b, 'c': lambda q, *r: u.q, "e": (yield), f'k{u.k}': u.v}
e = {k: v for k, v in u.d.items() if v}; f((yield u.y)); t = u.t if u.c else-u.d
r = u.a<u.b<=u.c is not u.d, u.x in(u.y), not u.z, 1 if u.o else 2, u'x' "y", b'z'[0:1]
assert u.a, 'no ' + u.b + "!"; del u.a, d[u.b]
s = 1 + \\
    u.a + \\
    f(u.b)
f(
    u.a,  # a

    # about b
    b=u.b, c=[
        u.c,
    ]  # c
)
f(x.y for x in u.xs)
f("{} by {x} {0.a}".format(u.a, x=u.b), '{a}'.format(**u.c), "%(k)s" % {"k": u.k}, "%s" % u.s, fmt % (u.a, u.b), 'abcdefgh', r'ab\\cdefgh', '\\x41bcdefg\\n')
os.environ['K'] = os.environ.get('K', 'default value'); key = os.getenv("K") or 'abcdefgh'
type X[T] = list[T]
global_ = [*u.a, *u.b]; (u.p); u.q
def f(x: u.t) -> None: "doc"
async def g():
    async with u.lock as l, u.b: await u.send(u.c)
    async for x in u.d: print(u.e)
lambda: (u.a, u.b)
f(u.last)`,
  'crlf.py': 'import a\r\nif x:\r\n\tf(u.a,\r\n\t  u.b)\r\n\tg(u.c)\r\n\r\n\r\ndef h(u):\r\n\treturn "x" % u.d\r\n',
  'old.py': 'print "a %s" % u.a, u.b\nprint >>u.f, u.c\nexec "x" in u.d\nraise E, u.e\nf(u.g)\n',
};

/** The programs of other tests, and those that packages have with them. */
function realPrograms(): readonly Program[] {
  const root = join(import.meta.dirname, '..', '..', '..');
  const installed = ['node_modules', 'test/corpus/python', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.py'))
      .sort()
      .map((name): readonly [string, string] => [name, readFileSync(join(root, folder, name), 'utf8')]));
  return [...fixtures().map(({ name, text }): readonly [string, string] => [name, text]), ...installed].map(([path, text]) => program(path, text)).filter((each): each is Program => each !== null && each.text.length < 60_000);
}

describe('Python edits keep programs whole', function () {
  this.timeout(240_000);

  before(async () => {
    grammars = await loadGrammars();
  });

  for (const [path, text] of Object.entries(snippets)) {
    it(`every verb at every place of ${path}`, () => {
      const parsed = program(path, text);
      assert.ok(parsed, 'the program itself has no errors');
      let changed = Object.keys(fileVerbs).filter((name) => checkVerb(name, parsed, { start: 0, end: 0 })).length;
      for (const name of Object.keys(verbs)) for (const place of parsed.places) if (checkVerb(name, parsed, place)) changed++;
      assert.ok(changed > parsed.places.length, `${String(changed)} edits`);
    });
  }

  it('any verb at any stretch of text', () => {
    const programs = Object.entries(snippets).map(([path, text]) => program(path, text)).filter((each) => each !== null);
    fc.assert(fc.property(fc.constantFrom(...programs), fc.nat(), fc.nat(40), fc.constantFrom(...Object.keys(verbs)), (each, start, length, name) => {
      const from = start % each.text.length;
      checkVerb(name, each, { start: from, end: Math.min(each.text.length, from + length) });
    }), { numRuns: 3000 });
  });

  it('every place of a program as it is typed: nothing throws', () => {
    for (const [path, text] of Object.entries(snippets)) {
      const language = languageOf(pythonLanguages, path);
      assert.ok(language);
      fc.assert(fc.property(fc.nat(text.length), fc.nat(text.length), fc.constantFrom(...Object.keys(verbs), ...Object.keys(fileVerbs)), (end, at, name) => {
        const cut = text.slice(0, end);
        const tree = language.parse(cut, path, grammars);
        const start = Math.min(at, cut.length);
        const edits = (verbs[name] ?? fileVerbs[name])?.(language.edits, tree, { start, end: Math.min(cut.length, start + 6) }) ?? null;
        if (edits !== null) assert.equal(typeof applyEdits(cut, edits), 'string');
      }), { numRuns: 400 });
    }
  });

  it('random places of real programs, and each of them as a whole', () => {
    const programs = realPrograms().filter(({ places }) => places.length > 0);
    for (const each of programs) for (const name of Object.keys(fileVerbs)) checkVerb(name, each, { start: 0, end: 0 });
    assert.ok(programs.length > 20, `${String(programs.length)} programs`);
    let changed = 0;
    fc.assert(fc.property(fc.constantFrom(...programs), fc.nat(), fc.constantFrom(...Object.keys(verbs)), (each, at, name) => {
      const place = each.places[at % each.places.length];
      if (place !== undefined && checkVerb(name, each, place)) changed++;
    }), { numRuns: 1200 });
    assert.ok(changed > 100, `${String(changed)} edits`);
  });
});
