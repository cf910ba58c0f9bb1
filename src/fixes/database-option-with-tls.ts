/** The option beside a database's address asks for TLS: `ssl: false` becomes `ssl: true`. */
import { replaceByIdiom } from './edits';
import type { Fix, FixContext } from './fix';
import { optionsOf, type Option } from './options';

const ON = /^(?:use_?)?(?:ssl|tls|encrypt)$/i;
const OFF = /^(?:ssl|tls)_?disabled$/i;
const MODE = /^ssl_?mode$/i;

export const databaseOptionWithTls: Fix = {
  id: 'database-option-with-tls',
  safety: 'review',
  title: (context) => `Ask for TLS in \`${switchOf(context)?.name ?? ''}\``,
  apply: (context) => {
    const { language, tree } = context;
    const found = switchOf(context);
    if (found === null) return null;
    if (MODE.test(found.name)) return language.edits.replaceExpression(tree, found.value, language.edits.stringLiteral(tree, 'verify-full'));
    return replaceByIdiom(context, found.value, { say: 'boolean', value: !OFF.test(found.name) });
  },
};

/** The one option of the call that turns TLS off. */
function switchOf(context: FixContext): Option | null {
  const { language, tree } = context;
  const found = optionsOf(context).filter(({ name, value }) => {
    const written = language.edits.constantAt(tree, value)?.value;
    return (ON.test(name) && written === false) || (OFF.test(name) && written === true) || (MODE.test(name) && (written === 'disable' || written === 'allow'));
  });
  return found.length === 1 ? (found[0] ?? null) : null;
}
