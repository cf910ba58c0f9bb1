/**
 * `npm run look -- <folder> [--as-caley host]… [--rule id]… [--stable]`: what do the rules, drafts included, find in the
 * sources below a folder? Each finding with its line, by rule, for people who read whether it is right.
 * Must not judge, nor write anything.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultConfiguration } from '../src/workspace';
import { engineAsCaley } from './as-caley';
import { readFolder } from './corpus-packages';

/** Characters of a line that are shown. */
const maxWidth = 160;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { 'as-caley': { type: 'string', multiple: true, default: [] }, rule: { type: 'string', multiple: true, default: [] }, stable: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  if (folder === undefined || positionals.length > 1) throw new Error('Name one folder.');
  const engine = await engineAsCaley(values['as-caley']);
  const unknown = values.rule.filter((id) => !engine.policy.rules.has(id));
  if (unknown.length > 0) throw new Error(`No such rule: ${unknown.join(', ')}`);
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, drafts: !values.stable, minimumConfidence: 'medium' } });
  for (const { path, text } of readFolder(resolve(folder), [], engine.languages).files) workspace.apply({ type: 'write', path, text, version: 0 });
  while (workspace.step());
  const snapshot = workspace.snapshot();
  const byRule = new Map<string, string[]>();
  for (const path of snapshot.files) {
    const file = snapshot.file(path);
    for (const { finding } of snapshot.findings(path)) {
      if (file === null || (values.rule.length > 0 && !values.rule.includes(finding.rule))) continue;
      const { line } = file.lines.positionAt(finding.range.start);
      const text = (file.text.split('\n')[line] ?? '').trim();
      byRule.set(finding.rule, [...(byRule.get(finding.rule) ?? []), `  ${path}:${String(line + 1)} ${finding.confidence} [${finding.kinds.join(' ')}]\n      ${text.slice(0, maxWidth)}`]);
    }
  }
  for (const [rule, found] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) console.log(`${rule}: ${String(found.length)}\n${found.join('\n')}`);
  console.log(`${String(snapshot.files.length)} files, ${String([...byRule.values()].reduce((sum, found) => sum + found.length, 0))} findings`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
