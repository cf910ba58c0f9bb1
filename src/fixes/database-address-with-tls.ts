/** The address of a database asks for TLS: `sslmode=disable` becomes `sslmode=verify-full`. */
import type { Fix, FixContext } from './fix';
import { sourceOf } from './edits';

/** What turns TLS off in addresses, and what turns it on with a checked certificate: libpq's, MySQL's and MongoDB's words. */
const SWITCHES: readonly (readonly [RegExp, string])[] = [
  [/(?<=[?&]sslmode=)(?:disable|allow)(?=[&'"`]|$)/i, 'verify-full'],
  [/(?<=[?&]ssl-mode=)disabled(?=[&'"`]|$)/i, 'VERIFY_IDENTITY'],
  [/(?<=[?&](?:usessl|ssl|tls)=)(?:false|disable)(?=[&'"`]|$)/i, 'true'],
];

export const databaseAddressWithTls: Fix = {
  id: 'database-address-with-tls',
  safety: 'review',
  title: (context) => `Ask for TLS in the address: ${switchIn(context)?.by ?? ''}`,
  apply: (context) => {
    const found = switchIn(context);
    return found === null ? null : context.language.edits.replaceCharacters(context.tree, { start: found.start, end: found.end }, found.by);
  },
};

function switchIn(context: FixContext): { readonly start: number; readonly end: number; readonly by: string } | null {
  const { value } = context.finding.places;
  const text = sourceOf(context, value);
  for (const [pattern, by] of SWITCHES) {
    const match = pattern.exec(text);
    if (match !== null) return { start: value.start + match.index, end: value.start + match.index + match[0].length, by };
  }
  return null;
}
