/**
 * What are the rules of Firebase? Who may read and write which documents of Firestore and files of Cloud Storage, in a notation of their own.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { rulesSettings } from './edits';
import { parseRules } from './parse';

/** They import nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const firebaseRulesLanguages: readonly Language[] = [
  {
    id: 'firebase-rules',
    // Other `*.rules` are of udev, Prometheus, Suricata and many more.
    fileNames: ['*firestore*.rules', '*storage*.rules', '*firebase*.rules'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text: string): Tree => parseRules(text),
    lower: (tree) => settingGraph('firebase-rules', asSettingTree(tree).said),
    edits: settingEdits('//'),
    settings: rulesSettings,
  },
];
