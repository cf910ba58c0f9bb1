/**
 * What do the packs say? Reads them from their folder, or from the one file that a build makes of them: there all has
 * been checked, and the entries of a package's model are read when the package is met.
 * Must not look at packs of users.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileModels, headerOf, readModel, readSettingFacts, settingModelsOf, storedModel } from '../models';
import type { SettingFacts, Model, ModelHeader, Models } from '../models';
import { compileYaml, readPolicy, restorePolicy, storePolicy } from '../policy';
import type { Mistake, PackFile, Policy, StoredPolicy } from '../policy';

export interface Packs {
  readonly policy: Policy;
  readonly models: Models;
  /** None in a build that passed its tests. */
  readonly mistakes: readonly Mistake[];
}

/** The one file, as JSON. A model's text is JSON too. */
interface Stored {
  readonly policy: StoredPolicy;
  readonly models: readonly { readonly header: ModelHeader; readonly text: string }[];
  /** As JSON in JSON: it is read when the first file of configuration is met. */
  readonly settings: { readonly text: string; readonly hash: string };
  readonly mistakes: readonly Mistake[];
}

/** From a folder, or the file that `storePacks` wrote. */
export function loadPacks(from: string): Packs {
  if (!from.endsWith('.json')) {
    const { policy, models, settings, mistakes } = read(readPacks(from));
    return { policy, models: compileModels(models, settingModelsOf(() => settings.facts, settings.hash)), mistakes };
  }
  const { policy, models, settings, mistakes } = JSON.parse(readFileSync(from, 'utf8')) as Stored;
  const known = settingModelsOf(() => JSON.parse(settings.text) as SettingFacts, settings.hash);
  return { policy: restorePolicy(policy), models: compileModels(models.map(({ header, text }) => storedModel(header, () => readModel({ path: header.file, text }).model)), known), mistakes };
}

/** The text of the one file. */
export function storePacks(folder: string): string {
  const files = readPacks(folder);
  const { policy, models, settings, mistakes } = read(files);
  const texts = new Map(files.map((file) => [file.path, file]));
  const stored: Stored = {
    policy: storePolicy(policy, files),
    models: models.map((model) => ({ header: headerOf(model), text: compileYaml(texts.get(model.file) ?? { path: model.file, text: '' }).text })),
    settings: { text: JSON.stringify(settings.facts), hash: settings.hash },
    mistakes,
  };
  return JSON.stringify(stored);
}

/** Every pack by path, below a folder. The order must not depend on the disk. */
export function readPacks(folder: string): readonly PackFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function read(files: readonly PackFile[]): { readonly policy: Policy; readonly models: readonly Model[]; readonly settings: ReturnType<typeof readSettingFacts>; readonly mistakes: readonly Mistake[] } {
  const { policy, mistakes } = readPolicy(files);
  const readings = files.filter(({ path }) => path.startsWith('models/') && path.endsWith('.yaml')).map(readModel);
  const settings = readSettingFacts(files, policy.kinds);
  return { policy, models: readings.flatMap(({ model }) => model ?? []), settings, mistakes: [...mistakes, ...settings.mistakes, ...readings.flatMap((reading) => reading.mistakes)] };
}
