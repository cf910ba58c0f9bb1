/**
 * What is said of a file that is not there beside another: only where all was looked at, as files come and go, and the same from scratch.
 */
import assert from 'node:assert/strict';
import type { Change, Workspace } from '../../src/workspace';
import { defaultConfiguration } from '../../src/workspace';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

const program = '{ "private": true, "scripts": { "start": "node ." }, "dependencies": { "pino": "^9.0.0" } }\n';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

function write(path: string, text = ''): Change {
  return { type: 'write', path, text, version: 0 };
}

function opened(changes: readonly Change[]): Workspace {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: defaultConfiguration });
  for (const change of changes) workspace.apply(change);
  return workspace;
}

/** Whether a lock file is missed. */
function isMissed(workspace: Workspace, path: string): boolean {
  while (workspace.step());
  return workspace.snapshot().findings(path).some(({ finding }) => finding.rule === 'config/lockfile-missing');
}

function isMissedBeside(path: string, changes: readonly Change[], paths: readonly string[] = ['']): boolean {
  return isMissed(opened([write(path, program), ...changes, { type: 'complete', paths }]), path);
}

describe('a file that is not there', () => {
  it('is missed once all was looked at', () => {
    const workspace = opened([write('app/package.json', program)]);
    assert.equal(isMissed(workspace, 'app/package.json'), false);
    for (const [paths, isFound] of [[['lib'], false], [['app'], true], [[], false], [['app/package.json'], true], [['ap'], false], [[''], true]] as const) {
      workspace.apply({ type: 'complete', paths });
      assert.equal(isMissed(workspace, 'app/package.json'), isFound, paths.join());
    }
  });

  it('is looked for in the folder and those above', () => {
    for (const path of ['app/package-lock.json', 'yarn.lock', 'app/BUN.LOCKB', '../pnpm-lock.yaml', '../../rush.json']) assert.equal(isMissedBeside('app/package.json', [write(path)]), false, path);
    for (const path of ['app/web/yarn.lock', 'ap/yarn.lock', 'application/yarn.lock', 'app/poetry.lock', 'app/my-yarn.lock']) assert.equal(isMissedBeside('app/package.json', [write(path)]), true, path);
  });

  it('does not speak for itself', () => {
    assert.equal(isMissedBeside('app/package.json', [write('app/lib/package.json', program)]), true);
    assert.equal(isMissedBeside('app/lib/package.json', [write('app/package.json', program)]), false);
    assert.equal(isMissedBeside('package.json', [write('../package.json')]), false);
  });

  it('is there though it could not be read', () => {
    assert.equal(isMissedBeside('package.json', [{ type: 'skip', skipped: { file: 'package-lock.json', reason: 'too-large', detail: '17 MB' } }]), false);
  });

  it('comes and goes', () => {
    const workspace = opened([write('package.json', program), write('a.ts', 'f();\n'), { type: 'complete', paths: [''] }]);
    const changes: readonly (readonly [Change, boolean])[] = [
      [write('package-lock.json', '{}'), false], [{ type: 'remove', path: 'package-lock.json' }, true], [{ ...write('bun.lockb'), isAside: true } as Change, false],
      [write('package.json', `${program}\n`), false], [{ type: 'remove', path: 'bun.lockb' }, true], [write('package.json', program.replace('true', 'false')), false],
      [write('package.json', program), true], [{ type: 'skip', skipped: { file: 'yarn.lock', reason: 'too-large', detail: '17 MB' } }, false], [write('yarn.lock'), false], [{ type: 'remove', path: 'yarn.lock' }, true],
    ];
    for (const [change, isFound] of changes) {
      workspace.apply(change);
      assert.equal(isMissed(workspace, 'package.json'), isFound, JSON.stringify(change));
    }
  });

  it('makes no others be looked at again', () => {
    const workspace = opened([write('package.json', program), ...Array.from({ length: 9 }, (_, i) => write(`a${String(i)}.ts`, 'f();\n')), { type: 'complete', paths: [''] }]);
    while (workspace.step());
    workspace.apply(write('yarn.lock'));
    let steps = 0;
    while (workspace.step()) steps++;
    assert.ok(steps <= 2, String(steps));
    assert.equal(isMissed(workspace, 'package.json'), false);
  });
});
