/** An agent's side: a client of the official SDK that starts the server that is shipped, `dist/cli.js mcp`, over stdio. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { RequestOptions } from '@modelcontextprotocol/sdk/shared/protocol.js';
import { ListRootsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import type { CallToolResult, Tool } from '@modelcontextprotocol/sdk/types.js';
import { toFileUri } from '../../src/host';
import type { JsonFinding } from '../../src/report';

export const cli = join(import.meta.dirname, '..', '..', 'dist', 'cli.js');

export type Fixed = JsonFinding & { readonly fixes: readonly { readonly fix: string; readonly safety: string; readonly title: string; readonly preferred: boolean }[] };

/** What check_files answers. */
export interface Checked {
  readonly summary: { readonly files: number; readonly findings: Readonly<Record<string, number>>; readonly suppressed: number };
  readonly findings: readonly Fixed[];
  readonly mistakes: readonly { readonly file: string; readonly message: string }[];
  readonly skipped: readonly { readonly file: string; readonly reason: string; readonly detail: string }[];
  readonly total: number;
  readonly nextCursor: string | null;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface Proposed {
  readonly finding: { readonly identity: string; readonly rule: string; readonly line: number };
  readonly fixes: readonly { readonly fix: string; readonly file: string; readonly creates: boolean; readonly preferred: boolean; readonly diff: string; readonly isMasked: boolean; readonly edits: readonly { readonly start: Position; readonly end: Position; readonly newText: string }[] }[];
  readonly withheld: readonly string[];
}

export interface Agent {
  readonly tools: () => Promise<readonly Tool[]>;
  readonly instructions: () => string | undefined;
  readonly ping: () => Promise<unknown>;
  /** Whatever comes. */
  readonly call: (name: string, input?: Readonly<Record<string, unknown>>, options?: RequestOptions) => Promise<CallToolResult>;
  /** What comes must be no error, and fit the form that the tool names, which the client holds it against. */
  readonly ask: <T>(name: string, input?: Readonly<Record<string, unknown>>, options?: RequestOptions) => Promise<T>;
  /** The message of what must be an error. */
  readonly refused: (name: string, input?: Readonly<Record<string, unknown>>) => Promise<string>;
  /** What the server said on stderr. */
  readonly stderr: () => string;
}

interface Start {
  readonly cwd: string;
  readonly folders?: readonly string[];
  /** Folders that the client says are the user's. */
  readonly roots?: () => readonly string[];
  readonly onClient?: (client: Client) => void;
}

/** Calls `use` with a server that runs in `cwd`, and ends it. */
export async function withAgent<T>({ cwd, folders = [], roots, onClient }: Start, use: (agent: Agent) => Promise<T>): Promise<T> {
  const transport = new StdioClientTransport({ command: process.execPath, args: [cli, 'mcp', ...folders], cwd, stderr: 'pipe' });
  const said: string[] = [];
  transport.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const client = new Client({ name: 'test', version: '1' }, { capabilities: roots === undefined ? {} : { roots: { listChanged: true } } });
  if (roots !== undefined) client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: roots().map((folder) => ({ uri: toFileUri(folder), name: 'folder' })) }));
  onClient?.(client);
  await client.connect(transport);
  // The client knows the forms of answers from then on.
  const { tools } = await client.listTools();
  const call: Agent['call'] = async (name, input = {}, options = {}) => (await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000, ...options })) as CallToolResult;
  try {
    return await use({
      call,
      tools: () => Promise.resolve(tools),
      instructions: () => client.getInstructions(),
      ping: () => client.ping(),
      ask: async <A>(name: string, input?: Readonly<Record<string, unknown>>, options?: RequestOptions): Promise<A> => {
        const answer = await call(name, input, options);
        assert.notEqual(answer.isError, true, JSON.stringify(answer.content));
        assert.ok(textOf(answer).length > 0);
        return answer.structuredContent as A;
      },
      refused: async (name, input) => {
        const answer = await call(name, input);
        assert.equal(answer.isError, true, JSON.stringify(answer.structuredContent));
        return textOf(answer);
      },
      stderr: () => said.join(''),
    });
  } finally {
    await client.close();
  }
}

export function textOf({ content }: CallToolResult): string {
  return content.map((each) => (each.type === 'text' ? each.text : '')).join('\n');
}
