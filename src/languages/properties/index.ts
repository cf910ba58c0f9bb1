/**
 * What is a file of lines? Keys with values, in sections or with dots: INI, Java's properties, npm's and pip's settings.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingGraph } from '../settings';
import { dialectOf } from './dialects';
import { propertiesEdits, propertiesSettings } from './edits';
import { parseProperties } from './parse';

export { dialectOf, dialects } from './dialects';
export type { Dialect } from './dialects';
export { propertiesEdits, propertiesSettings } from './edits';
export { parseProperties, PropertiesTree } from './parse';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const propertiesLanguages: readonly Language[] = [
  {
    id: 'properties',
    // `*.conf` is of many notations: the language of such files asks for this one. Of `*.cfg` those of HAProxy and Nagios are others.
    fileNames: [
      '*.properties', '*.ini', '*.cfg', '*.cnf', '.npmrc', '_npmrc', '.yarnrc', '.pypirc', '.my.cnf', '.ini', '.s3cfg', '.boto', 'security.txt',
      '!haproxy*.cfg', '!nagios*.cfg', '!grub*.cfg',
    ],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string, path: string): Tree => parseProperties(text, dialectOf(path)),
    lower: (tree) => settingGraph('properties', asSettingTree(tree).said),
    edits: propertiesEdits,
    settings: propertiesSettings,
  },
];
