/** AES in GCM mode with a random nonce takes the place of a mode or cipher that is broken, for a key of the same length. */
import { together, withImports } from './edits';
import type { Fix, FixContext } from './fix';
import { writtenValue } from './options';

/** OpenSSL's names by the bits of their keys: ciphers whose keys fit AES. */
const KEYS: readonly (readonly [RegExp, string])[] = [[/^aes-?(128|192|256)-ecb$/i, '$1'], [/^(?:des3|3des|des-ede3)(?:-.*)?$/i, '192']];

export const authenticatedCipher: Fix = {
  id: 'authenticated-cipher',
  safety: 'review',
  title: () => 'Use AES in GCM mode; keep nonce and tag with the text',
  apply: (context) => {
    const { finding, language, tree } = context;
    const written = writtenValue(context);
    if (decrypts(context)) return null;
    if (typeof written !== 'string') return modeByName(context);
    const [pattern, bits] = KEYS.find(([each]) => each.test(written)) ?? [];
    const [cipher, , nonce] = language.edits.callAt(tree, finding.places.sink)?.arguments ?? [];
    // Only where the call takes the nonce: with other arguments it is another function.
    if (pattern === undefined || bits === undefined || nonce === undefined || cipher?.value.start !== finding.places.value.start) return null;
    const name = `aes-${written.replace(pattern, bits)}-gcm`;
    const random = language.edits.idiom(tree, { say: 'random bytes', count: 12 });
    const isEmpty = language.edits.constantAt(tree, nonce.value) !== null;
    if (!isEmpty || random === null) return null;
    return withImports(context, random.imports, together(
      language.edits.replaceExpression(tree, finding.places.value, language.edits.stringLiteral(tree, name)),
      language.edits.replaceExpression(tree, nonce.value, random.expression),
    ));
  },
};

/** A fresh nonce opens nothing: what was sealed must be read as it was written. */
function decrypts({ finding, language, tree }: FixContext): boolean {
  const { sink } = finding.places;
  return /decipher|decrypt/i.test(`${finding.sink} ${finding.function}`) || language.edits.chainFrom(tree, sink, ['decrypt', 'decryptor'])?.end !== sink.end;
}

/** `AES.MODE_ECB` and `modes.ECB()`. */
function modeByName(context: FixContext): ReturnType<Fix['apply']> {
  const { finding, language, tree } = context;
  const { value } = finding.places;
  if (language.edits.fieldRead(tree, value)?.name === 'MODE_ECB') return language.edits.replaceField(tree, value, 'MODE_GCM');
  const call = language.edits.callAt(tree, value);
  const random = language.edits.idiom(tree, { say: 'random bytes', count: 12 });
  if (call?.name !== 'ECB' || call.arguments.length > 0 || random === null) return null;
  return withImports(context, random.imports, together(language.edits.renameMember(tree, value, 'GCM'), language.edits.insertArgument(tree, value, 0, random.expression)));
}
