/**
 * How does the engine come to life? Of wasm files and packs, wherever they come from; makes workspaces of them.
 * Must not look at user files, nor for its own.
 */
import { Language as Grammar, Parser } from 'web-tree-sitter';
import { dataSummary, saysNothing } from '../analysis';
import { languageOf, languages, printPins } from '../languages';
import type { Grammars, Language } from '../languages';
import type { Models } from '../models';
import { declarationName, packageKey } from '../policy';
import type { Mistake, Policy } from '../policy';
import { createPart, createWorkspace } from '../workspace';
import type { Part, Workspace } from '../workspace';
import type { Disk } from './disk';
import type { Packs } from './stored-packs';
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
  /** ISO date. */
  readonly today: string;
  /** `maxHeldNodes`: see `WorkspaceOptions`. */
  createWorkspace(maxHeldNodes?: number): Workspace;
  /** A workspace that does a share of the work; all of them hold the same day. */
  createPart(today: string, maxHeldNodes?: number): Part;
}

/** What an engine is made of. */
export interface EngineParts {
  /** Where the files lie that a walk looks for. */
  readonly disk: Disk;
  readonly packs: Packs;
  /** What stands in `<name>.wasm`: `web-tree-sitter`, `tree-sitter-tsx`. Throws where there is none. */
  readonly wasm: (name: string) => Uint8Array;
}

/** Rejects where a file is missing or no wasm: the installation is broken. */
export async function createEngine({ disk, packs: { policy, models, mistakes }, wasm }: EngineParts): Promise<Engine> {
  const grammars = await loadGrammars(wasm, languages);
  const read = [...new Set([...languages.flatMap((language) => language.manifests), declarationName])];
  const asked = [...models.settings.askedNames, declarationName];
  const signs = asked.filter((name) => !read.includes(name));
  // UTC, so that CI and editor agree on when a suppression ends.
  const now = (): string => new Date().toISOString().slice(0, 10);
  return {
    languages,
    grammars,
    policy,
    models,
    mistakes,
    walk: {
      disk,
      fileNames: [...languages.flatMap((language) => language.fileNames), `!${declarationName}`],
      settingNames: [...languages.flatMap((language) => (language.settings === undefined ? [] : language.fileNames)), `!${declarationName}`],
      data: {
        names: languages.flatMap((language) => (language.isData === true ? language.fileNames : [])),
        isWorth: (text, path) => !saysNothing(dataSummary(text, path, policy), policy),
      },
      manifests: [...read, ...signs],
      asked,
      signs,
      shorten: (name) => shortened(name, languages, models, policy) ?? languageOf(languages, name)?.shorten ?? null,
    },
    get today() {
      return now();
    },
    createWorkspace: (maxHeldNodes) => createWorkspace({ languages, grammars, policy, models, today: now(), ...(maxHeldNodes === undefined ? {} : { maxHeldNodes }) }),
    createPart: (today, maxHeldNodes) => createPart({ languages, grammars, policy, models, today, ...(maxHeldNodes === undefined ? {} : { maxHeldNodes }) }),
  };
}

/** Makes of a lock file's text what models and rules ask for; null for other files. */
function shortened(name: string, languages: readonly Language[], models: Models, policy: Policy): ((text: string) => string) | null {
  for (const language of languages) {
    const read = language.pinReader?.(name) ?? null;
    if (read === null) continue;
    const { ecosystem } = language;
    const isNamed = (each: string): boolean => models.versioned(ecosystem).has(each) || policy.malicious.has(packageKey(ecosystem, each));
    return (text) => printPins(read(text, { isNamed, isLicensed: (licence) => policy.isRestrictive(licence) }));
  }
  return null;
}

async function loadGrammars(wasm: EngineParts['wasm'], languages: readonly Language[]): Promise<Grammars> {
  const module = { wasmBinary: wasm('web-tree-sitter') };
  await Parser.init(module);
  const names = [...new Set(languages.flatMap((language) => language.grammars))];
  const loaded = new Map(await Promise.all(names.map(async (name) => [name, await Grammar.load(wasm(name))] as const)));
  return {
    module,
    get(name) {
      const grammar = loaded.get(name);
      if (grammar === undefined) throw new Error(`the grammar ${name} is not loaded`);
      return grammar;
    },
  };
}
