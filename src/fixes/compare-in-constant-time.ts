/** Signatures are compared in a time that does not tell how much of them is right. */
import { replaceByIdiom, sourceOf } from './edits';
import type { Fix } from './fix';

/** What may be evaluated twice: names, and fields of them. */
const plain = /^[\w$]+(?:\??\.#?[\w$]+|\[(?:'[^'\\\r\n]*'|"[^"\\\r\n]*"|\d+)\])*$/;

export const compareInConstantTime: Fix = {
  id: 'compare-in-constant-time',
  safety: 'review',
  title: () => 'Compare in constant time',
  apply: (context) => {
    const { finding, language, tree } = context;
    const comparison = language.edits.comparisonAt(tree, finding.places.sink);
    if (comparison === null) return null;
    const [left, right] = [sourceOf(context, comparison.left), sourceOf(context, comparison.right)];
    if (language.ecosystem === 'npm' && ![left, right].every((operand) => plain.test(operand))) return null;
    return replaceByIdiom(context, finding.places.sink, { say: 'same', left, right, isEqual: comparison.isEqual });
  },
};
