/**
 * Is a package imported whose name is nearly Caley's? Code, since it measures how far names are apart.
 * Must not know which packages there are.
 */
import { isOwn, packageOf } from './sdk-imports';
import type { Check, Offence, Pass } from './check';

/** `names`: what Caley's packages are called; `unlike`: names of others that are as near. */
export function confusablePackage({ evaluator, policy, unit, words }: Pass): ReturnType<Check> {
  const [meant, others] = [words['names'] ?? [], new Set(words['others'])];
  const told = new Set<string>();
  return unit.graph.nodes.flatMap((node): readonly Offence[] => {
    if (node.op !== 'import' || node.typeOnly || ['.', '/', '#', '~'].some((start) => node.module.startsWith(start)) || told.has(node.module) || isOwn(evaluator.valueOf(unit, node.id))) return [];
    const name = packageOf(node.module);
    const part = name.toLowerCase().split(/[@/_.-]+/).find((one) => meant.some((word) => isNear(one, word)) && !others.has(one));
    if (part === undefined || policy.isCaleyName(name)) return [];
    told.add(node.module);
    return [{ wrong: { unit, node: node.id }, around: node.id, sink: name, sinkPath: node.module, name, details: {}, guessed: false }];
  });
}

/** Whether one letter that is added, left out, changed or swapped with its neighbour makes one word of the other. */
function isNear(word: string, meant: string): boolean {
  if (word === meant || Math.abs(word.length - meant.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === meant[start]) start++;
  let end = 0;
  while (end < word.length - start && end < meant.length - start && word[word.length - 1 - end] === meant[meant.length - 1 - end]) end++;
  const [left, right] = [word.slice(start, word.length - end), meant.slice(start, meant.length - end)];
  return left.length + right.length <= 1 || (left.length === 1 && right.length === 1) || (left.length === 2 && right === left.slice(1) + left.slice(0, 1));
}
