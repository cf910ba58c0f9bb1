/**
 * The language server's process: stdio or IPC, as the arguments say, with the engine of this build.
 * Must not decide anything.
 */
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { findAssets, folderOnDisk, keepHeapSmall, loadEngine, proving, replaceFolder, StrangeFile, tool, writingReason } from '../host';
import { serve } from './server';

keepHeapSmall();
const connection = createConnection(ProposedFeatures.all);

// What no handler caught must not end the process: the next request may well be answered.
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    connection.console.error(`${event}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
}

serve(connection, {
  load: async () => {
    const engine = await loadEngine(findAssets(__dirname));
    const { policy, walk } = engine;
    return {
      policy,
      createWorkspace: () => engine.createWorkspace(),
      fileNames: walk.fileNames,
      manifests: walk.manifests,
      proving: (snapshot, root) => proving(snapshot, { root, date: engine.today, drafts: false, tool }),
      writeProof: (folder, files) => {
        try {
          replaceFolder(folder, files);
          return null;
        } catch (error) {
          return error instanceof StrangeFile ? `it holds ${error.file}, which is no part of a report` : writingReason(error);
        }
      },
      folder: folderOnDisk(walk),
    };
  },
  policyPages: join(__dirname, 'policy'),
  version: tool.version,
  fault: process.env['CALEY_TEST_FAULT'] ?? null,
});
connection.listen();
