/**
 * How does the engine come to life on Node? Reads its wasm files and packs from disk, once.
 * Must not look at user files.
 */
import { readFileSync } from 'node:fs';
import type { Policy } from '../policy';
import type { Assets } from './assets';
import { createEngine } from './engine';
import type { Engine } from './engine';
import { nodeDisk } from './node-disk';
import { loadPacks } from './packs';

/** An engine, and the files that others of its kind are made from: those of threads. */
export type LoadedEngine = Engine & { readonly assets: Assets };

/** Reads everything under `assets`, `adapted` where measuring asks for another policy. Rejects where a file is missing or no wasm: the installation is broken. */
export async function loadEngine(assets: Assets, adapted: (policy: Policy) => Policy = (policy) => policy): Promise<LoadedEngine> {
  const packs = loadPacks(assets.packs);
  const engine = await createEngine({ disk: nodeDisk, packs: { ...packs, policy: adapted(packs.policy) }, wasm: (name) => readFileSync(assets.wasm(name)) });
  return Object.assign(engine, { assets });
}
