export { deepen, indentUnit } from './indentation';
export { appendItem, removeItems, wholeLines } from './lists';
export { noProgram } from './no-program';
export { insert, replace } from './text-edits';
export {
  afterBreak, atLineEnd, beginsLine, commentAt, hasComment, indentation, isNamePart, lineEnd, lineStart, skipBlanks, skipBlanksBack, skipInLine, skipTrivia,
  skipTriviaBack,
} from './trivia';
