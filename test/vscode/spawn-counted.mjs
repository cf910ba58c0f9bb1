/**
 * Runs VS Code, passes its output on and reads the counts from it.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { takeCounts } from './count.mjs';

/** Answers the exit code. */
export async function spawnCounted(executable, args, counts) {
  const child = spawn(executable, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  let rest = '';
  child.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) takeCounts(line.trim(), counts);
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}
