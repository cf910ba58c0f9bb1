/**
 * What do a company's own packs change? What is found, where, and what is told of mistakes in them; as they come, change
 * and go, the same as if they had been so from the start.
 */
import assert from 'node:assert/strict';
import type { Pack } from '../../src/policy';
import type { Workspace } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { foundIn, openWorkspace, write } from '../support/open-workspace';
import type { Files } from '../support/open-workspace';
import { packCode, packFolder, packWith } from '../support/sample-pack';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const naming = (...folders: readonly string[]): string => `version: 1\npacks: [${folders.join(', ')}]\n`;
const rule = 'rules/acme/badge-in-trail.yaml';

const opened = (files: Files, packs: readonly Pack[] | null): Workspace => openWorkspace(engine, files, { packs: packs ?? [], isComplete: true });

/** `path:line rule`. */
const found = (workspace: Workspace): readonly string[] => foundIn(workspace, ({ rule: id }, place) => `${place} ${id}`).toSorted();

/** `path: what is underlined: message`, of all that is declared. */
function mistakes(workspace: Workspace): readonly string[] {
  while (workspace.step());
  const snapshot = workspace.snapshot();
  return snapshot.declarations.flatMap((path) => snapshot.mistakes(path).map(({ file, range, message }) => {
    assert.equal(file, path);
    return `${path}: ${snapshot.file(path)?.text.slice(range.start, range.end) ?? '?'}: ${message}`;
  }));
}

const all = ['src/a.ts:4 acme/badge-in-trail', 'src/a.ts:5 data/undisclosed-recipient'];

