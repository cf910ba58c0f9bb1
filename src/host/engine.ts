/**
 * How does the engine come to life on Node? Loads wasm files and packs once,
 * and makes workspaces of them.
 * Must not look at user files.
 */
import { readFileSync } from 'node:fs';
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { languages, printPins } from '../languages';
import type { Grammars, Language } from '../languages';
import type { Models } from '../models';
import { declarationName } from '../policy';
import type { Mistake, Policy } from '../policy';
import { createPart, createWorkspace } from '../workspace';
import type { Part, Workspace } from '../workspace';
import type { Assets } from './assets';
import { nodeDisk } from './node-disk';
import { loadPacks } from './packs';
import type { WalkOptions } from './walk-files';

export interface Engine {
  readonly languages: readonly Language[];
  readonly grammars: Grammars;
  readonly policy: Policy;
  readonly models: Models;
  /** Of the bundled packs: none in a build that passed its tests. */
  readonly mistakes: readonly Mistake[];
  /** Which files a walk looks for. */
  readonly walk: WalkOptions;
  readonly assets: Assets;
  /** ISO date. */
  readonly today: string;
  /** `maxHeldNodes`: see `WorkspaceOptions`. */
  createWorkspace(maxHeldNodes?: number): Workspace;
  /** A workspace that does a share of the work; all of them hold the same day. */
  createPart(today: string, maxHeldNodes?: number): Part;
}

/** Reads everything under `assets`, `adapted` where measuring asks for another policy. Rejects where a file is missing or no wasm: the installation is broken. */
export async function loadEngine(assets: Assets, adapted: (policy: Policy) => Policy = (policy) => policy): Promise<Engine> {
  const grammars = await loadGrammars(assets, languages);
  const { policy: own, models, mistakes } = loadPacks(assets.packs);
  const policy = adapted(own);
  // UTC, so that CI and editor agree on when a suppression ends.
  const now = (): string => new Date().toISOString().slice(0, 10);
  return {
    languages,
    grammars,
    policy,
    models,
    mistakes,
    walk: {
      disk: nodeDisk,
      fileNames: [...languages.flatMap((language) => language.fileNames), `!${declarationName}`],
      settingNames: [...languages.flatMap((language) => (language.settings === undefined ? [] : language.fileNames)), `!${declarationName}`],
      manifests: [...new Set([...languages.flatMap((language) => language.manifests), declarationName])],
      shorten: (name) => shortened(name, languages, models),
    },
    assets,
    get today() {
      return now();
    },
    createWorkspace: (maxHeldNodes) => createWorkspace({ languages, grammars, policy, models, today: now(), ...(maxHeldNodes === undefined ? {} : { maxHeldNodes }) }),
    createPart: (today, maxHeldNodes) => createPart({ languages, grammars, policy, models, today, ...(maxHeldNodes === undefined ? {} : { maxHeldNodes }) }),
  };
}

/** Makes of a lock file's text what models ask for; null for other files. */
function shortened(name: string, languages: readonly Language[], models: Models): ((text: string) => string) | null {
  for (const language of languages) {
    const read = language.pinReader?.(name) ?? null;
    if (read !== null) return (text) => printPins(read(text, (each) => models.versioned(language.ecosystem).has(each)));
  }
  return null;
}

async function loadGrammars(assets: Assets, languages: readonly Language[]): Promise<Grammars> {
  const module = { locateFile: () => assets.wasm('web-tree-sitter') };
  await Parser.init(module);
  const names = [...new Set(languages.flatMap((language) => language.grammars))];
  const loaded = new Map(await Promise.all(names.map(async (name) => [name, await Grammar.load(readFileSync(assets.wasm(name)))] as const)));
  return {
    module,
    get(name) {
      const grammar = loaded.get(name);
      if (grammar === undefined) throw new Error(`the grammar ${name} is not loaded`);
      return grammar;
    },
  };
}
