/**
 * What do the packs say? Reads them from their folder, or from the files that a build makes of them: there all has
 * been checked, and what a package's model and a rule's page say is read when somebody asks for it.
 * Must not look at packs of users.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compileModels, readModel, readSettingFacts, settingModelsOf, storedHeader, storedModel } from '../models';
import type { Model, Models, SettingFacts, StoredHeader } from '../models';
import { compileYaml, readPolicy, restorePolicy, storePolicy } from '../policy';
import type { Mistake, PackFile, Policy, StoredPolicy } from '../policy';

export interface Packs {
  readonly policy: Policy;
  readonly models: Models;
  /** None in a build that passed its tests. */
  readonly mistakes: readonly Mistake[];
}

/** The first of the files, as JSON: what every start reads. */
interface Stored {
  readonly policy: StoredPolicy;
  readonly models: readonly StoredHeader[];
  /** What is said of settings is read when the first file of configuration is met: it stands among the models' texts. */
  readonly settings: { readonly hash: string };
  readonly mistakes: readonly Mistake[];
}

/** From a folder, or the file that `storePacks` wrote, which stands beside two others. Throws where one of them is missing. */
export function loadPacks(from: string): Packs {
  if (!from.endsWith('.json')) {
    const { policy, models, settings, mistakes } = read(readPacks(from));
    return { policy, models: compileModels(models, settingModelsOf(() => settings.facts, settings.hash)), mistakes };
  }
  const { policy, models, settings, mistakes } = JSON.parse(readFileSync(from, 'latin1')) as Stored;
  const [textOf, pageOf] = [textsBeside(from, 'models'), textsBeside(from, 'pages')];
  return {
    policy: restorePolicy(policy, (rule) => pageOf(rule) ?? ''),
    models: compileModels(models.map((header) => storedModel(header, () => readModel({ path: header.file, text: textOf(header.file) ?? '' }).model)), settingModelsOf(() => JSON.parse(textOf(settingsKey) ?? '') as SettingFacts, settings.hash)),
    mistakes,
  };
}

/** Writes what the packs in a folder say to a file of that name and to those beside it: each model's text, as JSON, and each rule's page. */
export function storePacks(folder: string, to: string): void {
  const files = readPacks(folder);
  const { policy, models, settings, mistakes } = read(files);
  const texts = new Map(files.map((file) => [file.path, file]));
  const stored: Stored = { policy: storePolicy(policy, files), models: models.map(storedHeader), settings: { hash: settings.hash }, mistakes };
  writeFileSync(to, asciiJson(stored));
  writeTexts(beside(to, 'models'), [[settingsKey, JSON.stringify(settings.facts)], ...models.map(({ file }): [string, string] => [file, compileYaml(texts.get(file) ?? { path: file, text: '' }).text])]);
  writeTexts(beside(to, 'pages'), [...policy.rules.values()].map(({ id, page }) => [id, page]));
}

/** Under which it stands there; models stand under their files. */
const settingsKey = 'settings';

function beside(packs: string, what: 'models' | 'pages'): string {
  return packs.replace(/\.json$/, `-${what}.txt`);
}

/** A line for each text: its key, a tab, the text as JSON. */
function writeTexts(file: string, texts: readonly (readonly [key: string, text: string])[]): void {
  writeFileSync(file, texts.map(([key, text]) => `${key}\t${asciiJson(text)}`).join('\n'));
}

/** Answers with the text of a key. The file must be there, and is read at the first question. */
function textsBeside(packs: string, what: 'models' | 'pages'): (key: string) => string | null {
  const file = beside(packs, what);
  statSync(file);
  let lines: ReadonlyMap<string, string> | null = null;
  return (key) => {
    lines ??= new Map(readFileSync(file, 'latin1').split('\n').map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]));
    const line = lines.get(key);
    return line === undefined ? null : (JSON.parse(line) as string);
  };
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
