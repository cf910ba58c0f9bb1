/**
 * What is known of policy and libraries, with what a company's own packs add? Must not decide which packs those are: see
 * own-packs.ts.
 */
import { fixes } from '../fixes';
import { compileModels, readPackageModel, verifyModels } from '../models';
import type { Models } from '../models';
import { extendPolicy, modelFilesOf } from '../policy';
import type { Mistake, Pack, Policy, RuleId } from '../policy';

export interface Knowledge {
  readonly policy: Policy;
  readonly models: Models;
}

export interface Extension extends Knowledge {
  /** Of each rule that is not bundled, the folder of its pack. */
  readonly packOf: ReadonlyMap<RuleId, string>;
  /** At the workspace's names of the packs' files. */
  readonly mistakes: readonly Mistake[];
}

/** What is wrong in the packs is left out; the rest stands beside what was known. Without packs nothing is made anew. */
export function extendKnowledge(base: Knowledge, packs: readonly Pack[]): Extension {
  if (packs.length === 0) return { policy: base.policy, models: base.models, packOf: new Map(), mistakes: [] };
  const { policy, packOf, mistakes } = extendPolicy(base.policy, packs, new Set(fixes.keys()));
  const readings = packs.flatMap((pack) => modelFilesOf(pack).map(readPackageModel));
  // What is verified is told in the readings.
  verifyModels(readings, { isKind: (id) => policy.kinds.all.has(id), partyCategory: (id) => policy.parties.get(id)?.category ?? null }, base.models.all);
  const models = readings.flatMap(({ model }) => model ?? []);
  return {
    policy,
    packOf,
    models: models.length === 0 ? base.models : compileModels([...base.models.all, ...models], base.models.settings),
    mistakes: [...mistakes, ...readings.flatMap((reading) => reading.mistakes)],
  };
}
