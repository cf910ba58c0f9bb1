/**
 * What is a Dockerfile? Instructions that build an image, stage by stage, which no program reads.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { dockerfileSettings } from './edits';
import { parseDockerfile } from './parse';

/** What is built imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const dockerfileLanguages: readonly Language[] = [
  {
    id: 'dockerfile',
    fileNames: ['dockerfile', 'dockerfile.*', '*.dockerfile', 'containerfile', 'containerfile.*', '!*.dockerignore'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string): Tree => parseDockerfile(text),
    lower: (tree) => settingGraph('dockerfile', asSettingTree(tree).said),
    edits: settingEdits('#'),
    settings: dockerfileSettings,
  },
];
