/** A project that integrates with Caley and declares nothing begins to: who makes it, and who helps. What else is asked is told from then on. */
import { inTurn, putValue } from '../policy';
import type { DeclarationFix } from './declaration-fix';
import { known } from './declaration-fix';

const first = ['app.name', 'app.owner', 'app.website', 'support.email'];

export const beginDeclaration: DeclarationFix = {
  id: 'begin-declaration',
  safety: 'review',
  title: () => 'Begin caley.yaml with who makes the application and who helps',
  apply: (context) => {
    if (context.rule.check.type !== 'absence') return null;
    return inTurn(context.text, first.map((path) => (text) => putValue(text, path.split('.'), known(context, path))));
  },
};
