/**
 * Of which files does a proposed caley.yaml speak? Those below its folder that are the product's own code. Must not write it: see proposal.ts.
 */
import type { Observed } from '../analysis';
import type { Policy } from '../policy';
import { fileIn } from './declarations';
import { proposeDeclaration } from './proposal';
import type { Sighting } from './proposal';
import { readAppFacts } from './proposed-app';
import type { AppFacts } from './proposed-app';

/** What is asked of the project. */
export interface Observing {
  /** Every source, sorted. */
  readonly files: readonly string[];
  /** The text of a manifest by its path; null where it is not there. */
  readonly manifest: (path: string) => string | null;
  /** What a file shows. */
  readonly shown: (path: string) => readonly Shown[];
}

/** Something that a file shows, and its line from 1. */
export interface Shown {
  readonly observed: Observed;
  readonly line: number;
}

const manifests: readonly string[] = ['package.json', 'pyproject.toml'];

/** Halts after each file. */
export function* proposeFor(folder: string, documents: readonly string[], policy: Policy, { files, manifest, shown }: Observing): Generator<void, string, void> {
  const below = folder === '' ? '' : `${folder}/`;
  const own = files.filter((path) => path.startsWith(below) && policy.settingOf(path.slice(below.length)) === null);
  const sightings: Sighting[] = [];
  for (const path of own) {
    for (const one of shown(path)) sightings.push({ observed: one.observed, place: `${path.slice(below.length)}:${String(one.line)}` });
    yield;
  }
  const app = appFactsAt(folder, documents, manifest);
  return proposeDeclaration({
    app, policy, title: app.name?.value ?? (folder === '' ? 'this application' : folder.slice(folder.lastIndexOf('/') + 1)),
    sightings,
  });
}

/** What the manifests in a folder and its documents say of the application. */
export function appFactsAt(folder: string, documents: readonly string[], manifest: Observing['manifest']): AppFacts {
  const texts = manifests.flatMap((name) => {
    const text = manifest(fileIn(folder, name) ?? '');
    return text === null ? [] : [[name, text] as const];
  });
  return readAppFacts(new Map(texts), documents);
}
