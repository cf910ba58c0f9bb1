export { exitCodeOf } from './check';
export { exitCodes } from './io';
export type { CommandEngine, ExitCode, Io, Output } from './io';
export { commandsOf, runProgram } from './program';
export type { CommandWords, Surroundings } from './program';
export { parsePlace } from './reveal';
