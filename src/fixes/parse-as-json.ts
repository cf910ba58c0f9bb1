/** What was run or brought to life is read as JSON, which is nothing but data. */
import { replaceCallFix } from './replace-call';

export const parseAsJson = replaceCallFix('parse-as-json', (by) => `Read it as JSON: \`${by}\``);
