/**
 * From which source is a built file made that is not in the project? Manifests
 * name `dist/index.js`, people write `src/index.ts`.
 * Must not decide which built file is meant.
 */
import type { ProjectFiles } from '../language';
import { joinPath, pathWithin } from '../project-paths';
import type { Configs } from './resolve-configs';
import { fileAt, indexOf, withoutEnding } from './resolve-files';

/** Where sources lie in a package, most likely first; '' for beside its package.json. */
const sourceFolders = ['src', '', 'lib', 'source'];
/** `dist/packages/db/src/index.js` is as deep as builds go that keep the paths of a whole repository. */
const deepestOutput = 4;
/** Bundlers name the form of a module: `index.esm.js`. */
const moduleForm = /[.-](?:esm?|cjs|mjs|umd|iife|node|browser|module|common|global|min|dev|prod|production|development)$/;

/**
 * The source of `output`, a path that leads to no file, in the package at `folder`: by the output
 * folders of its configurations, else by dropping leading folders of the path one by one. Null
 * where nothing in the package bears its name.
 */
export function sourceOf(files: ProjectFiles, configs: Configs, folder: string, output: string): string | null {
  for (const { folder: made, sources } of configs.of(folder).flatMap((config) => config.outputs)) {
    const rest = pathWithin(output, made);
    if (rest === null) continue;
    for (const place of sources === null ? sourceFolders.map((name) => joinPath(folder, name)) : [sources]) {
      const source = place === null ? null : sourceAt(files, joinPath(place, rest));
      if (source !== null) return source;
    }
  }
  const parts = pathWithin(output, folder)?.split('/') ?? [];
  for (let dropped = 1; dropped < parts.length && dropped <= deepestOutput; dropped++) {
    const rest = parts.slice(dropped).join('/');
    for (const name of sourceFolders) {
      const source = sourceAt(files, joinPath(joinPath(folder, name) ?? folder, rest));
      if (source !== null) return source;
    }
  }
  return null;
}

function sourceAt(files: ProjectFiles, built: string | null): string | null {
  if (built === null) return null;
  const stem = withoutEnding(built);
  const plain = stem.replace(moduleForm, '');
  for (const each of new Set([stem, plain, plain.replace(/\/index$/, '')])) {
    const source = fileAt(files, each, 'source-first') ?? indexOf(files, each);
    if (source !== null) return source;
  }
  return null;
}
