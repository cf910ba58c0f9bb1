/**
 * What is a file of data? Records, recordings and dumps in whatever notation: nothing is set in it, and no part of it is parsed.
 */
import type { Language, Resolver, Tree } from '../language';
import { asSettingTree, settingEdits, settingGraph, SettingTree } from '../settings';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };
const cannot = (): null => null;

export const dataLanguages: readonly Language[] = [
  {
    id: 'data',
    // Those of JSON and YAML are read as what they are: a format says which of them hold data.
    fileNames: [
      '*.har', '*.chlsj', '*.pcap', '*.pcapng', '*.mitm', '*.saz', '*.chls', '*.csv', '*.tsv', '*.ndjson', '*.jsonl', '*.sql', '*.ics', '*.vcf', '*.mbox', '*.eml', '*.ldif', '*.snap',
    ],
    isData: true,
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text): Tree => parseData(text),
    lower: (tree) => settingGraph('data', asSettingTree(tree).said),
    edits: settingEdits(null),
    settings: { setValue: cannot, addEntry: cannot, removeEntry: cannot },
  },
];

/** One document that says nothing. */
function parseData(text: string): SettingTree {
  const range = { start: 0, end: text.length };
  return new SettingTree({ text, documents: [{ range, root: { kind: 'map', entries: [], isOpen: true, range } }], comments: [], syntaxErrors: [] });
}
