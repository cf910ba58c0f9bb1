/**
 * What does a caley.yaml change? The user's word about functions, in whatever file they are called;
 * which one rules a file; what happens as they come, change and go; and what is told of entries that mean nothing.
 */
import assert from 'node:assert/strict';
import { createWorkspace } from '../../src/workspace';
import type { Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { foundIn, openWorkspace, write } from '../support/open-workspace';
import type { Files } from '../support/open-workspace';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

function opened(files: Files, focus: readonly string[] = []): Workspace {
  const workspace = openWorkspace(engine, files, { configuration: { minimumConfidence: 'low' }, focus, isComplete: true });
  while (workspace.step());
  return workspace;
}

/** `path:line`. */
const found = (workspace: Workspace): readonly string[] => [...new Set(foundIn(workspace, (_, place) => place))].sort();

/** Lines that end in `flagged`. */
function promised(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([path, text]) => text.split('\n').flatMap((line, i) => (/(?:\/\/|#) flagged$/.test(line) ? [`${path}:${String(i + 1)}`] : []))).sort();
}

function mistakes(workspace: Workspace, path = 'caley.yaml'): readonly string[] {
  while (workspace.step());
  const snapshot = workspace.snapshot();
  return snapshot.mistakes(path).map(({ file, range, message, severity }) => {
    assert.equal(file, path);
    const view = snapshot.file(path);
    assert.ok(view);
    return `${String(view.lines.positionAt(range.start).line + 1)} ${severity} ${view.text.slice(range.start, range.end)}: ${message}`;
  });
}

function declaring(entries: Readonly<Record<string, readonly string[]>>): string {
  return `version: 1\ntrust:\n${Object.entries(entries).map(([list, items]) => `  ${list}:\n${items.map((item) => `    - ${item}\n`).join('')}`).join('')}`;
}

describe('a caley.yaml', () => {
  const privacy = 'export function veil(text) { return text; }\nexport const cloak = memoize((text) => text);\nexport class Veil { put(text) { return text; } }\nexport const kit = { hide(text) { return text; }, made: make() };\nexport default function (text) { return text; }\nfunction inner(text) { return text; }\nexport { inner as outer };\n';
  const calls = "console.log(veil(user.email));\nconsole.log(cloak(user.email));\nconsole.log(new Veil().put(user.email));\nconsole.log(kit.hide(user.email));\nconsole.log(kit.made(user.email));\nconsole.log(whole(user.email));\nconsole.log(outer(user.email));\n";
  const main = `import whole, { veil, cloak, Veil, kit, outer } from './privacy';\n${calls}`;
  const trusting = (...paths: readonly string[]): string => declaring({ sanitizers: paths });

  it('makes sanitizers of functions by their names, and of whatever a file exports', () => {
    const leaks = [2, 4, 5, 7, 8].map((line) => `src/main.ts:${String(line)}`);
    assert.deepEqual(found(opened({ 'src/privacy.ts': privacy, 'src/main.ts': main })), leaks);
    // Nothing is known of what `memoize` and `make` return, so that nothing is found there without a source.
    for (const [path, gone] of [['src/privacy.ts#veil', 2], ['src/privacy.ts#Veil.put', 4], ['src/privacy.ts#kit.hide', 5], ['src/privacy.ts#hide', 5], ['src/privacy.ts#default', 7], ['src/privacy.ts#outer', 8], ['src/privacy.ts#inner', 8]] as const) {
      const files = { 'src/privacy.ts': privacy, 'src/main.ts': main, 'caley.yaml': trusting(path) };
      assert.deepEqual([path, found(opened(files)), mistakes(opened(files))], [path, leaks.filter((leak) => leak !== `src/main.ts:${String(gone)}`), []]);
    }
  });

  it('makes sources and sinks of them, whatever they are made of', () => {
    const files = {
      'caley.yaml': declaring({
        sources: ['{ path: src/crm.ts#load, kind: data.contact.email }', 'src/crm.ts#bookings', '{ path: src/crm.ts#cached, kind: data.contact.phone }'],
        sinks: ['{ path: src/crm.ts#write, kind: sink.log }', '{ path: src/crm.ts#audit.note, kind: sink.log }'],
      }),
      'src/crm.ts': 'export const load = () => 1;\nexport function bookings() { return fetchAll(); }\nexport const cached = memoize(load);\nexport function write(text) {}\nexport const audit = makeAudit();\n',
      'src/index.ts': "export * from './crm';\nexport { write as tell } from './crm';\n",
      'src/main.ts': "import { load, bookings, cached, write, audit, tell } from './index';\nconsole.log(load()); // flagged\nconst [booking] = bookings();\nconsole.log(booking.attendee.name); // flagged\nconsole.log(cached()); // flagged\nwrite(user.email); // flagged\naudit.note(user.email); // flagged\ntell(user.email); // flagged\naudit.rest(user.email);\nwrite(1);\n",
    };
    const workspace = opened(files);
    assert.deepEqual(found(workspace), promised(files));
    assert.deepEqual(mistakes(workspace), []);
  });

  it('makes checks of consent, of agreement and of refusal', () => {
    const files = {
      'caley.yaml': declaring({ consent: ['src/gate.ts#passes', '{ path: src/gate.ts#Gate.isClosed, kind: guard.consent-refused }', 'gate-kit:allowed'] }),
      'src/gate.ts': 'export async function passes(user) { return user.plan; }\nexport class Gate { isClosed() { return lookUp(); } }\n',
      'src/main.ts': "import mixpanel from 'mixpanel-browser';\nimport { allowed } from 'gate-kit';\nimport { passes, Gate } from './gate';\nconst gate = new Gate();\nif (await passes(user)) mixpanel.track('x', { email: user.email });\nif (!(await passes(user))) mixpanel.track('x', { email: user.email }); // flagged\nif (gate.isClosed()) mixpanel.track('x', { email: user.email }); // flagged\nif (!gate.isClosed()) mixpanel.track('x', { email: user.email });\nif (allowed(user)) mixpanel.track('x', { email: user.email });\nif (other(user)) mixpanel.track('x', { email: user.email }); // flagged\n",
    };
    assert.deepEqual(found(opened(files)), promised(files));
  });

  it('makes gates that let nothing pass without consent', () => {
    const gates = ['src/gate.ts#ensureAgreed', 'src/gate.ts#ifAgreed', 'src/gate.ts#AgreedGuard', 'gate-kit:askFirst'].map((path) => `{ path: "${path}", kind: guard.consent-gate }`);
    const files = {
      'caley.yaml': declaring({ consent: [...gates, 'src/gate.ts#agreed'] }),
      'src/gate.ts': 'export function ensureAgreed(user) { look(user); }\nexport const ifAgreed = (user, then) => then();\nexport class AgreedGuard {}\nexport const agreed = memoize(look);\nexport function other(user) { look(user); }\n',
      'src/main.ts': "import mixpanel from 'mixpanel-browser';\nimport { agreed, ensureAgreed, ifAgreed, other } from './gate';\nfunction f(user) {\n  mixpanel.track('x', { email: user.email }); // flagged\n  ensureAgreed(user);\n  mixpanel.track('x', { email: user.email });\n}\nfunction g(user) {\n  other(user);\n  agreed(user);\n  mixpanel.track('x', { email: user.email }); // flagged\n}\nifAgreed(user, () => { mixpanel.track('x', { email: user.email }); });\nother(user, () => { mixpanel.track('x', { email: user.email }); }); // flagged\nusers.filter(agreed).forEach((user) => { mixpanel.track('x', { email: user.email }); });\nusers.filter(other).forEach((user) => { mixpanel.track('x', { email: user.email }); }); // flagged\n",
      'src/routes.ts': "import express from 'express';\nimport mixpanel from 'mixpanel-browser';\nimport { askFirst } from 'gate-kit';\nimport { agreed, other } from './gate';\nconst router = express.Router();\nrouter.post('/before', other, (req, res) => { mixpanel.track('x', { email: req.body.email }); }); // flagged\nrouter.post('/one', agreed, (req, res) => { mixpanel.track('x', { email: req.body.email }); });\nrouter.use(askFirst('tracking'));\nrouter.post('/after', (req, res) => { mixpanel.track('x', { email: req.body.email }); });\n",
      'src/nest.ts': "import { Controller, Post, Body, UseGuards } from '@nestjs/common';\nimport mixpanel from 'mixpanel-browser';\nimport { AgreedGuard, other } from './gate';\n@Controller()\nexport class Users {\n  @UseGuards(AgreedGuard)\n  @Post('a')\n  a(@Body() body) { mixpanel.track('x', { email: body.email }); }\n  @UseGuards(other)\n  @Post('b')\n  b(@Body() body) { mixpanel.track('x', { email: body.email }); } // flagged\n}\n",
    };
    for (const focus of [[], Object.keys(files)]) {
      const workspace = opened(files, focus);
      assert.deepEqual(found(workspace), promised(files));
      assert.deepEqual(mistakes(workspace), []);
    }
  });

  it('speaks of Python as well', () => {
    const files = {
      'caley.yaml': declaring({ sanitizers: ['{ path: app/privacy.py#mask, kind: sanitizer.mask }', 'app/privacy.py#Masker.put', 'app/privacy.py#cached', 'privacy_kit.text:veil', 'privacy_kit:deep.cloak'], consent: ['app/privacy.py#agreed'], sinks: ['{ path: app/privacy.py#note, kind: sink.log }'] }),
      'app/__init__.py': '',
      'app/privacy.py': 'from functools import lru_cache\n\ndef mask(text):\n    return text\n\nclass Masker:\n    def put(self, text):\n        return text\n\ncached = wrap(mask)\n\ndef agreed(user):\n    return user.plan\n\ndef note(text):\n    pass\n\ndef plain(text):\n    return text\n',
      'app/main.py': 'import mixpanel\nimport privacy_kit.deep\nfrom privacy_kit.text import veil\nfrom privacy_kit import deep\nfrom app import privacy\nfrom app.privacy import mask, Masker, note, agreed, plain\n\nprint(mask(user.email))\nprint(Masker().put(user.email))\nprint(privacy.cached(user.email))\nprint(veil(user.email))\nprint(privacy_kit.deep.cloak(user.email))\nprint(deep.cloak(user.email))\nprint(plain(user.email)) # flagged\nprint(privacy.plain(user.email)) # flagged\nnote(user.email) # flagged\nmp = mixpanel.Mixpanel("x")\nif agreed(user):\n    mp.track("1", "x", {"email": user.email})\nelse:\n    mp.track("1", "x", {"email": user.email}) # flagged\n',
    };
    const workspace = opened(files);
    assert.deepEqual(found(workspace), promised(files));
    assert.deepEqual(mistakes(workspace), []);
  });

  it('speaks of packages to the files that it rules, and of functions to all', () => {
    const main = "import { veil } from 'privacy-kit';\nimport { hide } from '../../shared/hide';\nconst told = { note: user.email };\nconsole.log(veil(told.note).length, veil(user.email));\nconsole.log(hide(user.email));\n";
    const files: Files = {
      'shared/hide.ts': 'export const hide = (text) => text;\n', 'apps/a/main.ts': main, 'apps/b/main.ts': main, 'apps/b/deep/main.ts': main.replace('../../', '../../../'),
    };
    const sinks = declaring({ sinks: ['{ path: privacy-kit:veil, kind: sink.log }'] });
    const at = (rest: Files): readonly string[] => found(opened({ ...files, ...rest })).filter((one) => one.endsWith(':4'));
    assert.deepEqual(at({}), []);
    assert.deepEqual(at({ 'caley.yaml': sinks }), ['apps/a/main.ts:4', 'apps/b/deep/main.ts:4', 'apps/b/main.ts:4']);
    assert.deepEqual(at({ 'apps/b/caley.yaml': sinks }), ['apps/b/deep/main.ts:4', 'apps/b/main.ts:4']);
    assert.deepEqual(at({ 'caley.yaml': sinks, 'apps/b/caley.yaml': 'version: 1\n' }), ['apps/a/main.ts:4'], 'the nearest rules, though it says nothing');
    assert.deepEqual(at({ 'apps/b/caley.yaml': sinks, 'apps/b/deep/caley.yaml': '[' }), ['apps/b/main.ts:4'], 'though it cannot be read');
    const hidden = (rest: Files): number => found(opened({ ...files, ...rest })).filter((one) => one.endsWith(':5')).length;
    assert.deepEqual([hidden({}), hidden({ 'apps/a/caley.yaml': trusting('../../shared/hide.ts#hide') }), hidden({ 'shared/caley.yaml': trusting('hide.ts#hide') }), hidden({ 'apps/a/caley.yaml': trusting('../../../shared/hide.ts#hide') })], [3, 0, 0, 3]);
  });

  it('asks of several functions that all make data safe', () => {
    const files = {
      'caley.yaml': declaring({ sanitizers: ['src/main.js#veil'], sinks: ['{ path: src/main.js#keep, kind: sink.log }'] }),
      'src/main.js': 'function veil(text) { return text; }\nfunction pass(text) { return text; }\nfunction keep(text) {}\nconsole.log((flag ? veil : veil)(user.email));\nconsole.log((flag ? veil : pass)(user.email)); // flagged\n(flag ? keep : pass)(user.email); // flagged\n',
    };
    assert.deepEqual(found(opened(files)), promised(files));
  });

  it('is followed as it comes, changes and goes, whatever is being edited', () => {
    const files = { 'src/privacy.ts': privacy, 'src/main.ts': main, 'src/app.py': 'def veil(text):\n    return text\n\nprint(veil(user.email))\n' };
    for (const focus of [[], ['src/main.ts'], ['src/privacy.ts', 'src/app.py']]) {
      const workspace = opened(files, focus);
      const without = found(workspace);
      const after = (text: string | null): readonly string[] => {
        if (text === null) workspace.apply({ type: 'remove', path: 'caley.yaml' });
        else write(workspace, 'caley.yaml', text);
        const fresh = opened(text === null ? files : { ...files, 'caley.yaml': text });
        assert.deepEqual(found(workspace), found(fresh));
        assert.deepEqual(workspace.snapshot().declarations, text === null ? [] : ['caley.yaml']);
        return found(workspace);
      };
      assert.deepEqual(without.filter((one) => !after(trusting('src/privacy.ts#veil')).includes(one)), ['src/main.ts:2']);
      assert.deepEqual(without.filter((one) => !after(trusting('src/privacy.ts#Veil.put', 'src/app.py#veil')).includes(one)), ['src/app.py:4', 'src/main.ts:4']);
      assert.deepEqual(after('version: 1\n'), without);
      assert.deepEqual(without.filter((one) => !after(trusting('src/privacy.ts#veil', '[')).includes(one)), ['src/main.ts:2']);
      assert.deepEqual(after(null), without);
    }
  });

  it('is believed where what was found before went in circles', () => {
    const workspace = opened({
      'search.js': "const { tableView, wordTrim } = require('./view');\nconsole.log([...view(results)].map((line) => wordTrim(line)).join());\nfunction view(results) {\n  return tableView(results.map(({ text }) => [wordTrim(text || '', 150)]));\n}\n",
      'view.js': "exports.tableView = tableView;\nexports.wordTrim = wordTrim;\nfunction tableView(table) {\n  return table.map((row) => row.map((cell) => `${cell}`).join(''));\n}\nfunction wordTrim(text, width = columns) {\n  return text;\n}\n",
    });
    assert.deepEqual(found(workspace), []);
    write(workspace, 'caley.yaml', 'version: 1\ntrust:\n  sources:\n    - { path: view.js#wordTrim, kind: data.credential }\n');
    assert.deepEqual(found(workspace), ['search.js:2']);
  });

  it('keeps graphs, and what was found where it says the same', () => {
    let lowered = 0;
    const languages = engine.languages.map((language) => ({
      ...language,
      lower: (...given: Parameters<typeof language.lower>) => {
        lowered++;
        return language.lower(...given);
      },
    }));
    const workspace = createCounted(languages);
    write(workspace, 'src/privacy.ts', privacy);
    write(workspace, 'src/main.ts', main);
    while (workspace.step());
    const before = workspace.snapshot().findings('src/main.ts');
    assert.equal(lowered, 2);
    write(workspace, 'caley.yaml', trusting('src/privacy.ts#veil'));
    while (workspace.step());
    const trusted = workspace.snapshot().findings('src/main.ts');
    assert.equal(trusted.length, before.length - 1);
    assert.equal(lowered, 2);
    write(workspace, 'caley.yaml', `# the same\n${trusting('src/privacy.ts#veil')}app: { name: x }\n`);
    assert.equal(workspace.step(), false);
    assert.equal(workspace.snapshot().findings('src/main.ts'), trusted);
  });

  it('tells which of its functions are not there', () => {
    const files = {
      'caley.yaml': declaring({
        sanitizers: ['src/privcy.ts#veil', 'src/privacy.ts#veill', 'src/privacy.ts#Veil.pit', 'src/privacy.ts#kit.hid', 'src/privacy.ts#veil.x', '{ path: src/privacy.ts#nothing, kind: [sanitizer.mask, sanitizer.hash] }', 'lib/privacy.ts#veil', '../privacy.ts#veil', 'README.md#veil'],
        consent: ['privacy-kit:agreed', 'src/privacy.ts:veil', 'other-kit:agreed', 'lite-kit:agreed', 'lit-kit:agreed', 'lite-kit:agred', 'other-kit:Gate.consented', 'other-kit:default'],
      }),
      'src/privacy.ts': privacy,
      'src/main.ts': `import 'other-kit/sub';\nconst { agreed } = require('lite-kit');\n${main}`,
    };
    const workspace = opened(files);
    assert.deepEqual(mistakes(workspace), [
      '4 warning src/privcy.ts#veil: There is no file "src/privcy.ts" among those that are examined. Did you mean "src/privacy.ts"?',
      '5 warning src/privacy.ts#veill: "src/privacy.ts" has no function "veill". Did you mean "veil"?',
      '6 warning src/privacy.ts#Veil.pit: "src/privacy.ts" has no function "Veil.pit". Did you mean "Veil.put"?',
      '7 warning src/privacy.ts#kit.hid: "src/privacy.ts" has no function "kit.hid". Did you mean "kit.hide"?',
      '8 warning src/privacy.ts#veil.x: "src/privacy.ts" has no function "veil.x". Did you mean "veil"?',
      '9 warning src/privacy.ts#nothing: "src/privacy.ts" has no function "nothing".',
      '10 warning lib/privacy.ts#veil: There is no file "lib/privacy.ts" among those that are examined. Did you mean "src/privacy.ts"?',
      '11 warning ../privacy.ts#veil: "../privacy.ts" lies outside of the folder that is examined.',
      '12 warning README.md#veil: There is no file "README.md" among those that are examined.',
      '14 warning privacy-kit:agreed: No file that this caley.yaml rules imports "privacy-kit".',
      '15 warning src/privacy.ts:veil: "src/privacy.ts" is a file of the project. Write "src/privacy.ts#veil".',
      '18 warning lit-kit:agreed: No file that this caley.yaml rules imports "lit-kit". Did you mean "lite-kit"?',
      '19 warning lite-kit:agred: No file that this caley.yaml rules takes "agred" of "lite-kit". Did you mean "agreed"?',
      '20 warning other-kit:Gate.consented: No file that this caley.yaml rules takes "consented" of "other-kit".',
    ]);
    write(workspace, 'src/privcy.ts', 'export const veil = 1;\n');
    write(workspace, 'src/privacy.ts', `${privacy}export function veill() {}\n`);
    assert.deepEqual(mistakes(workspace).slice(0, 2).map((one) => one.split(' ')[0]), ['6', '7']);
    workspace.apply({ type: 'remove', path: 'src/privcy.ts' });
    assert.match(mistakes(workspace)[0] ?? '', /^4 warning/);
  });

  it('is not held against code that was not handed over', () => {
    const files = { 'caley.yaml': trusting('src/gone.ts#veil', 'src/privacy.ts#gone', 'lib/gone.ts#veil', '../x.ts#y', 'no-kit:veil'), 'src/privacy.ts': privacy };
    const workspace = engine.createWorkspace();
    for (const [path, text] of Object.entries(files)) write(workspace, path, text);
    assert.deepEqual(mistakes(workspace), []);
    workspace.apply({ type: 'complete', paths: ['src/privacy.ts', 'lib'] });
    assert.deepEqual(mistakes(workspace).map((one) => one.split(' ')[0]), ['5', '6']);
    workspace.apply({ type: 'complete', paths: [''] });
    assert.deepEqual(mistakes(workspace).map((one) => one.split(' ')[0]), ['4', '5', '6', '7', '8']);
  });

  it('that cannot be read rules all the same, and says so', () => {
    const workspace = opened({ 'src/privacy.ts': privacy, 'src/main.ts': main });
    workspace.apply({ type: 'skip', skipped: { file: 'src/caley.yaml', reason: 'binary', detail: 'holds NUL bytes' } });
    assert.deepEqual(mistakes(workspace, 'src/caley.yaml'), ['1 error : This cannot be read: holds NUL bytes.']);
    assert.deepEqual(workspace.snapshot().skipped, []);
    assert.deepEqual(workspace.snapshot().declarations, ['src/caley.yaml']);
    for (const text of ['[', '\0', '- '.repeat(50_000), 'version: 1\ntrust: &t { consent: *t }\n', `trust: { consent: [${'"src/main.ts#a", '.repeat(5_000)}] }`]) {
      write(workspace, 'src/caley.yaml', text);
      const { length } = text;
      for (const { range } of workspace.snapshot().mistakes('src/caley.yaml')) assert.ok(range.end <= length);
      assert.equal(found(workspace).length, 5);
    }
  });

  it('shows in what the engine knows at a place', () => {
    const workspace = opened({ 'src/privacy.ts': privacy, 'src/main.ts': main, 'caley.yaml': declaring({ sanitizers: ['{ path: src/privacy.ts#veil, kind: sanitizer.mask }'], sources: ['{ path: src/privacy.ts#cloak, kind: data.contact.phone }'] }) });
    const at = (text: string): string => workspace.snapshot().reveal('src/main.ts', main.indexOf(text) + 1);
    assert.match(at('veil(user'), /data\.contact\.email.*sanitizer\.mask/);
    assert.match(at('cloak(user'), /data\.contact\.phone/);
  });
});

function createCounted(languages: TestEngine['languages']): Workspace {
  return createWorkspace({ ...engine, languages, today: '2026-01-01' });
}
