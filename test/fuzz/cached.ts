/**
 * Does a check that uses what an earlier one left answer what one does that knows nothing? Runs
 * random edits with a check of both sorts between them.
 */
import { deserialize, serialize } from 'node:v8';
import { examine, Gathering } from '../../src/host';
import type { Cache, Engine, Examiner } from '../../src/host';
import type { Configuration } from '../../src/workspace';
import { Editor, emptyState, follow } from './actions';
import type { State } from './actions';
import { cutProject } from './projects';
import type { Pool } from './projects';
import { Random } from './random';

export interface CachedSession {
  /** Files judged with the cache, and how many there were. */
  readonly judged: number;
  readonly files: number;
  readonly findings: number;
  /** The edits that led to it, and both answers; null where all were equal. */
  readonly failure: string | null;
}

/** A cache that is as good as one on disk, for as long as it is held. */
export function memoryCache(): Cache {
  let bytes: Buffer | null = null;
  return {
    read: () => (bytes === null ? null : (deserialize(bytes) as ReturnType<Cache['read']>)),
    write: (kept) => {
      bytes = serialize(kept);
    },
  };
}

/** `perRun`: edits between two checks. */
export async function runCachedSession(engine: Engine, pool: Pool, seed: number, runs: number, perRun: number): Promise<CachedSession> {
  const random = new Random(seed);
  const editor = new Editor(random, pool.manifests);
  let state = follow(emptyState, editor.open(cutProject(pool, random)));
  const caches = new Map<string, Cache>();
  const done: string[] = [];
  let [judged, files, findings] = [0, 0, 0];
  const counting: Examiner = {
    today: engine.today,
    createPart: (today) => {
      const part = engine.createPart(today);
      return { ...bound(part), judge: (path) => (judged++, part.judge(path)) };
    },
  };
  for (let run = 0; run < runs; run++) {
    for (let i = 0; i < (run === 0 ? 0 : perRun); i++) {
      const changes = editor.edit(state);
      done.push(JSON.stringify(changes));
      state = follow(state, changes);
    }
    // Another configuration has a cache of its own.
    const key = JSON.stringify([{ ...state.configuration, rules: [...state.configuration.rules] }]);
    let cache = caches.get(key);
    if (cache === undefined) caches.set(key, (cache = memoryCache()));
    const cached = await answer(engine, counting, state, cache);
    const plain = await answer(engine, engine, state, null);
    files += state.files.size;
    findings += plain.split('"rule":').length - 1;
    if (cached !== plain) return { judged, files, findings, failure: `seed ${String(seed)}, run ${String(run)}\n${[...state.files].map(([path, { text }]) => `--- ${path}\n${text}`).join('\n')}\nlast edits: ${done.slice(-perRun).join('\n')}\nwith:    ${cached}\nwithout: ${plain}` };
  }
  return { judged, files, findings, failure: null };
}

async function answer(engine: Engine, examiner: Examiner, state: State, cache: Cache | null): Promise<string> {
  const inputs = new Gathering(engine.walk);
  for (const [path, { text }] of [...state.files].sort(([a], [b]) => (a < b ? -1 : 1))) inputs.add({ type: 'write', path, text, version: 0 });
  for (const skip of state.skipped.values()) inputs.add(skip);
  inputs.add({ type: 'complete', paths: [''] });
  const configuration: Configuration = state.configuration;
  const found = await examine({ createPart: examiner.createPart, today: examiner.today }, inputs, { configuration, workers: 1, cache }, () => undefined);
  return JSON.stringify([found.files, found.files.map((file) => found.judgements.get(file)), found.declared, found.held, found.skipped]);
}

function bound(part: ReturnType<Examiner['createPart']>): ReturnType<Examiner['createPart']> {
  return {
    get policy() {
      return part.policy;
    },
    configure: (configuration) => part.configure(configuration),
    apply: (change) => part.apply(change),
    place: (path, text) => part.place(path, text),
    survey: (path) => part.survey(path),
    learn: (survey) => part.learn(survey),
    judge: (path) => part.judge(path),
    meaningOf: (path, specifier) => part.meaningOf(path, specifier),
    declared: () => part.declared(),
    held: (practices) => part.held(practices),
    trace: () => part.trace(),
  };
}
