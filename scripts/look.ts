/**
 * `npm run look -- <folder>… [--as-caley host]… [--read word=word]… [--rule id]… [--stable] [--declared caley.yaml]`: what do the rules, drafts included,
 * find in the sources below folders, each a project of its own (with that caley.yaml)? Each finding with its line, by rule, for people who read whether it
 * is right. With `--read`, a word of the sources is read as another: the name of another service as Caley's, a mistake in it as one in Caley's.
 * Must not judge, nor write anything.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Engine } from '../src/host';
import { defaultConfiguration } from '../src/workspace';
import { engineAsCaley, reader } from './as-caley';
import { declaring, readFolder } from './corpus-packages';

/** Characters of a line that are shown. */
const maxWidth = 160;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { 'as-caley': { type: 'string', multiple: true, default: [] }, read: { type: 'string', multiple: true, default: [] }, rule: { type: 'string', multiple: true, default: [] }, stable: { type: 'boolean', default: false }, declared: { type: 'string', default: '' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new Error('Name a folder, or several.');
  const engine = await engineAsCaley(values['as-caley']);
  const unknown = values.rule.filter((id) => !engine.policy.rules.has(id));
  if (unknown.length > 0) throw new Error(`No such rule: ${unknown.join(', ')}`);
  const found = new Map<string, string[]>();
  let files = 0;
  for (const folder of positionals) files += look(engine, folder, { isAsked: (rule) => values.rule.length === 0 || values.rule.includes(rule), drafts: !values.stable, declared: values.declared, read: reader(values.read) }, found);
  for (const [rule, told] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${rule}: ${String(told.length)}\n${told.join('\n')}`);
  console.log(`${String(files)} files, ${String([...found.values()].reduce((sum, told) => sum + told.length, 0))} findings`);
}

/** Adds what is found in one folder, each finding with its line; answers how many files were looked at. */
function look(engine: Engine, folder: string, { isAsked, drafts, declared, read }: { readonly isAsked: (rule: string) => boolean; readonly drafts: boolean; readonly declared: string; readonly read: (text: string) => string }, found: Map<string, string[]>): number {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, drafts, minimumConfidence: 'medium' } });
  for (const { path, text } of readFolder(resolve(folder), [], engine.languages).files) workspace.apply({ type: 'write', path, text: read(text), version: 0 });
  if (declared !== '') for (const change of declaring(readFileSync(declared, 'utf8'), resolve(folder))) workspace.apply(change);
  while (workspace.step());
  const snapshot = workspace.snapshot();
  for (const path of [...snapshot.files, ...snapshot.declarations]) {
    const file = snapshot.file(path);
    for (const { finding } of snapshot.findings(path)) {
      if (file === null || !isAsked(finding.rule)) continue;
      const { line } = file.lines.positionAt(finding.range.start);
      const text = (file.text.split('\n')[line] ?? '').trim();
      found.set(finding.rule, [...(found.get(finding.rule) ?? []), `  ${folder}/${path}:${String(line + 1)} ${finding.confidence} [${finding.kinds.join(' ')}]\n      ${text.slice(0, maxWidth)}`]);
    }
  }
  return snapshot.files.length;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
