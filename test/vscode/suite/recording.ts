/**
 * What did the extension host do in a stretch of time, and how much of it was ours? Its processor profile, as V8 takes it, and how late its event loop came.
 */
import type { Profiler } from 'node:inspector';
import { Session } from 'node:inspector/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Microseconds between two samples. */
const SAMPLING = 500;

/** All in milliseconds. */
export interface Recording {
  /** The longest time for which the event loop did not come, whoever held it; another process on its processor may have. */
  readonly stoodStill: number;
  /** The longest stretch of one turn with our code on the stack: what it called is in it, and the garbage collected meanwhile. */
  readonly longestOfOurs: number;
  /** Of all such stretches together. */
  readonly ours: number;
}

/** Records what the extension host does while `act` runs. `isOurs` is asked of addresses of code. */
export async function record(isOurs: (url: string) => boolean, act: () => Promise<void>): Promise<Recording> {
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLING });
    await session.post('Profiler.start');
    // What it takes to start the profiler is nobody's.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const delay = monitorEventLoopDelay({ resolution: 2 });
    delay.enable();
    await act();
    delay.disable();
    const { profile } = await session.post('Profiler.stop');
    const stretches = stretchesOf(profile, isOurs);
    const stoodStill = delay.max / 1e6;
    // A sample may come late, where the profiler waits for a processor; no turn takes longer than the loop stood still.
    return { stoodStill, longestOfOurs: Math.min(stoodStill, Math.max(0, ...stretches)), ours: stretches.reduce((sum, stretch) => sum + stretch, 0) };
  } finally {
    session.disconnect();
  }
}

/** Runs of samples, one after the other, with our code on the stack, in milliseconds. */
function stretchesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, isOurs: (url: string) => boolean): number[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ours = new Set<number>();
  const mark = (id: number): void => {
    if (ours.has(id)) return;
    ours.add(id);
    byId.get(id)?.children?.forEach(mark);
  };
  for (const { id, callFrame } of nodes) if (isOurs(callFrame.url)) mark(id);
  const stretches: number[] = [];
  let current = 0;
  samples.forEach((id, i) => {
    const isCollecting = current > 0 && byId.get(id)?.callFrame.functionName === '(garbage collector)';
    if (ours.has(id) || isCollecting) {
      // A sample stands for the time until the next one, which is told in microseconds.
      current += (timeDeltas[i + 1] ?? 0) / 1000;
      return;
    }
    if (current > 0) stretches.push(current);
    current = 0;
  });
  return current > 0 ? [...stretches, current] : stretches;
}
