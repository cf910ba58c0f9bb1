/**
 * What can the client do? The few capabilities that change what the server sends.
 * Must not assume any: an absent capability means no.
 */
import type { InitializeParams } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol';

export interface ClientFeatures {
  /** Diagnostics are pulled by the client, or published to it; never both. */
  readonly diagnostics: 'pull' | 'push';
  readonly refreshDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeDescription: boolean;
  readonly diagnosticTags: boolean;
  readonly resolveEdits: boolean;
  readonly preferredActions: boolean;
  /** Edits name the version they were computed for. */
  readonly versionedEdits: boolean;
  /** Edits may say what they are for, and that they want to be looked at first. */
  readonly changeAnnotations: boolean;
  /** Edits may make a file. */
  readonly createsFiles: boolean;
  readonly configuration: boolean;
  readonly registerConfiguration: boolean;
  readonly registerWatchers: boolean;
  readonly registerCompletion: boolean;
  readonly registerDefinition: boolean;
  readonly workspaceFolders: boolean;
  readonly notebooks: boolean;
  readonly markdownHover: boolean;
  readonly commandLinks: boolean;
}

export function readClientFeatures({ capabilities }: InitializeParams, options: InitializationOptions): ClientFeatures {
  const { textDocument, workspace } = capabilities;
  const diagnostic = textDocument?.publishDiagnostics;
  const action = textDocument?.codeAction;
  return {
    diagnostics: textDocument?.diagnostic !== undefined && options.diagnostics !== 'push' ? 'pull' : 'push',
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation: (textDocument?.diagnostic?.relatedInformation ?? diagnostic?.relatedInformation) === true,
    codeDescription: (textDocument?.diagnostic?.codeDescriptionSupport ?? diagnostic?.codeDescriptionSupport) === true,
    diagnosticTags: (textDocument?.diagnostic?.tagSupport ?? diagnostic?.tagSupport) !== undefined,
    resolveEdits: action?.dataSupport === true && action.resolveSupport?.properties.includes('edit') === true,
    preferredActions: action?.isPreferredSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    createsFiles: workspace?.workspaceEdit?.documentChanges === true && workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    configuration: workspace?.configuration === true,
    registerConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registerWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    registerCompletion: textDocument?.completion?.dynamicRegistration === true,
    registerDefinition: textDocument?.definition?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    notebooks: capabilities.notebookDocument !== undefined,
    markdownHover: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    commandLinks: options.commandLinks === true,
  };
}
