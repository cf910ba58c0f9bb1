/** A message that locks screens show says that there is something, not what. */
import { contains } from '../text';
import type { Range } from '../text';
import type { Fix, FixContext } from './fix';
import { optionsOf } from './options';

/** What people read of a message. */
const SHOWN = /^(?:title|subtitle|body|alert|message|text|contents?)$/i;

export const generalText: Fix = {
  id: 'general-text',
  safety: 'review',
  title: () => 'Say only that there is something new',
  apply: (context) => {
    const { language, tree } = context;
    const text = textAt(context);
    return text === null ? null : language.edits.replaceExpression(tree, text, language.edits.stringLiteral(tree, 'Open the app to see what is new'));
  },
};

/** The text that the value is part of: an option that is shown, or an argument that is put together. */
function textAt(context: FixContext): Range | null {
  const { finding, language, tree } = context;
  const { value, sink } = finding.places;
  const shown = optionsOf(context).find((option) => SHOWN.test(option.name) && contains(option.value, value));
  const entry = language.edits.propertiesOf(tree, value)?.find(({ key, range, value: text }) => key !== null && SHOWN.test(key) && contains(sink, range) && contains(text, value));
  if (shown !== undefined || entry !== undefined) return (shown ?? entry)?.value ?? null;
  const argument = language.edits.callAt(tree, sink)?.arguments.find(({ name, range }) => name === null && contains(range, value));
  return argument !== undefined && language.edits.textParts(tree, argument.value) !== null ? argument.value : null;
}
