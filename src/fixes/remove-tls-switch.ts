/** Certificates are checked again: the option or assignment that turns the check off goes. */
import { contains } from '../text';
import type { Fix } from './fix';
import { nameOf } from './owner';

export const removeTlsSwitch: Fix = {
  id: 'remove-tls-switch',
  safety: 'review',
  title: (context) => `Remove \`${nameOf(context)}\`, so that certificates are checked`,
  apply: ({ finding, language, tree }) => {
    const { value, sink } = finding.places;
    const property = language.edits.removeProperty(tree, value);
    if (property?.every(({ range }) => contains(sink, range)) === true) return property;
    // A call that takes the switch among other things must stay.
    return tree.text.slice(sink.start, value.start).includes('=') ? language.edits.removeStatement(tree, sink) : null;
  },
};
