/**
 * Which names stand in `<T, U extends V = W>`? The flat tree has no nodes for
 * them, so the text is read.
 */
import { type FlatNode, type FlatTree } from './flat-tree';

/** Longer lists are not read. */
const LENGTH_LIMIT = 2000;
const NO_PARAMETERS: readonly string[] = [];
const OPENING = '<([{';
const CLOSING = '>)]}';

/** The type parameters right behind a declaration's name, in order. */
export function typeParameters(tree: FlatTree, name: FlatNode): readonly string[] {
  const { text } = tree;
  let at = tree.end(name);
  while (/\s/.test(text.charAt(at))) at++;
  return text.charAt(at) === '<' ? namesIn(text.slice(at, at + LENGTH_LIMIT)) : NO_PARAMETERS;
}

function namesIn(list: string): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const { 0: token, index } of list.matchAll(/=>|['"`](?:[^\\]|\\.)*?['"`]|\/\*[^]*?\*\/|\/\/.*|[<([{>)\]},]/g)) {
    if (OPENING.includes(token)) depth++;
    else if (CLOSING.includes(token)) depth--;
    if (depth === 0) return names;
    if (depth > 1 || (token !== '<' && token !== ',')) continue;
    const name = /^\s*(?:(?:const|in|out)\s+)*([\p{ID_Start}_$][\p{ID_Continue}$]*)/u.exec(list.slice(index + 1, index + 200))?.[1];
    if (name !== undefined) names.push(name);
  }
  return names;
}
