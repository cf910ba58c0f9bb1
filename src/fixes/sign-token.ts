/** Tokens get a signature, with HS256 and a key from the environment where there was none. */
import { together, withImports } from './edits';
import type { Fix } from './fix';
import { writtenValue } from './options';

export const signToken: Fix = {
  id: 'sign-token',
  safety: 'review',
  title: () => 'Use HS256 instead of no signature',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { edits } = language;
    const { sink, value } = finding.places;
    const written = writtenValue(context);
    if (typeof written !== 'string' || written.toLowerCase() !== 'none') return null;
    const algorithm = edits.replaceExpression(tree, value, edits.stringLiteral(tree, 'HS256'));
    const isList = finding.sinkPath.endsWith('[]') && tree.text.slice(0, value.start).trimEnd().endsWith(',');
    const key = edits.callAt(tree, sink)?.arguments[1];
    const empty = key?.name === null ? edits.constantAt(tree, key.value) : null;
    if (isList || key === undefined || empty === null) return isList ? null : algorithm;
    const variable = edits.environmentVariable(tree, 'JWT_KEY');
    return withImports(context, variable.imports, together(algorithm, edits.replaceExpression(tree, key.value, variable.expression)));
  },
};
