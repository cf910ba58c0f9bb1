/** Tokens without a signature are not accepted: `none` leaves the list. */
import type { Fix } from './fix';
import { writtenValue } from './options';

export const removeNoneAlgorithm: Fix = {
  id: 'remove-none-algorithm',
  safety: 'review',
  title: () => 'Accept no tokens without a signature',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    if (typeof writtenValue(context) !== 'string' || !finding.sinkPath.endsWith('[]')) return null;
    // Alone in its list it cannot go: what then is accepted must be said.
    const isOnly = /\[\s*$/.test(tree.text.slice(0, value.start).slice(-80)) && /^\s*,?\s*\]/.test(tree.text.slice(value.end, value.end + 80));
    return isOnly ? null : language.edits.removeArgument(tree, value);
  },
};
