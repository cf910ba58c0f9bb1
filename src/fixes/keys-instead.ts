/** Which fields there are says enough; what is in them stays. */
import { replaceByIdiom, sourceOf } from './edits';
import type { Fix, FixContext } from './fix';

export const keysInstead: Fix = {
  id: 'keys-instead',
  safety: 'review',
  title: ({ finding }) => `Use only the names of the fields of \`${finding.value}\``,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const read = language.edits.fieldRead(tree, value);
    if (read?.range.start !== value.start || read.range.end !== value.end || !isMap(context)) return null;
    // A list of names makes no dictionary.
    if (/\b(?:dict|vars|fromEntries)\(\s*$/.test(tree.text.slice(Math.max(0, value.start - 40), value.start))) return null;
    return replaceByIdiom(context, value, { say: 'keys', of: sourceOf(context, value) });
  },
};

/** Whether the value has names and is no text, as bodies may be. */
function isMap({ finding, policy }: FixContext): boolean {
  const kinds = ['data.object.headers', 'data.object.cookies', 'data.object.environment', 'data.object.session'];
  return finding.kinds.length > 0 && finding.kinds.every((kind) => kinds.some((each) => policy.kinds.isA(kind, each)));
}
