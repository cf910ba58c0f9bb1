/**
 * `npm run identities [-- --trials 5000] [--seed 1] [--show 0] [name …]`: are findings known again after code was changed? The packages of the corpus are
 * refactored by chance, one to four changes at a time. Prints how many findings are matched with themselves, with none, or with another one: by the matcher of
 * baselines, and by the identity alone; twins are those of which nobody could say which of the two it is. Exits 1 under 99 % or with a wrong match.
 */
import { parseArgs } from 'node:util';
import { engineAsCaley } from './as-caley';
import { fetchPackages, readPinned, readSources } from './corpus-packages';
import { measure, none, shareOf, subjectOf } from './known-again';
import type { Count, Subject } from './known-again';
import { refactorings } from './refactorings';

const wanted = 0.99;
/** Larger packages would take the trials' time. */
const mostFiles = 120;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { trials: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, show: { type: 'string', default: '0' } }, allowPositionals: true });
  const [trials, seed] = [Number(values.trials), Number(values.seed)];
  if (!(trials > 0) || !Number.isInteger(seed)) throw new Error('--trials and --seed take numbers');
  const subjects: Subject[] = [];
  for (const each of fetchPackages(readPinned().filter(({ name }) => positionals.length === 0 || positionals.includes(name)))) {
    const engine = await engineAsCaley(each.asCaley);
    const { files } = readSources(each, engine.languages);
    const subject = files.length > mostFiles ? null : subjectOf(each.name, engine, new Map(files.map(({ path, text }) => [path, text])));
    if (subject !== null) subjects.push(subject);
  }
  let shown = Number(values.show);
  const { changes, gone, come, matcher, identity, by } = measure(subjects, trials, seed, (subject, names, now, taken, right) => {
    if (shown-- > 0) console.log(`${subject}: ${names.join(', ')}\n  now   ${JSON.stringify(now)}\n  taken ${JSON.stringify(taken)}\n  right ${JSON.stringify(right)}`);
  });
  console.log(`${String(trials)} refactorings of ${String(subjects.length)} packages, ${String(changes)} changes (seed ${String(seed)}); ${String(gone)} findings are gone with the code that they were in or what it knew, ${String(come)} came`);
  console.log(`${'refactorings with'.padEnd(34)}${'kept'.padStart(9)}${'lost'.padStart(7)}${'wrong'.padStart(7)}${'twins'.padStart(7)}`);
  for (const name of Object.keys(refactorings)) print(name, by.get(name) ?? none());
  print('all, by the matcher of baselines', matcher);
  print('all, by the identity alone', identity);
  if (shareOf(matcher) < wanted || matcher.wrong > 0) process.exitCode = 1;
}

function print(name: string, count: Count): void {
  console.log(`${name.padEnd(34)}${(shareOf(count) * 100).toFixed(2).padStart(7)} %${String(count.lost).padStart(7)}${String(count.wrong).padStart(7)}${String(count.twins).padStart(7)}`);
}

void main();
