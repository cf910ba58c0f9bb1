/**
 * How does JavaScript say what every language can say? Expressions for fixes,
 * with the imports they need. Must not make edits.
 */
import type { Idiom, IdiomFunction, Snippet, Tree } from '../../language';
import { asFlatTree } from '../flat-tree';
import { runsInBrowser } from './protections';
import { quoted } from './style';

export function idiom(anyTree: Tree, asked: Idiom): Snippet | null {
  const tree = asFlatTree(anyTree);
  const text = (value: string): string => quoted(tree, value);
  switch (asked.say) {
    case 'boolean':
      return plain(String(asked.value));
    case 'environment list':
      return plain(`(process.env.${asked.name} ?? ${text('')}).split(${text(',')})`);
    case 'environment flag':
      return plain(`process.env.${asked.name} === ${text('1')}`);
    case 'in development':
      return plain(`process.env.NODE_ENV === ${text('development')}`);
    case 'in production':
      return plain(`process.env.NODE_ENV === ${text('production')}`);
    case 'random bytes':
      return { expression: `randomBytes(${String(asked.count)})`, imports: [{ module: 'node:crypto', names: ['randomBytes'] }] };
    case 'certificates named by':
      return runsInBrowser(tree) ? null : { expression: `readFileSync(process.env.${asked.name} ?? ${text('')})`, imports: [{ module: 'node:fs', names: ['readFileSync'] }] };
    case 'count':
      return plain(`${asked.of}.length`);
    case 'same': {
      if (runsInBrowser(tree)) return null;
      // The function throws where the lengths differ.
      const same = `Buffer.byteLength(${asked.left}) === Buffer.byteLength(${asked.right}) && timingSafeEqual(Buffer.from(${asked.left}), Buffer.from(${asked.right}))`;
      return { expression: asked.isEqual ? same : `!(${same})`, imports: [{ module: 'node:crypto', names: ['timingSafeEqual'] }] };
    }
    case 'keys':
      return plain(`Object.keys(${asked.of})`);
    case 'function':
      return functions[asked.name];
  }
}

function plain(expression: string): Snippet {
  return { expression, imports: [] };
}

const functions: Readonly<Record<IdiomFunction, Snippet | null>> = {
  'truth': plain('Boolean'),
  'base name': { expression: 'basename', imports: [{ module: 'node:path', names: ['basename'] }] },
  'parse json': plain('JSON.parse'),
  // The language has none of its own.
  'escape html': null,
  'quote for shell': null,
  'literal': null,
};
