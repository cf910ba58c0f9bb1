/**
 * Which files have a name of this kind? Patterns of base names, in which a star stands for any characters, those after a `!` being the
 * exceptions; capital letters make no difference.
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
  const forms = (given: readonly string[]): string => given.map((pattern) => pattern.replace(/[^\w*]/g, '\\$&').replaceAll('*', '.*')).join('|') || '(?!)';
  const exceptions = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return new RegExp(`^(?!(?:${forms(exceptions)})$)(?:${forms(patterns.filter((pattern) => !pattern.startsWith('!')))})$`, 'is');
}
