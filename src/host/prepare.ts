/**
 * How does a thread's part of the work begin? With all files, of which none is read yet.
 */
import type { Configuration, Part } from '../workspace';
import { textAt } from './inputs';
import type { Inputs } from './inputs';

export function prepare(part: Part, inputs: Inputs, configuration: Configuration): Part {
  part.configure(configuration);
  for (const change of [...inputs.manifests, ...inputs.remarks]) part.apply(change);
  for (const place of inputs.places) part.place(place.path, () => textAt(inputs, place));
  return part;
}
