/**
 * The language server's process: stdio or IPC, as the arguments say, with the engine of this build.
 * Must not decide anything.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { findAssets, fromFileUri, keepHeapSmall, loadEngine, proving, replaceFolder, revisionAt, StrangeFile, tool, writingReason } from '../host';
import type { Engine } from '../host';
import { folders } from './folders';
import { serve } from './server';
import type { CallTool } from './session';

/** What src/mcp/main.ts exports: a bundle of its own, loaded when a language model first asks. */
interface McpModule {
  readonly createTools: (engine: Pick<Engine, 'walk' | 'createWorkspace' | 'today'>, roots: () => readonly string[]) => CallTool;
}

keepHeapSmall();
const connection = createConnection(ProposedFeatures.all);

// What no handler caught must not end the process: the next request may well be answered.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    connection.console.error(`${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
}

serve(connection, {
  load: async ({ remote, arrived }) => {
    const engine = await loadEngine(findAssets(__dirname));
    const { policy, walk } = engine;
    return {
      policy,
      createWorkspace: () => engine.createWorkspace(),
      fileNames: walk.fileNames,
      manifests: walk.manifests,
      proving: (snapshot, root) => proving(snapshot, { root, date: engine.today, drafts: false, tool, revision: revisionAt(root) }),
      tools: (roots) => {
        const { createTools } = createRequire(__filename)(join(__dirname, 'mcp.js')) as McpModule;
        return createTools(engine, roots);
      },
      writeProof: async (uri, files) => {
        const folder = fromFileUri(uri)?.replace(/\/$/, '');
        if (folder === undefined) return remote === null ? 'the editor does not write files for the server' : remote.write(uri, files);
        try {
          replaceFolder(folder, files);
          return null;
        } catch (error) {
          return error instanceof StrangeFile ? `it holds ${error.file}, which is no part of a report` : writingReason(error);
        }
      },
      folderOf: folders({ walk, remote, arrived, isHere: (uri) => uri.startsWith('file:') }),
    };
  },
  policyPages: join(__dirname, 'policy'),
  version: tool.version,
  fault: process.env['CALEY_TEST_FAULT'] ?? null,
});
connection.listen();
