/** Any origin may read, but nobody's cookies come along: the option that sends them goes. */
import type { Fix } from './fix';
import { optionsOf } from './options';

export const corsWithoutCredentials: Fix = {
  id: 'cors-without-credentials',
  safety: 'review',
  title: () => 'Leave credentials out',
  apply: (context) => {
    const { language, tree } = context;
    const [option, ...others] = optionsOf(context).filter(({ name, value }) => /credentials$/i.test(name) && language.edits.constantAt(tree, value)?.value === true);
    return option === undefined || others.length > 0 ? null : language.edits.removeProperty(tree, option.value);
  },
};
