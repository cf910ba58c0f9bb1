/**
 * The secret comes from the environment: the literal is replaced by a variable
 * of the name that the code, the provider or the credential's format suggests.
 */
import type { Range, TextEdit } from '../text';
import { environmentName } from './environment-name';
import type { Fix, FixContext } from './fix';

export const secretToEnvironment: Fix = {
  id: 'secret-to-environment',
  safety: 'review',
  title: (context) => `Read it from the environment variable ${environmentName(context)}`,
  apply: (context) => {
    const { language, tree } = context;
    const variable = language.edits.environmentVariable(tree, environmentName(context));
    const imports = language.edits.addImports(tree, variable.imports);
    const edits = read(context, variable.expression);
    return imports === null || edits === null ? null : [...imports, ...edits];
  },
};

function read(context: FixContext, variable: string): readonly TextEdit[] | null {
  const { language, tree, finding } = context;
  const { value } = finding.places;
  const part = secretPart(context);
  if (part !== null) return language.edits.replaceStringPart(tree, part, variable);
  return language.edits.removeFallback(tree, value, variable) ?? language.edits.replaceExpression(tree, value, variable);
}

/**
 * Where only some characters of the literal are secret, those: the token behind `Bearer `, the key in a query. Addresses with
 * a password and key files are secret as a whole: their parts depend on each other.
 */
function secretPart({ finding, tree, policy }: FixContext): Range | null {
  const { value } = finding.places;
  const text = tree.text.slice(value.start, value.end);
  // Python's literals may have letters before their quotes, and three of those.
  const [opening = '', quotes = ''] = /^[a-z]{0,2}("""|'''|["'`])/i.exec(text) ?? [];
  if (quotes === '') return null;
  const inner = text.length - quotes.length;
  const scheme = /^(?:Bearer|Basic|Token|ApiKey|Digest)\s+(?=\S)/i.exec(text.slice(opening.length))?.[0];
  if (scheme !== undefined) return { start: value.start + opening.length + scheme.length, end: value.start + inner };
  const found = policy.secrets.format(text)?.range;
  if (found === undefined || !/^[\w.+/=-]+$/.test(text.slice(found.start, found.end))) return null;
  const isWhole = found.start <= opening.length && found.end >= inner;
  return isWhole ? null : { start: value.start + Math.max(opening.length, found.start), end: value.start + Math.min(found.end, inner) };
}
