/**
 * Does a request ask for what the API document has marked as deprecated? Code, since it needs the operation that a
 * request is. Must not tell of paths of which some methods are not, while the method is not known.
 */
import { verdictsOn } from '../asked';
import type { Check, Pass } from './check';
import { offenceAt } from './request-offence';

export function deprecatedOperation({ apis, evaluator, unit }: Pass): ReturnType<Check> {
  if (!apis.rules(unit.source.path)) return [];
  return evaluator.requests.of(unit).flatMap((request) => {
    const verdict = verdictsOn(apis, request).find((one) => one.type === 'published' && one.operations.every(({ deprecated }) => deprecated));
    const [operation] = verdict?.type === 'published' ? verdict.operations : [];
    if (operation === undefined) return [];
    const asked = [operation.method?.toUpperCase() ?? [], operation.path].flat().join(' ');
    return [offenceAt(request, { unit, node: request.written }, { asked, ...(operation.successor === null ? {} : { successor: operation.successor }) })];
  });
}
