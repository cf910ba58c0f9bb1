/** What is asked of the disk for what caley.yaml files name: when, and how often; and what is believed of packs that are open. */
import { deepEqual } from 'node:assert/strict';
import { NamedFiles } from '../../src/host';
import type { Change } from '../../src/workspace';

const naming = (path: string, text: string): Change => ({ type: 'write', path, text: `version: 1\n${text}`, version: 1 });

describe('what caley.yaml files name', () => {
  let asked: string[];
  let named: NamedFiles;
  beforeEach(() => {
    asked = [];
    named = new NamedFiles(({ type, path }) => {
      asked.push(`${type} ${path}`);
      return type === 'document' ? { type, path, content: { text: '{}' } } : { type, pack: { folder: path, files: [{ path: 'kinds/a.yaml', text: 'saved' }], unread: [] } };
    });
    named.declare('caley.yaml', naming('caley.yaml', 'api: { openapi: docs/api.yaml }\npacks: [packs]\n'));
  });

  /** What was asked for since. */
  const since = (act: () => unknown): readonly string[] => {
    asked = [];
    act();
    return asked;
  };
  const texts = (changes: readonly Change[]): readonly string[] => changes.flatMap((change) => (change.type === 'pack' ? change.pack.files.map(({ text }) => text) : []));

  it('is read when it is named first, whoever names it', () => {
    deepEqual(asked, ['document docs/api.yaml', 'pack packs']);
    deepEqual(since(() => named.declare('a/caley.yaml', naming('a/caley.yaml', 'api: { openapi: ../docs/api.yaml }\npacks: [own]\n'))), ['pack a/own']);
    deepEqual(since(() => named.declare('caley.yaml', { type: 'remove', path: 'caley.yaml' })), []);
    deepEqual(since(() => named.rereadAll()), ['document docs/api.yaml', 'pack a/own']);
  });

  it('is read again where the disk is another: at its name, in it, around it', () => {
    deepEqual(['docs/api.yaml', 'docs', 'packs/kinds/b.yaml', 'packs', 'packs2/a.yaml', 'docs/api.yaml2', 'src/a.ts'].map((path) => since(() => named.reread(path))), [
      ['document docs/api.yaml'], ['document docs/api.yaml'], ['pack packs'], ['pack packs'], [], [], [],
    ]);
  });

  it('is what the client has open, until it is closed', () => {
    deepEqual(since(() => { deepEqual(texts(named.write('packs/kinds/a.yaml', 'typed')), ['typed']); }), []);
    deepEqual([texts(named.reread('packs')), texts(named.write('src/a.ts', 'x')), texts(named.write('packs/kinds/new.yaml', 'x'))], [['typed'], [], ['typed']]);
    named.close('packs/kinds/a.yaml');
    deepEqual(texts(named.reread('packs/kinds/a.yaml')), ['saved']);
    named.write('packs/kinds/a.yaml', 'typed');
    named.forgetOpen();
    deepEqual(texts(named.rereadAll()), ['saved']);
  });
});
