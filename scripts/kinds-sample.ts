/**
 * `node --import=tsx scripts/kinds-sample.ts [count] > list`: which identifiers of real code is a list for
 * `npm run kinds` drawn from? Fields, parameters and variables of the corpus, with owner and written type; half of them names that the
 * matcher says something about, spread over packages and frequencies. Must not say which half one is from: who labels does not see it.
 */
import { findAssets, loadEngine } from '../src/host';
import { fetchPackages, readPinned, readSources } from './corpus-packages';
import { answered, readKinds } from './kinds-list';
import { chance, draw, longestType, noteNames, shortest } from './kinds-names';
import type { Note, Seen } from './kinds-names';

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? '1640');
  const engine = await loadEngine(findAssets(__dirname));
  const kinds = readKinds();
  const seen = new Map<string, Seen>();
  for (const pinned of fetchPackages(readPinned())) {
    for (const { path, text } of readSources(pinned, engine.languages).files) {
      const note: Note = (name, owner, type) => {
        if (name.length < shortest) return;
        const known = seen.get(`${name} ${owner ?? ''}`);
        if (known === undefined) seen.set(`${name} ${owner ?? ''}`, { name, owner: owner ?? '', type: (type ?? '').replaceAll(/\s+/g, ' ').slice(0, longestType), package: pinned.name, count: 1 });
        else known.count++;
      };
      noteNames(path, text, note);
    }
  }
  const all = [...seen.values()];
  const said = all.filter((each) => answered(kinds, each).length > 0);
  const silent = all.filter((each) => answered(kinds, each).length === 0);
  const taken = new Map<string, number>();
  const drawn = [...draw(said, count / 2, taken), ...draw(silent, count / 2, taken)];
  console.error(`${String(all.length)} identifiers, of ${String(said.length)} the matcher says something; drawn ${String(drawn.length)}`);
  for (const { name, owner, type, package: from } of drawn.sort((a, b) => (chance(a.name) < chance(b.name) ? -1 : 1))) console.log([name, owner, type, from].join('\t'));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
