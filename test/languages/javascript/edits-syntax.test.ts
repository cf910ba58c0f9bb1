/**
 * Do the edit verbs ever break a program? Any verb at any place of many
 * programs, real ones included: what parsed before parses after.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { absoluteRange } from '../../../src/flow';
import { javascriptLanguages, languageOf } from '../../../src/languages';
import type { EditVerbs, Grammars, Language, ProtectionKind, Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { Range, TextEdit } from '../../../src/text';
import { loadGrammars } from '../../support/grammars';

type Verb = (edits: EditVerbs, tree: Tree, place: Range) => readonly TextEdit[] | null;

const verbs: Readonly<Record<string, Verb>> = {
  wrapExpression: (edits, tree, place) => edits.wrapExpression(tree, place, 'maskValue'),
  replaceByName: (edits, tree, place) => edits.replaceExpression(tree, place, 'process.env.KEY'),
  replaceByObject: (edits, tree, place) => edits.replaceExpression(tree, place, '{ id: 1 }'),
  replaceByOperator: (edits, tree, place) => edits.replaceExpression(tree, place, 'a ?? b?.c'),
  replaceByString: (edits, tree, place) => edits.replaceExpression(tree, place, edits.stringLiteral(tree, 'it\'s "x"')),
  replaceByNegative: (edits, tree, place) => edits.replaceExpression(tree, place, '-b'),
  replaceByFunction: (edits, tree, place) => edits.replaceExpression(tree, place, 'function () {}'),
  replaceField: (edits, tree, place) => edits.replaceField(tree, place, 'id'),
  readField: (edits, tree, place) => edits.readField(tree, place, 'id'),
  readErrorMessage: (edits, tree, place) => edits.readErrorMessage(tree, place),
  pickFields: (edits, tree, place) => edits.pickFields(tree, place, ['id', 'name']),
  replaceStringPart: (edits, tree, place) => edits.replaceStringPart(tree, { start: place.start + 2, end: place.end - 1 }, 'process.env.KEY'),
  removeArgument: (edits, tree, place) => edits.removeArgument(tree, place),
  removeProperty: (edits, tree, place) => edits.removeProperty(tree, place),
  removeEvenProperties: (edits, tree, place) => edits.removeProperties(tree, (edits.propertiesOf(tree, place) ?? []).filter((_, i) => i % 2 === 0).map(({ range }) => range)),
  removeOddProperties: (edits, tree, place) => edits.removeProperties(tree, (edits.propertiesOf(tree, place) ?? []).filter((_, i) => i % 2 === 1).map(({ range }) => range)),
  renameProperty: (edits, tree, place) => edits.renameProperty(tree, place, 'id'),
  removeFallback: (edits, tree, place) => edits.removeFallback(tree, place, 'u.b'),
  removeStatement: (edits, tree, place) => edits.removeStatement(tree, place),
  guardStatement: (edits, tree, place) => edits.guardStatement(tree, place, 'hasConsent(user)'),
  setProperty: (edits, tree, place) => edits.setProperty(tree, place, 'secure', 'true'),
  replaceCallee: (edits, tree, place) => edits.replaceCallee(tree, place, 'execFile'),
  renameMember: (edits, tree, place) => edits.renameMember(tree, place, 'textContent'),
  insertArgument: (edits, tree, place) => edits.insertArgument(tree, place, 0, "[a, 'b']"),
  insertLastArgument: (edits, tree, place) => edits.insertArgument(tree, place, (edits.callAt(tree, place)?.arguments ?? []).length, 'x'),
  demandBefore: (edits, tree, place) => edits.demandBefore(tree, place, 'isAllowed(x)', 'it\'s not "allowed"'),
  replaceCharacters: (edits, tree, place) => edits.replaceCharacters(tree, { start: place.start + 2, end: place.end - 2 }, 'true'),
  replaceChain: (edits, tree, place) => {
    const chain = edits.chainFrom(tree, place, ['then', 'map', 'filter', 'toString', 'catch']);
    return chain === null ? null : edits.replaceExpression(tree, chain, 'hashPassword(x)');
  },
  replaceComparison: (edits, tree, place) => {
    const comparison = edits.comparisonAt(tree, place);
    return comparison === null ? null : edits.replaceExpression(tree, place, 'a.length === b.length && same(a, b)');
  },
  removeImport: (edits, tree, place) => edits.removeImport(tree, place),
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
  addWhole: (edits, tree) => edits.addImports(tree, [{ module: 'dompurify', names: [], whole: 'DOMPurify' }]),
};

function addProtection(edits: EditVerbs, tree: Tree, kind: ProtectionKind): readonly TextEdit[] | null {
  const added = edits.protection(tree, kind);
  if (added === null) return null;
  const imports = added.imports.map(({ module, names }) => edits.addImport(tree, module, names));
  const code = edits.addDeclaration(tree, added.name, added.code);
  return code === null || imports.includes(null) ? null : [...imports.flatMap((each) => each ?? []), ...code];
}

interface Program {
  readonly path: string;
  readonly text: string;
  readonly language: Language;
  readonly tree: Tree;
  /** Values, whole properties and arguments, as analysis names them. */
  readonly places: readonly Range[];
}

