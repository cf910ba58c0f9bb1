/**
 * How many tests ran? Reads the line in which the suite inside VS Code says so.
 */

/** Adds the counts that `text` holds to `counts`. Answers whether it held any. */
export function takeCounts(text, counts) {
  const match = /^CALEY-TESTS (\d+) passed, (\d+) failed, (\d+) skipped$/m.exec(text);
  if (match === null) return false;
  counts.passed += Number(match[1]);
  counts.failed += Number(match[2]);
  counts.skipped += Number(match[3]);
  return true;
}
