/**
 * What do the packs say that a build has stored? All has been checked there; what a package's model and a rule's page say is read when somebody asks for it.
 * Must not know where the texts come from.
 */
import { compileModels, readModel, settingModelsOf, storedModel } from '../models';
import type { Models, SettingFacts, SettingModels, StoredHeader } from '../models';
import { restorePolicy } from '../policy';
import type { Mistake, Policy, StoredPolicy } from '../policy';

export interface Packs {
  readonly policy: Policy;
  readonly models: Models;
  /** None in a build that passed its tests. */
  readonly mistakes: readonly Mistake[];
}

/** The first of the files, as JSON: what every start reads. */
export interface StoredPacks {
  readonly policy: StoredPolicy;
  readonly models: readonly StoredHeader[];
  /** What is said of settings is read when the first file of configuration is met: it stands among the models' texts. */
  readonly settings: Pick<SettingModels, 'hash' | 'askedNames'>;
  readonly mistakes: readonly Mistake[];
}

/** Under which it stands there; models stand under their files. */
export const settingsKey = 'settings';

/** Of the three texts that a build writes; the second and third are asked for at the first question to them. */
export function restorePacks(text: string, modelTexts: () => string, pageTexts: () => string): Packs {
  const { policy, models, settings, mistakes } = JSON.parse(text) as StoredPacks;
  const [textOf, pageOf] = [keyed(modelTexts), keyed(pageTexts)];
  return {
    policy: restorePolicy(policy, (rule) => pageOf(rule) ?? ''),
    models: compileModels(models.map((header) => storedModel(header, () => readModel({ path: header.file, text: textOf(header.file) ?? '' }).model)), settingModelsOf(() => JSON.parse(textOf(settingsKey) ?? '') as SettingFacts, settings)),
    mistakes,
  };
}

/** Answers with the text of a key: a line for each, its key, a tab, the text as JSON. */
function keyed(read: () => string): (key: string) => string | null {
  let lines: ReadonlyMap<string, string> | null = null;
  return (key) => {
    lines ??= new Map(read().split('\n').map((line) => [line.slice(0, line.indexOf('\t')), line.slice(line.indexOf('\t') + 1)]));
    const line = lines.get(key);
    return line === undefined ? null : (JSON.parse(line) as string);
  };
}
