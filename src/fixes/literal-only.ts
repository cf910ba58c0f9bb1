/** Only a literal is read, no program run. */
import { replaceCallFix } from './replace-call';

export const literalOnly = replaceCallFix('literal-only', (by) => `Read a literal only: \`${by}\``);