describe('packs that a caley.yaml names', () => {
  it('add models, parties, kinds and rules, in each language', () => {
    const python = 'from acme_audit import write\nwrite(user.badge_number)\n';
    const workspace = opened({ 'caley.yaml': naming(packFolder), 'src/a.ts': packCode, 'src/b.py': python }, [packWith()]);
    assert.deepEqual(found(workspace), [...all, 'src/b.py:2 acme/badge-in-trail']);
    assert.deepEqual(mistakes(workspace), []);
    assert.equal(workspace.snapshot().policy.rules.get('acme/badge-in-trail')?.clause, 'DP-DATA-2');
    assert.deepEqual(found(opened({ 'src/a.ts': packCode, 'caley.yaml': 'version: 1\n' }, [packWith()])), []);
    assert.deepEqual(found(opened({ 'src/a.ts': packCode, 'caley.yaml': naming(packFolder) }, null)), []);
  });

  it('hold whichever came first, and no longer than they are there', () => {
    const workspace = opened({ 'src/a.ts': packCode }, null);
    assert.deepEqual(found(workspace), []);
    workspace.apply({ type: 'pack', pack: packWith() });
    assert.deepEqual(found(workspace), []);
    write(workspace, 'caley.yaml', naming(packFolder));
    assert.deepEqual(found(workspace), all);
    workspace.apply({ type: 'pack', pack: packWith({ [rule]: null }) });
    assert.deepEqual(found(workspace), ['src/a.ts:4 log/personal-data', all[1]]);
    workspace.apply({ type: 'pack', pack: packWith() });
    write(workspace, 'src/a.ts', packCode.replace('user.badgeNumber', 'user.id'));
    assert.deepEqual(found(workspace), [all[1]]);
    write(workspace, 'src/a.ts', packCode);
    assert.deepEqual(found(workspace), all);
    workspace.apply({ type: 'remove', path: 'caley.yaml' });
    assert.deepEqual([found(workspace), workspace.snapshot().policy.rules.has('acme/badge-in-trail')], [[], false]);
  });

  it('leave everything else as it was found', () => {
    const files = { 'lib/log.ts': 'export function tell(text) { console.log(text); }\n', 'src/a.ts': packCode, 'src/b.ts': "import { tell } from '../lib/log';\ntell(user.email);\n", 'package.json': '{}' };
    const before = opened(files, null);
    const plain = found(before);
    assert.equal(plain.length, 1);
    before.focus(['src/b.ts']);
    write(before, 'caley.yaml', naming(packFolder));
    before.apply({ type: 'pack', pack: packWith() });
    assert.deepEqual(found(before), [...plain, ...all].sort());
    write(before, 'lib/log.ts', 'export function tell(text) { }\n');
    assert.deepEqual(found(before), all);
  });

  it('rule below the folder of the caley.yaml that names them; what they say of libraries holds everywhere', () => {
    const files = { 'a/caley.yaml': naming('packs'), 'a/src/a.ts': packCode, 'b/a.ts': packCode, 'ab/a.ts': packCode };
    const workspace = opened(files, [packWith({}, 'a/packs')]);
    const elsewhere = (path: string): readonly string[] => [`${path}:4 log/personal-data`, `${path}:5 data/undisclosed-recipient`];
    const own = ['a/src/a.ts:4 acme/badge-in-trail', 'a/src/a.ts:5 data/undisclosed-recipient'];
    assert.deepEqual(found(workspace), [...own, ...elsewhere('ab/a.ts'), ...elsewhere('b/a.ts')]);
    write(workspace, 'caley.yaml', naming('a/packs'));
    assert.deepEqual(found(workspace).filter((one) => one.includes('acme/')).length, 3);
    assert.deepEqual(mistakes(workspace), []);
  });

  it('may be named in what the caley.yaml trusts, and in suppressions', () => {
    const files = {
      'caley.yaml': `${naming(packFolder)}trust:\n  sources: [{ path: src/hr.ts#badge, kind: data.identity.acme-badge }]\n`, 'src/hr.ts': 'export const badge = () => 1;\n',
      'src/a.ts': "import { createTrail } from '@acme/audit';\nimport { badge } from './hr';\ncreateTrail().write(badge());\ncreateTrail().write(badge()); // caley-ignore acme/badge-in-trail -- agreed with the works council\n",
    };
    const workspace = opened(files, [packWith()]);
    assert.deepEqual(found(workspace), ['src/a.ts:3 acme/badge-in-trail', 'src/a.ts:4 acme/badge-in-trail']);
    assert.deepEqual([mistakes(workspace), workspace.snapshot().mistakes('src/a.ts')], [[], []]);
    assert.deepEqual(workspace.snapshot().findings('src/a.ts').map(({ suppression }) => suppression?.reason ?? null), [null, 'agreed with the works council']);
  });

  it('tell mistakes in them at their place, in models too, and hold as far as they go', () => {
    const wrong = packWith({
      'models/npm/@acme/audit.yaml': 'package: "@acme/audit"\nentries:\n  - at: createTrail().write.argument[*]\n    is: sink.log.acme-trial\n    example: x\n  - at: send.argument[0]\n    is: sink.share.crm\n    party: acme-crn\n    example: x\n  - at: send.argument[\n    is: sink.log\n    example: x\n',
      'models/pypi/acme_audit.yaml': 'package: acme_audit\necosystem: global\nentries: []\n',
      'models/npm/pino.yaml': "package: pino\nentries:\n  - at: <Logger>.setBindings.argument[0]\n    is: sink.log\n    example: x\n",
      [rule]: 'clause: DP-DATA-2\nclause: DP-DATA-2\n',
    });
    const workspace = opened({ 'src/a.ts': packCode, 'caley.yaml': naming(packFolder) }, [wrong]);
    assert.deepEqual(mistakes(workspace).filter((one) => !one.includes(`${rule}: c: `)), [
      'models/npm/@acme/audit.yaml: sink.log.acme-trial: No kind is called "sink.log.acme-trial".',
      'models/npm/@acme/audit.yaml: acme-crn: No party is called "acme-crn".',
      'models/npm/@acme/audit.yaml: send.argument[: This is no path, at its end: a position or a keyword is missing in `[ ]`.',
      'models/npm/pino.yaml: <Logger>.setBindings.argument[0]: This was said before in the bundled models/npm/pino.yaml.',
      'models/pypi/acme_audit.yaml: global: This must be one of npm, pypi.',
      `${rule}: clause: The key "clause" stands twice in its map.`,
    ].map((one) => `${packFolder}/${one}`));
    // A kind that nobody knows is still below one that is known.
    assert.deepEqual(found(workspace), ['src/a.ts:4 log/personal-data', all[1]]);
  });

  it('tell what could not be read, and where it is named', () => {
    const packs: readonly Pack[] = [{ folder: 'gone', files: [], unread: [{ path: '', why: 'no such file or folder' }] }, { ...packWith(), unread: [{ path: 'kinds/huge.yaml', why: '300,000 bytes, the limit is 262,144' }] }];
    const workspace = opened({ 'src/a.ts': packCode, 'caley.yaml': naming('gone', packFolder) }, packs);
    assert.deepEqual(mistakes(workspace), ['caley.yaml: gone: The folder "gone" cannot be read: no such file or folder.', `${packFolder}/kinds/huge.yaml: : This cannot be read: 300,000 bytes, the limit is 262,144.`]);
    assert.deepEqual(found(workspace), all);
  });
});
