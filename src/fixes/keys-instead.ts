/** Which fields there are says enough; what is in them stays. */
import { wrapIn } from './edits';
import type { Fix } from './fix';

export const keysInstead: Fix = {
  id: 'keys-instead',
  safety: 'review',
  title: ({ finding }) => `Use only the names of the fields of \`${finding.value}\``,
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const { value } = finding.places;
    const isMap = (kind: string): boolean => ['request-body', 'headers', 'cookies', 'environment', 'session'].some((name) => policy.kinds.isA(kind, `data.object.${name}`));
    if (finding.kinds.length === 0 || !finding.kinds.every(isMap) || language.edits.fieldRead(tree, value) === null) return null;
    // A list of names is no dictionary.
    if (/\b(?:dict|vars|fromEntries)\(\s*$/.test(tree.text.slice(Math.max(0, value.start - 40), value.start))) return null;
    return wrapIn(context, [value], language.edits.idiom(tree, { say: 'function', name: 'keys' }));
  },
};
