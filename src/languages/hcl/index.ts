/**
 * What is HCL? The notation of Terraform and its kin: attributes and blocks in files of their own, which no program reads.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { hclSettings } from './edits';
import { parseHcl } from './parse';

/** What is set imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const hclLanguages: readonly Language[] = [
  {
    id: 'hcl',
    // The lock file is written by machines.
    fileNames: ['*.tf', '*.tfvars', '*.hcl', '!.terraform.lock.hcl'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string): Tree => parseHcl(text),
    lower: (tree) => settingGraph('hcl', asSettingTree(tree).said),
    edits: settingEdits('#'),
    settings: hclSettings,
  },
];
