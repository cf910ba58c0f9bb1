/**
 * Does a path of a model exist in the sources of a Python package? Held against small packages that are written here; what Debian carries takes
 * `npm run models:pypi`, which fetches it.
 */
import assert from 'node:assert/strict';
import type { Language } from 'web-tree-sitter';
import { unpackDebian } from '../../scripts/debian-packages';
import { PypiCheck } from '../../scripts/pypi-check';
import { PythonReader } from '../../scripts/python-declarations';
import { PythonSources } from '../../scripts/python-sources';
import { readModel } from '../../src/models';
import { loadGrammars } from '../support/grammars';
import { withFolder } from '../temporary-folder';

let reader: PythonReader;

before(async () => {
  reader = new PythonReader((await loadGrammars()).get('tree-sitter-python') as Language);
});

const files = {
  'desk/__init__.py': `
from .client import Client as Client, connect
from . import mail
from .other import *
from elsewhere import Thing
VERSION: str = "1"
`,
  'desk/client.py': `
from .base import Base

class Client(Base):
    slots = []
    def __init__(self, key, *, timeout=10):
        self.mail = Mailer(self)
        self.count = 0
    def book(self, slot, guest=None, **extra): ...
    @property
    def last(self) -> "Booking": ...
    def again(self) -> "Client": ...

class Booking:
    title: str
    def cancel(self, reason): ...

class Mailer:
    def __init__(self, client): ...
    def send(self, to, *, body): ...

class Loose:
    def __getattr__(self, name): ...

def connect(key):
    return Client(key)

def loose() -> Loose: ...
`,
  'desk/base.py': 'class Base:\n    def close(self): ...\n',
  'desk/mail.py': 'def send(to, body): ...\n',
  'desk/other.py': 'try:\n    import json\nexcept ImportError:\n    json = None\nfrom .client import loose\n',
  'lazy/__init__.py': 'def __getattr__(name): ...\n',
} as const;

/** What is said of each path of a model of the package: `exists`, or the message. */
async function saidOf(paths: readonly string[], name = 'desk', types = ''): Promise<readonly string[]> {
  return withFolder(files, (folder) => {
    const entries = paths.map((at) => `  - at: ${JSON.stringify(at)}\n    is: sink.log\n    example: "import ${name}"\n`).join('');
    const { model, mistakes } = readModel({ path: `models/pypi/${name}.yaml`, text: `package: ${name}\n${types}entries:\n${entries}` });
    assert.deepEqual(mistakes.map(({ message }) => message), []);
    assert.ok(model !== null);
    const check = new PypiCheck([model], new PythonSources(reader, [folder]));
    return check.judged(model).filter(([{ owner }]) => 'entry' in owner).map(([, judgement]) => (judgement.says === 'exists' ? 'exists' : judgement.says === 'missing' ? judgement.messages.join(' ') : `unknown: ${judgement.reasons.join(', ')}`));
  });
}

describe('paths of models in sources of Python', () => {
  it('finds classes, functions and modules, however they are imported', async () => {
    const paths = ['Client()', 'client.Client()', 'connect()', 'mail.send.argument[1,body]', 'loose()', 'json.dumps.argument[0]', 'VERSION'];
    assert.deepEqual((await saidOf(paths)).map((said) => said.replace(/:.*/, '')), ['exists', 'exists', 'exists', 'exists', 'exists', 'unknown', 'exists']);
  });

  it('follows what calls make, bases, properties and what a method gives its instance', async () => {
    assert.deepEqual(await saidOf(['Client().close()', 'connect().book.argument[1,guest]', 'Client().last.cancel.argument[0]', 'Client().mail.send.argument[body]', 'Client().again().count', 'Client().last.title']), Array<string>(6).fill('exists'));
  });

  it('misses what is not there, and says what is near', async () => {
    assert.deepEqual((await saidOf(['Cliemt()', 'Client().cancel()', 'Client().mail.send.argument[subject]', 'mail.sent()', 'Client().last.argument[0].x', 'connect.argument[3]'])).map((said) => said.split(/[;.]/)[0]), [
      '"Cliemt" is not there', '"cancel" is not there', '"send" takes no such argument', '"sent" is not there', 'unknown: a member of what is handed over', '"connect" takes no such argument',
    ]);
  });

  it('cannot tell what is made as a program runs, or stands in another package', async () => {
    assert.deepEqual((await saidOf(['Thing.x', 'loose().anything'])).map((said) => said.split(':')[0]), ['unknown', 'unknown']);
    assert.deepEqual(await saidOf(['Client()'], 'lazy'), ['unknown: the module has a __getattr__']);
    assert.deepEqual(await saidOf(['Client()'], 'absent'), ['unknown: "absent" is not at hand']);
  });

  it('starts from the types of a model', async () => {
    const types = 'types:\n  Client: ["Client()", "connect()"]\n';
    assert.deepEqual((await saidOf(['<Client>.close()', '<Client>.open()'], 'desk', types)).map((said) => said.split('.')[0]), ['exists', '"open" is not there']);
  });

  it('says plainly that apt does not bring a package', () => {
    return withFolder({}, (folder) => {
      const path = process.env['PATH'];
      process.env['PATH'] = folder;
      try {
        assert.throws(() => unpackDebian(folder, ['python3-absent']), /"apt-get" does not run here.*This check needs a machine with Debian's apt/);
      } finally {
        process.env['PATH'] = path;
      }
    });
  });
});
