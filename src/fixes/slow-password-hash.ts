/** Passwords go through a hash that is slow on purpose: scrypt with a salt of its own. */
import type { Range } from '../text';
import { sourceOf, together } from './edits';
import type { Fix, FixContext } from './fix';
import { addProtection } from './protect';

/** What ends a fast hash as a text. */
const ENDS = ['digest', 'hexdigest', 'toString', 'hex'];

/** Functions that hash and give a text at once. */
const DIRECT = /^(?:md5|sha-?\d+)$/i;

export const slowPasswordHash: Fix = {
  id: 'slow-password-hash',
  safety: 'review',
  title: () => 'Hash it with scrypt and a salt of its own',
  apply: (context) => {
    const { language, tree } = context;
    const hash = hashOf(context);
    const password = passwordAt(context);
    if (hash === null || password === null) return null;
    const own = addProtection(context, 'password');
    return own === null ? null : together(own.edits, language.edits.replaceExpression(tree, hash, `${own.name}(${password})`));
  },
};

/** The whole expression that gives the hash as a text. */
function hashOf({ finding, language, tree }: FixContext): Range | null {
  const { sink } = finding.places;
  const call = language.edits.callAt(tree, sink);
  const chain = language.edits.chainFrom(tree, sink, ENDS);
  const end = chain === null ? null : language.edits.callAt(tree, chain);
  if (call === null || chain === null || end === null) return null;
  // A hash with a salt of its own equals no other.
  if (/^\s*[!=]=/.test(tree.text.slice(chain.end, chain.end + 40)) || /[!=]==?\s*$/.test(tree.text.slice(Math.max(0, chain.start - 40), chain.start))) return null;
  if (chain.end === sink.end) return DIRECT.test(call.name) ? sink : null;
  // Without an encoding the digest of Node is bytes.
  return end.name === 'digest' && end.arguments.length === 0 ? null : chain;
}

/** The password as a text: what is read by name, as such or encoded. */
function passwordAt(context: FixContext): string | null {
  const { finding, language, tree } = context;
  const { value } = finding.places;
  const encoded = language.edits.callAt(tree, value);
  if (encoded?.name === 'encode') return sourceOf(context, { start: encoded.callee.start, end: encoded.callee.end }).replace(/\s*\.\s*encode$/, '');
  return language.edits.fieldRead(tree, value) === null ? null : sourceOf(context, value);
}
