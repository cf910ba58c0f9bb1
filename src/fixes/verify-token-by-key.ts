/** The token is checked with the key and the algorithm that were missing: the key comes from the environment. */
import { contains } from '../text';
import { replaceByIdiom, together, withImports } from './edits';
import type { Fix } from './fix';
import { writtenValue } from './options';
import { hasKey } from './verify-token';

export const verifyTokenByKey: Fix = {
  id: 'verify-token-by-key',
  safety: 'review',
  title: () => 'Check the token by HS256 with the key in JWT_KEY',
  apply: (context) => {
    const { finding, language, tree } = context;
    const { sink, value } = finding.places;
    const call = language.edits.callAt(tree, sink);
    const [token, ...others] = call?.arguments ?? [];
    const written = writtenValue(context);
    // What is called with the token alone, and named options.
    if (token?.name !== null || typeof written !== 'boolean' || hasKey(context) || others.length !== 1 || others[0]?.name === null) return null;
    const key = language.edits.environmentVariable(tree, 'JWT_KEY');
    const algorithms = `[${language.edits.stringLiteral(tree, 'HS256')}]`;
    const isOption = others.some(({ range }) => contains(range, value));
    const checked = isOption ? replaceByIdiom(context, value, { say: 'boolean', value: !written }) : null;
    return withImports(context, key.imports, together(language.edits.insertArgument(tree, sink, 1, `${key.expression}, ${algorithms}`), checked));
  },
};
