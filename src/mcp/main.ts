/**
 * The MCP server's process: stdin and stdout, with the engine of this build. Started by the command line alone, so that nothing else loads it.
 * Must not decide anything.
 */
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { findAssets, loadEngine } from '../host';
import { createServer } from './server';

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
