/**
 * Which known word did someone mean who wrote an unknown one? For "did you
 * mean" in messages. Must not know what the words stand for.
 */

/**
 * The word of `known` with the fewest changed letters from `written`, or null
 * when even that one differs in more than a third of its letters. A word that
 * shares the last part behind a slash (`logs/personal-data`, `personal-data`) counts as near.
 */
export function nearest(written: string, known: Iterable<string>): string | null {
  const tail = lastPart(written);
  let best: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const most = Math.floor(Math.max(word.length, written.length) / 3);
    const whole = distance(written.toLowerCase(), word.toLowerCase(), most);
    const cost = Math.min(whole, lastPart(word) === tail ? Math.min(most, 2) : most + 1);
    if (cost <= most && cost < least) {
      best = word;
      least = cost;
    }
  }
  return best;
}

/** The question whether that was meant, to stand behind what is wrong; empty where no word is near. A text that is no word is near to none. */
export function didYouMean(written: string, known: Iterable<string>): string {
  const meant = written.length > longestWord ? null : nearest(written, known);
  return meant === null ? '' : ` Did you mean "${meant}"?`;
}

const longestWord = 100;

function lastPart(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}

/** Inserted, removed and replaced letters between the words; anything above `most` is `most + 1`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return Math.min(row[b.length] ?? most + 1, most + 1);
}
