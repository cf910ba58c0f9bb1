/** What fixes must know of libraries: found by the paths of findings, read without a guess. */
import assert from 'node:assert/strict';
import { readPolicy } from '../../src/policy';
import { packFiles } from './packs';

describe('repairs', () => {
  const { repairs } = readPolicy(packFiles()).policy;

  it('are found by the longest path that a finding’s goes on from', () => {
    assert.deepEqual([repairs.placeholder('new pg.Pool().query.argument[0]')?.style, repairs.placeholder('mysql2/promise.createConnection().query.argument[0]')?.style],
      ['numbered', 'question']);
    assert.equal(repairs.placeholder('pgvector.query.argument[0]'), null);
    assert.equal(repairs.shell('child_process.execFile.argument[0]'), null);
    assert.equal(repairs.call('safe-loader', 'yaml.load_all.argument[0]', 'pypi')?.by, '{owner}.safe_load_all({0})');
  });

  it('tell built-in functions of one name apart', () => {
    assert.match(repairs.call('parse-as-json', 'eval.argument[*]', 'npm')?.by ?? '', /^JSON/);
    assert.equal(repairs.call('parse-as-json', 'eval.argument[0]', 'pypi'), null);
    assert.match(repairs.call('literal-only', 'eval.argument[0]', 'pypi')?.by ?? '', /^ast/);
  });

  it('name options, cleaners and environments', () => {
    assert.deepEqual([repairs.authorities('rejectUnauthorized'), repairs.authorities('verify'), repairs.authorities('other')], ['ca', 'verify', null]);
    assert.deepEqual(repairs.cleaner('npm')?.imports, [{ module: 'dompurify', names: [], whole: 'DOMPurify' }]);
    assert.equal(repairs.cleaner('cargo'), null);
    assert.deepEqual([repairs.environment('k6/http.get.argument[0]'), repairs.environment('autocannon.argument[0]')], ['__ENV.{name}', null]);
  });

  it('that are wrong are reported at their place', () => {
    const text = 'placeholders: [{ at: a, style: dollar }]\nshells: [{ at: a, apart: maybe }]\ncalls: [{ at: a }]\nauthorities: [{ as: b }]\nother: 1\n';
    const { mistakes } = readPolicy([{ path: 'repairs.yaml', text }]);
    assert.deepEqual(mistakes.filter(({ file }) => file === 'repairs.yaml').map(({ message }) => message).sort(), [
      'The key "by" is missing.', 'The key "fix" is missing.', 'The key "option" is missing.', 'This must be one of numbered, question, percent, named.',
      'This must be true or false.', 'Unknown key "other"; known are placeholders, shells, calls, authorities, cleaners, environments.',
    ]);
  });
});
