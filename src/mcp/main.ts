/**
 * The MCP server's process: stdin and stdout, with the engine of this build; and the same tools for a host that has an engine. Loaded where one of them is asked for, so that nothing else carries it.
 * Must not decide anything.
 */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { findAssets, loadEngine } from '../host';
import { callTool } from './call-tool';
import type { Called } from './call-tool';
import { readRoots } from './roots';
import { createServer } from './server';
import { Session } from './session';
import type { SessionEngine, Unsaved } from './session';

/** Longer messages end the connection: the largest file that is examined has two megabytes. */
const longestMessage = 64 * 1024 * 1024;

/** Resolves when the client has gone. Rejects where a folder is none. `log` takes what goes wrong. */
export async function serveMcp(folders: readonly string[], cwd: string, log: (message: string) => void): Promise<void> {
  const server = createServer({ load: () => loadEngine(findAssets(__dirname)), folders, cwd, log });
  server.server.onerror = (error) => {
    log(error.message);
  };
  await new Promise<void>((resolve, reject) => {
    server.server.onclose = resolve;
    process.stdin.once('end', resolve);
    server.connect(new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: longestMessage })).catch(reject);
  });
}

/** The tools over an engine that is there, for folders that are, absolute and without links. */
export function createTools(engine: SessionEngine, roots: () => readonly string[]): (name: string, input: unknown, unsaved: readonly Unsaved[], signal: AbortSignal) => Promise<Called> {
  const session = new Session(() => Promise.resolve(engine), () => Promise.resolve(readRoots(roots(), '/')));
  return (name, input, unsaved, signal) => callTool(session, { name, input, unsaved }, signal);
}
