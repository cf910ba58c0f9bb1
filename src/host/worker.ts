/**
 * A thread's side of a check that many threads do: surveys its files, then judges those that
 * it is given. Must not print, nor read what is to be examined from disk.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { findAssets } from './assets';
import { loadEngine } from './load-engine';
import type { Orders, Task, Word } from './messages';
import { prepare } from './prepare';

/** Files judged between two words to the main thread. */
const batch = 50;

async function work(task: Task): Promise<void> {
  const engine = await loadEngine(findAssets(task.from));
  const part = prepare(engine.createPart(task.today, task.maxHeldNodes), task.inputs, task.configuration);
  parentPort?.once('message', ({ surveys, judge }: Orders) => {
    for (const survey of surveys) part.learn(survey);
    for (let i = 0; i < judge.length; i += batch) {
      tell({ type: 'judged', judgements: judge.slice(i, i + batch).map((path) => part.judge(path)) });
    }
    tell({ type: 'done', trace: part.trace() });
  });
  tell({ type: 'surveyed', surveys: task.survey.flatMap((path) => part.survey(path) ?? []) });
}

function tell(word: Word): void {
  parentPort?.postMessage(word);
}

void work(workerData as Task);
