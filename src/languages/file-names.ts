/**
 * Which files have a name of this kind? Patterns of base names, in which a star stands for any characters; capital letters make no difference.
 * Must not know a language.
 */

/** By the list of patterns, which is a constant of whoever asks. */
const known = new WeakMap<readonly string[], RegExp>();

/** Whether the file at `path` has a name of one of these patterns. */
export function isNamed(patterns: readonly string[], path: string): boolean {
  let expression = known.get(patterns);
  if (expression === undefined) known.set(patterns, (expression = nameExpression(patterns)));
  return expression.test(path.slice(path.lastIndexOf('/') + 1));
}

function nameExpression(patterns: readonly string[]): RegExp {
  const forms = patterns.map((pattern) => pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*'));
  return new RegExp(`^(?:${forms.join('|') || '(?!)'})$`, 'is');
}
