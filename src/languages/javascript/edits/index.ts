/**
 * How are JavaScript and TypeScript texts edited? The verbs of fixes, over the
 * flat tree. Contracts: EditVerbs.
 */
import type { EditVerbs } from '../../language';
import { asFlatTree } from '../flat-tree';
import { callAt, chainFrom, comparisonAt, constantAt, insertArgument, renameMember, replaceCallee } from './calls';
import { insertComment, lineComment } from './comments';
import { fieldRead, fieldReads, pickFields, readErrorMessage, readField, removeFallback, replaceExpression, replaceField, replacePrefix, replaceStringPart, wrapExpression } from './expressions';
import { idiom } from './idioms';
import { addDeclaration, addImport, addImports, functionsIn } from './modules';
import { protection } from './protections';
import { propertiesOf, removeArgument, removeProperties, removeProperty, renameProperty, setProperty } from './removals';
import { demandBefore, guardStatement, removeStatement } from './statements';
import { quoted } from './style';
import { replaceCharacters, textParts } from './text-parts';
import { removeImport } from './unimport';

export const javascriptEdits: EditVerbs = {
  wrapExpression,
  replaceExpression,
  replaceField,
  readField,
  readErrorMessage,
  replacePrefix,
  replaceStringPart,
  pickFields,
  removeArgument,
  removeProperty,
  removeProperties,
  renameProperty,
  removeFallback,
  removeStatement,
  guardStatement,
  setProperty,
  addImport,
  addImports,
  addDeclaration,
  insertComment,
  fieldRead,
  fieldReads,
  propertiesOf,
  functions: functionsIn,
  protection,
  environmentVariable: (_tree, name) => ({ expression: `process.env.${name}`, imports: [] }),
  stringLiteral: (tree, value) => quoted(asFlatTree(tree), value),
  comment: lineComment,
  constantAt,
  callAt,
  chainFrom,
  comparisonAt,
  replaceCallee,
  renameMember,
  insertArgument,
  demandBefore,
  textParts,
  replaceCharacters,
  removeImport,
  idiom,
};
