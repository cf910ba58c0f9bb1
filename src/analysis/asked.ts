/**
 * What do the published documents say of a request? Holds each address and method that it may have against
 * them. Must not know what follows from it.
 */
import type { Operation } from '../policy';
import { segmentsOfTemplate } from '../policy';
import type { Address, Answer, PublishedApis } from './published';
import { methodIn } from './request-parts';
import type { Request } from './service-requests';
import type { Template } from './templates';

/**
 * `published`: it is one operation, or of each method one, or one of several where an open part may hold slashes. `unpublished`: whatever its open parts are, it is none. `open`: that depends on what
 * is not known. `elsewhere`: no document speaks of whom it asks.
 */
export type Verdict =
  | { readonly type: 'published'; readonly operations: readonly Operation[] }
  | { readonly type: 'unpublished'; readonly asked: string; readonly nearest: string | null }
  | { readonly type: 'open' | 'elsewhere' };

/** One verdict for each address that it may have, for the file where it is told. Those that a function it calls has settled are not given again. */
export function verdictsOn(apis: PublishedApis, request: Request): readonly Verdict[] {
  const file = request.unit.source.path;
  return !apis.rules(file) || isSettledBelow(apis, file, request) ? [] : verdicts(apis, file, request);
}

/** The same of the nearest function on the way to the request that settles it. */
export function settledBelow(apis: PublishedApis, request: Request): readonly Verdict[] {
  const file = request.unit.source.path;
  let at: Request | null = request;
  while (at !== null && isSettledBelow(apis, file, at)) at = at.below;
  return at === null || !apis.rules(file) ? [] : verdicts(apis, file, at);
}

function isSettledBelow(apis: PublishedApis, file: string, { below }: Request): boolean {
  return below !== null && (!verdicts(apis, file, below).some(({ type }) => type === 'open') || isSettledBelow(apis, file, below));
}

function verdicts(apis: PublishedApis, file: string, request: Request): readonly Verdict[] {
  const methods = new Set(request.methods.map(methodIn));
  const method = methods.size === 1 ? ([...methods][0] ?? null) : null;
  return request.addresses.map((template) => verdictOn(apis, file, template, method));
}

function verdictOn(apis: PublishedApis, file: string, template: Template, method: string | null): Verdict {
  const address = normalised(template);
  const [beginning] = address;
  const answer = apis.answer(file, address);
  if (answer === null) return { type: isHostKnown(beginning ?? null) ? 'elsewhere' : 'open' };
  const isMeant = (operation: Operation): boolean => method === null || operation.method === null || operation.method === method || method === 'options' || (method === 'head' && operation.method === 'get');
  const exact = answer.exact.filter(isMeant);
  if (exact.length > 0) return { type: 'published', operations: [...moreLiteral(answer, exact).filter(isMeant), ...exact] };
  return answer.possible.some(isMeant) ? { type: 'open' } : { type: 'unpublished', asked: withMethod(method, written(answer)), nearest: nearest(answer, method) };
}

/** Where a segment that is written stands for a parameter: other paths that have it as it is written, an open part before it holding slashes (`/repos/${ownerAndName}/commits`). */
function moreLiteral({ segments, possible }: Answer, exact: readonly Operation[]): readonly Operation[] {
  const written = segments.filter((segment) => segment.length === 1).flat();
  const has = ({ path }: Operation): boolean => {
    const own = segmentsOfTemplate(path).flat();
    return written.every((segment) => own.includes(segment));
  };
  return written.length === segments.length || exact.some(has) ? [] : possible.filter(has);
}

/** A relative address is asked of whoever serves the page. */
function isHostKnown(beginning: string | null): boolean {
  return beginning !== null && (/^\s*[a-z][a-z0-9+.-]*:\/\/[^/?#]*[^/?#.:-]/i.test(beginning) || /^\s*(?:\/[^/]|[.?#\w])/.test(beginning));
}

/** What callers hand in is not known here; what is absolute stands for all before it. */
function normalised(template: Template): Address {
  const address = template.map((piece) => (typeof piece === 'string' ? piece : null));
  const first = address.findIndex((piece) => piece !== null && piece !== '/');
  const text = address[first] ?? '';
  const absolute = /^([^?#]*?\/|\/*)(?=https?:\/\/)/i.exec(text)?.[0];
  return absolute === undefined || (first > 0 && absolute.replaceAll('/', '') !== '') ? address : [text.slice(absolute.length), ...address.slice(first + 1)];
}

function written({ segments }: Answer): string {
  return `/${segments.map((segment) => segment.join('*')).join('/')}`;
}

function withMethod(method: string | null, path: string): string {
  return method === null ? path : `${method.toUpperCase()} ${path}`;
}

/** Other methods of the same path, or the path that is written most like it. */
function nearest(answer: Answer, method: string | null): string | null {
  const [other] = answer.exact;
  if (other !== undefined) return withMethod(other.method, other.path);
  const path = answer.nearest();
  return path === null ? null : withMethod(method, path);
}
