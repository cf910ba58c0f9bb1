/**
 * Does the engine answer for a hostile project, in all ways that it is asked in?
 * And are the answers sane: inside the text, and honest about what was left out.
 */
import assert from 'node:assert/strict';
import type { Engine } from '../../src/host';
import { defaultConfiguration } from '../../src/workspace';
import type { Files } from './monsters';

export interface Answers {
  readonly findings: number;
  /** Something was told, or it was told that something could not be. */
  readonly honest: boolean;
}

/** Throws where the engine throws, or says what cannot be. */
export function answersFor(engine: Engine, files: Files): Answers {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, minimumConfidence: 'low', drafts: true } });
  for (const [path, text] of Object.entries(files)) workspace.apply({ type: 'write', path, text, version: 1 });
  while (workspace.step());
  const snapshot = workspace.snapshot();
  let [findings, unsupported, errors] = [0, 0, 0];
  for (const path of snapshot.files) {
    const text = files[path] ?? '';
    const found = snapshot.findings(path);
    findings += found.length;
    unsupported += snapshot.unsupported(path).size;
    errors += snapshot.file(path)?.syntaxErrors.length ?? 0;
    for (const { finding } of found) {
      assert.equal(finding.file, path);
      for (const { file, range } of [finding, ...finding.flow]) assert.ok(range.start >= 0 && range.start <= range.end && range.end <= (files[file] ?? '').length, `${finding.rule} lies outside of ${file}`);
    }
    for (const { range } of snapshot.mistakes(path)) assert.ok(range.end <= text.length);
  }
  const [path] = snapshot.files;
  if (path !== undefined) {
    const [first] = snapshot.findings(path);
    if (first !== undefined) for (const offered of snapshot.fixes(first.finding)) offered.edits();
    snapshot.reveal(path, Math.floor((files[path] ?? '').length / 2));
  }
  const honest = findings > 0 || unsupported > 0 || errors > 0 || snapshot.skipped.length > 0;
  // Trees live outside the JavaScript heap.
  for (const each of snapshot.files) workspace.apply({ type: 'remove', path: each });
  return { findings, honest };
}
