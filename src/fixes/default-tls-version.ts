/** The library's own lowest version holds, 1.2 today and later what then is right: the option goes. */
import { contains } from '../text';
import type { Fix } from './fix';
import { optionName } from './options';

export const defaultTlsVersion: Fix = {
  id: 'default-tls-version',
  safety: 'review',
  title: (context) => `Remove \`${optionName(context)}\`: the default is TLS 1.2 or later`,
  apply: ({ finding, language, tree }) => {
    const { value, sink } = finding.places;
    const property = language.edits.removeProperty(tree, value);
    if (property?.every(({ range }) => contains(sink, range)) === true) return property;
    return language.edits.callAt(tree, sink) === null ? language.edits.removeStatement(tree, sink) : null;
  },
};
