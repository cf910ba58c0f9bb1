/**
 * Where does a flag's link lead? To the bundled policy document, at the clause.
 * Must not lead to the network.
 */
import { toFileUri } from '../host';
import type { ClauseId, Policy } from '../policy';
import type { PolicyPage } from './policy-page';

/**
 * Links to clauses. With a `scheme` (VS Code) `<scheme>:/<document>.md#L<line>`: its opener understands
 * `#L` for any text document. Without, the page that the build put into `folder`, as a file URI with the clause as fragment.
 */
export function clauseLink(policy: Policy, pages: ReadonlyMap<string, PolicyPage>, scheme: string | null, folder: string): (id: ClauseId) => string | null {
  return (id) => {
    const clause = policy.clauses.get(id);
    if (clause === undefined) return null;
    if (scheme === null) return `${toFileUri(`${folder}/${clause.document}.html`)}#${id}`;
    const line = pages.get(clause.document)?.lines.get(id) ?? 0;
    return `${scheme}:/${clause.document}.md#L${String(line + 1)}`;
  };
}
