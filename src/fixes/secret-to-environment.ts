/**
 * The secret comes from the environment: the literal is replaced by a variable
 * of the name that the code, the provider or the credential's format suggests.
 */
import type { Range } from '../text';
import { environmentName } from './environment-name';
import type { Fix, FixContext } from './fix';

export const secretToEnvironment: Fix = {
  id: 'secret-to-environment',
  safety: 'review',
  title: (context) => `Read it from the environment variable ${environmentName(context)}`,
  apply: (context) => {
    const { finding, language, tree } = context;
    const { value } = finding.places;
    const variable = language.edits.environmentVariable(environmentName(context));
    const part = secretPart(context);
    if (part !== null) return language.edits.replaceStringPart(tree, part, variable);
    return language.edits.removeFallback(tree, value, variable) ?? language.edits.replaceExpression(tree, value, variable);
  },
};

/**
 * Where only some characters of the literal are secret, those: the token behind `Bearer `, the key in a query. Addresses with
 * a password and key files are secret as a whole: their parts depend on each other.
 */
function secretPart({ finding, tree, policy }: FixContext): Range | null {
  const { value } = finding.places;
  const text = tree.text.slice(value.start, value.end);
  if (!/^['"`]/.test(text)) return null;
  const scheme = /^.(?:Bearer|Basic|Token|ApiKey|Digest)\s+(?=\S)/i.exec(text)?.[0];
  if (scheme !== undefined) return { start: value.start + scheme.length, end: value.end - 1 };
  const found = policy.secrets.format(text)?.range;
  if (found === undefined || !/^[\w.+/=-]+$/.test(text.slice(found.start, found.end))) return null;
  const isWhole = found.start <= 1 && found.end >= text.length - 1;
  return isWhole ? null : { start: value.start + Math.max(1, found.start), end: value.start + Math.min(found.end, text.length - 1) };
}
