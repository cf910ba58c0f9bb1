/**
 * Is a page one program with the scripts that it loads? What they declare is there for its own scripts and for what it does at an event, and data is
 * followed there and back; after any edits the answers are those of a fresh workspace.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const sends = 'function send(form) {\n  console.log(form);\n}\n';

/** What is found in every file, `path:line rule`. */
function found(workspace: Workspace): readonly string[] {
  // Who loads a script is known once all files are.
  while (workspace.step());
  const snapshot = workspace.snapshot();
  return snapshot.files.flatMap((path) => snapshot.findings(path).map(({ finding }) => `${path}:${String(finding.range.start)} ${finding.rule}`));
}

function opened(files: Readonly<Record<string, string>>): Workspace {
  const workspace = engine.createWorkspace();
  for (const [path, text] of Object.entries(files)) workspace.apply({ type: 'write', path, text, version: 1 });
  return workspace;
}

function rulesIn(files: Readonly<Record<string, string>>): readonly string[] {
  return found(opened(files)).map((one) => one.replace(/:\d+ /, ' '));
}

describe('a page and its scripts', () => {
  it('are one program', () => {
    const flows: Readonly<Record<string, readonly [page: string, rules: readonly string[]]>> = {
      'an event': ['<script src="send.js"></script><form onsubmit="send(user.email)"></form>', ['index.html log/personal-data']],
      'a later script': ['<script src="./send.js?v=3"></script><script>send(user.email)</script>', ['index.html log/personal-data']],
      'below the root of a site': ['<script defer src="/send.js"></script><a onclick="send(user.email)">x</a>', ['index.html log/personal-data']],
      'a name of its own': ['<script src="send.js"></script><script>function send() {}\nsend(user.email)</script>', []],
      'another host': ['<script src="https://example.org/send.js"></script><a onclick="send(user.email)">x</a>', []],
      'what a template names': ['<script src="{{ base }}/send.js"></script><a onclick="send(user.email)">x</a>', []],
      'a module shares nothing': ['<script type="module" src="send.js"></script><a onclick="send(user.email)">x</a>', []],
      'data that is no script': ['<script type="text/plain" src="send.js"></script><a onclick="send(user.email)">x</a>', []],
    };
    for (const [name, [page, rules]] of Object.entries(flows)) assert.deepEqual(rulesIn({ 'index.html': page, 'send.js': sends }), rules, name);
  });

  it('hand on what is declared with const, and of several scripts the one that has it', () => {
    assert.deepEqual(rulesIn({ 'index.html': '<script src="a.js"></script><script src="js/b.js"></script><a onclick="tell(user.email)">x</a>', 'a.js': sends, 'js/b.js': 'const tell = (what) => console.log(what);\n' }), ['index.html log/personal-data']);
  });

  it('take what a file that is a module declares for nobody’s', () => {
    assert.deepEqual(rulesIn({ 'index.html': '<script src="a.js"></script><a onclick="send(user.email)">x</a>', 'a.js': `import './b.js';\n${sends}` }), []);
  });

  it('tell a script what pages hand in', () => {
    const script = 'function keep(what) {\n  what.info(user.email);\n}\n';
    const page = '<script src="a.js"></script><script type="module">import pino from "pino";\nkeep(pino());</script>';
    assert.deepEqual(rulesIn({ 'index.html': page, 'a.js': script }), ['a.js log/personal-data']);
    assert.deepEqual(rulesIn({ 'index.html': page.replace('keep(', 'other('), 'a.js': script }), []);
  });

  it('answer after edits as fresh ones do', () => {
    const texts: Readonly<Record<string, readonly string[]>> = {
      'index.html': [
        '<script src="a.js"></script><a onclick="send(user.email)">x</a>', '<script src="b.js"></script><a onclick="send(user.email)">x</a>',
        '<script src="a.js"></script><script src="b.js"></script><p>more</p><a onclick="send(user.email)">x</a><script>tell({ a: user.phone })</script>',
        '<script>function send() {}</script><a onclick="send(user.email)">x</a>', '<p>nothing</p>',
      ],
      'a.js': [sends, `${sends}const tell = (what) => send(what.a);\n`, sends.replace('console.log(form)', 'return 1'), `import './b.js';\n${sends}`, 'let send = 1;\n', `// more\n\n${sends}`],
      'b.js': [sends.replace('send', 'tell'), sends, '', 'class send {}\n'],
    };
    const edit = fc.constantFrom(...Object.entries(texts).flatMap(([path, all]) => [null, ...all].map((text) => ({ path, text }))));
    let told = 0;
    fc.assert(fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), fc.boolean(), (edits, isFocused) => {
      const now: Record<string, string> = Object.fromEntries(Object.entries(texts).map(([path, [first = '']]) => [path, first]));
      const workspace = opened(now);
      if (isFocused) workspace.focus(Object.keys(texts));
      edits.forEach(({ path, text }, version) => {
        if (text === null) {
          if (now[path] === undefined) return;
          workspace.apply({ type: 'remove', path });
          Reflect.deleteProperty(now, path);
        } else {
          workspace.apply({ type: 'write', path, text, version });
          now[path] = text;
        }
        const fresh = found(opened(now));
        told += fresh.length;
        assert.deepEqual([...found(workspace)].sort(), [...fresh].sort(), JSON.stringify(now));
      });
    }), { numRuns: 25 });
    assert.ok(told > 20, String(told));
  }).timeout(300_000);
});
