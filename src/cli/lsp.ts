/**
 * `caley lsp`: becomes the language server of the same build, which reads
 * `--stdio` from the arguments itself.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { UserMistake } from './io';

/** `folder` is where the running bundle stands. Returns once the server listens; it ends the process when its client says exit. */
export function startServer(folder: string): void {
  const server = join(folder, 'server.js');
  if (!existsSync(server)) throw new UserMistake('the language server is not built: npm run build');
  createRequire(server)(server);
}
