/**
 * How are JavaScript texts edited? Stands in until the verbs are written: every
 * verb answers that it cannot.
 */
import type { EditVerbs } from '../language';

export const javascriptEdits: EditVerbs = {
  wrapExpression: () => null,
  replaceExpression: () => null,
  removeArgument: () => null,
  removeProperty: () => null,
  removeStatement: () => null,
  setProperty: () => null,
  addImport: () => null,
  addDeclaration: () => null,
  insertComment: () => null,
  environmentVariable: (name) => `process.env.${name}`,
  stringLiteral: (_tree, value) => JSON.stringify(value),
  comment: (text) => `// ${text}`,
};
