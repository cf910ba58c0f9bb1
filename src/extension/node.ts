/**
 * The extension where there is Node: the server is a process of its own, spoken to over IPC.
 * Must not do anything else.
 */
import type { ExtensionContext } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions } from './client';
import { start } from './extension';
import type { Exports } from './extension';
import { launch } from './launch';

export { deactivate } from './extension';

export function activate(context: ExtensionContext): Exports {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc, options: { execArgv: [...launch.execArgv], env: launch.env } };
  return start(context, (log, onGivenUp) => new LanguageClient('caley', 'Caley Compliance', server, clientOptions(log, onGivenUp)));
}
