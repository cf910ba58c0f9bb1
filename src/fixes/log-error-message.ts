/** The message of an error in place of the whole error, which carries the request with its headers. */
import type { Fix } from './fix';

/** What clients hang on an error: the error itself has the message. */
const PARTS = new Set(['response', 'request', 'config', 'options']);

export const logErrorMessage: Fix = {
  id: 'log-error-message',
  safety: 'review',
  title: ({ finding }) => `Log the error's message instead of \`${finding.value}\``,
  apply: ({ finding, language, tree, policy }) => {
    const { value } = finding.places;
    if (finding.kinds.length === 0 || !finding.kinds.every((kind) => policy.kinds.isA(kind, 'data.object.error'))) return null;
    const read = language.edits.fieldRead(tree, value);
    if (typeof read?.owner === 'string' && PARTS.has(read.name)) return language.edits.readErrorMessage(tree, value, read.owner);
    return language.edits.readErrorMessage(tree, value);
  },
};
