/**
 * The extension where there is Node. Must not do anything else.
 */
import { createRequire } from 'node:module';
import type { ExtensionContext } from 'vscode';
import { start } from './extension';
import type { connect } from './node-client';
import type { Exports } from './extension';

export { deactivate } from './extension';

/** What node-client.ts exports: a bundle of its own. */
interface NodeClient {
  readonly connect: typeof connect;
}

export function activate(context: ExtensionContext): Exports {
  return start(context, (log, onFailed) => {
    const client = createRequire(__filename)(context.asAbsolutePath('dist/client.js')) as NodeClient;
    return Promise.resolve(client.connect(context.asAbsolutePath('dist/server.js'), log, onFailed));
  });
}
