/** What leaves, joins or comes under a condition in Python, and what a file gets at its top? A place is marked `«like this»`. */
import assert from 'node:assert/strict';
import type { Grammars } from '../../../src/languages';
import { loadGrammars } from '../../support/grammars';
import { edit, type Verb } from './edit-cases';

type Cases = readonly (readonly [before: string, after: string | null])[];

let grammars: Grammars;

function table(verb: Verb, cases: Cases): void {
  for (const [before, after] of cases) {
    it(JSON.stringify(before).slice(1, -1), () => assert.equal(edit(grammars, before, verb), after));
  }
}

describe('Python edits of lists, statements and modules', () => {
  before(async () => {
    grammars = await loadGrammars();
  });

  describe('removeArgument', () => {
    const remove: Verb = (edits, tree, place) => edits.removeArgument(tree, place);
    describe('of calls', () => table(remove, [
      ["print('a', «user.email»)", "print('a')"],
      ["print(«user.email», 'a')", "print('a')"],
      ["print('a', «user.email», 'b')", "print('a', 'b')"],
      ["print('a', *«emails»)", "print('a')"],
      ['print(«user.email»)\nf()', 'f()'],
      ["print(\n    'a',\n    «user.email»,  # who\n    'b',\n)", "print(\n    'a',\n    'b',\n)"],
      ["print(\n    'a',\n    «user.email»\n)", "print(\n    'a'\n)"],
      ["print(\n    'a',\n    «user.email»,\n)", "print(\n    'a',\n)"],
      ['log.info(«user.email»)\nf()', 'f()'],
      ['def f():\n    log.info(«user.email»)', 'def f():\n    pass'],
      ["log.info('user', email=«user.email»)", "log.info('user')"],
      ["track('in', «email=user.email», n=1)", "track('in', n=1)"],
      ['track(email=«user.email»)\nf()', 'f()'],
      ["track('in', **«user»)", "track('in')"],
      ["track('in', «user.email»)", null],
      ["track('in', «user.email», 1)", null],
      ['log.info(«user.email», exc_info=True)', null],
      ['log.info(fmt, «user.email»)', null],
      ["log.info('sent', extra={'email': «user.email»})", null],
      ['x = f(«user.email»)', null],
      ["log.info('to ' + str(«user.email»))", "log.info('to ')"],
      ["log.info('to %s', str(«user.email»))", "log.info('to')"],
      ["log.info('to %s', ', '.join(«u.email» for u in us))", "log.info('to')"],
      ["log.info('to %s', [«u.email» for u in us])", "log.info('to')"],
      ['class A(«B», C): pass', null],
      ['f(lambda: «user.email»)', null],
    ]));
    describe('with what stands for them in texts', () => table(remove, [
      ["log.info('%s did %s', «user.email», what)", "log.info('did %s', what)"],
      ["log.info('%s did %s', user.email, «what»)", "log.info('%s did', user.email)"],
      ["log.info('at %d%% of %s: %s', n, «user.email», x)", "log.info('at %d%% of : %s', n, x)"],
      ["log.log(10, 'to %s now', «user.email»)", "log.log(10, 'to now')"],
      ["log.info('to {} now', «user.email»)", "log.info('to now')"],
      ["log.info('%s', «user.email», x)", null],
      ["log.info('%(a)s', «user.email»)", null],
      ["log.info('%*d', «n», x)", null],
      ["print(f'to {«user.email»} now')", "print('to now')"],
      ["print(f'to {«user.email»} by {x}')", "print(f'to by {x}')"],
      ["print(f'to {«user.email»} {{x}}')", "print(f'to {{x}}')"],
      ["print(rf'\\d {«user.email»}')", "print(r'\\d')"],
      ["print(f'{«user.email»}')", "print('')"],
      ["print(f'\\0{«user.email»}1')", null],
      ["print('to ' + «user.email» + '!')", "print('to ' + '!')"],
      ["print(«user.email» + '!')", "print('!')"],
      ["print('to %s now' % «user.email»)", "print('to now')"],
      ["print('to %s by %s' % («user.email», x))", "print('to by %s' % (x,))"],
      ["print('to %s by %s at %s' % («user.email», x, y))", "print('to by %s at %s' % (x, y))"],
      ["print('to %s' % («user.email»,))", "print('to')"],
      ["print('100%% to %s' % «user.email»)", null],
      ["print(fmt % «user.email»)", null],
      ["print(fmt % («user.email», x))", null],
      ["print('to %(a)s' % {'a': «user.email»})", null],
      ["print('to {} by {}'.format(«user.email», x))", "print('to by {}'.format(x))"],
      ["print('to {}'.format(«user.email»))", "print('to')"],
      ["print('to {a} by {b}'.format(a=«user.email», b=x))", "print('to by {b}'.format(b=x))"],
      ["print('to {0}'.format(«user.email»))", null],
      ["print('{a} {a}'.format(a=«user.email»))", null],
      ["print(fmt.format(«user.email»))", null],
    ]));
    describe('of sequences', () => table(remove, [
      ["write(['a', «user.email», 'b'])", "write(['a', 'b'])"],
      ['write([«user.email»])', 'write([])'],
      ["write(('a', «user.email»))", "write(('a',))"],
      ['write({«user.email»})', null],
      ["db.execute('insert into a values (%s)', («user.email»,))", null],
      ['def f():\n    return x, «user.email»', null],
      ['x = a[«user.email»]', null],
    ]));
  });

  describe('properties', () => {
    table((edits, tree, place) => edits.removeProperty(tree, place), [
      ["f({'a': 1, 'email': «user.email»})", "f({'a': 1})"],
      ["f({'email': «user.email», 'a': 1})", "f({'a': 1})"],
      ["f({'email': «user.email»})", 'f({})'],
      ["f({\n    'a': 1,\n    'email': str(«user.email»),  # who\n})", "f({\n    'a': 1,\n})"],
      ["f({'a': 1, **«user»})", "f({'a': 1})"],
      ["f('x', email=«user.email», n=1)", "f('x', n=1)"],
      ["f(\n    'x',\n    email=«user.email»,\n)", "f(\n    'x',\n)"],
      ["f(x, verify=«False»)", 'f(x)'],
      ["'{a} {b}'.format(a=«user.email», b=1)", "'{b}'.format(b=1)"],
      ['f(«user.email»)', null],
      ["f(a=lambda: «user.email»)", null],
      ['class A(metaclass=«B»): pass', null],
    ]);
    table((edits, tree, place) => edits.removeProperty(tree, place), [
      ["log.info('to %(a)s of %(b)s', {'a': «user.email», 'b': 1})", "log.info('to of %(b)s', {'b': 1})"],
      ["x = 'to %(a)s %(a)s' % {'a': «user.email», 'b': 1}", null],
      ["x = 'to %(a)s' % {'a': 1, 'b': «user.email»}", "x = 'to %(a)s' % {'a': 1}"],
      ["x = 'to %(a)s' % {'a': 1, **«user»}", null],
    ]);
    table((edits, tree, place) => edits.removeProperties(tree, (edits.propertiesOf(tree, place) ?? []).filter(({ key }) => key === 'a' || key === 'b').map(({ range }) => range)), [
      ["f(«{'a': 1, 'b': 2, 'c': 3}»)", "f({'c': 3})"],
      ['x = «dict(a=1, c=2, b=3)»', 'x = dict(c=2)'],
      ['f(1, a=«1», b=2, c=3)', 'f(1, c=3)'],
      ["f(«{'c': 1}»)", null],
    ]);
    table((edits, tree, place) => edits.renameProperty(tree, place, 'id'), [
      ["f({'email': «user.email»})", "f({'id': user.email})"],
      ['f({"email": «user.email»})', 'f({"id": user.email})'],
      ['x = dict(email=«user.email»)', 'x = dict(id=user.email)'],
      ["log.info('x', email=«user.email»)", "log.info('x', id=user.email)"],
      ["send('x', email=«user.email»)", null],
      ["f({'email': «user.email», 'id': 1})", null],
      ["f({b'email': «user.email»})", null],
      ["f({key: «user.email»})", null],
      ["log.info('to %(email)s', {'email': «user.email»})", null],
      ['f({**«user»})', null],
    ]);
    table((edits, tree, place) => edits.setProperty(tree, place, 'secure', 'True'), [
      ["f(«{'a': 1}»)", "f({'a': 1, 'secure': True})"],
      ['f(«{}»)', 'f({"secure": True})'],
      ["f(«{'secure': False}»)", "f({'secure': True})"],
      ["f({\n    'a': «1»,\n})", "f({\n    'a': 1,\n    'secure': True,\n})"],
      ['«f(1)»', 'f(1, secure=True)'],
      ['«f()»', 'f(secure=True)'],
      ['f«(1)»', 'f(1, secure=True)'],
      ['f(1, secure=False, a=«2»)', 'f(1, secure=True, a=2)'],
      ['f(\r\n\ta=«1»\r\n)', 'f(\r\n\ta=1,\r\n\tsecure=True\r\n)'],
      ['«f(x for x in y)»', null],
      ['f(«x»)', null],
      ['class A«(B)»: pass', null],
    ]);
    it('propertiesOf names entries', () => {
      const keys = (text: string): string | null => edit(grammars, text, (edits, tree, place) =>
        [{ range: { start: 0, end: tree.text.length }, newText: `f(${JSON.stringify((edits.propertiesOf(tree, place) ?? []).map(({ key, value }) => `${key ?? '?'} ${tree.text.slice(value.start, value.end)}`))})` }]);
      assert.equal(keys("x = «{'a': b, **c, d: e}»"), 'f(["a b","? c","? e"])');
      assert.equal(keys('x(1, a=«b», **c)'), 'f(["a b","? c"])');
      assert.equal(keys('x = «dict(a=b)»'), 'f(["a b"])');
      assert.equal(keys('x(«1»)'), 'f([])');
    });
  });

  describe('removeStatement', () => table((edits, tree, place) => edits.removeStatement(tree, place), [
    ['f()\n«log(x)»  # why\ng()', 'f()\ng()'],
    ['f()\nlog(\n    «x»,\n)\ng()', 'f()\ng()'],
    ['if x:\n    «log(x)»\ng()', 'if x:\n    pass\ng()'],
    ['if x:\n    f()\n    «log(x)»\ng()', 'if x:\n    f()\ng()'],
    ['if x: «log(x)»\nelse: g()', 'if x: pass\nelse: g()'],
    ['if x: «log(x)»; g()', 'if x: g()'],
    ['f(); «log(x)»; g()', 'f(); g()'],
    ['f(); «log(x)»', 'f()'],
    ['f(); «log(x)»;\ng()', 'f()\ng()'],
    ['«log(x)»;\ng()', 'g()'],
    ['«session.verify = False»\ng()', 'g()'],
    ["«os.environ['A'] = '0'»\ng()", 'g()'],
    ['«await log(x)»\ng()', 'g()'],
    ['«log(x)»', ''],
    ['f()\r\n«log(x)»\r\ng()', 'f()\r\ng()'],
    ['«x = log(y)»\ng(x)', null],
    ['x = «log(y)»', null],
    ['«log(x)» or g()', null],
    ['f(«log(x)»)\ng()', 'g()'],
    ['f(g(«x»))', null],
    ['f(); \\\n«log(x)»\ng()', null],
  ]));

  describe('guardStatement', () => table((edits, tree, place) => edits.guardStatement(tree, place, 'has_consent(user)'), [
    ['«log(x)»\n', 'if has_consent(user):\n    log(x)\n'],
    ['def f():\n  «log(x)»  # why\n', 'def f():\n  if has_consent(user):\n    log(x)  # why\n'],
    ['def f():\n\t«log(\n\t\tx,\n\t)»\n', 'def f():\n\tif has_consent(user):\n\t\tlog(\n\t\t\tx,\n\t\t)\n'],
    ['if x:\r\n    «log(x)»\r\n', 'if x:\r\n    if has_consent(user):\r\n        log(x)\r\n'],
    ['«log("""a\nb""", x)»\n', 'if has_consent(user):\n    log("""a\nb""", x)\n'],
    ['if x: «log(x)»\nelse: g()\n', 'if x:\n    if has_consent(user):\n        log(x)\nelse: g()\n'],
    ['«log(x)»;\n', 'if has_consent(user):\n    log(x);\n'],
    ['«log(x)»; g()\n', null],
    ['f(); «log(x)»\n', null],
    ['x = «log(x)»\n', null],
    ['«x = log(x)»\n', null],
    ['class A: «log(x)»\n', 'class A:\n    if has_consent(user):\n        log(x)\n'],
  ]));

  describe('addImport', () => {
    const add = (module: string, ...names: string[]): Verb => (edits, tree) => edits.addImport(tree, module, names);
    table(add('os'), [
      ['import os\nf()', 'import os\nf()'],
      ['import os.path\nf()', 'import os.path\nf()'],
      ['import json\nimport re\nfrom datetime import date\n', 'import json\nimport os\nimport re\nfrom datetime import date\n'],
      ['from datetime import date\n', 'import os\nfrom datetime import date\n'],
      ['import requests\n\nf()\n', 'import os\n\nimport requests\n\nf()\n'],
      ['import json\n\nimport requests\n', 'import json\nimport os\n\nimport requests\n'],
      ['import os as o\n', 'import os as o\nimport os\n'],
      ['"""doc"""\nf()\n', '"""doc"""\n\nimport os\n\nf()\n'],
      ['"""doc"""\n\nf()\n', '"""doc"""\n\nimport os\n\nf()\n'],
      ['from __future__ import annotations\n\nf()\n', 'from __future__ import annotations\n\nimport os\n\nf()\n'],
      ['#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nf()\n', '#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport os\n\nf()\n'],
      ['# about f\nf()\n', 'import os\n\n# about f\nf()\n'],
      ['def f():\r\n    pass\r\n', 'import os\r\n\r\n\r\ndef f():\r\n    pass\r\n'],
      ['', 'import os\n'],
      ['import sys', 'import os\nimport sys'],
      ['import json', 'import json\nimport os\n'],
      ['import json; f()\n', null],
      ['os = 1\n', null],
      ['def f(os): pass\n', null],
      ['try:\n    import os\nexcept ImportError: pass\n', null],
    ]);
    table(add('cryptography.fernet', 'Fernet'), [
      ['import os\n\nf()\n', 'import os\n\nfrom cryptography.fernet import Fernet\n\nf()\n'],
      ['import os\n\nimport requests\n\nf()\n', 'import os\n\nimport requests\nfrom cryptography.fernet import Fernet\n\nf()\n'],
      ['from cryptography.fernet import Fernet\n', 'from cryptography.fernet import Fernet\n'],
      ['from cryptography.fernet import InvalidToken\n', 'from cryptography.fernet import InvalidToken, Fernet\n'],
      ['from cryptography.fernet import (InvalidToken)\n', 'from cryptography.fernet import (InvalidToken, Fernet)\n'],
      ['from cryptography.fernet import (\n    A,  # a\n    B,\n)\n', 'from cryptography.fernet import (\n    A,  # a\n    B,\n    Fernet,\n)\n'],
      ['from cryptography.fernet import (\n    A\n)\n', 'from cryptography.fernet import (\n    A,\n    Fernet\n)\n'],
      ['from cryptography.fernet import *\n', 'from cryptography.fernet import *\nfrom cryptography.fernet import Fernet\n'],
      ['from cryptography.fernet import Fernet as F\n', 'from cryptography.fernet import Fernet as F, Fernet\n'],
      ['class Fernet: pass\n', null],
      ['[Fernet for Fernet in x]\n', null],
    ]);
    table((edits, tree) => edits.addImports(tree, [{ module: 'json', names: [] }, { module: 'os', names: [] }, { module: 'cryptography.fernet', names: ['Fernet'] }]), [
      ['f()\n', 'import json\nimport os\n\nfrom cryptography.fernet import Fernet\n\nf()\n'],
      ['import requests\n', 'import json\nimport os\n\nimport requests\nfrom cryptography.fernet import Fernet\n'],
      ['import json\n', 'import json\nimport os\n\nfrom cryptography.fernet import Fernet\n'],
      ['import os\n\nimport requests\n', 'import json\nimport os\n\nimport requests\nfrom cryptography.fernet import Fernet\n'],
    ]);
  });

  describe('addDeclaration', () => table((edits, tree) => edits.addDeclaration(tree, 'mask', 'def mask(x):\n    return ""'), [
    ['import os\n\n\ndef f():\n    pass\n', 'import os\n\n\ndef mask(x):\n    return ""\n\n\ndef f():\n    pass\n'],
    ['import os\nf()\n', 'import os\n\n\ndef mask(x):\n    return ""\n\n\nf()\n'],
    ['f()\r\n', 'def mask(x):\r\n    return ""\r\n\r\n\r\nf()\r\n'],
    ['"""doc"""\nf()\n', '"""doc"""\n\n\ndef mask(x):\n    return ""\n\n\nf()\n'],
    ['import os', 'import os\n\n\ndef mask(x):\n    return ""\n'],
    ['def mask(x): pass\n', 'def mask(x): pass\n'],
    ['from m import mask\n', 'from m import mask\n'],
    ['mask = lambda x: x\n', 'mask = lambda x: x\n'],
    ['mask = 1\n', null],
    ['def f(mask): pass\n', null],
    ['import os; f()\n', null],
  ]));
});
