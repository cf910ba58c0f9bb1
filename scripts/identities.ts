/**
 * `npm run identities [-- --trials 5000] [--seed 1] [--show lost] [name …]`: are findings known again after code was changed? The packages of the corpus are
 * refactored by chance, one to four changes at a time. Prints how many findings are matched with themselves, with none, or with another one: by the matcher of
 * baselines, by the identity alone, and by the mark that a caley.yaml has of an accepted one; twins are those of which nobody could say which of the two it is. Exits 1 under 99 % or with a wrong match.
 * A wrong match is printed with the code before and after, a lost one where `--show lost` asks for it; `--trials 17,2501-5000` makes only those of a seed.
 */
import { parseArgs } from 'node:util';
import { engineAsCaley } from './as-caley';
import { fetchPackages, readPinned, readSources } from './corpus-packages';
import { measure, none, numbers, shareOf, subjectOf } from './known-again';
import type { Count, Mismatch, Shown, Subject } from './known-again';
import { refactorings } from './refactorings';

const wanted = 0.99;
/** Larger packages would take the trials' time. */
const mostFiles = 120;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { trials: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' }, show: { type: 'string', default: 'wrong' } }, allowPositionals: true });
  const [trials, seed] = [trialsOf(values.trials), Number(values.seed)];
  if (!Number.isInteger(seed)) throw new Error('--seed takes a number');
  const subjects: Subject[] = [];
  for (const each of fetchPackages(readPinned().filter(({ name }) => positionals.length === 0 || positionals.includes(name)))) {
    const engine = await engineAsCaley(each.asCaley);
    const { files } = readSources(each, engine.languages);
    const subject = files.length > mostFiles ? null : subjectOf(each.name, engine, new Map(files.map(({ path, text }) => [path, text])));
    if (subject !== null) subjects.push(subject);
  }
  const { changes, gone, come, matcher, identity, accepted, by } = measure(subjects, trials, seed, (mismatch) => {
    if (mismatch.verdict === 'wrong' || values.show === 'lost') show(mismatch);
  });
  console.log(`${String(trials.length)} refactorings of ${String(subjects.length)} packages, ${String(changes)} changes (seed ${String(seed)}); ${String(gone)} findings are gone with the code that they were in or what it knew, ${String(come)} came`);
  console.log(`${'refactorings with'.padEnd(38)}${'kept'.padStart(9)}${''.padStart(10)}${'lost'.padStart(7)}${'wrong'.padStart(7)}${'twins'.padStart(7)}`);
  for (const name of Object.keys(refactorings)) print(name, by.get(name) ?? none());
  print('all, by the matcher of baselines', matcher);
  print('all, by the identity alone', identity);
  print('accepted in a caley.yaml, each alone', accepted);
  if (shareOf(matcher) < wanted || matcher.wrong > 0 || shareOf(accepted) < wanted || accepted.wrong > 0) process.exitCode = 1;
}

/** How many, or which: numbers and ranges of them. */
function trialsOf(said: string): readonly number[] {
  if (/^[1-9]\d*$/.test(said)) return [...numbers(1, Number(said))];
  return said.split(',').flatMap((part) => {
    const [, first, last = first] = /^([1-9]\d*)(?:-([1-9]\d*))?$/.exec(part) ?? [];
    if (first === undefined) throw new Error('--trials takes how many, or numbers and ranges: 17,2501-5000');
    return [...numbers(Number(first), Number(last))];
  });
}

function show({ trial, subject, changes, verdict, by, now, taken, right }: Mismatch): void {
  const said = (name: string, shown: Shown | null): string => `${name} ${shown === null ? 'none' : `${JSON.stringify(shown.traits)}\n${shown.lines}`}`;
  console.log(`${verdict}, ${by}: trial ${String(trial)}, ${subject}: ${changes.join(', ')}\n${said('now', now)}\n${said('taken for', taken)}\n${said('is', right)}\n`);
}

function print(name: string, count: Count): void {
  console.log(`${name.padEnd(38)}${(shareOf(count) * 100).toFixed(2).padStart(7)} %${String(count.kept).padStart(10)}${String(count.lost).padStart(7)}${String(count.wrong).padStart(7)}${String(count.twins).padStart(7)}`);
}

void main();