let grammars: Grammars;

function program(path: string, text: string): Program | null {
  const language = languageOf(javascriptLanguages, path);
  if (language === null) return null;
  const tree = language.parse(text, path, grammars);
  const graph = language.lower(tree);
  if (graph.syntaxErrors.length > 0) return null;
  const places = graph.functions.flatMap((fn) =>
    fn.nodes.flatMap((node) => [absoluteRange(fn, node), ...(node.op === 'object' || node.op === 'markup' ? node.properties.map(({ range }) => absoluteRange(fn, range)) : [])]));
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
  'awkward.ts': `#!/usr/bin/env node
/* Copyright */
'use strict'
import def, * as ns from 'ns'
import type { T } from "t"
import { a, type B } from 'b' // trailing
const { x: y = ns.z, ...rest } = def, [p, , q = 1] = rest
label: for (const k of y) { if (k) continue label; else log(k) }
for (let i = 0, n = y.length; i < n; i++) log(i, /* c */ n)
for await (const u of load()) u.email = u?.email?.trim() ?? 'none' as string
const f = async <T,>(u: T) => ({ u, ...u, [\`k\${u}\`]: 1, get g() { return 1 }, async *h() { yield* u; yield } })
const g = (u) => u.email, h = async u => { await u }, obj = {
  // leading
  email: u.email, // trailing
  u,
  ...u /* last */
}
export default class C<T> extends ns.Base<T> implements I {
  static #p = 1; declare z: string; @dec(u.email) m(@inj('x') v = u.email) { return this.#p + super.m(v!) }
  static { log(this.x) }
}
if (u.email) throw new Error('bad ' + u.email + \`and \${u.name} too\`); else if (!u) { } else log(typeof u.x, void u, -u.y, u.z++)
do log(u); while (u.more)
switch (u.kind) { case 'a': log(u.a); case u.b: { log(u.b) } default: log\`x \${u.c}\` }
const r = u ? u.a : u.b || u.c && (u.d, u.e), neg = - -u.x, re = /a\\/b/g.test(u.re), big = 1n
try { JSON.parse(u.json) } catch { log('x') } finally { log(u) }
a.b?.[u.c]?.(u.d, ...u.e)?.f
new ns.Thing(u).run(), new (make(u))(), new u
;[1, u.x].forEach(log)
;(function () { return u })()
enum E { A = 1, B = A << 1 }
declare module 'x' { export const z: typeof u.email }
type Q = { [K in keyof T]: T[K] extends infer R ? \`x\${R & string}\` : never }
let v = <T>u.cast satisfies unknown
if (a) b
else c
x = u.y
u.email
;\`t\`.trim()
export { y as default2 }; export * from 'z'
import late = require('late')
log(u.email)`,
  'awkward.tsx': `'use client'
import { A } from './a'
export function V({ user, ...rest }: P) {
  return <A.B
    // attribute comment
    email={user.email} {...rest} {...user} flag name="a&amp;b" title='it"s' data-x={\`x\${user.x}\`}
    el=<b/>
  >
    text {user.name} more {' '}
    {/* comment */}
    {user.list.map((u) => <li key={u.id} onClick={() => send(u.email)}>{u.email}</li>)}
    {user.ok ? <b>{user.b}</b> : null}
    <></>
    <input value={user.v}/>{user.tail}
  </A.B>
}`,
  'awkward.js': `var a = require('a'), b = require("b")
const { c } = require('c');
const d = require('d').e({ f: 1 })
exports.x = function (u) { with (u) log(email) }
module.exports = { u, log: function () { return u.email }, 'q-r': u.q, 0: u.z, async m() {}, [u.k]: u.k }
log(u.a,
    u.b, // b
    u.c
)
log({a:u.a,b:u.b},[u.c,,u.d,],function(){return u.e},u=>u.f,class{})
fetch('http://x.example/' + u.id + '?e=' + u.email, { headers: { Authorization: 'Bearer ' + u.token } }).then(r => r.json()).then(console.log)
if(u.x)log(u.x);else for(;;)log(u.y)
return_(u)\r
log(u.crlf)\r
import(u.m).then(log)
x = u.y;
/re/.test(u.z)
;(u.p)()`,
};

