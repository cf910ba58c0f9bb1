/**
 * How do agents reach the engine? The tools as an MCP server has them: their calls fenced, cancelled and followed. Must not know what a tool does.
 */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { RootsListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js';
import { displayName, version } from '../../package.json';
import { fromFileUri } from '../host';
import { Call } from './call';
import { instructions } from './instructions';
import { Cancelled, Mistake } from './mistake';
import { readRoots, rootHere } from './roots';
import { Session } from './session';
import type { SessionEngine } from './session';
import { tools } from './tools/all';
import type { Tool } from './tools/tool';

export interface ServerHost {
  /** Called once, at the first call of a tool. */
  readonly load: () => Promise<SessionEngine>;
  /** As they were named, relative to `cwd`; without any, the client is asked, and then `cwd` is it. */
  readonly folders: readonly string[];
  readonly cwd: string;
  /** Takes what a person who runs the server should know. */
  readonly log: (message: string) => void;
}

type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Throws Mistake where a folder is none. */
export function createServer({ load, folders, cwd, log }: ServerHost): McpServer {
  const server = new McpServer({ name: 'caley', title: displayName, version }, { instructions });
  const named = folders.length === 0 ? null : readRoots(folders, cwd);
  let engine: Promise<SessionEngine> | null = null;
  let asked: Promise<readonly string[]> | null = null;
  server.server.setNotificationHandler(RootsListChangedNotificationSchema, () => {
    asked = null;
  });
  const session = new Session(() => (engine ??= load()), async () => {
    if (named !== null) return named;
    asked ??= rootsOfClient(server).catch(() => []);
    const told = await asked;
    return told.length === 0 ? rootHere(cwd) : readRoots(told, cwd);
  });
  for (const tool of tools) register(server, session, tool, log);
  return server;
}

function register(server: McpServer, session: Session, tool: Tool, log: (message: string) => void): void {
  const { name, title, description, input, output } = tool;
  const annotations = { title, readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };
  // The input comes checked against its form.
  server.registerTool(name, { title, description, inputSchema: input, outputSchema: output, annotations }, async (args, extra): Promise<CallToolResult> => {
    try {
      const { text, content } = await tool.run(session, args, callOf(extra));
      return { content: [{ type: 'text', text }], structuredContent: content };
    } catch (error) {
      return failed(name, error, log);
    }
  });
}

function failed(name: string, error: unknown, log: (message: string) => void): CallToolResult {
  if (error instanceof Mistake || error instanceof Cancelled) return { isError: true, content: [{ type: 'text', text: error.message }] };
  log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return { isError: true, content: [{ type: 'text', text: `${name} failed, which is a bug in Caley Compliance: what the server writes to stderr says more.` }] };
}

function callOf({ signal, sendNotification, _meta: meta }: Extra): Call {
  const token = meta?.progressToken;
  return new Call(signal, (progress, message) => {
    if (token === undefined || signal.aborted) return;
    // A client that is gone hears of nothing.
    sendNotification({ method: 'notifications/progress', params: { progressToken: token, progress, message } }).catch(() => undefined);
  });
}

/** None where the client has no such thing, or does not say. */
async function rootsOfClient({ server }: McpServer): Promise<readonly string[]> {
  if (server.getClientCapabilities()?.roots === undefined) return [];
  const { roots } = await server.listRoots();
  return roots.flatMap(({ uri }) => fromFileUri(uri) ?? []);
}
