/**
 * What makes a tool? A name, what it is for and when not to use it, the forms of what goes in and comes out, and its work on a session. Must not know the protocol.
 */
import type { z } from 'zod';
import type { Call } from '../call';
import type { Session } from '../session';

/** The same twice: for people and models that read, and for programs. */
export interface Answer<T> {
  readonly text: string;
  readonly content: T;
}

export interface Tool<I extends z.ZodObject = z.ZodObject, O extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: I;
  readonly output: O;
  /** Rejects with Mistake for what the caller can mend, and Cancelled. */
  run(session: Session, input: z.output<I>, call: Call): Promise<Answer<z.input<O>>>;
}

/** What each part of the tool is, by what the others are. */
export function tool<I extends z.ZodObject, O extends z.ZodObject>(made: Tool<I, O>): Tool<I, O> {
  return made;
}