/** A few hundred real files, those with syntax errors left out. */
function realPrograms(): readonly Program[] {
  const root = join(import.meta.dirname, '..', '..', '..');
  const folders = ['src/analysis', 'src/policy', 'src/extension', 'node_modules/commander', 'node_modules/mocha/lib', 'node_modules/yaml/dist', 'node_modules/markdown-it/lib'];
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:[cm]?[jt]sx?)$/.test(name) && !name.endsWith('.d.ts') && !name.includes('node_modules'))
      .sort()
      .map((name) => program(name, readFileSync(join(root, folder, name), 'utf8')))
      .filter((each): each is Program => each !== null && each.text.length < 40_000));
}

describe('JavaScript edits keep programs whole', function () {
  this.timeout(120_000);

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
    }), { numRuns: 1500 });
  });

  it('every place of a program as it is typed: nothing throws', () => {
    for (const [path, text] of Object.entries(snippets)) {
      const language = languageOf(javascriptLanguages, path);
      assert.ok(language);
      fc.assert(fc.property(fc.nat(text.length), fc.nat(text.length), fc.constantFrom(...Object.keys(verbs)), (end, at, name) => {
        const cut = text.slice(0, end);
        const tree = language.parse(cut, path, grammars);
        const start = Math.min(at, cut.length);
        const edits = verbs[name]?.(language.edits, tree, { start, end: Math.min(cut.length, start + 6) }) ?? null;
        if (edits !== null) assert.equal(typeof applyEdits(cut, edits), 'string');
      }), { numRuns: 300 });
    }
  });

  it('random places of real programs, and each of them as a whole', () => {
    const programs = realPrograms().filter(({ places }) => places.length > 0);
    for (const each of programs) for (const name of Object.keys(fileVerbs)) checkVerb(name, each, { start: 0, end: 0 });
    assert.ok(programs.length > 100, `${String(programs.length)} programs`);
    let changed = 0;
    fc.assert(fc.property(fc.constantFrom(...programs), fc.nat(), fc.constantFrom(...Object.keys(verbs)), (each, at, name) => {
      const place = each.places[at % each.places.length];
      if (place !== undefined && checkVerb(name, each, place)) changed++;
    }), { numRuns: 800 });
    assert.ok(changed > 100, `${String(changed)} edits`);
  });
});
