/**
 * Does a request ask for what no API document publishes? Code, since it holds a text with open parts against a
 * list of templates with open parts of their own. Must not tell what cannot be told: what is open is counted.
 */
import { verdictsOn } from '../asked';
import type { Check, Pass } from './check';
import { offenceAt } from './request-offence';

export function unpublishedEndpoint(pass: Pass): ReturnType<Check> {
  if (!pass.apis.rules(pass.unit.source.path)) return [];
  return pass.evaluator.requests.of(pass.unit).flatMap((request) => {
    const wrong = verdictsOn(pass.apis, request).find((verdict) => verdict.type === 'unpublished');
    if (wrong?.type !== 'unpublished') return [];
    return [offenceAt(request, { unit: request.unit, node: request.written }, { asked: wrong.asked, ...(wrong.nearest === null ? {} : { nearest: wrong.nearest }) })];
  });
}
