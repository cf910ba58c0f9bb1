/**
 * Do the fixes work on Python? For each rule a program for each of its fixes,
 * through the engine as shipped, and what some of them write, letter by letter.
 */
import assert from 'node:assert/strict';
import type { Grammars } from '../../src/languages';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { loadGrammars } from '../support/grammars';
import { proveFixes } from './harness';
import type { Proof } from './harness';
import { programs, without } from './python-programs';

let engine: TestEngine;
let grammars: Grammars;

before(async () => {
  engine = await loadTestEngine();
  grammars = await loadGrammars();
});

const path = 'example.py';

/** Everything that is offered for the text, proved. */
function prove(text: string): readonly Proof[] {
  const check = (each: string): ReturnType<TestEngine['check']> => engine.check(each, path, { drafts: true });
  assert.notDeepEqual(check(text), [], 'something is found');
  return proveFixes({ path, text, rule: null, check, policy: engine.policy, grammars });
}

function fixed(id: string, text: string): string | null {
  return prove(text).find(({ fix }) => fix === id)?.after ?? null;
}

describe('fixes of Python', () => {
  it('mask-value adds a function in the file’s style', () => {
    const text = "import logging\r\n\r\n\r\ndef greet(user):\r\n\tlogging.info(f'hello {user.email}')\r\n";
    assert.equal(fixed('mask-value', text), [
      'import logging', '', '',
      'def mask_value(value):', '\t"""Show that there is a value and how it begins, nothing more."""', "\ttext = '' if value is None else str(value)",
      "\treturn text[:1] + '***' if text else ''", '', '',
      'def greet(user):', "\tlogging.info(f'hello {mask_value(user.email)}')", '',
    ].join('\r\n'));
  });

  it('mask-value calls the function that the file has', () => {
    const text = 'from .privacy import mask_email\n\n\ndef greet(user):\n    print("hello", user.email)\n';
    assert.equal(fixed('mask-value', text), text.replace('user.email', 'mask_email(user.email)'));
  });

  it('encrypt-before-storing puts imports where they belong', () => {
    const text = 'from pathlib import Path\n\n\ndef remember(credentials: object) -> None:\n    Path("token").write_text(credentials.access_token)\n';
    assert.equal(fixed('encrypt-before-storing', text), `import json
import os
from pathlib import Path

from cryptography.fernet import Fernet


def encrypt_for_storage(value: object) -> str:
    """Encrypt with Fernet. CALEY_DATA_KEY holds a key of Fernet.generate_key()."""
    key = os.environ.get("CALEY_DATA_KEY")
    if not key:
        raise RuntimeError("CALEY_DATA_KEY is not set")
    if not isinstance(value, (bytes, str)):
        value = json.dumps(value, default=str)
    data = value.encode() if isinstance(value, str) else value
    return Fernet(key).encrypt(data).decode()


def remember(credentials: object) -> None:
    Path("token").write_text(encrypt_for_storage(credentials.access_token))
`);
  });

  it('log-id-instead reads the id as the field was read', () => {
    const log = (line: string): string => `import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef greet(user):\n    ${line}\n`;
    assert.equal(fixed('log-id-instead', log('logger.info("hello %s", user["email"])')), log('logger.info("hello %s", user["id"])'));
    assert.equal(fixed('log-id-instead', log('logger.info("hello", extra={"email": user.email})')), log('logger.info("hello", extra={"id": user.id})'));
    assert.equal(fixed('log-id-instead', log('logger.info("%s %s", user["id"], user["email"])')), null);
  });

  it('drop-argument takes the mark out of the text', () => {
    const log = (line: string): string => `import logging\n\n\ndef greet(user):\n    ${line}\n`;
    assert.equal(fixed('drop-argument', log('logging.info("hello %s of %s", user.email, user.plan)')), log('logging.info("hello of %s", user.plan)'));
    assert.equal(fixed('drop-argument', log('logging.info("hello {}".format(user.email))')), log('logging.info("hello")'));
    assert.equal(fixed('drop-argument', log('logging.info("hello %(who)s", {"who": user.email, "n": 1})')), log('logging.info("hello", {"n": 1})'));
    assert.equal(fixed('drop-argument', log('logging.info(user.email)')), log('pass'));
  });

  it('send-id-only sends the id of a whole record', () => {
    const [text = ''] = programs['data/whole-object-shared'] ?? [];
    assert.equal(fixed('send-id-only', text), text.replace('customer.model_dump()', '{"id": customer.id}'));
  });

  it('guard-by-consent asks the function that the file has', () => {
    const text = 'import requests\n\nfrom .consent import has_consent\n\n\ndef subscribe(user):\n    requests.post("https://forms.leadfinder-data.io/subscribe", json={"mail": user.email})\n';
    assert.equal(fixed('guard-by-consent', text), text.replace('    requests.post', '    if has_consent(user):\n        requests.post'));
  });

  describe('secret-to-environment', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['caley_client_secret = "q7Rw2Lk9Xs4Vb8Nd3Hf6Tz1P"\n', 'import os\n\ncaley_client_secret = os.environ["CALEY_CLIENT_SECRET"]\n'],
      ["import os\n\nslack = os.environ.get('SLACK_KEY', 'xoxb-q7Rw2Lk9Xs4Vb8Nd3Hf6')\n", "import os\n\nslack = os.environ['SLACK_KEY']\n"],
      ["import os\n\nslack = os.getenv('SLACK_KEY') or 'xoxb-q7Rw2Lk9Xs4Vb8Nd3Hf6'\n", "import os\n\nslack = os.environ['SLACK_KEY']\n"],
      ['from os import environ\n\ncaley_key = "q7Rw2Lk9Xs4Vb8Nd3Hf6Tz1P"\n', 'from os import environ\n\ncaley_key = environ["CALEY_KEY"]\n'],
      ['import boto3\n\ns3 = boto3.client("s3", aws_secret_access_key="y2Lf7Xc4Td9Nw1Gb6Vk8Rs3Hq5Zm0Jp2Ub7Ea4W")\n',
        'import os\n\nimport boto3\n\ns3 = boto3.client("s3", aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])\n'],
      ['import requests\n\nrequests.get("https://api.caley.app/v1/me", headers={"Authorization": "Bearer h2Yt7Lc4Nw9Gd1Ks6Px3Vb8"})\n',
        'import os\n\nimport requests\n\nrequests.get("https://api.caley.app/v1/me", headers={"Authorization": f"Bearer {os.environ[\'CALEY_TOKEN\']}"})\n'],
    ];
    for (const [before, after] of cases) it(before.trim(), () => assert.equal(fixed('secret-to-environment', before), after));
  });

  it('use-https keeps off where a port is written', () => {
    const get = (url: string): string => `import requests\n\n\ndef ping(port):\n    return requests.get(${url}, timeout=5)\n`;
    assert.equal(fixed('use-https', get("'http://status.brightdesk-crm.com:8080/ping'")), null);
    assert.equal(fixed('use-https', get("f'http://status.brightdesk-crm.com:{port}/'")), null);
    assert.equal(fixed('use-https', get("'http://status.brightdesk-crm.com/%s' % port")), get("'https://status.brightdesk-crm.com/%s' % port"));
    assert.equal(fixed('use-https', get("r'http://status.brightdesk-crm.com/'")), get("r'https://status.brightdesk-crm.com/'"));
  });

  it('remove-tls-switch removes the assignment or argument and nothing else', () => {
    assert.equal(fixed('remove-tls-switch', 'import requests\n\nsession = requests.Session()\nsession.verify = False  # for now\nsession.get("https://crm.acme.example")\n'),
      'import requests\n\nsession = requests.Session()\nsession.get("https://crm.acme.example")\n');
    const [proof] = prove('import requests\n\nrequests.get(\n    "https://crm.acme.example",\n    verify=False,\n)\n');
    assert.equal(proof?.after, 'import requests\n\nrequests.get(\n    "https://crm.acme.example",\n)\n');
    assert.equal(proof.title, 'Remove `verify`, so that certificates are checked');
  });

  describe('suppress covers the finding wherever the comment had to go', () => {
    for (const text of [
      'def f(user):\n    print(f"""\n      {user.email}\n    """)\n',
      'def f(user):\n    print("a", \\\n        user.email)\n',
      'def f(user):\n    if user: print(user.email)\n',
      'def f(user):\n    print(\n        "a",\n        user.email,\n    )\n',
      'def f(user):\n    # pylint: disable-next=print-used\n    print(user.email)\n',
    ]) it(JSON.stringify(text), () => assert.deepEqual(engine.check(fixed('suppress', text) ?? text, path), []));
  });

  for (const [rule, texts] of Object.entries(programs)) {
    it(rule, () => {
      const offered = new Set(texts.flatMap((text) => prove(text)).filter((proof) => proof.rule === rule).map(({ fix }) => fix));
      const named = engine.policy.rules.get(rule)?.fixes.filter((id) => without[`${rule} ${id}`] === undefined) ?? [];
      assert.deepEqual([...named, 'suppress'].filter((id) => !offered.has(id)), []);
    });
  }

  it('are tried for every rule that names any', () => {
    assert.deepEqual([...engine.policy.rules.values()].filter(({ id, fixes, check }) => check.type !== 'setting' && fixes.some((fix) => without[`${id} ${fix}`] === undefined) && programs[id] === undefined).map(({ id }) => id), []);
  });
});
