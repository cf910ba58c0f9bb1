/** The package is not used any more: its import goes, with statements that do nothing but use it. */
import type { Fix } from './fix';

export const removeImport: Fix = {
  id: 'remove-import',
  safety: 'review',
  title: ({ finding }) => `Remove \`${finding.value}\` and what uses it here`,
  apply: ({ finding, language, tree }) => language.edits.removeImport(tree, finding.places.value),
};
