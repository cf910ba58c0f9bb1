/**
 * How does each clause stand, where one reads it? Above its line in the policy document, by folder; where there are findings, with the way to them.
 */
import type { CodeLensProvider, Event, TextDocument } from 'vscode';
import { CodeLens, EventEmitter, l10n, Range } from 'vscode';
import type { ComplianceResult } from '../../protocol';
import type { PolicyDocuments } from '../policy-documents';
import { documentUri } from '../policy-documents';
import type { Answers } from './answers';
import type { ClauseNode } from './clauses-tree';

export class PolicyLenses implements CodeLensProvider {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChangeCodeLenses: Event<void> = this.changed.event;

  constructor(private readonly documents: PolicyDocuments, private readonly answers: Answers<ComplianceResult>) {
    answers.onDidChange(() => {
      this.changed.fire();
    });
  }

  async provideCodeLenses({ uri }: TextDocument): Promise<CodeLens[]> {
    const page = (await this.documents.all()).find(({ id }) => documentUri(id).path === uri.path);
    if (page === undefined) return [];
    const folders = (this.answers.current ?? (await this.answers.ask()))?.folders ?? [];
    if (folders.length === 0) return [new CodeLens(new Range(0, 0, 0, 0), { title: l10n.t('Run the Caley compliance check to see how each clause stands.'), command: 'caley.checkWorkspace' })];
    return page.clauses.flatMap(({ id, line }) => folders.flatMap((folder) => {
      const clause = folder.clauses.find((stand) => stand.id === id);
      if (clause === undefined) return [];
      const title = folders.length === 1 ? clause.word : `${folder.title}: ${clause.word}`;
      const node: ClauseNode = { type: 'clause', folder, clause };
      return [new CodeLens(new Range(line, 0, line, 0), clause.state === 'findings' ? { title, tooltip: clause.reason, command: 'caley.showClauseFindings', arguments: [node] } : { title, tooltip: clause.reason, command: '' })];
    }));
  }
}
