/** A private authority is trusted by name, instead of everybody: its certificate comes from a file that the environment names. */
import { replaceByIdiom, together } from './edits';
import type { Fix } from './fix';
import { optionName, writtenValue } from './options';

export const trustOwnAuthority: Fix = {
  id: 'trust-own-authority',
  safety: 'review',
  title: () => 'Trust your own authority, from the file in CA_FILE',
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    const { value } = finding.places;
    const option = optionName(context);
    const authorities = policy.repairs.authorities(option);
    if (authorities === null || writtenValue(context) !== false) return null;
    const replaced = replaceByIdiom(context, value, { say: 'certificates named by', name: 'CA_FILE' });
    return authorities === option ? replaced : together(replaced, language.edits.renameProperty(tree, value, authorities));
  },
};
