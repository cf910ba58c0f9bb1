/**
 * Which option of which call does a path lead to? Splits a path at the argument that holds the option.
 * Must not look at what is said of it.
 */
import type { Path, Step } from './path';

export interface UnsetPath {
  /** To what is called. */
  readonly called: Path;
  readonly argument: number | string;
  /** Fields from the argument to the option; of a step with several names each is an option of its own. */
  readonly fields: readonly (readonly string[])[];
}

/** Null where the path ends in no option: a field of an argument at one position, or a keyword. */
export function unsetAt({ root, steps }: Path): UnsetPath | null {
  const at = steps.findLastIndex((step) => step.kind === 'argument');
  const step = steps[at];
  const selector = step?.kind === 'argument' && step.at.length === 1 ? step.at[0] : undefined;
  if (selector === undefined) return null;
  const fields = fieldsOf(steps.slice(at + 1));
  const called = { root, steps: steps.slice(0, at) };
  if (fields === null) return null;
  if (selector.kind === 'keyword') return { called, argument: selector.name, fields };
  return selector.low === selector.high && steps.length > at + 1 ? { called, argument: selector.low, fields } : null;
}

/** Null where a step is no field. */
function fieldsOf(steps: readonly Step[]): readonly (readonly string[])[] | null {
  let paths: readonly (readonly string[])[] = [[]];
  for (const step of steps) {
    if (step.kind !== 'member') return null;
    paths = paths.flatMap((path) => step.names.map((name) => [...path, name]));
  }
  return paths;
}
