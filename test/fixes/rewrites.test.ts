/** Do the fixes that rewrite calls keep off where they would guess? Through the engine as shipped, drafts included. */
import assert from 'node:assert/strict';
import type { Grammars } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';

let engine: TestEngine;
let grammars: Grammars;

before(async () => {
  engine = await loadTestEngine();
  grammars = await loadGrammars();
});

/** What the fix makes of the text for the first finding it is offered for; null where it is not. Every fix offered is proved on the way. */
function fixed(id: string, text: string, path: string): string | null {
  const check = (each: string): ReturnType<TestEngine['check']> => engine.check(each, path, { drafts: true });
  assert.notDeepEqual(check(text), [], 'something is found');
  return proveFixes({ path, text, rule: null, check, policy: engine.policy, grammars }).find(({ fix }) => fix === id)?.after ?? null;
}

/** A line of TypeScript or Python with a booking of Caley's at hand. */
function script(imports: string, line: string): string {
  return `${imports}\nexport async function run(id: string) {\n  const booking = await (await fetch(\`https://api.caley.app/v1/bookings/\${id}\`)).json();\n  ${line}\n}\n`;
}

function python(imports: string, line: string): string {
  return `${imports}\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    ${line}\n`;
}

type Cases = readonly (readonly [before: string, after: string | null])[];

function scripts(id: string, imports: string, cases: Cases, importsAfter = imports): void {
  for (const [line, after] of cases) {
    it(line, () => assert.equal(fixed(id, script(imports, line), 'example.ts'), after === null ? null : script(importsAfter, after)));
  }
}

function pythons(id: string, imports: string, cases: Cases, importsAfter = imports): void {
  for (const [line, after] of cases) {
    it(line, () => assert.equal(fixed(id, python(imports, line), 'example.py'), after === null ? null : python(importsAfter, after)));
  }
}

describe('sql-placeholder', () => {
  scripts('sql-placeholder', "import { Pool } from 'pg';\nconst db = new Pool();", [
    ["await db.query(`select * from a where b = '${booking.title}' and c > ${booking.length}`);", "await db.query('select * from a where b = $1 and c > $2', [booking.title, booking.length]);"],
    ["await db.query('select * from a where b in (' + id + ', ' + booking.title + ')');", "await db.query('select * from a where b in ($1, $2)', [id, booking.title]);"],
    ["await db.query('insert into a values (' + id + ', ' + booking.title + ')');", null],
    ['await db.query(`select * from a order by ${booking.title}`);', null],
    ['await db.query(`select * from ${booking.title} where b = 1`);', null],
    ["await db.query(`select * from a where b like '%${booking.title}%'`);", null],
    ["await db.query(`select * from a where b = 'x${booking.title}'`);", null],
    ['await db.query(`select * from a where b = ${booking.title} and c = $1`, [1]);', null],
  ]);
  pythons('sql-placeholder', 'import psycopg2', [
    ['psycopg2.connect("").cursor().execute(f"select * from a where b = {booking[\'title\']} and c like \'x%\'")',
      'psycopg2.connect("").cursor().execute("select * from a where b = %s and c like \'x%%\'", [booking[\'title\']])'],
    ['psycopg2.connect("").cursor().execute(f"select * from a where b = {booking[\'title\']!r}")', null],
  ]);
});

describe('argument-list', () => {
  const before = "import * as process from 'node:child_process';";
  scripts('argument-list', before, [
    ['process.exec(`ics2pdf --name ${booking.title} "a b"`, done);', "process.execFile('ics2pdf', ['--name', booking.title, 'a b'], done);"],
    ['process.exec(`ics2pdf ${booking.title} | lpr`);', null],
    ['process.exec(`ics2pdf $HOME ${booking.title}`);', null],
    ['process.exec(`ics2pdf --name=${booking.title}`);', null],
    ['process.exec(`${booking.title} x`);', null],
    ['process.exec(`ics2pdf "${booking.title}`);', null],
  ]);
  pythons('argument-list', 'import subprocess', [
    ["subprocess.run('ics2pdf %s' % booking['title'], shell=True, timeout=5)", "subprocess.run(['ics2pdf', booking['title']], timeout=5)"],
    ["subprocess.run('ics2pdf %s > out' % booking['title'], shell=True)", null],
  ]);
});

describe('quote-for-shell', () => {
  pythons('quote-for-shell', 'import shlex\nimport subprocess\n', [
    ['subprocess.run(f"a {booking[\'title\']} | b", shell=True)', 'subprocess.run(f"a {shlex.quote(booking[\'title\'])} | b", shell=True)'],
    ['subprocess.run(f"a \'{booking[\'title\']}\' | b", shell=True)', null],
  ]);
});

