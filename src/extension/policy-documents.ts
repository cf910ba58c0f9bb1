/**
 * Where do the bundled policy documents and the pages of rules, kinds and parties show? As read-only documents of a scheme
 * of their own: caley-policy:/developer-policy.md, caley-policy:/rules/log/personal-data.md,
 * caley-policy:/kinds/data.contact.email.md, caley-policy:/parties/posthog.md.
 */
import type { CancellationToken, TextDocumentContentProvider } from 'vscode';
import { l10n, Uri } from 'vscode';
import type { DocumentPage, DocumentsMethod, PageMethod, PageParams, RuleMethod, RuleParams, RuleResult } from '../protocol';
import type { Server } from './server';

export const SCHEME = 'caley-policy';

const DOCUMENTS: DocumentsMethod = 'caley/documents';
const PAGE: PageMethod = 'caley/page';
const RULE: RuleMethod = 'caley/rule';

export function documentUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/${id}.md` });
}

export function ruleUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/rules/${id}.md` });
}

export function kindUri(id: string): Uri {
  return Uri.from({ scheme: SCHEME, path: `/kinds/${id}.md` });
}

export class PolicyDocuments implements TextDocumentContentProvider {
  private cached: readonly DocumentPage[] | null = null;

  constructor(private readonly server: Server) {}

  async all(): Promise<readonly DocumentPage[]> {
    this.cached ??= await this.server.request<DocumentPage[]>(DOCUMENTS);
    return this.cached;
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const [, kindOrParty, id] = /^\/(kinds|parties)\/(.+)\.md$/.exec(uri.path) ?? [];
    if (id !== undefined) {
      const params: PageParams = { type: kindOrParty === 'kinds' ? 'kind' : 'party', id };
      const page = await this.server.request<RuleResult | null>(PAGE, params, token);
      return page?.markdown ?? l10n.t('There is nothing to read about {0}.', id);
    }
    const [, rule] = /^\/rules\/(.+)\.md$/.exec(uri.path) ?? [];
    if (rule !== undefined) {
      const params: RuleParams = { id: rule };
      const page = await this.server.request<RuleResult | null>(RULE, params, token);
      return page?.markdown ?? l10n.t('There is no rule {0}.', rule);
    }
    const document = (await this.all()).find((candidate) => documentUri(candidate.id).path === uri.path);
    return document?.markdown ?? l10n.t('There is no policy document of this name.');
  }
}
