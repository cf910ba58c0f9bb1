/**
 * What does a command see of its surroundings? Two streams, a folder, the
 * environment; so that tests run commands without a process.
 */
import type { Engine, Examiner } from '../host';

/** What commands need of the engine. */
export type CommandEngine = Pick<Engine, 'policy' | 'walk' | 'createWorkspace'> & Examiner;

export interface Output {
  write(text: string): void;
  /** Whether a person watches. */
  readonly isTerminal: boolean;
  /** Width of the terminal; null where there is none. */
  readonly columns: number | null;
}

export interface Io {
  /** Results, nothing else. */
  readonly out: Output;
  /** Progress and messages. */
  readonly err: Output;
  /** Absolute folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Of the whole program; DESIGN and README list them. */
export const exitCodes = { clean: 0, findings: 1, mistake: 2, bug: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The user asked for something that cannot be done: one line, exit code 2. */
export class UserMistake extends Error {}
