/**
 * What is a `*.conf` file? nginx's blocks, Apache's sections, or lines of keys and values: what stands in it tells which. Of other notations nothing is known.
 */
import type { Language, Resolver, Tree } from '../language';
import { parseProperties } from '../properties';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { parseApache } from './apache';
import { confSettings } from './edits';
import { parseNginx } from './nginx';
import { notationOf } from './notation';
import { ConfTree } from './tree';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

function parseConf(text: string, path: string): Tree {
  const notation = notationOf(text, path);
  if (notation === 'nginx') return parseNginx(text);
  if (notation === 'apache') return parseApache(text);
  if (notation !== 'unread') return parseProperties(text, notation);
  const range = { start: 0, end: text.length };
  return new ConfTree({ text, documents: [{ range, root: { kind: 'map', entries: [], isOpen: true, range } }], comments: [], syntaxErrors: [] }, 'unread');
}

/** The notation that a tree has, as other files of it have it. */
function notationIn(tree: Tree): string {
  if (!(tree instanceof ConfTree)) return 'properties';
  return tree.notation === 'unread' ? 'conf' : tree.notation;
}

export const confLanguages: readonly Language[] = [
  {
    id: 'conf',
    fileNames: ['*.conf', '*.nginx', '*.nginxconf', '.htaccess', '*.htaccess', '!pg_hba.conf', '!pg_ident.conf'],
    ecosystem: 'npm',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: parseConf,
    lower: (tree) => settingGraph(notationIn(tree), asSettingTree(tree).said),
    edits: settingEdits('#'),
    settings: confSettings,
  },
];
