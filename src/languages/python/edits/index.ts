/**
 * How do fixes change Python? Not known yet: every verb declines.
 */
import type { EditVerbs } from '../../language';

const declined = (): null => null;

export const pythonEdits: EditVerbs = {
  wrapExpression: declined,
  replaceExpression: declined,
  replaceField: declined,
  readField: declined,
  readErrorMessage: declined,
  replacePrefix: declined,
  replaceStringPart: declined,
  pickFields: declined,
  removeArgument: declined,
  removeProperty: declined,
  removeProperties: declined,
  renameProperty: declined,
  removeFallback: declined,
  removeStatement: declined,
  guardStatement: declined,
  setProperty: declined,
  addImport: declined,
  addDeclaration: declined,
  insertComment: declined,
  fieldRead: declined,
  fieldReads: () => [],
  propertiesOf: declined,
  functions: () => [],
  protection: declined,
  environmentVariable: (name) => `os.environ[${JSON.stringify(name)}]`,
  stringLiteral: (_tree, value) => JSON.stringify(value),
  comment: (text) => `# ${text}`,
};
