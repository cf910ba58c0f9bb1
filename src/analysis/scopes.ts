/**
 * Which scopes does an authorization request ask for? Takes apart what is handed over as its scope: a text, or a list of texts.
 * Must not judge, nor know which parameter that is.
 */
import type { KindId, Policy } from '../policy';
import type { Evaluator } from './evaluate';
import { hostAsked } from './recipients';
import type { Source } from './source';
import type { Folded, Value } from './value';

/** A scope, and the text that it stands in. */
export interface ScopeAsked {
  readonly scope: string;
  readonly constant: Folded;
}

export interface ScopesAsked {
  readonly known: readonly ScopeAsked[];
  /** Whether there are no others. */
  readonly isAll: boolean;
}

const scopeParameter: KindId = 'parameter.oauth.scope';
/** Longer texts are no scopes. */
const longest = 80;
const most = 100;
/** What a text is made of that is filled in elsewhere: `{scope}`, `%s`, `<scope>`. */
const placeholder = /[{}<>$%]/;

export function scopesIn(value: Value): ScopesAsked {
  const elements = [...(value.fields?.values() ?? [])];
  const all = [value, ...elements];
  const texts = all.flatMap(({ constants }) => constants).filter(({ value: text }) => typeof text === 'string').slice(0, most);
  const known = texts.flatMap((constant) => (constant.open ? [] : splitScopes(String(constant.value)).map((scope) => ({ scope, constant }))));
  const isKnown = ({ constants, inputs, opaque }: Value): boolean => !opaque && inputs.length === 0 && constants.every(({ open }) => !open);
  const isAll = known.length > 0 && isKnown(value) && elements.every((element) => isKnown(element) && element.constants.length > 0);
  return { known, isAll };
}

/** What all authorization requests of a file ask for that may be for Caley; null where it has none. */
export function scopesAskedIn(evaluator: Evaluator, policy: Policy, source: Source): { readonly scopes: readonly string[]; readonly isAll: boolean } | null {
  return evaluator.askFor(source, () => {
    const asked = source.units.flatMap((unit) => evaluator.emissionsOf(unit)).filter(({ kind, url }) => kind === scopeParameter && isForCaley(policy, url)).map(({ value }) => scopesIn(value));
    return asked.length === 0 ? null : { scopes: [...new Set(asked.flatMap(({ known }) => known.map(({ scope }) => scope)))], isAll: asked.every(({ isAll }) => isAll) };
  });
}

/** Whether an address is Caley's, or not known. */
function isForCaley(policy: Policy, url: string | null): boolean {
  return url === null || hostAsked(url) === null || policy.partyOf(url)?.role === 'caley';
}

/** The scopes that one text names, as RFC 6749 has them; some separate them by commas. */
export function splitScopes(text: string): readonly string[] {
  return decoded(text).split(/[\s,+]+/).filter((scope) => scope !== '' && scope.length <= longest && !placeholder.test(scope));
}

/** Where a text names a scope, as a word of its own. */
export function wordPlaces(text: string, scope: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(scope); at >= 0; at = text.indexOf(scope, at + scope.length)) {
    // What separates them may be escaped.
    const before = text.slice(Math.max(0, at - 3), at).replace(/%(?:20|2c)$/i, ' ');
    if (!/[\w.:/*-]$/.test(before) && !/^[\w.:/*-]/.test(text.slice(at + scope.length, at + scope.length + 1))) places.push(at);
  }
  return places;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