describe('text-content', () => {
  scripts('text-content', "const root = document.body;", [
    ['root.innerHTML = booking.title;', 'root.textContent = booking.title;'],
    ['root.innerHTML = `<b>${booking.title}</b>`;', null],
  ]);
});

describe('slow-password-hash', () => {
  const keep = (line: string): string => `import { createHash } from 'node:crypto';\n\nexport function keep(user: { digest: string }, password: string) {\n  ${line}\n}\n`;
  it('keeps off where the hash is compared', () => {
    assert.equal(fixed('slow-password-hash', keep("return createHash('md5').update(password).digest('hex') === user.digest;"), 'example.ts'), null);
    assert.equal(fixed('slow-password-hash', keep("return user.digest === createHash('md5').update(password).digest('hex');"), 'example.ts'), null);
  });
  it('keeps off where the hash is bytes', () => assert.equal(fixed('slow-password-hash', keep("return createHash('md5').update(password).digest();"), 'example.ts'), null));
  it('takes the place of the whole chain', () => {
    assert.match(fixed('slow-password-hash', keep("user.digest = createHash('md5').update(password).digest('base64');"), 'example.ts') ?? '', /user\.digest = hashPassword\(password\);/);
  });
});

describe('authenticated-cipher', () => {
  const seal = (call: string): string => `import { createCipheriv, createDecipheriv } from 'node:crypto';\n\nexport const work = (key: Buffer) => ${call};\n`;
  it('keeps the length of the key', () => {
    assert.match(fixed('authenticated-cipher', seal("createCipheriv('aes-128-ecb', key, null)"), 'example.ts') ?? '', /createCipheriv\('aes-128-gcm', key, randomBytes\(12\)\)/);
    assert.match(fixed('authenticated-cipher', seal("createCipheriv('des-ede3-ecb', key, null)"), 'example.ts') ?? '', /createCipheriv\('aes-192-gcm', key, randomBytes\(12\)\)/);
    assert.equal(fixed('authenticated-cipher', seal("createCipheriv('des-ecb', key, null)"), 'example.ts'), null);
  });
  it('opens nothing', () => {
    const open = (name: string): string => `from Crypto.Cipher import AES\n\n\ndef ${name}(key, data):\n    cipher = AES.new(key, AES.MODE_ECB)\n    return cipher, data\n`;
    assert.equal(fixed('authenticated-cipher', open('decrypt_note'), 'example.py'), null);
    assert.notEqual(fixed('authenticated-cipher', open('seal_note'), 'example.py'), null);
  });
});

describe('options', () => {
  const cors = (options: string): string => `import cors from 'cors';\n\nexport const open = cors(${options});\n`;
  it('cors: either fix is enough', () => {
    assert.equal(fixed('cors-origins-from-environment', cors("{ origin: '*', credentials: true }"), 'example.ts'), cors("{ origin: (process.env.CORS_ORIGINS ?? '').split(','), credentials: true }"));
    assert.equal(fixed('cors-without-credentials', cors("{ origin: '*', credentials: true }"), 'example.ts'), cors("{ origin: '*' }"));
  });
  it('debug is off where the environment says nothing', () => {
    const run = (value: string, imports = ''): string => `${imports}from flask import Flask\n\napp = Flask(__name__)\napp.run(host="0.0.0.0", debug=${value})\n`;
    assert.equal(fixed('debug-from-environment', run('True'), 'example.py'), run('os.environ.get("APP_DEBUG") == "1"', 'import os\n\n'));
    assert.equal(fixed('debug-off', run('True'), 'example.py'), run('False'));
  });
  it('certificates: a mode has a name for its opposite', () => {
    const connect = (mode: string): string => `import ssl\n\ncontext = ssl.create_default_context()\ncontext.verify_mode = ssl.${mode}\n`;
    assert.equal(fixed('enable-certificate-check', connect('CERT_NONE'), 'example.py'), connect('CERT_REQUIRED'));
  });
  it('a cookie is shown to scripts nowhere', () => {
    const text = "from flask import Flask\n\napp = Flask(__name__)\napp.config['SESSION_COOKIE_HTTPONLY'] = False\n";
    assert.equal(fixed('cookie-secure-in-production', text, 'example.py'), null);
    assert.equal(fixed('protect-cookie', text, 'example.py'), text.replace('False', 'True'));
  });
  it('a call that is replaced keeps its arguments, or stays', () => {
    const load = (call: string): string => `import yaml\n\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    return ${call}\n`;
    assert.equal(fixed('safe-loader', load('yaml.load(booking["notes"], Loader=yaml.UnsafeLoader)'), 'example.py'), load('yaml.safe_load(booking["notes"])'));
    assert.equal(fixed('safe-loader', load('yaml.load(booking["notes"], yaml.UnsafeLoader)'), 'example.py'), null);
  });
});
