/** Access paths as text: what reads, what does not, and that printing gives back what was read. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseOrigin, parsePath, printOrigin, printPath } from '../../src/models';
import type { Path, Selector, Step } from '../../src/models';

function read(text: string): Path {
  const parsed = parsePath(text);
  assert.ok('value' in parsed, 'message' in parsed ? `${text}: ${parsed.message}` : '');
  return parsed.value;
}

const member = (...names: string[]): Step => ({ kind: 'member', names });
const at = (low: number, high: number | null): Selector => ({ kind: 'range', low, high });

describe('access paths', () => {
  const forms: readonly [string, Path][] = [
    ['default', { root: { kind: 'package' }, steps: [] }],
    ['default().{info,warn}.argument[*]', { root: { kind: 'package' }, steps: [{ kind: 'call' }, member('info', 'warn'), { kind: 'argument', at: [at(0, null)] }] }],
    ['Queue.new().add.argument[0..1]', { root: { kind: 'package' }, steps: [member('Queue'), { kind: 'new' }, member('add'), { kind: 'argument', at: [at(0, 1)] }] }],
    ['<Logger>.child()', { root: { kind: 'type', package: null, name: 'Logger' }, steps: [member('child'), { kind: 'call' }] }],
    ['<http:ClientRequest>.write', { root: { kind: 'type', package: 'http', name: 'ClientRequest' }, steps: [member('write')] }],
    ['<any>.map.argument[0].parameter[0]', { root: { kind: 'any' }, steps: [member('map'), { kind: 'argument', at: [at(0, 0)] }, { kind: 'parameter', at: [at(0, 0)] }] }],
    ['<any>.push.receiver', { root: { kind: 'any' }, steps: [member('push'), { kind: 'receiver' }] }],
    ['f.argument[1..]', { root: { kind: 'package' }, steps: [member('f'), { kind: 'argument', at: [at(1, null)] }] }],
    ['f.argument[0,to]', { root: { kind: 'package' }, steps: [member('f'), { kind: 'argument', at: [at(0, 0), { kind: 'keyword', name: 'to' }] }] }],
    ['a.*.b[]', { root: { kind: 'package' }, steps: [member('a'), { kind: 'any-member' }, member('b'), { kind: 'element' }] }],
    ['a."x-y".$set', { root: { kind: 'package' }, steps: [member('a'), member('x-y'), member('$set')] }],
    ['a."receiver"', { root: { kind: 'package' }, steps: [member('a'), member('receiver')] }],
    ['{default,pino}()', { root: { kind: 'package' }, steps: [member('default', 'pino'), { kind: 'call' }] }],
  ];
  for (const [text, path] of forms) {
    it(`reads and prints ${text}`, () => {
      assert.deepEqual(read(text), path);
      assert.equal(printPath(path), text);
    });
  }

  const mistakes: readonly [string, number, RegExp][] = [
    ['', 0, /a path starts with/],
    ['argument[0]', 0, /cannot start a path/],
    ['a.argument', 2, /needs a position/],
    ['a.argument[]', 11, /position or a keyword/],
    ['a.parameter[name]', 12, /by position/],
    ['a.argument[0', 10, /without `\]`/],
    ['a.argument[3..1]', 11, /ends before it begins/],
    ['a.{b,c', 2, /without `}`/],
    ['a.{b,}', 5, /name is missing/],
    ['a..b', 2, /name is missing/],
    ['a b', 1, /expected/],
    ['a.new.b', 2, /needs `\(\)`/],
    ['<Logger.info', 0, /without `>`/],
    ['<a b>.c', 1, /a type is written/],
    ['a."".b', 2, /quoted name/],
    ['a.1b', 2, /quote it/],
    ['a.argument[100]', 11, /up to 99/],
  ];
  for (const [text, offset, message] of mistakes) {
    it(`reports ${JSON.stringify(text)} at ${String(offset)}`, () => {
      const parsed = parsePath(text);
      assert.ok('message' in parsed);
      assert.match(parsed.message, message);
      assert.equal(parsed.offset, offset);
    });
  }

  it('reads back whatever it prints', () => {
    const name = fc.oneof(fc.constantFrom('default', 'argument', 'receiver', 'new', 'parameter', 'x-y', '$set', '1a', 'a.b'), fc.stringMatching(/^[a-zA-Z_$][\w$]{0,5}$/));
    const range = fc.tuple(fc.nat(9), fc.option(fc.nat(9))).map(([low, more]): Selector => ({ kind: 'range', low, high: more === null ? null : low + more }));
    const keyword = fc.stringMatching(/^[a-z]{1,4}$/).map((word): Selector => ({ kind: 'keyword', name: word }));
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.array(name, { minLength: 1, maxLength: 3 }).map((names): Step => ({ kind: 'member', names })),
      fc.constantFrom<Step>({ kind: 'any-member' }, { kind: 'call' }, { kind: 'new' }, { kind: 'receiver' }, { kind: 'element' }),
      fc.array(fc.oneof(range, keyword), { minLength: 1, maxLength: 2 }).map((selectors): Step => ({ kind: 'argument', at: selectors })),
      fc.array(range, { minLength: 1, maxLength: 2 }).map((selectors): Step => ({ kind: 'parameter', at: selectors })),
    );
    const root = fc.constantFrom<Path['root']>({ kind: 'package' }, { kind: 'any' }, { kind: 'type', package: null, name: 'T' }, { kind: 'type', package: '@a/b', name: 'T.U' });
    fc.assert(
      fc.property(root, fc.array(step, { maxLength: 5 }), (from, steps) => {
        const path: Path = { root: from, steps };
        assert.deepEqual(read(printPath(path)), path);
      }),
    );
  });

  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string(), (text) => 'value' in parsePath(text) || 'message' in parsePath(text)));
    fc.assert(fc.property(fc.stringMatching(/^[a.*{},()[\]<>"0-9 ]{0,12}$/), (text) => 'value' in parsePath(text) || 'message' in parsePath(text)));
  });
});

describe('origins', () => {
  for (const text of ['receiver', 'receiver[]', 'receiver.baseURL', 'argument[0]', 'argument[*]', 'argument[1].body', 'argument[0]()', 'argument[0].queryFn()[]', 'argument[to]', 'argument[0]."x-y"', 'receiver[argument[0]]', 'argument[0].row[argument[12]]']) {
    it(`reads and prints ${text}`, () => {
      const parsed = parseOrigin(text);
      assert.ok('value' in parsed);
      assert.equal(printOrigin(parsed.value), text);
    });
  }
  for (const text of ['', 'user', 'argument', 'argument[', 'receiver[].a', 'receiver()()', 'argument[0..1]', 'receiver[][argument[0]]', 'receiver[argument[*]]']) {
    it(`refuses ${JSON.stringify(text)}`, () => {
      assert.ok('message' in parseOrigin(text));
    });
  }
});
