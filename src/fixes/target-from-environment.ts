/** The load goes to a server that the environment names, one of one's own. */
import { withImports } from './edits';
import type { Fix } from './fix';
import { writtenValue } from './options';

export const targetFromEnvironment: Fix = {
  id: 'target-from-environment',
  safety: 'review',
  title: () => 'Aim it at your own server, from LOAD_TEST_URL',
  apply: (context) => {
    const { finding, language, tree, policy } = context;
    if (typeof writtenValue(context) !== 'string') return null;
    const own = policy.repairs.environment(finding.sinkPath);
    const variable = own === null ? language.edits.environmentVariable(tree, 'LOAD_TEST_URL') : { expression: own.replace('{name}', 'LOAD_TEST_URL'), imports: [] };
    return withImports(context, variable.imports, language.edits.replaceExpression(tree, finding.places.value, variable.expression));
  },
};
