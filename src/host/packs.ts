/**
 * What do the packs say? Reads them from their folder, or from the files that a build makes of them: there all has
 * been checked, and what a package's model and a rule's page say is read when somebody asks for it.
 * Must not look at packs of users.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileModels, readModel, readSettingFacts, settingModelsOf, storedHeader } from '../models';
import type { Model } from '../models';
import { compileYaml, readPolicy, storePolicy } from '../policy';
import type { Mistake, PackFile, Policy } from '../policy';
import { restorePacks, settingsKey } from './stored-packs';
import type { Packs, StoredPacks } from './stored-packs';

/** From a folder, or the file that `storePacks` wrote, which stands beside two others. Throws where one of them is missing. */
export function loadPacks(from: string): Packs {
  if (!from.endsWith('.json')) {
    const { policy, models, settings, mistakes } = read(readPacks(from));
    return { policy, models: compileModels(models, settingModelsOf(() => settings.facts, settings)), mistakes };
  }
  const [models, pages] = [beside(from, 'models'), beside(from, 'pages')];
  for (const file of [models, pages]) statSync(file);
  return restorePacks(readFileSync(from, 'latin1'), () => readFileSync(models, 'latin1'), () => readFileSync(pages, 'latin1'));
}

/** Writes what the packs in a folder say to a file of that name and to those beside it: each model's text, as JSON, and each rule's page. */
export function storePacks(folder: string, to: string): void {
  const files = readPacks(folder);
  const { policy, models, settings, mistakes } = read(files);
  const texts = new Map(files.map((file) => [file.path, file]));
  const stored: StoredPacks = { policy: storePolicy(policy, files), models: models.map(storedHeader), settings: { hash: settings.hash, askedNames: settings.askedNames }, mistakes };
  writeFileSync(to, asciiJson(stored));
  writeTexts(beside(to, 'models'), [[settingsKey, JSON.stringify(settings.facts)], ...models.map(({ file }): [string, string] => [file, compileYaml(texts.get(file) ?? { path: file, text: '' }).text])]);
  writeTexts(beside(to, 'pages'), [...policy.rules.values()].map(({ id, page }) => [id, page]));
}

function beside(packs: string, what: 'models' | 'pages'): string {
  return packs.replace(/\.json$/, `-${what}.txt`);
}

/** A line for each text: its key, a tab, the text as JSON. */
function writeTexts(file: string, texts: readonly (readonly [key: string, text: string])[]): void {
  writeFileSync(file, texts.map(([key, text]) => `${key}\t${asciiJson(text)}`).join('\n'));
}

/** JSON in ASCII alone, which is read several times faster than UTF-8. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
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
