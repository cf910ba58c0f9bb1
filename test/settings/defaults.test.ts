/**
 * What counts where a value names a variable and says what stands in for it?
 */
import assert from 'node:assert/strict';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

function found(value: string, beside: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = `services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${value}\n`;
  return engine.check(text, 'docker-compose.yml', { minimumConfidence: 'low' }, beside).map(({ rule, confidence }) => `${rule} ${confidence}`);
}

describe('defaults of variables', () => {
  it('count where nothing else says what the variable is, and surely only then', () => {
    assert.deepEqual(found('postgres'), ['config/default-password high']);
    for (const value of ['${DB_PASSWORD:-postgres}', '"${DB_PASSWORD:-postgres}"', '${DB_PASSWORD-postgres}']) assert.deepEqual(found(value), ['config/default-password medium'], value);
  });

  it('count less than what the file beside says', () => {
    assert.deepEqual(found('${DB_PASSWORD:-postgres}', { '.env': 'DB_PASSWORD=kept-elsewhere\n' }), []);
    assert.deepEqual(found('${DB_PASSWORD:-elsewhere}', { '.env': 'DB_PASSWORD=postgres\n' }), ['config/default-password high']);
    assert.deepEqual(found('${DB_PASSWORD:-postgres}', { '.env': 'DB_PASSWORD=\n' }), ['config/default-password medium']);
  });

  it('are none where they are empty, unknown, a message, or a part of more', () => {
    for (const value of ['${DB_PASSWORD:-}', '${DB_PASSWORD:-$OTHER}', '${DB_PASSWORD:-${OTHER:-postgres}}', '${DB_PASSWORD:?postgres}', '${DB_PASSWORD:+postgres}', '${PREFIX:-post}gres']) assert.deepEqual(found(value), [], value);
  });
});
