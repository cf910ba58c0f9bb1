/** Do the edit verbs give the text a careful author would write? A place is marked `«like this»`. */
import assert from 'node:assert/strict';
import { javascriptLanguages, languageOf } from '../../../src/languages';
import type { EditVerbs, Grammars, Tree } from '../../../src/languages';
import { applyEdits } from '../../../src/text';
import type { Range, TextEdit } from '../../../src/text';
import { loadGrammars } from '../../support/grammars';

type Verb = (edits: EditVerbs, tree: Tree, place: Range) => readonly TextEdit[] | null;
type Cases = readonly (readonly [before: string, after: string | null])[];

let grammars: Grammars;

/** The text after the verb, or null where it declined. The new text must have no syntax errors. */
function edit(marked: string, verb: Verb, path: string): string | null {
  const language = languageOf(javascriptLanguages, path);
  assert.ok(language);
  const start = marked.indexOf('«');
  const text = marked.replace('«', '').replace('»', '');
  const place = start < 0 ? { start: 0, end: 0 } : { start, end: marked.indexOf('»') - 1 };
  const tree = language.parse(text, path, grammars);
  assert.deepEqual(language.lower(tree).syntaxErrors, [], `the program before has no errors: ${text}`);
  const edits = verb(language.edits, tree, place);
  if (edits === null) return null;
  const after = applyEdits(text, edits);
  assert.deepEqual(language.lower(language.parse(after, path, grammars)).syntaxErrors, [], `the program after has no errors: ${after}`);
  return after;
}

function table(verb: Verb, cases: Cases, path = 'a.ts'): void {
  for (const [before, after] of cases) {
    it(JSON.stringify(before).slice(1, -1), () => assert.equal(edit(before, verb, path), after));
  }
}

