/** Groups and filters of the view of findings. */
import { deepEqual } from 'node:assert/strict';
import { filterFindings, groupFindings } from '../../src/extension';
import type { ShownFinding } from '../../src/protocol';

const none = { id: '', title: 'No kind of data' };

function finding(identity: string, parts: Partial<ShownFinding> = {}): ShownFinding {
  return {
    identity, uri: 'file:///w/src/a%20b.ts', range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, rule: { id: 'log/personal-data', title: 'Personal data in a log' },
    clause: { id: 'DP-DATA-2', title: 'Data is used only for what the user wants.' }, severity: 'warning', message: '"user.email" reaches the log.', kinds: [{ id: 'data.contact.email', title: 'e-mail address' }], flow: [], ...parts,
  };
}

const groups = (findings: readonly ShownFinding[], by: 'clause' | 'file' | 'kind'): readonly (readonly [string, readonly string[]])[] =>
  groupFindings(findings, by, none).map(({ id, findings: of }) => [id, of.map(({ identity }) => identity)]);

describe('groups of findings', () => {
  const all = [
    finding('a', { clause: { id: 'DP-SEC-10', title: '' } }), finding('b', { clause: { id: 'DP-SEC-2', title: '' }, kinds: [] }),
    finding('c', { clause: { id: 'DP-SEC-10', title: '' }, uri: 'file:///w/src/0.ts', kinds: [{ id: 'data.contact.phone', title: 'phone number' }, { id: 'data.contact.email', title: 'e-mail address' }] }),
  ];

  it('by clause: numbers in ids are numbers, findings keep their order', () => {
    deepEqual(groups(all, 'clause'), [['DP-SEC-2', ['b']], ['DP-SEC-10', ['a', 'c']]]);
  });

  it('by file', () => {
    deepEqual(groups(all, 'file'), [['file:///w/src/0.ts', ['c']], ['file:///w/src/a%20b.ts', ['a', 'b']]]);
  });

  it('by kind: in each of its kinds, and what has none comes last', () => {
    deepEqual(groups(all, 'kind'), [['data.contact.email', ['a', 'c']], ['data.contact.phone', ['c']], ['', ['b']]]);
  });
});

describe('the filter of findings', () => {
  const passes = (filter: string): boolean => filterFindings([finding('a')], filter).length === 1;

  for (const filter of ['', '  ', 'EMAIL', 'user.email log', 'dp-data-2', 'warning', 'log/personal', 'a b.ts', 'address wants']) {
    it(`“${filter}” lets it pass`, () => {
      deepEqual(passes(filter), true);
    });
  }

  for (const filter of ['phone', 'email phone', 'error', 'DP-DATA-3', 'a%20b']) {
    it(`“${filter}” does not`, () => {
      deepEqual(passes(filter), false);
    });
  }

  it('an address that is not encoded well is taken as it is', () => {
    deepEqual(filterFindings([finding('a', { uri: 'file:///w/100%.ts' })], '100%').length, 1);
  });
});
