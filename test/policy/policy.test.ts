/** All packs together: complete, without a mistake, and the same in every form. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compileYaml, readPolicy } from '../../src/policy';
import { fingerprint } from '../../src/text';
import type { Policy } from '../../src/policy';
import { packFiles } from './packs';

const files = packFiles();
const { policy, mistakes } = readPolicy(files);

/** What a policy holds, as data that can be compared. */
function content({ documents, clauses, kinds, rules, parties }: Policy): unknown {
  return [documents, clauses, kinds.all, rules, parties].map((map) => [...map]);
}

describe('readPolicy', () => {
  it('reads all packs without a mistake', () => {
    assert.deepEqual(mistakes.map((mistake) => `${mistake.file}: ${mistake.message}`), []);
    assert.deepEqual([policy.documents.size, policy.clauses.size, policy.parties.size], [2, 46, 363]);
    // Those of the catalogue; what is a part of one has four words.
    assert.equal([...policy.kinds.all.values()].filter(({ id, weight }) => weight !== null && id.split('.').length === 3).length, 77);
    assert.equal(policy.rules.size, files.filter((file) => /^rules\/.*\.yaml$/.test(file.path)).length);
  });

  it('reads the same from packs compiled to JSON', () => {
    const compiled = files.map((file) => (file.path.endsWith('.yaml') ? compileYaml(file) : file));
    const reading = readPolicy(compiled);
    assert.deepEqual(reading.mistakes.map(({ message }) => message), mistakes.map(({ message }) => message));
    assert.deepEqual(content(reading.policy), content(policy));
    assert.ok(compiled.filter((file) => file.path.endsWith('.yaml')).every((file) => file.text.startsWith('{')));
  });

  it('does not depend on the order of the files', () => {
    const reading = readPolicy([...files].reverse());
    assert.equal(reading.policy.hash, policy.hash);
    assert.deepEqual(content(reading.policy), content(policy));
  });

  it('changes its hash with any text, and not with models', () => {
    for (const path of ['kinds/names.yaml', 'clauses/developer-policy.yaml', 'documents/developer-policy.txt', 'parties/ai.yaml', 'hosts.yaml', 'secrets.yaml']) {
      assert.notEqual(readHash(files.map((file) => (file.path === path ? { path, text: `${file.text} ` } : file))), policy.hash, path);
      assert.notEqual(readHash(files.filter((file) => file.path !== path)), policy.hash, path);
    }
    assert.equal(readHash([...files, { path: 'models/npm/x.yaml', text: 'x' }]), policy.hash);
  });

  it('stands without any file', () => {
    const empty = readPolicy([]);
    assert.equal(empty.policy.partyOf('https://api.segment.io'), null);
    assert.deepEqual(empty.policy.kinds.matchName('email', null, 'anything'), []);
    assert.equal(empty.policy.secrets.format('anything at all'), null);
    assert.equal(empty.policy.hostClass('http://company.com'), 'public');
  });

  it('keeps what is right beside what is wrong', () => {
    const broken = files.map((file) => (file.path === 'parties/ai.yaml' ? { ...file, text: '[' } : file));
    const reading = readPolicy(broken);
    assert.deepEqual([...new Set(reading.mistakes.filter((mistake) => !mistake.file.startsWith('rules/')).map((mistake) => mistake.file))], ['parties/ai.yaml']);
    assert.equal(reading.policy.partyOf('https://api.segment.io')?.id, 'segment');
    assert.equal(reading.policy.partyOf('https://api.openai.com'), null);
  });

  it('never throws on what users write', () => {
    const paths = ['kinds/names.yaml', 'kinds/contact.yaml', 'clauses/x.yaml', 'parties/x.yaml', 'rules/a/b.yaml', 'rules/a/b.md', 'hosts.yaml', 'secrets.yaml'];
    const pieces = fc.constantFrom('kinds:', 'clauses:', 'parties:', 'formats:', 'flow:', 'names:', 'owners:', 'entropy:', '\n', '  ', '- ', '[', ']', '{', '}', ': ', 'id: x', ', ', '&a', '*a', '"', "'", '\t', '#', '!!', '?', '|', '0', 'null');
    const text = fc.oneof(fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join('')), fc.json(), fc.string());
    fc.assert(fc.property(fc.constantFrom(...paths), text, (path, content_) => readPolicy([{ path, text: content_ }]).mistakes.every((mistake) => mistake.range.start <= mistake.range.end)), { numRuns: 500 });
  });
});

describe('fingerprint', () => {
  it('is short, the same for the same text, and different for others', () => {
    assert.match(fingerprint(''), /^[0-9a-f]{16}$/);
    const texts = ['', 'a', 'b', 'ab', 'ba', 'a\0', '\0a', 'abc', 'acb', ...Array.from({ length: 20_000 }, (_, i) => `text ${String(i)}`)];
    assert.equal(new Set(texts.map(fingerprint)).size, texts.length);
  });
});

function readHash(changed: typeof files): string {
  return readPolicy(changed).policy.hash;
}