describe('JavaScript edits', () => {
  before(async () => {
    grammars = await loadGrammars();
  });

  describe('wrapExpression', () => {
    const wrap: Verb = (edits, tree, place) => edits.wrapExpression(tree, place, 'mask');
    table(wrap, [
      ['log(«user.email»);', 'log(mask(user.email));'],
      ['log({ «email» });', 'log({ email: mask(email) });'],
      ['log({ email: «user.email» });', 'log({ email: mask(user.email) });'],
      ['log({ «email: user.email» });', 'log({ email: mask(user.email) });'],
      ['log({ ...«user» });', null],
      ['log(...«emails»);', 'log(...Array.from(emails, (item) => mask(item)));'],
      ['log(`to ${«user.email»}!`);', 'log(`to ${mask(user.email)}!`);'],
      ['log(`to «${user.email}»!`);', 'log(`to ${mask(user.email)}!`);'],
      ["log('to ' + «user.email» + '!');", "log('to ' + mask(user.email) + '!');"],
      ["log(«'to ' + user.email»);", "log(mask('to ' + user.email));"],
      ['log(«user?.email»);', 'log(mask(user?.email));'],
      ['log(«user?.address».city);', 'log(mask(user?.address).city);'],
      ['log(«await load()»);', 'log(mask(await load()));'],
      ['const f = () => «user.email»;', 'const f = () => mask(user.email);'],
      ['const f = () => («{ a: 1 }»);', 'const f = () => (mask({ a: 1 }));'],
      ['const f = () => «({ a: 1 })»;', 'const f = () => mask({ a: 1 });'],
      ['function f() { return«(x)»; }', 'function f() { return mask(x); }'],
      ['function f() { return«"x"»; }', 'function f() { return mask("x"); }'],
      ['log((«a, b»));', 'log((mask((a, b))));'],
      ['log(«user as Person»);', 'log(mask(user as Person));'],
      ['log(«user» as Person);', 'log(mask(user) as Person);'],
      ['log(«user!»);', 'log(mask(user!));'],
      ['if «(user.email)» send();', 'if (mask(user.email)) send();'],
      ['«user.email» = x;', null],
      ['«send»(x);', null],
      ['new «User»(x);', null],
      ['new «user».Thing(x);', null],
      ['tag«`x`»;', null],
      ['import x from «"m"»;', null],
      ['const { a = «user.email» } = x;', 'const { a = mask(user.email) } = x;'],
      ['const { «a» } = x;', null],
      ['class A extends «B» {}', null],
      ['type T = «"a"»;', null],
      ['delete «user.email»;', null],
      ['«"use strict"»;\nf();', null],
      ['const x = { «"a"»: 1 };', null],
      ['log(\n\t«user.email», // who\r\n);', 'log(\n\tmask(user.email), // who\r\n);'],
    ]);
    describe('in JSX', () => table(wrap, [
      ['<p>{«user.email»}</p>;', '<p>{mask(user.email)}</p>;'],
      ['<p>«{user.email}»</p>;', '<p>{mask(user.email)}</p>;'],
      ['<a href="«x»" />;', null],
      ['<a href=«"x"» />;', '<a href={mask("x")} />;'],
      ['<a href=«"a&amp;b"» />;', null],
      ['<a «href={x}» />;', '<a href={mask(x)} />;'],
      ['<a>«<b/>»</a>;', '<a>{mask(<b/>)}</a>;'],
      ['<«Foo» />;', null],
      ['<Foo.«Bar» />;', null],
    ], 'a.tsx'));
  });

  describe('replaceExpression', () => {
    const by = (text: string): Verb => (edits, tree, place) => edits.replaceExpression(tree, place, text);
    table(by('process.env.KEY'), [
      ["const key = «'abc'»;", 'const key = process.env.KEY;'],
      ["return_(«'abc'»in x);", 'return_(process.env.KEY in x);'],
      ["f({ «key» });", 'f({ key: process.env.KEY });'],
      ["const f = () => «'abc'»", 'const f = () => process.env.KEY'],
      ["switch (x) { case«'abc'»: f() }", 'switch (x) { case process.env.KEY: f() }'],
    ]);
    table(by('a || b'), [
      ['f(«x»);', 'f(a || b);'],
      ['f(«x» + 1);', 'f((a || b) + 1);'],
      ['f(«x».y);', 'f((a || b).y);'],
      ['f(await «x»);', 'f(await (a || b));'],
      ['y = z\n«x».f()', null],
      ['y = z;\n«x».f()', 'y = z;\n(a || b).f()'],
    ]);
    table(by('{ id: user.id }'), [
      ['const f = () => «user»;', 'const f = () => ({ id: user.id });'],
      ['f(«user»);', 'f({ id: user.id });'],
      ['f({ «user» });', 'f({ user: { id: user.id } });'],
      ['«user».x();', '({ id: user.id }).x();'],
      ['export default «user»;', 'export default ({ id: user.id });'],
    ]);
    table(by('a?.b'), [['«x».y = 1;', '(a?.b).y = 1;'], ['f(«x»);', 'f(a?.b);']]);
    table(by('-b'), [['f(a-«x»);', 'f(a-(-b));'], ['a = 1\n«x»', null]]);
    describe('in JSX', () => {
      table(by('process.env.KEY'), [['<a key=«"abc"» />;', '<a key={process.env.KEY} />;']], 'a.tsx');
      table(by('"x"'), [['<a key=«"abc"» />;', '<a key="x" />;']], 'a.tsx');
    });
  });

  describe('replaceField', () => table((edits, tree, place) => edits.replaceField(tree, place, 'id'), [
    ['log(«user.email»);', 'log(user.id);'],
    ['log(«user?.email»);', 'log(user?.id);'],
    ["log(«user['e-mail']»);", "log(user['id']);"],
    ["log(«user.email ?? ''»);", "log(user.id ?? '');"],
    ['log(«user.email ?? other»);', null],
    ['log(«(user.email as string)!»);', 'log((user.id as string)!);'],
    ['log(«user»);', null],
    ['log(«user[key]»);', null],
    ['log(«f()»);', null],
    ['«user.email» = x;', null],
  ]));

  describe('renameProperty', () => table((edits, tree, place) => edits.renameProperty(tree, place, 'id'), [
    ['f({ email: «user.email», plan });', 'f({ id: user.email, plan });'],
    ['f({ «email» });', 'f({ id: email });'],
    ['f({ [key]: «x» });', 'f({ id: x });'],
    ['f({ id, email: «x» });', null],
    ['f(«x»);', null],
  ]));

  describe('removeFallback', () => table((edits, tree, place) => edits.removeFallback(tree, place, 'process.env.KEY'), [
    ["const key = process.env.KEY || «'abc'»;", 'const key = process.env.KEY;'],
    ["const key = process.env.KEY ?? «'abc'»;", 'const key = process.env.KEY;'],
    ["const key = other || «'abc'»;", null],
    ["const { KEY = «'abc'» } = process.env;", 'const { KEY } = process.env;'],
    ["const { OTHER = «'abc'» } = process.env;", null],
    ["a();\nprocess.env.KEY = «'abc'»;\n", 'a();\n'],
    ["const key = «'abc'»;", null],
  ]));

  it('fieldReads finds what is read by name', () => {
    const language = languageOf(javascriptLanguages, 'a.ts');
    assert.ok(language);
    const text = 'f(JSON.stringify({ a: user.email, b: x.y.z, ...rest, name, c: g(p).q, [k]: `${t.u}` }, (v) => v.w));';
    const reads = language.edits.fieldReads(language.parse(text, 'a.ts', grammars), { start: 2, end: text.length - 2 });
    assert.deepEqual(reads.map(({ range }) => text.slice(range.start, range.end)), ['JSON', 'user.email', 'x.y.z', 'rest', 'name', 'g(p).q', 'p', 'k', 't.u', 'v.w']);
    assert.deepEqual(reads[2], { owner: 'x.y', name: 'z', range: { start: text.indexOf('x.y.z'), end: text.indexOf('x.y.z') + 5 } });
  });

  describe('readField', () => table((edits, tree, place) => edits.readField(tree, place, 'id'), [
    ['log(«user»);', 'log(user.id);'],
    ['log({ «user» });', 'log({ user: user.id });'],
    ['log(«await load()»);', 'log((await load()).id);'],
    ['log(«user as User»);', 'log((user as User).id);'],
    ['log(«user!»);', 'log((user!).id);'],
    ['log(«users[0]»);', 'log(users[0].id);'],
    ['log({ ...«user» });', null],
    ['log(`${«user»}`);', 'log(`${user.id}`);'],
  ]));

  describe('readErrorMessage', () => {
    const verb: Verb = (edits, tree, place) => edits.readErrorMessage(tree, place);
    table(verb, [
      ['try {} catch (err) { log(«err»); }', 'try {} catch (err) { log((err as Error).message); }'],
      ['try {} catch (err: any) { log({ «err» }); }', 'try {} catch (err: any) { log({ err: err.message }); }'],
      ['p.catch((err) => log(«err»));', 'p.catch((err) => log(err.message));'],
      ['log(«f()»);', null],
    ]);
    table(verb, [['try {} catch (err) { log(«err»); }', 'try {} catch (err) { log(err.message); }']], 'a.js');
  });

  describe('replacePrefix', () => table((edits, tree, place) => edits.replacePrefix(tree, place, 'http:', 'https:'), [
    ["get(«'http://a.example'»);", "get('https://a.example');"],
    ['get(«`http://${host}/x`»);', 'get(`https://${host}/x`);'],
    ['get(`«http://»${host}/x`);', 'get(`https://${host}/x`);'],
    ['get(`a«http://»${host}/x`);', null],
    ["get(«'http://' + host»);", "get('https://' + host);"],
    ["get(«'https://a.example'»);", null],
    ['get(«url»);', null],
  ]));

  describe('replaceStringPart', () => table((edits, tree, place) => edits.replaceStringPart(tree, place, 'process.env.KEY'), [
    ["f('Bearer «abc»');", 'f(`Bearer ${process.env.KEY}`);'],
    ["f('«abc»');", 'f(process.env.KEY);'],
    ["f('a`${\\'«abc»');", 'f(`a\\`\\${\\\'${process.env.KEY}`);'],
    ['f(`Bearer «abc» ${x}`);', 'f(`Bearer ${process.env.KEY} ${x}`);'],
    ['f(`«abc»`);', 'f(process.env.KEY);'],
    ["f({ 'x «abc»': 1 });", null],
  ]));

  describe('pickFields', () => table((edits, tree, place) => edits.pickFields(tree, place, ['id']), [
    ['send(«user»);', 'send({ id: user.id });'],
    ['send({ «user» });', 'send({ user: { id: user.id } });'],
    ['send({ ...«user», a });', 'send({ id: user.id, a });'],
    ['send(...«users»);', null],
    ['send(«load()»);', null],
  ]));

  describe('removeArgument', () => {
    const verb: Verb = (edits, tree, place) => edits.removeArgument(tree, place);
    table(verb, [
      ['log(a, «user.email», b);', 'log(a, b);'],
      ['log(«user.email», b);', 'log(b);'],
      ['log(a, «user.email»);', 'log(a);'],
      ['log(a, «user.email»,);', 'log(a,);'],
      ['log(a, /* who */ «user.email»);', 'log(a);'],
      ['log(/* who */ «user.email», /* b */ b);', 'log(/* b */ b);'],
      ['a();\nlog(«user.email»);\nb();', 'a();\nb();'],
      ['if (x) log(«user.email»);', 'if (x) {}'],
      ['if (x) y(); else log(«user.email»)', 'if (x) y(); else {}'],
      ['await log(«user.email»);', ''],
      ['const f = () => log(«user.email»);', 'const f = () => log();'],
      ['log(...«emails»);', ''],
      ['log(\n  a,\n  «user.email», // who\n  b,\n);', 'log(\n  a,\n  b,\n);'],
      ['log(\n  a,\n  «user.email», // who\n);', 'log(\n  a,\n);'],
      ['log(\r\n\ta, // first\r\n\t«user.email»\r\n);', 'log(\r\n\ta // first\r\n);'],
      ['log(a, // first\n  «user.email»)', 'log(a)'],
      ['log(`to ${«user.email»}`);', 'log(`to`);'],
      ['log(`to ${«user.email»} now`);', 'log(`to now`);'],
      ['log(`<${«user.email»}>`);', 'log(`<>`);'],
      ['log(`$${«x»}{y}`);', null],
      ['sql`select ${«user.email»}`;', null],
      ["log('to ' + «user.email» + ' now');", "log('to ' + ' now');"],
      ["log(«user.email» + ' now');", "log(' now');"],
      ["log('to ' + «user.email»);", "log('to ');"],
      ["log('to ' + «user.email».toLowerCase());", "log('to ');"],
      ['log([a, «user.email»]);', 'log([a]);'],
      ['log({ email: «user.email» });', null],
      ['log({ «email» });', null],
      ['users.map((u) => «u.email»);', null],
      ['log(a, «user.email» || b);', 'log(a);'],
      ['import(«"m"»);', null],
      ['throw new Error(«user.email»);', 'throw new Error();'],
    ]);
  });

  describe('removeProperty', () => {
    const verb: Verb = (edits, tree, place) => edits.removeProperty(tree, place);
    table(verb, [
      ['f({ a, email: «user.email», b });', 'f({ a, b });'],
      ['f({ email: «user.email» });', 'f({});'],
      ['f({ «email», b });', 'f({ b });'],
      ['f({ a, «email» });', 'f({ a });'],
      ['f({ a, ...«user» });', 'f({ a });'],
      ['f({\n  a,\n  // mail\n  email: «user.email», // who\n  b,\n});', 'f({\n  a,\n  // mail\n  b,\n});'],
      ['f({\n  a, // first\n  email: «user.email»\n});', 'f({\n  a // first\n});'],
      ['f({ a: 1, email: «user.email»,\n  b: 2 });', 'f({ a: 1,\n  b: 2 });'],
      ['f({ a: { rejectUnauthorized: «false» }, b });', 'f({ a: {}, b });'],
      ['f({ email: norm(«user.email») });', 'f({});'],
      ['f({ on: () => send(«user.email») });', null],
      ['f({ on() { send(«user.email»); } });', null],
      ['const { «email» } = user;', null],
      ['f(«user.email»);', null],
    ]);
    describe('in JSX', () => table(verb, [
      ['<A b="1" email={«user.email»} c />;', '<A b="1" c />;'],
      ['<A\n  b="1"\n  email={«user.email»}\n/>;', '<A\n  b="1"\n/>;'],
      ['<A {...«user»} b />;', '<A b />;'],
    ], 'a.tsx'));
  });

  describe('removeProperties', () => table((edits, tree, place) => {
    const all = edits.propertiesOf(tree, place) ?? [];
    return edits.removeProperties(tree, all.filter(({ key }) => key !== 'id' && key !== 'plan').map(({ range }) => range));
  }, [
    ['f(«{ id, email, name, plan }»);', 'f({ id, plan });'],
    ['f(«{ email, id, name, phone }»);', 'f({ id });'],
    ['f(«{ email, name }»);', 'f({});'],
    ['f({\n  email: «1»,\n  id,\n  name,\n  plan,\n  phone,\n  ...more,\n});', 'f({\n  id,\n  plan,\n});'],
    ['f({\n  id, // key\n  name,\n  phone: «1» // phone\n});', 'f({\n  id // key\n});'],
  ]));

  describe('removeStatement', () => table((edits, tree, place) => edits.removeStatement(tree, place), [
    ["a();\n«process.env.X = '0'»;\nb();", 'a();\nb();'],
    ["process.env.X = «'0'»; // dev\nb();", 'b();'],
    ["a(); «x = 1»; b();", 'a(); b();'],
    ["if (dev) «x = 1»;", 'if (dev) {}'],
    ['if (dev) {\r\n  «x = 1»\r\n}\r\n', 'if (dev) {\r\n}\r\n'],
    ['a = b\n«x = 1»;\n(c)()', 'a = b\n;\n(c)()'],
    ['const y = «x = 1»;', null],
    ['a(), «x = 1»;', null],
    ['a && («x = 1»);', null],
    ['const f = () => «x = 1»;', null],
    ['switch (y) { case 1: «x = 1»; break; }', 'switch (y) { case 1: break; }'],
    ['«x = 1»', ''],
  ]));

  describe('guardStatement', () => table((edits, tree, place) => edits.guardStatement(tree, place, 'ok'), [
    ['  send(«user»);', '  if (ok) {\n    send(user);\n  }'],
    ['function f() {\n\tsend(\n\t\t«user»,\n\t\t`a\nb`,\n\t);\n}', 'function f() {\n\tif (ok) {\n\t\tsend(\n\t\t\tuser,\n\t\t\t`a\nb`,\n\t\t);\n\t}\n}'],
    ['if (a) send(«user»); else b();', 'if (a) { if (ok) {\n  send(user);\n} } else b();'],
    ['await send(«user»);', 'if (ok) {\n  await send(user);\n}'],
    ['const r = send(«user»);', null],
    ['users.map((u) => send(«u»));', null],
  ]));

  describe('setProperty', () => table((edits, tree, place) => edits.setProperty(tree, place, 'secure', 'true'), [
    ['f(«{}»);', 'f({ secure: true });'],
    ['f(«{ a }»);', 'f({ a, secure: true });'],
    ['f(«{ a, }»);', 'f({ a, secure: true });'],
    ['f(«{ secure: false, a }»);', 'f({ secure: true, a });'],
    ['f({ a: «1», secure });', 'f({ a: 1, secure: true });'],
    ['f(«{\n  a: 1, // one\n}»);', 'f({\n  a: 1, // one\n  secure: true,\n});'],
    ['f(«{\n  a: 1 // one\n}»);', 'f({\n  a: 1,\n  secure: true // one\n});'],
    ['f(«{ secure() {} }»);', null],
    ['f(«x»);', null],
  ]));

  describe('addImport', () => {
    const verb: Verb = (edits, tree) => edits.addImport(tree, 'node:crypto', ['createHmac']);
    table(verb, [
      ["import a from 'a';\n\nf();\n", "import a from 'a';\nimport { createHmac } from 'node:crypto';\n\nf();\n"],
      ['import a from "a"\n\nf()\n', 'import a from "a"\nimport { createHmac } from "node:crypto"\n\nf()\n'],
      ["import { createHmac } from 'crypto';\n", "import { createHmac } from 'crypto';\n"],
      ["import { randomBytes } from 'crypto';\n", "import { randomBytes, createHmac } from 'crypto';\n"],
      ["import {\n  randomBytes,\n} from 'crypto';\n", "import {\n  randomBytes,\n  createHmac,\n} from 'crypto';\n"],
      ["import {} from 'crypto';\n", "import { createHmac } from 'crypto';\n"],
      ["import crypto from 'crypto';\n", "import crypto, { createHmac } from 'crypto';\n"],
      ["import crypto, { randomBytes } from 'crypto';\n", "import crypto, { randomBytes, createHmac } from 'crypto';\n"],
      ["import * as crypto from 'crypto';\n", "import * as crypto from 'crypto';\nimport { createHmac } from 'node:crypto';\n"],
      ["import type { Hmac } from 'crypto';\n", "import type { Hmac } from 'crypto';\nimport { createHmac } from 'node:crypto';\n"],
      ["import { type Hmac } from 'crypto';\n", "import { type Hmac, createHmac } from 'crypto';\n"],
      ["import { createHmac as hmac } from 'crypto';\n", "import { createHmac as hmac, createHmac } from 'crypto';\n"],
      ["import { createHmac } from './own';\n", null],
      ["import 'crypto';\n", "import 'crypto';\nimport { createHmac } from 'node:crypto';\n"],
      ["import a from 'a';", "import a from 'a';\nimport { createHmac } from 'node:crypto';"],
      ["import a from 'a'; f();", "import a from 'a';\nimport { createHmac } from 'node:crypto';\n f();"],
      ["import a from 'a'; // a\r\nf();\r\n", "import a from 'a'; // a\r\nimport { createHmac } from 'node:crypto';\r\nf();\r\n"],
      ["import a from 'a'; /* a\n b */ f();\n", "import a from 'a';\nimport { createHmac } from 'node:crypto';\n /* a\n b */ f();\n"],
      ["f();\n", "import { createHmac } from 'node:crypto';\nf();\n"],
      ['', "import { createHmac } from 'node:crypto';\n"],
      ['function f(createHmac) {}\n', null],
      ['const { createHmac } = own;\n', null],
      ['try {} catch (createHmac) {}\n', null],
      ['((a, [createHmac]) => 1)();\n', null],
      ['/* Copyright us */\n/** f */\nf();\n', "/* Copyright us */\nimport { createHmac } from 'node:crypto';\n/** f */\nf();\n"],
      ['// about the file\n\n// about f\nf();\n', "// about the file\n\nimport { createHmac } from 'node:crypto';\n// about f\nf();\n"],
      ["'use client';\n\nf();\n", "'use client';\nimport { createHmac } from 'node:crypto';\n\nf();\n"],
      ['#!/usr/bin/env node\nf();\n', "#!/usr/bin/env node\nimport { createHmac } from 'node:crypto';\nf();\n"],
      ["import a = require('a');\nf();\n", "import a = require('a');\nimport { createHmac } from 'node:crypto';\nf();\n"],
    ]);
    describe('in CommonJS', () => table(verb, [
      ["'use strict';\n\nconst a = require('a');\n\nf();\n", "'use strict';\n\nconst a = require('a');\nconst { createHmac } = require('node:crypto');\n\nf();\n"],
      ["var a = require('a')\nf()\n", "var a = require('a')\nvar { createHmac } = require('node:crypto')\nf()\n"],
      ["const { randomBytes } = require('crypto');\n", "const { randomBytes, createHmac } = require('crypto');\n"],
      ["const { randomBytes, ...rest } = require('crypto');\n", "const { randomBytes, ...rest } = require('crypto');\nconst { createHmac } = require('node:crypto');\n"],
      ["const { createHmac } = require('crypto');\n", "const { createHmac } = require('crypto');\n"],
      ["const crypto = require('crypto');\n", "const crypto = require('crypto');\nconst { createHmac } = require('node:crypto');\n"],
      ["const a = require('a').b(1);\nf(a);\nconst c = require('c');\n", "const a = require('a').b(1);\nconst { createHmac } = require('node:crypto');\nf(a);\nconst c = require('c');\n"],
      ['#!/usr/bin/env node\n"use strict"\nf()', '#!/usr/bin/env node\n"use strict"\nconst { createHmac } = require("node:crypto")\nf()'],
      ['module.exports = f;\n', "const { createHmac } = require('node:crypto');\nmodule.exports = f;\n"],
      ['export const a = 1;\n', "import { createHmac } from 'node:crypto';\nexport const a = 1;\n"],
    ], 'a.js'));
  });

  describe('addDeclaration', () => table((edits, tree) => edits.addDeclaration(tree, 'mask', 'function mask() {\n}'), [
    ["import a from 'a';\n\nf();\n", "import a from 'a';\n\nfunction mask() {\n}\n\nf();\n"],
    ["import a from 'a';\nf();\n", "import a from 'a';\n\nfunction mask() {\n}\n\nf();\n"],
    ["import a from 'a';", "import a from 'a';\n\nfunction mask() {\n}"],
    ['import a from "a";\r\nf();', 'import a from "a";\r\n\r\nfunction mask() {\r\n}\r\n\r\nf();'],
    ['const mask = () => 1;\n', 'const mask = () => 1;\n'],
    ['export function mask() {}\n', 'export function mask() {}\n'],
    ["import { mask } from 'a';\n", "import { mask } from 'a';\n"],
    ['const mask = 1;\n', null],
    ['function f(mask) {}\n', null],
  ]));

  it('adds import and declaration at one place in that order', () => {
    const both: Verb = (edits, tree) => [...(edits.addImport(tree, 'm', ['a']) ?? []), ...(edits.addDeclaration(tree, 'b', 'function b() {}') ?? [])];
    assert.equal(edit("import x from 'x';\nf();\n", both, 'a.ts'), "import x from 'x';\nimport { a } from 'm';\n\nfunction b() {}\n\nf();\n");
    assert.equal(edit("import x from 'x';", both, 'a.ts'), "import x from 'x';\nimport { a } from 'm';\n\nfunction b() {}");
    assert.equal(edit('f();', both, 'a.ts'), "import { a } from 'm';\n\nfunction b() {}\n\nf();");
    assert.equal(edit('', both, 'a.ts'), "import { a } from 'm';\n\nfunction b() {}\n");
  });

  describe('insertComment', () => {
    const verb: Verb = (edits, tree, place) => edits.insertComment(tree, place, 'why');
    table(verb, [
      ['f();\n  log(«user.email»);', 'f();\n  // why\n  log(user.email);'],
      ['log(\r\n\t«user.email»,\r\n);', 'log(\r\n\t// why\r\n\tuser.email,\r\n);'],
      ['log({\n  a: 1,\n  email: «user.email»,\n});', 'log({\n  a: 1,\n  // why\n  email: user.email,\n});'],
      ['log(`\n  ${«user.email»}`);', 'log(`\n  ${/* why */ user.email}`);'],
      ['log(`${a} ${«user.email»}`);', '// why\nlog(`${a} ${user.email}`);'],
      ['// why\nlog(«user.email»);', null],
      ['// eslint-disable-next-line no-console\nlog(«user.email»);', '// why\n// eslint-disable-next-line no-console\nlog(user.email);'],
      ['x\n  .then(() => log(«user.email»))', 'x\n  // why\n  .then(() => log(user.email))'],
      ['\ufefflog(«user.email»);', '\ufeff// why\nlog(user.email);'],
    ]);
    describe('in JSX', () => table(verb, [
      ['<p>\n  {«user.email»}\n</p>;', '<p>\n  {/* why */}\n  {user.email}\n</p>;'],
      ['<p>\n  {/* why */}\n  {«user.email»}\n</p>;', null],
      ['<p>\n  mail {«user.email»}\n</p>;', '<p>\n  mail {/* why */ user.email}\n</p>;'],
      ['<p>\n  mail\n  {«user.email»}\n</p>;', '<p>\n  mail\n  {/* why */}\n  {user.email}\n</p>;'],
      ['<p>{«user.email»}</p>;', '// why\n<p>{user.email}</p>;'],
      ['<A\n  email={«user.email»}\n/>;', '<A\n  // why\n  email={user.email}\n/>;'],
      ['<a>\n  <A email={«user.email»} />\n</a>;', '<a>\n  {/* why */}\n  <A email={user.email} />\n</a>;'],
    ], 'a.tsx'));
    it('lets no text end the comment', () => {
      assert.equal(edit('log(`\n${«x»}`);', (edits, tree, place) => edits.insertComment(tree, place, 'a */ b\nc'), 'a.ts'), 'log(`\n${/* a * / b c */ x}`);');
    });
  });

  it('writes strings in the file’s quotes', () => {
    const literal = (text: string, value: string): string | null =>
      edit(text, (edits, tree) => [{ range: { start: 0, end: text.length }, newText: `f(${edits.stringLiteral(tree, value)})` }], 'a.ts');
    assert.equal(literal("f('a')", 'it\'s "x"\n'), 'f(\'it\\\'s "x"\\n\')');
    assert.equal(literal('f("a")', 'it\'s "x"'), 'f("it\'s \\"x\\"")');
  });
});
