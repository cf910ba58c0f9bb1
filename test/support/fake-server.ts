/**
 * A language server over stdio or IPC with the fake engine and the real disk: what is tested here
 * is the protocol, not the findings.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from '../../src/server';
import type { Change } from '../../src/workspace';
import { createFakeWorkspace, fakePolicy } from './fake-workspace';

const connection = createConnection(ProposedFeatures.all);

function read(root: string, path: string): Change {
  try {
    return { type: 'write', path, text: readFileSync(join(root, path), 'utf8'), version: 0 };
  } catch {
    return { type: 'remove', path };
  }
}

serve(connection, {
  load: () =>
    Promise.resolve({
      policy: fakePolicy,
      createWorkspace: createFakeWorkspace,
      fileNames: ['*.ts', '*.js'],
      manifests: [],
      proving: () => {
        throw new Error('the fake engine proves nothing');
      },
      tools: () => () => Promise.resolve({ text: 'the fake engine has no tools', isError: true }),
      writeProof: () => Promise.resolve('the fake engine writes nothing'),
      folderOf: () => ({ walk: (root) => readdirSync(root).filter((name) => /\.[jt]s$/.test(name)).sort().map((name) => read(root, name)), read, readNamed: (_root, named) => (named.type === 'pack' ? { type: 'pack', pack: { folder: named.path, files: [], unread: [] } } : { type: 'document', path: named.path, content: { why: 'no such file or folder' } }), documents: () => [], examines: (_root, path) => !path.includes('ignored') }),
    }),
  policyPages: join(__dirname, 'policy'),
  version: '0.0.0',
  fault: process.env['CALEY_TEST_FAULT'] ?? null,
});
connection.listen();
