/**
 * Which scopes does an operation of an OpenAPI document need? Reads `security`, of the operation or of all. Must not know any API.
 */
import { entriesOf, itemsOf, textOf, valueAt } from './references';

const mostWays = 20;
const mostScopes = 50;
/** Longer texts are no scopes. */
const longest = 120;

/**
 * Each list is one way in: a token that has all of its scopes is enough. A way that asks for none, such as a key, is an empty list; where nothing is said
 * there is no way at all. `schemes`: by name, as far as the document holds them.
 */
export function scopesNeeded(root: unknown, operation: unknown, schemes: ReadonlyMap<string, unknown>): readonly (readonly string[])[] {
  const security = valueAt(operation, 'security') ?? valueAt(root, 'security');
  return itemsOf(security).slice(0, mostWays).map((requirement) => entriesOf(requirement).flatMap(([name, scopes]) => {
    const type = textOf(valueAt(schemes.get(name), 'type'));
    // What other schemes list are roles.
    return type === 'oauth2' || type === 'openIdConnect' ? itemsOf(scopes).flatMap((scope) => textOf(scope) ?? []).filter((scope) => scope.length <= longest).slice(0, mostScopes) : [];
  }));
}
