/** A name of a file is no path: what leads to another folder is cut off. */
import type { Range } from '../text';
import { wrapIn } from './edits';
import type { Fix, FixContext } from './fix';

export const baseName: Fix = {
  id: 'base-name',
  safety: 'review',
  title: () => 'Use the last part of it only, as a file name',
  apply: (context) => {
    const { finding, language, tree } = context;
    const place = namePlace(context);
    // Programs and serialised objects are no files.
    if (place === null || /(?:^|\.)(?:eval|exec|loads?|compile|Function|Template)\b/.test(finding.sink)) return null;
    return wrapIn(context, [place], language.edits.idiom(tree, { say: 'function', name: 'base name' }));
  },
};

/** The field that brings the name: the value itself, or the one inside of it. */
function namePlace({ finding, language, tree }: FixContext): Range | null {
  const { value } = finding.places;
  // `os.path` of `os.path.join(…)` is no datum.
  const isCalled = (end: number): boolean => /^\s*\.\s*\w+\s*\(/.test(tree.text.slice(end, end + 80));
  const reads = language.edits.fieldReads(tree, value).filter(({ owner, range }) => owner !== null && !isCalled(range.end));
  const [read, ...others] = reads;
  return read === undefined || others.length > 0 ? null : read.range;
}
