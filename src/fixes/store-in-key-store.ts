/** The credential goes into the platform's key store. Where it is read, the same has to be done. */
import { replaceCallFix } from './replace-call';

export const storeInKeyStore = replaceCallFix('store-in-key-store', (by) => `Keep it in the key store: \`${by}\``);
