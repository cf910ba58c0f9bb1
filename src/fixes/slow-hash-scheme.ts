/** The library's own slow scheme takes the place of a fast one. */
import { replaceCallFix } from './replace-call';

export const slowHashScheme = replaceCallFix('slow-hash-scheme', (by) => `Hash it by \`${by}\``);
