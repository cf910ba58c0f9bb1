/** It does not happen at all: the statement goes. */
import type { Fix } from './fix';

export const removeCall: Fix = {
  id: 'remove-call',
  safety: 'review',
  title: ({ finding }) => `Remove the call of \`${finding.sink}\``,
  apply: ({ finding, language, tree }) => language.edits.removeStatement(tree, finding.places.sink),
};
