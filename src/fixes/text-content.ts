/** The page shows the value as text: marks in it mean nothing. */
import type { Fix, FixContext } from './fix';

/** Members of the browser's elements that take HTML, and those beside them that take text. */
const TEXT: ReadonlyMap<string, string> = new Map([['innerHTML', 'textContent'], ['insertAdjacentHTML', 'insertAdjacentText']]);

export const textContent: Fix = {
  id: 'text-content',
  safety: 'review',
  title: (context) => `Show it as text: \`${memberFor(context) ?? ''}\``,
  apply: (context) => {
    const { finding, language, tree } = context;
    const member = memberFor(context);
    // Marks that the code itself writes would be shown.
    const source = tree.text.slice(finding.places.sink.start, finding.places.sink.end);
    if (member === null || /<[a-z/!]/i.test(source) || typeof language.edits.fieldRead(tree, finding.places.value)?.owner !== 'string') return null;
    return language.edits.renameMember(tree, finding.places.sink, member);
  },
};

function memberFor({ finding }: FixContext): string | null {
  return TEXT.get(finding.sink.split('.').at(-1) ?? '') ?? null;
}
