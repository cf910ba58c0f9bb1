/**
 * What do the rules of Firebase say, and how are they changed? (UPDATE_GOLDEN=1 writes what they say anew.)
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { firebaseRulesLanguages, languageOf } from '../../../src/languages';
import { Notation } from '../settings/notation-checks';

const rules = new Notation(firebaseRulesLanguages);
const path = 'firestore.rules';
const one = (statement: string): string => `service cloud.firestore {\n  match /a/{b} {\n    ${statement}\n  }\n}\n`;
const at = ['cloud.firestore', '/a/{b}'];

describe('Rules of Firebase', () => {
  it('say who may do what', () => {
    rules.checkFixture(join(import.meta.dirname, 'fixtures'), path);
  });

  it('are known by their names', () => {
    const isRead = (name: string): boolean => languageOf(firebaseRulesLanguages, name) !== null;
    assert.deepEqual(['firestore.rules', 'a/storage.rules', 'firestore.prod.rules', 'firebase-storage-rules.rules'].filter((name) => !isRead(name)), []);
    assert.deepEqual(['99-usb.rules', 'alerts.rules', 'firestore.rules.json', 'database.rules.json'].filter(isRead), []);
  });

  it('say one thing in one way', () => {
    const says = (condition: string): string | null => rules.text(one(`allow read: if ${condition};`), path, [...at, 'allow read']);
    for (const written of ['request.auth != null', 'request.auth!=null', '(request.auth /* who */ != null)', '((request.auth\n != null))']) assert.equal(says(written), 'request.auth != null');
    assert.equal(says('(a) || (b)'), '(a) || (b)');
    assert.equal(says('f( a,b )[ 0 ]'), 'f(a, b)[0]');
    assert.equal(says('"x" in a.b'), '"x" in a.b');
    assert.equal(rules.text(one('allow read;'), path, [...at, 'allow read']), '');
    assert.equal(rules.text("rules_version = '2';", path, ['rules_version']), '2');
  });

  it('are unknown where they are half-typed, and what is around them is read', () => {
    for (const half of ['allow read: if', 'allow read:', 'allow read', 'allow', 'allow read, : if true', 'match', 'match /x', 'match /x/{y {', 'function f(', 'let = 1;', '"', '/*', 'allow read: if (a']) {
      const text = one(`allow get: if x;\n    ${half}\n    allow list: if true;`);
      const graph = rules.graph(text, path);
      assert.ok(graph.syntaxErrors.length > 0, half);
      const said = rules.print(text, path);
      assert.ok(said.includes('allow get = "x"') && said.includes('allow list = "true"'), `${half}: ${said}`);
      assert.ok(!/allow read\S* = ""/.test(said), said);
    }
    const cut = rules.print('service cloud.firestore {\n  match /a {\n    allow read: if true;\n', path);
    assert.ok(cut.includes('allow read = "true"') && cut.includes('error "service cloud.firestore"'), cut);
  });

  it('are read to the end, whatever stands in them', () => {
    const part = fc.constantFrom('allow read', ': if ', 'true', ';', '{', '}', 'match /a/{b}', 'service x.y', 'function f()', 'return ', 'let a = ', '(', ')', '[', ']', '"', "'", '\\', '//', '/*', '*/', '/', '\n', '\r\n', ' ', ',', '=', '$', '\ud800');
    fc.assert(fc.property(fc.array(part), (parts) => {
      rules.checkWhole(parts.join(''), path);
    }), { numRuns: 1000 });
  });

  it('cost what their length costs', () => {
    for (const piece of ['match /a {', '}', '{', '(', 'allow read: if (', 'allow read;', '"', "'", '\\', '/*', '*/', '//', '/', '/{', 'a ', 'a.', 'function f() {', 'return a', ';', 'let ', '\n', 'match /{a=**', ',', '((a)) ']) {
      rules.graph(`service a {${piece.repeat(20_000)}`, path);
    }
  });

  it('get other conditions', () => {
    const set = (statement: string, key: string, value: string | { readonly raw: string }): string | null => rules.set(one(statement), path, [...at, key], value);
    assert.equal(set('allow read, write: if true; // all', 'allow read, write', 'request.auth != null'), one('allow read, write: if request.auth != null; // all'));
    assert.equal(set('allow read;', 'allow read', 'request.auth != null'), one('allow read: if request.auth != null;'));
    assert.equal(set('allow read: if ;', 'allow read', 'false'), one('allow read: if false ;'));
    assert.equal(set('allow read: if true;', 'allow read', { raw: 'a&&b' }), one('allow read: if a&&b;'));
    assert.equal(set('allow read: if true;', 'allow read', { raw: 'a;}' }), null);
    assert.equal(rules.set("rules_version = '1';", path, ['rules_version'], '2'), "rules_version = '2';");
    assert.equal(rules.set(one(''), path, at, 'x'), null);
  });

  it('lose what is said', () => {
    assert.equal(rules.remove(one('allow get;\n    allow read: if true ;'), path, [...at, 'allow read']), one('allow get;'));
    assert.equal(rules.remove(one('allow get; allow read: if true;'), path, [...at, 'allow get']), one('allow read: if true;'));
    assert.equal(rules.remove(one('allow get;'), path, at), 'service cloud.firestore {\n}\n');
    assert.equal(rules.add(one(''), path, at, ['allow read'], 'x'), null);
  });

  it('say what was asked after a change', () => {
    const line = fc.constantFrom('allow read: if true;', 'allow get, list;', '// note', 'match /a/{b} {', '}', 'function f() { return a == b; }', 'service c.d {', "rules_version = '2';", '', 'allow write: if f();', 'allow delete', '/* a */');
    fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('a', 'a == b', 'f()')), (lines, lineBreak, value) => {
      rules.checkVerbs(lines.join(lineBreak), path, value);
    }), { numRuns: 300 });
  });
});
