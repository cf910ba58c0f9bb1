export { exitCodeOf } from './check';
export { exitCodes } from './io';
export type { CommandEngine, ExitCode, Io, Output } from './io';
export { runProgram } from './program';
export type { Surroundings } from './program';
export { parsePlace } from './reveal';
