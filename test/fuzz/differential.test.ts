/**
 * Does the incremental answer equal the answer from scratch? A few hundred edits
 * by a fixed seed; `npm run fuzz` goes on for as long as one likes.
 */
import assert from 'node:assert/strict';
import { defaultConfiguration } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import type { Action } from './actions';
import { differenceBetween, renderProgram, replay, reviveActions, runSession, shrink } from './differential';
import { localPools } from './projects';

const seed = 20_261_124;
const sessions = 12;
const editsEach = 30;

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

describe('after random edits', function () {
  this.timeout(120_000);

  it('a workspace answers as a fresh one does', () => {
    const pools = localPools(engine.walk.fileNames);
    assert.ok(pools.length > 3);
    let [edits, findings] = [0, 0];
    for (let i = 0; i < sessions; i++) {
      const pool = pools[i % pools.length];
      assert.ok(pool);
      const session = runSession(engine, pool, seed + i, editsEach);
      if (session.failure !== null) assert.fail(renderProgram(shrink(engine, session.failure, 200)));
      edits += session.edits;
      findings += session.findings;
    }
    assert.equal(edits, sessions * editsEach);
    assert.ok(findings > 100, `only ${String(findings)} findings were compared`);
  });

  it('the comparison sees a difference, and a failure shrinks to what it takes', () => {
    const [one, other] = ['console.log(user.email);\n', 'console.log(user.phone);\n'].map((text) => {
      const workspace = engine.createWorkspace();
      workspace.apply({ type: 'write', path: 'a.ts', text, version: 1 });
      return workspace;
    });
    assert.ok(one && other);
    assert.match(differenceBetween(one, other, ['a.ts']) ?? '', /^findings of a\.ts/);
    // An engine that loses all findings once it was told what is open.
    const broken: TestEngine = {
      ...engine,
      createWorkspace: () => {
        const workspace = engine.createWorkspace();
        let told = false;
        return {
          apply: (change) => workspace.apply(change),
          step: () => workspace.step(),
          focus: (paths) => {
            told = true;
            workspace.focus(paths);
          },
          snapshot: () => {
            const snapshot = workspace.snapshot();
            return { ...snapshot, files: snapshot.files, skipped: snapshot.skipped, policy: snapshot.policy, file: (path) => snapshot.file(path), mistakes: (path) => snapshot.mistakes(path), fixes: (finding) => snapshot.fixes(finding), unsupported: (path) => snapshot.unsupported(path), reveal: (path, offset) => snapshot.reveal(path, offset), findings: (path) => (told ? [] : snapshot.findings(path)) };
          },
        };
      },
    };
    const write = (path: string, text: string): Action => ({ type: 'change', changes: [{ type: 'write', path, text, version: 1 }] });
    const history: readonly Action[] = [write('b.ts', 'const b = 1;\n'), write('a.ts', `const a = 1;\n${'// line\n'.repeat(20)}console.log(user.email);\n`), { type: 'ask', paths: ['a.ts'] }, { type: 'step', count: 1 }, { type: 'focus', paths: [] }];
    const { history: fewest } = shrink(broken, { history, what: '' });
    assert.deepEqual(fewest, [write('a.ts', 'console.log(user.email);'), { type: 'focus', paths: [] }]);
    assert.match(renderProgram({ history: fewest, what: 'x' }), /console\.log\(user\.email\)/);
    assert.equal(replay(engine, fewest), null);
  });

  it('a history survives being printed', () => {
    const configuration = { ...defaultConfiguration, rules: new Map([['log/personal-data', 'off' as const]]) };
    const history: readonly Action[] = [{ type: 'change', changes: [{ type: 'configure', configuration }] }, { type: 'step', count: 2 }];
    assert.deepEqual(reviveActions([{ type: 'change', changes: [{ type: 'configure', configuration: { ...configuration, rules: { map: [...configuration.rules] } } }] }, { type: 'step', count: 2 }]), history);
  });
});
