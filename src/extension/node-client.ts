/**
 * The client where there is Node: the server is a process of its own, spoken to over IPC. A bundle apart, which the extension loads once it is active.
 * Must not do anything else.
 */
import type { LogOutputChannel } from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions, connected } from './client';
import { launch } from './launch';
import type { Connected } from './server';

/** `module` is the server's; `onFailed` is called when there is no server, and will be none. */
export function connect(module: string, log: LogOutputChannel, onFailed: () => void): Connected {
  const server = { module, transport: TransportKind.ipc, options: { execArgv: [...launch.execArgv], env: launch.env } };
  return connected(new LanguageClient('caley', 'Caley Compliance', server, clientOptions(log, onFailed)), log, onFailed);
}
