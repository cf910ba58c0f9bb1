/**
 * `npm run kinds [-- --show tune]`: how well are names recognised as kinds of
 * personal data and credentials? Precision and recall of the names that packs may be tuned by, half of a list and a list of its own, and of those that
 * are held out: the other half, and a list of its own, whose figures are those that count. How sure those are says a second reader of each, who is
 * measured by the first as the matcher is; and the matcher is measured again by the labels that both give, and by those settled where they differ.
 * `--show tune` prints what is wrong.
 * Must not show a name that is held out.
 */
import { parseArgs } from 'node:util';
import type { Kinds } from '../src/policy';
import { halfOf, heldOutFile, isWrong, judge, population, precisionOf, readKinds, readList, recallOf, tallyOf, thirdFile, tuningFile } from './kinds-list';
import type { Judged, Tally } from './kinds-list';
import { isAgreed, isFirst, isSecond, judgeSecond, readings, readTwice, settledIn } from './kinds-readers';
import type { Reading } from './kinds-readers';

function main(): void {
  const { values } = parseArgs({ options: { show: { type: 'string' } } });
  if (values.show !== undefined && values.show !== 'tune') throw new Error('only what is tuned by may be shown: --show tune');
  const kinds = readKinds();
  const judged = readList().map((entry) => judge(kinds, entry));
  for (const half of ['tune', 'held-out'] as const) {
    report(`${half} half of the first list`, judged.filter(({ entry }) => halfOf(entry) === half));
    console.log(`  of all names of the corpus, estimated: ${estimate(judged.filter(({ entry }) => halfOf(entry) === half), kinds)}`);
  }
  const tuning = readList(tuningFile).map((entry) => judge(kinds, entry));
  report('tuning list', tuning);
  const third = readList(thirdFile).map((entry) => judge(kinds, entry));
  report('second tuning list', third);
  report('held-out list', readList(heldOutFile).map((entry) => judge(kinds, entry)));
  for (const reading of readings) reportReaders(kinds, reading);
  if (values.show === 'tune') for (const each of [...judged.filter(({ entry }) => halfOf(entry) === 'tune'), ...tuning, ...third]) if (isWrong(each)) show(each);
}

function reportReaders(kinds: Kinds, reading: Reading): void {
  const twice = readTwice(reading);
  const agreed = twice.filter((both) => isAgreed(kinds, both));
  const differing = twice.filter((both) => !isAgreed(kinds, both));
  const pending = twice.filter(({ settled }) => settled === 'pending');
  const count = (kept: readonly unknown[]): string => String(kept.length);
  report(`${reading.title}, second reader against the first`, twice.map((both) => judgeSecond(kinds, both)));
  console.log(`  agree on ${share(agreed.length / twice.length)} (${count(agreed)} of ${count(twice)}); labelled without their source: ${count(twice.filter(({ source }) => source === 'unread'))}`);
  report(`${reading.title} where both readers agree`, agreed.map(({ first }) => judge(kinds, first)));
  if (pending.length > 0) {
    console.log(`\n${reading.title} as settled: not yet, of ${count(differing)} that differ ${count(differing.filter((both) => both.settled === 'pending'))} wait for a third reader`);
    return;
  }
  report(`${reading.title} as settled`, settledIn(twice).map((entry) => judge(kinds, entry)));
  console.log(`  of ${count(differing)} that differ, settled as the first ${count(differing.filter(isFirst))}, as the second ${count(differing.filter(isSecond))}, open ${count(differing.filter(({ settled }) => settled === 'open'))}`);
}

function report(title: string, judged: readonly Judged[]): void {
  console.log(`\n${title}: ${String(judged.length)} identifiers`);
  for (const category of [...new Set(judged.flatMap(({ entry, answers }) => [...entry.holds, ...answers].map(categoryOf)))].sort()) {
    const tally = tallyOf([]);
    for (const { entry, answers, right } of judged) {
      const isLabelled = categoryOf(entry.holds[0] ?? '') === category;
      if (isLabelled) {
        tally.labelled++;
        if (right.length > 0) tally.found++;
      }
      tally.answers += answers.filter((answer) => categoryOf(answer) === category).length;
      tally.right += right.filter((answer) => categoryOf(answer) === category).length;
      if (isLabelled || answers.some((answer) => categoryOf(answer) === category)) tally.identifiers++;
    }
    if (tally.identifiers > 0) console.log(line(`  ${category.replace('data.', '')}`, tally));
  }
  console.log(line('  all', tallyOf(judged)));
}

/** Half of the list was drawn from the few names that the matcher spoke of: counted as often as they are in the corpus. */
function estimate(judged: readonly Judged[], kinds: Kinds): string {
  const tally = tallyOf([]);
  for (const drawn of ['said', 'silent'] as const) {
    const part = judged.filter(({ entry }) => entry.drawn === drawn);
    const of = tallyOf(part.map(({ entry }) => judge(kinds, entry)));
    const weight = population[drawn] / Math.max(1, part.length);
    for (const key of ['answers', 'right', 'labelled', 'found'] as const) tally[key] += of[key] * weight;
  }
  return `precision ${share(precisionOf(tally))}, recall ${share(recallOf(tally))}`;
}

function categoryOf(kind: string): string {
  return kind.split('.').slice(0, 2).join('.');
}

function line(title: string, tally: Tally): string {
  const { answers, right, labelled, found } = tally;
  return `${title.padEnd(24)} precision ${share(precisionOf(tally))} (${String(right)} of ${String(answers)})   recall ${share(recallOf(tally))} (${String(found)} of ${String(labelled)})`;
}

function share(value: number): string {
  return value.toFixed(3);
}

function show({ entry, answers }: Judged): void {
  const type = entry.type === '' ? '' : `: ${entry.type}`;
  const said = answers.length === 0 ? 'nothing' : answers.join(' ');
  console.log(`${entry.owner === '' ? '' : `${entry.owner}.`}${entry.name}${type} (${entry.package}) holds ${entry.holds.length === 0 ? 'nothing' : entry.holds.join(' or ')}; said: ${said}`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
