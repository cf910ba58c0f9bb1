/**
 * `caley mcp`: becomes the server for agents of the same build, which stands in a file of its own so that nothing else loads what it needs.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserMistake } from './io';
import type { Io } from './io';

/** What src/mcp/main.ts exports. */
interface McpModule {
  readonly serveMcp: (folders: readonly string[], cwd: string, log: (message: string) => void) => Promise<void>;
}

/** `folder` is where the running bundle stands. Resolves when the client has gone. Rejects with UserMistake for a folder that is none. */
export async function startMcp({ folder, cwd, err }: Pick<Io, 'cwd' | 'err'> & { readonly folder: string }, folders: readonly string[]): Promise<void> {
  const file = join(folder, 'mcp.js');
  if (!existsSync(file)) throw new UserMistake('the server for agents is not built: npm run build');
  const { serveMcp } = createRequire(file)(file) as McpModule;
  const log = (message: string): void => {
    err.write(`caley mcp: ${message}\n`);
  };
  try {
    await serveMcp(folders, cwd, log);
  } catch (error) {
    throw error instanceof Error ? new UserMistake(error.message) : error;
  }
}
