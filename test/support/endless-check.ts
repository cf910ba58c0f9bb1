/** A check whose second thread never answers; says so on stdout when its own share is done. Run as a process by tests of how it ends. */
import { join } from 'node:path';
import { examine, findAssets, Gathering, loadEngine } from '../../src/host';
import { defaultConfiguration } from '../../src/workspace';

async function main(): Promise<void> {
  const engine = await loadEngine(findAssets(__dirname));
  const inputs = new Gathering(engine.walk);
  for (const path of ['a.ts', 'b.ts']) inputs.add({ type: 'write', path, text: 'f();\n', version: 0 });
  const assets = { ...engine.assets, worker: { file: join(__dirname, 'endless-thread.cjs'), loader: null } };
  await examine({ ...engine, assets, today: engine.today }, inputs, { configuration: defaultConfiguration, workers: 2, cache: null }, () => {
    process.stdout.write('waiting\n');
  });
}

void main();
