/** It is for developers: the statement runs only where the environment says that one is at work. */
import { withImports } from './edits';
import type { Fix } from './fix';

export const onlyInDevelopment: Fix = {
  id: 'only-in-development',
  safety: 'review',
  title: () => 'Do it in development only',
  apply: (context) => {
    const { finding, language, tree } = context;
    const condition = language.edits.idiom(tree, { say: 'in development' });
    if (condition === null) return null;
    return withImports(context, condition.imports, language.edits.guardStatement(tree, finding.places.sink, condition.expression));
  },
};
