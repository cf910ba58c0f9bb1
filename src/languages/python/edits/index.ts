/**
 * How are Python texts edited? The verbs of fixes, over the flat tree.
 * Contracts: EditVerbs. A dictionary's entries and a call's keyword arguments are properties.
 */
import type { EditVerbs } from '../../language';
import { asFlatTree } from '../flat-tree';
import { callAt, chainFrom, comparisonAt, constantAt, insertArgument, renameMember, replaceCallee } from './calls';
import { insertComment, lineComment } from './comments';
import { environmentVariable } from './environment';
import { pickFields, readErrorMessage, readField, replaceExpression, wrapExpression } from './expressions';
import { fieldRead, fieldReads, replaceField } from './field-reads';
import { idiom } from './idioms';
import { addDeclaration, addImport, addImports, functionsIn } from './modules';
import { propertiesOf, removeProperties, removeProperty, renameProperty, setProperty } from './properties';
import { protection } from './protections';
import { removeArgument } from './removals';
import { demandBefore, guardStatement, removeStatement } from './statements';
import { quoted } from './style';
import { replaceCharacters, textParts } from './text-parts';
import { removeFallback, replacePrefix, replaceStringPart } from './texts';
import { removeImport } from './unimport';

export const pythonEdits: EditVerbs = {
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
  environmentVariable,
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
