/**
 * `npm run settings`: writes the rules into the setting `caley.rules` of package.json, so that VS Code completes their ids, and the tools for language models
 * beside it. A test fails where they are out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAssets, readPacks } from '../src/host';
import { readPolicy } from '../src/policy';
import { toolContributions } from './tool-contributions';

const SEVERITIES = ['off', 'hint', 'info', 'warning', 'error'];

interface Manifest {
  readonly contributes: { languageModelTools?: readonly object[]; readonly configuration: { readonly properties: Record<string, { additionalProperties: object; properties?: Record<string, object> }> } };
}

/** One schema a rule, by id: what it is about, and the severities it may be given. */
export function ruleSettings(): Record<string, object> {
  const { policy } = readPolicy(readPacks(findAssets(__dirname).packs));
  return Object.fromEntries(
    [...policy.rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)).map((rule) => [rule.id, { type: 'string', enum: SEVERITIES, description: `${rule.title}. ${rule.clause}, ${rule.severity} unless set.` }]),
  );
}

if (require.main === module) {
  const file = join(__dirname, '../package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  const setting = manifest.contributes.configuration.properties['caley.rules'];
  if (setting === undefined) throw new Error('package.json has no setting caley.rules');
  setting.properties = ruleSettings();
  manifest.contributes.languageModelTools = toolContributions();
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
