/**
 * What is YAML? A notation of configuration: deployments, pipelines, API documents, templates of a cloud's resources.
 */
import type { Language, Resolver } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { yamlSettings } from './edits';
import { parseYaml } from './parse';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const yamlLanguages: readonly Language[] = [
  {
    id: 'yaml',
    fileNames: ['*.yaml', '*.yml', '!pnpm-lock.yaml'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text, _path, _grammars, before) => parseYaml(text, before),
    lower: (tree) => settingGraph('yaml', asSettingTree(tree).said),
    edits: settingEdits('#', true),
    settings: yamlSettings,
  },
];
