/**
 * What does an agent read when what it asked for cannot be done? A sentence that says what to do instead.
 */

/** The caller's mistake: becomes a tool error. */
export class Mistake extends Error {}

/** Thrown by work whose call was cancelled: nobody waits for an answer. */
export class Cancelled extends Error {
  constructor() {
    super('cancelled');
  }
}
