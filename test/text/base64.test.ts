/**
 * What text does base64 encode?
 */
import assert from 'node:assert/strict';
import { decodeBase64 } from '../../src/text';

const encoded = (text: string): string => Buffer.from(text, 'latin1').toString('base64');

describe('base64', () => {
  it('holds plain text', () => {
    for (const text of ['a', 'ab', 'abc', 'postgres://a:b@c/d?e=f', 'one\ntwo', 'kT9vRq2LmX8wZ4pQ7hN1']) assert.equal(decodeBase64(encoded(text)), text);
    assert.equal(decodeBase64(encoded('typed by echo\n')), 'typed by echo');
  });

  it('is none where it encodes no text, or is cut', () => {
    for (const text of ['', 'abc', 'a===', '<value>', encoded('\x00\x01'), encoded('caf\xe9'), 'A'.repeat(9000)]) assert.equal(decodeBase64(text), null, text);
  });
});
