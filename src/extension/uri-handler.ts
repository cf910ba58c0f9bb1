/**
 * What do links into the extension open? `vscode://caley.caley-compliance/rule/<id>` a rule's page,
 * `…/clause/<id>` the clause. SARIF reports carry them as help addresses.
 */
import type { Uri, UriHandler } from 'vscode';
import type { PolicyDocuments } from './policy-documents';
import { showPolicy, showRule } from './show-policy';

/** Links that name neither are left alone: they come from outside. */
export function createUriHandler(documents: PolicyDocuments): UriHandler {
  return {
    async handleUri(uri: Uri) {
      const [, kind, id] = /^\/(rule|clause)\/([\w./-]+)$/.exec(uri.path) ?? [];
      if (kind === 'rule') await showRule(id);
      else if (kind === 'clause') await showPolicy(documents, id);
    },
  };
}
