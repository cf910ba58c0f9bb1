/**
 * How does Python say what every language can say? Expressions for fixes, with
 * the imports they need. Must not make edits.
 */
import type { Idiom, IdiomFunction, Snippet, Tree } from '../../language';
import { asFlatTree } from '../flat-tree';
import { environmentVariable } from './environment';
import { quoted } from './style';

export function idiom(anyTree: Tree, asked: Idiom): Snippet | null {
  const tree = asFlatTree(anyTree);
  const text = (value: string): string => quoted(tree, value);
  switch (asked.say) {
    case 'boolean':
      return { expression: asked.value ? 'True' : 'False', imports: [] };
    case 'environment list': {
      const { expression, imports } = environmentVariable(tree, asked.name);
      return { expression: `${expression}.split(${text(',')})`, imports };
    }
    case 'environment flag':
      return compared(tree, asked.name, '1');
    case 'in development':
      return compared(tree, 'APP_ENV', 'development');
    case 'in production':
      return compared(tree, 'APP_ENV', 'production');
    case 'random bytes': {
      const { expression, imports } = environmentVariable(tree, 'X');
      // By the name under which the file has the module.
      return expression.startsWith('os.') ? { expression: `os.urandom(${String(asked.count)})`, imports } : { expression: `urandom(${String(asked.count)})`, imports: [{ module: 'os', names: ['urandom'] }] };
    }
    case 'certificates named by':
      return environmentVariable(tree, asked.name);
    case 'count':
      return { expression: `len(${asked.of})`, imports: [] };
    case 'same':
      return { expression: `${asked.isEqual ? '' : 'not '}hmac.compare_digest(${asked.left}, ${asked.right})`, imports: [{ module: 'hmac', names: [] }] };
    case 'keys':
      return { expression: `list(${asked.of}.keys())`, imports: [] };
    case 'function':
      return functions[asked.name];
  }
}

/** Whether the variable has the value; a missing one is no mistake. */
function compared(tree: Tree, name: string, value: string): Snippet {
  const { expression, imports } = environmentVariable(tree, name);
  const flat = asFlatTree(tree);
  return { expression: `${expression.replace(/\[.*$/, '')}.get(${quoted(flat, name)}) == ${quoted(flat, value)}`, imports };
}

const functions: Readonly<Record<IdiomFunction, Snippet | null>> = {
  'truth': { expression: 'bool', imports: [] },
  'base name': { expression: 'os.path.basename', imports: [{ module: 'os', names: [] }] },
  'parse json': { expression: 'json.loads', imports: [{ module: 'json', names: [] }] },
  'escape html': { expression: 'html.escape', imports: [{ module: 'html', names: [] }] },
  'quote for shell': { expression: 'shlex.quote', imports: [{ module: 'shlex', names: [] }] },
  'literal': { expression: 'ast.literal_eval', imports: [{ module: 'ast', names: [] }] },
};
