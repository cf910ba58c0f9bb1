/**
 * Does a request need a scope that is not declared? Code, since what it needs depends on the operation that a request is. Must not tell of
 * operations that another way in leads to, nor where nothing is declared.
 */
import { verdictsOn } from '../asked';
import type { Check, Pass } from './check';
import { offenceAt } from './request-offence';

export function undeclaredScope({ apis, disclosures, evaluator, unit }: Pass): ReturnType<Check> {
  const declared = new Set(disclosures.scopesFor(unit.source.path));
  if (declared.size === 0 || !apis.rules(unit.source.path)) return [];
  return evaluator.requests.of(unit).flatMap((request) => {
    const operations = verdictsOn(apis, request).flatMap((verdict) => (verdict.type === 'published' ? verdict.operations : []));
    const missing = operations.map(({ scopes }) => fewestMissing(scopes, declared));
    const [operation] = operations;
    const [first] = missing;
    // While its method is not known any of them may be meant.
    if (operation === undefined || first === undefined || missing.some((scopes) => scopes.length === 0)) return [];
    const asked = [operation.method?.toUpperCase() ?? [], operation.path].flat().join(' ');
    return [offenceAt(request, { unit, node: request.written }, { asked, scope: first.join(', ') })];
  });
}

/** What lacks of the way that needs least besides what is declared; none where one needs nothing more. */
function fewestMissing(ways: readonly (readonly string[])[], declared: ReadonlySet<string>): readonly string[] {
  const lacking = ways.map((way) => way.filter((scope) => !declared.has(scope)));
  return lacking.reduce((least, one) => (one.length < least.length ? one : least), lacking[0] ?? []);
}
