/**
 * How is an offence told that is part of a request? Must not look for any.
 */
import type { Spot } from '../drafts';
import type { Request } from '../service-requests';
import type { Offence } from './check';

export function offenceAt(request: Request, wrong: Spot, details: Offence['details'], name: string | null = null): Offence {
  const { unit, node } = wrong;
  return { wrong: { unit, node: name === null ? unit.unwrapped(node) : node }, around: request.call, sink: request.sinkName, sinkPath: request.sinkPath, name, details, guessed: request.guessed };
}
