/**
 * The extension in a browser: the server is a worker, another one at each start.
 * Must not do anything else.
 */
import type { ExtensionContext } from 'vscode';
import { Uri } from 'vscode';
import type { MessageTransports } from 'vscode-languageclient/browser';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions, connected } from './client';
import { start } from './extension';
import type { Exports } from './extension';

/** As a browser has it. */
declare class Worker {
  constructor(url: string);
  terminate(): void;
}

export { deactivate } from './extension';

export function activate(context: ExtensionContext): Exports {
  const dist = Uri.joinPath(context.extensionUri, 'dist');
  let worker: Worker | null = null;
  // VS Code has a `Worker` of its own, of which the client does not know that it is one.
  const server = (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(Uri.joinPath(dist, 'web/server.js').toString(true));
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  // One file is all that a browser loads.
  return start(context, (log, onFailed) => Promise.resolve(connected(new LanguageClient('caley', 'Caley Compliance', server, clientOptions(log, onFailed, { assets: dist.toString(true) })), log, onFailed)));
}
