/**
 * What is an environment file? Variables for a process, set before it starts.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingGraph } from '../settings';
import { dotenvEdits, dotenvSettings } from './edits';
import { parseDotenv } from './parse';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const dotenvLanguages: readonly Language[] = [
  {
    id: 'dotenv',
    // Programs that are named after it are programs.
    fileNames: ['.env', '.flaskenv', '.dev.vars', '.env.*', '*.env', '*.env.example', '*.env.sample', '*.env.template'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string): Tree => parseDotenv(text),
    lower: (tree) => settingGraph('dotenv', asSettingTree(tree).said),
    edits: dotenvEdits,
    settings: dotenvSettings,
  },
];
