/**
 * What is TOML? A notation of configuration: of projects in Python and Rust, of Netlify, Cloudflare, Fly and Traefik.
 */
import type { Language, Resolver } from '../language';
import { asSettingTree, settingEdits, settingGraph } from '../settings';
import { tomlSettings } from './edits';
import { parseToml } from './parse';

/** It imports nothing. */
const nowhere: Resolver = { resolve: () => null, versionOf: () => null };

export const tomlLanguages: readonly Language[] = [
  {
    id: 'toml',
    fileNames: ['*.toml', 'pipfile'],
    ecosystem: 'pypi',
    grammars: [],
    manifests: [],
    resolver: () => nowhere,
    parse: (text) => parseToml(text),
    lower: (tree) => settingGraph('toml', asSettingTree(tree).said),
    edits: settingEdits('#'),
    settings: tomlSettings,
  },
];
