/**
 * What is JSON? A notation of configuration: rules of databases and storage, templates of a cloud's resources, policies, settings of programs.
 */
import type { Language, Resolver } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { jsonSettings } from './edits';
import { parseJson } from './parse';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const jsonLanguages: readonly Language[] = [
  {
    id: 'json',
    // What Terraform last made of its configuration holds all values. Lock files set nothing.
    fileNames: ['*.json', '*.jsonc', '*.tfstate', '.firebaserc', '!package-lock.json', '!npm-shrinkwrap.json'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text) => parseJson(text),
    lower: (tree) => settingGraph('json', asSettingTree(tree).said),
    edits: settingEdits('//'),
    settings: jsonSettings,
  },
];
