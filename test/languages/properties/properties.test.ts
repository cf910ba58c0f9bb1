/**
 * What does a file of lines say, `key = value`, and how is it changed? (UPDATE_GOLDEN=1 writes what it says anew.)
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import fc from 'fast-check';
import { propertiesLanguages } from '../../../src/languages';
import { Notation } from '../settings/notation-checks';

const properties = new Notation(propertiesLanguages);
const names = ['a.properties', 'a.ini', '.npmrc', '.yarnrc'];

describe('Files of properties and sections', () => {
  for (const name of ['application.properties', 'service.ini', '.npmrc', 'setup.cfg', '.yarnrc']) {
    it(`say what is set: ${name}`, () => {
      properties.checkFixture(join(import.meta.dirname, 'fixtures'), name);
    });
  }

  it('are read to the end, whatever stands in them', () => {
    const part = fc.constantFrom('a', 'b.c', '=', ':', '"', "'", '\n', '\r\n', '#', ';', ' ', '\\', '${', '}', '[', ']', '%(', ')s', '!', '\t', '{{', '}}', '\n  ', '@', '.');
    fc.assert(fc.property(fc.array(part), fc.constantFrom(...names), (parts, path) => {
      properties.checkWhole(parts.join(''), path);
    }), { numRuns: 600 });
  });

  it('cost what their length costs', () => {
    const pieces = ['a=b\n', 'a', ' ', '=', '"', '[', '[a]\n', '[a.', 'a.', '\\', '\\\n', ' b\n', '  # c\n', 'a=${', 'a = "\n', '%(', '@', ';', ' ;', 'a=b\n  c\n', '\t'];
    for (const path of names) for (const piece of pieces) properties.graph(`k = v\n${piece.repeat(5_000)}`, path);
  });

  it('have dots as maps, and sections', () => {
    assert.equal(properties.text('a.b=1\nx=2\na.c=3\n', 'a.properties', ['a', 'c']), '3');
    assert.equal(properties.text('[a.b]\nc=1\n[a.d]\nc=2\n', 'a.ini', ['a', 'd', 'c']), '2');
    assert.equal(properties.text('[a.b]\nc.d=1\n', 'a.ini', ['a', 'b', 'c.d']), '1');
  });

  it('are changed in place', () => {
    const ini = '; top\n[db]\nhost = a ; here\npassword = "x"\n\n[web.ui]\n  port=1';
    assert.equal(properties.set(ini, 'a.ini', ['db', 'host'], 'b'), ini.replace('host = a', 'host = b'));
    assert.equal(properties.set(ini, 'a.ini', ['db', 'password'], 'a"b;c'), ini.replace('"x"', '"a\\"b;c"'));
    assert.equal(properties.set(ini, 'a.ini', ['db', 'host'], 'a ;b'), ini.replace('host = a', 'host = "a ;b"'));
    assert.equal(properties.set('a =\nb', 'a.ini', ['a'], 1), 'a = 1\nb');
    assert.equal(properties.set('a =\nb', 'a.ini', ['b'], 1), 'a =\nb = 1');
    assert.equal(properties.set('[a]\nb=1\n', 'a.ini', ['a'], 1), null);
    assert.equal(properties.set('a=1', 'a.ini', ['a'], 'x\ny'), null);
    assert.equal(properties.set('a.b=1 2\r\n', 'a.properties', ['a', 'b'], 'C:\\x\ny'), 'a.b=C:\\\\x\\ny\r\n');
    assert.equal(properties.set('a=1', 'a.properties', ['a'], '${x}'), null);
    assert.equal(properties.set('a=1', 'a.properties', ['a'], { raw: '${x}' }), 'a=${x}');
  });

  it('get entries where their like stand', () => {
    const ini = '; top\n[db]\nhost = a ; here\n\n[web.ui]\n  port=1';
    assert.equal(properties.add(ini, 'a.ini', ['db'], ['tls'], true), ini.replace('here\n', 'here\ntls = true\n'));
    assert.equal(properties.add(ini, 'a.ini', [], ['web', 'ui', 'tls'], true), `${ini}\n  tls=true\n`);
    assert.equal(properties.add(ini, 'a.ini', [], ['web', 'tls'], true), `${ini}\n\n[web]\ntls=true\n`);
    assert.equal(properties.add(ini, 'a.ini', [], ['tls'], true), ini.replace('[db]', 'tls=true\n\n[db]'));
    assert.equal(properties.add(ini, 'a.ini', [], ['db', 'host'], 'b'), ini.replace('host = a', 'host = b'));
    assert.equal(properties.add('', '.npmrc', [], ['strict-ssl'], true), 'strict-ssl=true\n');
    assert.equal(properties.add('a=1\n', '.npmrc', [], ['//x.test/:_authToken'], { raw: '${T}' }), 'a=1\n//x.test/:_authToken=${T}\n');
    assert.equal(properties.add('a.b = 1\nc=2\n', 'a.properties', ['a'], ['d', 'e'], 'x'), 'a.b = 1\na.d.e = x\nc=2\n');
    assert.equal(properties.add('a "b"\n', '.yarnrc', [], ['c'], 'x'), 'a "b"\nc x\n');
  });

  it('lose entries with their lines', () => {
    const ini = '; top\n[db]\nhost = a ; here\nhosts =\n  a\n  b\n\n[web.ui]\nport=1';
    assert.equal(properties.remove(ini, 'a.ini', ['db', 'hosts']), ini.replace('hosts =\n  a\n  b\n', ''));
    assert.equal(properties.remove(ini, 'a.ini', ['db', 'host']), ini.replace('host = a ; here', '; here'));
    assert.equal(properties.remove(ini, 'a.ini', ['web']), ini.replace('\n[web.ui]\nport=1', ''));
    assert.equal(properties.remove('a.b=1\nc=2\na.d=3', 'a.properties', ['a']), 'c=2');
  });

  it('say what was asked after a change', () => {
    const line = fc.constantFrom('a=1', 'b = "x y" ; c', 'c=', '; note', '# note', '[s]', '[s.t]', 'd.e: 5', 'd.f=6', '  g', 'h', '', 'i=${X}', "j='k'");
    fc.assert(fc.property(fc.array(line, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.constantFrom(...names), fc.string({ maxLength: 8 }), (lines, lineBreak, path, value) => {
      properties.checkVerbs(lines.join(lineBreak), path, value);
    }), { numRuns: 200 });
  });
});
