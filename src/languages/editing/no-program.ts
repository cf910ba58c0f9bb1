/**
 * What can be changed in files that hold no program? None of what programs are
 * made of. Must not know the language.
 */
import type { ProgramVerbs } from '../language';

const cannot = (): null => null;

/** For languages that only declare. */
export const noProgram: ProgramVerbs = {
  constantAt: cannot, callAt: cannot, chainFrom: cannot, comparisonAt: cannot, replaceCallee: cannot, renameMember: cannot, insertArgument: cannot, demandBefore: cannot, textParts: cannot,
  replaceCharacters: cannot, removeImport: cannot, idiom: cannot,
};
