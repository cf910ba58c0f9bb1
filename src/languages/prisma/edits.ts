/**
 * What can fixes change in a schema? Nothing but comments: it declares data and
 * does nothing with it.
 */
import type { EditVerbs } from '../language';
import { settingEdits } from '../settings';

export const prismaEdits: EditVerbs = {
  ...settingEdits('//'),
  environmentVariable: (_tree, name) => ({ expression: `env(${JSON.stringify(name)})`, imports: [] }),
};
