/** The shell takes the value for one word, whatever it holds. Only where the language has a function for it. */
import type { TextPart } from '../languages';
import { sourceOf, wrapIn } from './edits';
import type { Fix, FixContext } from './fix';

export const quoteForShell: Fix = {
  id: 'quote-for-shell',
  safety: 'review',
  title: (context) => `Quote \`${sourceOf(context, context.finding.places.value).slice(0, 60)}\` for the shell`,
  apply: (context) => {
    const { finding, language, tree } = context;
    const call = language.edits.callAt(tree, finding.places.sink);
    const [command] = call?.arguments ?? [];
    const parts = command === undefined ? null : language.edits.textParts(tree, command.value);
    if (parts === null || !standsAlone(context, parts)) return null;
    return wrapIn(context, [finding.places.value], language.edits.idiom(tree, { say: 'function', name: 'quote for shell' }));
  },
};

/** Whether the value is a part outside of the command's own quotes: inside, quotes of its own would end them. */
function standsAlone({ finding }: FixContext, parts: readonly TextPart[]): boolean {
  const { value } = finding.places;
  let before = '';
  for (const part of parts) {
    if ('text' in part) before += part.text;
    else if (part.code.start === value.start && part.code.end === value.end) return before.split('"').length % 2 === 1 && before.split("'").length % 2 === 1;
  }
  return false;
}
