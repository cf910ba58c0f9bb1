/**
 * How does the extension speak with the server, wherever that runs? What the two tell each other, and what happens when it dies: it is started again
 * with growing pauses.
 * Must not start it.
 */
import type { LogOutputChannel } from 'vscode';
import { commands, l10n, window, workspace, WorkspaceEdit } from 'vscode';
import type { BaseLanguageClient, CloseHandlerResult, ErrorHandler, LanguageClientOptions } from 'vscode-languageclient';
import { CloseAction, ErrorAction, RevealOutputChannelOn, WorkDoneProgress } from 'vscode-languageclient';
import type { InitializationOptions } from '../protocol';
import { Backoff } from './backoff';
import { SCHEME } from './policy-documents';
import { answerFiles } from './remote-files';
import type { Connected } from './server';

const LANGUAGES = ['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'python', 'prisma', 'html'];

/** Cells of notebooks that are examined; the client tells of them as of parts of a notebook. */
const NOTEBOOKS = ['jupyter-notebook', 'interactive'].map((notebook) => ({ notebook, language: 'python' }));

/** Files of configuration, whatever language the editor takes them for: which of them mean something the server knows. */
const SETTINGS = [
  '**/*.{yaml,yml,json,jsonc,tf,tfvars,tfstate,hcl,dockerfile,env,properties,toml,ini,cfg,cnf,conf,nginx,nginxconf,htaccess}', '**/*.{har,chlsj,pcap,pcapng,mitm,saz,chls,csv,tsv,ndjson,jsonl,sql,ics,vcf,mbox,eml,ldif,snap}', '**/*{requirements,constraints}*.txt', '**/{Dockerfile,Containerfile,Pipfile,dockerfile,containerfile,pipfile}',
  '**/{Dockerfile,Containerfile,Pipfile,dockerfile,containerfile}.*', '**/*{firestore,storage,firebase}*.rules', '**/{.env,*.env}.*', '**/{.env,.htaccess,.flaskenv,.dev.vars,.npmrc,_npmrc,.yarnrc,.pypirc,.my.cnf,.ini,.s3cfg,.boto,.firebaserc,security.txt}',
];

/** What either kind of client is told. `onGivenUp` is called when the server died too often. */
export function clientOptions(log: LogOutputChannel, onGivenUp: () => void, own: Pick<InitializationOptions, 'assets'> = {}): LanguageClientOptions {
  const initializationOptions: InitializationOptions = { diagnostics: 'push', policyScheme: SCHEME, commandLinks: true, remote: true, ...own };
  // Folders of virtual file systems, and of a browser's, have schemes of their own; what others show under theirs, as the diff of a commit, is no file of theirs.
  const folders = [...new Set(['file', ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)])];
  return {
    documentSelector: [
      ...NOTEBOOKS,
      ...LANGUAGES.flatMap((language) => [...folders, 'untitled'].map((scheme) => ({ language, scheme }))),
      ...[...SETTINGS, '**/{kinds,models,parties,rules}/**/*.md'].flatMap((pattern) => folders.map((scheme) => ({ pattern, scheme }))),
    ],
    diagnosticCollectionName: 'caley',
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    markdown: { isTrusted: { enabledCommands: ['caley.showPolicy', 'caley.showRule', 'caley.showKind'] } },
    errorHandler: restartWithPauses(log, onGivenUp),
  };
}

/** Starts the client, without waiting for it. A start that fails is said once, with the way to the log. */
export function connected(client: BaseLanguageClient, log: LogOutputChannel, onFailed: () => void): Connected {
  answerFiles(client);
  // In the next turn: whoever waited for the client listens to it first.
  setTimeout(() => {
    client.start().catch((error: unknown) => {
      log.error(`The language server did not start: ${error instanceof Error ? error.message : String(error)}`);
      onFailed();
      void offerLog(l10n.t('Caley Compliance could not start its language server.'));
    });
  }, 0);
  return {
    client,
    onProgress: (token, told) => client.onProgress(WorkDoneProgress.type, token, told),
    toEdit: async (edit) => (await client.protocol2CodeConverter.asWorkspaceEdit(edit as Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0])) ?? new WorkspaceEdit(),
  };
}

function restartWithPauses(log: LogOutputChannel, onGivenUp: () => void): ErrorHandler {
  const backoff = new Backoff();
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    closed: async (): Promise<CloseHandlerResult> => {
      const pause = backoff.next(Date.now());
      if (pause === null) {
        log.error('The language server died too often and is not started again.');
        onGivenUp();
        void offerLog(l10n.t('The language server of Caley Compliance keeps stopping, so it was not started again.'));
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      log.warn(`The language server stopped; starting it again in ${String(pause)} ms.`);
      await new Promise((resolve) => setTimeout(resolve, pause));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

async function offerLog(message: string): Promise<void> {
  const showLog = l10n.t('Show Log');
  const restart = l10n.t('Restart Server');
  const choice = await window.showErrorMessage(message, showLog, restart);
  if (choice === showLog) await commands.executeCommand('caley.showLog');
  if (choice === restart) await commands.executeCommand('caley.restartServer');
}
