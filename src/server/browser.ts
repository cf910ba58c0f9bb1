/**
 * The language server in a worker of a browser: messages come and go as the worker's own, and every folder lies on the client's side.
 * Must not decide anything.
 */
import { BrowserMessageReader, BrowserMessageWriter, createConnection, ProposedFeatures } from 'vscode-languageserver/browser';
import { createEngine, proving, restorePacks, tool } from '../host';
import type { Disk, Engine } from '../host';
import { folders } from './folders';
import { serve } from './server';

/** As a worker has it. */
declare const self: {
  addEventListener(type: 'error' | 'unhandledrejection', listener: (event: { readonly error?: unknown; readonly reason?: unknown; preventDefault(): void }) => void): void;
};

const WASM = ['web-tree-sitter', 'tree-sitter-javascript', 'tree-sitter-python', 'tree-sitter-typescript', 'tree-sitter-tsx'];
/** There is none: nothing lies on the server's side. */
const noDisk: Disk = { list: absent, stat: absent, real: absent, read: absent };

const connection = createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self));

// What no handler caught must not end the worker: the next request may well be answered.
for (const type of ['error', 'unhandledrejection'] as const) {
  self.addEventListener(type, (event) => {
    event.preventDefault();
    const error = event.error ?? event.reason;
    connection.console.error(`${type}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  });
}

serve(connection, {
  load: async ({ assets = '', remote, arrived }) => {
    const engine = await engineFrom(assets);
    return {
      policy: engine.policy,
      createWorkspace: () => engine.createWorkspace(),
      fileNames: engine.walk.fileNames,
      manifests: engine.walk.manifests,
      proving: (snapshot, root) => proving(snapshot, { root, date: engine.today, drafts: false, tool, revision: null }),
      tools: () => () => Promise.resolve({ text: 'there are no tools in a browser', isError: true }),
      writeProof: async (folder, files) => (remote === null ? 'the editor does not write files for the server' : remote.write(folder, files)),
      folderOf: folders({ walk: engine.walk, remote, arrived, isHere: () => false }),
    };
  },
  policyPages: '',
  version: tool.version,
  fault: null,
});
connection.listen();

async function engineFrom(assets: string): Promise<Engine> {
  const wasm = new Map(await Promise.all(WASM.map(async (name) => [name, new Uint8Array(await (await fetched(`${assets}/assets/${name}.wasm`)).arrayBuffer())] as const)));
  const [packs, models, pages] = await Promise.all(['packs.json', 'packs-models.txt', 'packs-pages.txt'].map(async (name) => (await fetched(`${assets}/${name}`)).text()));
  return createEngine({
    disk: noDisk,
    packs: restorePacks(packs ?? '', () => models ?? '', () => pages ?? ''),
    wasm: (name) => wasm.get(name) ?? absent(name),
  });
}

async function fetched(uri: string): Promise<Response> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`${uri}: ${String(response.status)}`);
  return response;
}

function absent(path: string): never {
  throw Object.assign(new Error(`${path}: no such file or folder`), { code: 'ENOENT' });
}
