/** A broken cipher or mode gives way to the sound one that the library has under a name beside it: `CryptoJS.DES` to `CryptoJS.AES`. */
import type { Fix, FixContext } from './fix';

const SOUND: ReadonlyMap<string, string> = new Map([['DES', 'AES'], ['TripleDES', 'AES'], ['RC4', 'AES'], ['RC4Drop', 'AES'], ['Rabbit', 'AES'], ['Blowfish', 'AES'], ['ECB', 'CBC']]);

export const cipherOfTheSameLibrary: Fix = {
  id: 'cipher-of-the-same-library',
  safety: 'review',
  title: (context) => `Use ${soundFor(context) ?? 'AES'} instead; what is encrypted already must be encrypted anew`,
  apply: (context) => {
    const sound = soundFor(context);
    return sound === null ? null : context.language.edits.replaceField(context.tree, context.finding.places.value, sound);
  },
};

function soundFor({ finding, language, tree }: FixContext): string | null {
  const read = language.edits.fieldRead(tree, finding.places.value);
  return read?.owner === null ? null : (SOUND.get(read?.name ?? '') ?? null);
}
