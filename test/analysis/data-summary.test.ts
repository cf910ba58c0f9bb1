/** What of people, hosts and credentials stands in a text of any notation? Counts and places, whatever the text is like. */
import assert from 'node:assert/strict';
import { dataLimit, dataSummary, saysNothing } from '../../src/analysis';
import type { Setting } from '../../src/flow';
import { findAssets, loadPacks } from '../../src/host';

const { policy } = loadPacks(findAssets(import.meta.dirname).packs);

function section(text: string, key: string): readonly Setting[] {
  const value = dataSummary(text, 'folder/file.csv', policy).entries.find((entry) => entry.key === key)?.value;
  return value?.kind === 'map' ? value.entries : [];
}

/** `2 e-mail addresses at 3`; null where none are. */
function people(text: string): string | null {
  const [entry] = section(text, 'people');
  return entry === undefined ? null : `${entry.key} at ${String(entry.range.start)}`;
}

describe('what a data file holds of people', () => {
  it('is counted once a value, with the place of the first', () => {
    assert.equal(people('x, ada.kuhn@brightdesk-crm.com, Ada.Kuhn@Brightdesk-CRM.com, ben@ode-family.de'), '2 e-mail addresses at 3');
    assert.equal(people('+49 30 8891402 and ada@kuhn-family.de'), '1 e-mail address and 1 telephone number at 0');
  });

  it('are addresses in any notation', () => {
    for (const text of ['"ada@kuhn-family.de"', '<ada@kuhn-family.de>', 'mailto:ada@kuhn-family.de', 'a=ada@kuhn-family.de&b', 'ada+desk@kuhn-family.de.', '\\nada@kuhn-family.de', '\\u003cada@kuhn-family.de\\u003e', 'ada@mail.kuhn-family.co.uk']) {
      assert.match(people(text) ?? '', /^1 e-mail address at/, text);
    }
  });

  it('are none that are reserved, for roles, made up, or no addresses', () => {
    for (const text of [
      'ada@example.com', 'ada@mail.example.org', 'ada@desk.test', 'ada@localhost', 'info@kuhn-family.de', 'no-reply@kuhn-family.de', 'user12@kuhn-family.de', 'test+1@kuhn-family.de', 'Ada.Kuhn12@gmail.com', 'ada@test.com', 'logo@2x.png',
      'react@18.2.0', '@scope/name@1.0.0', 'https://key@o1.ingest.kuhn-family.de/2', 'git+ssh://git-ada@kuhn-family.de', 'UID:7fa3@kuhn-family.de', 'Message-ID: <CAF7f@kuhn-family.de>', '1ab@users.noreply.github.com', '@', 'a@', '@b.de', 'ada@kuhn',
    ]) assert.equal(people(text), null, text);
  });

  it('are telephone numbers with their country, but those for drama, places and times', () => {
    for (const text of ['+49 30 8891402', '+4915206678123', '+1 (415) 733-2284', 'tel:+33612984477', '"+81-3-6384-9001"']) assert.equal(people(text)?.replace(/ at .*/, ''), '1 telephone number', text);
    for (const text of ['+1 415 555 0123', '+44 7700 900123', '+12.345678', '2026-05-04T10:00:00+02:00', '+0200', '1+234567890', 'a+49308891402', '+12345678', '+49308891402933012', '+123456789012', '+1.5e10']) assert.equal(people(text), null, text);
  });

  it('are accounts by their check digits, and cards where nearly all such numbers have theirs', () => {
    assert.equal(people('DE02 1203 0000 0000 2020 51'), '1 bank account at 0');
    for (const text of ['DE03 1203 0000 0000 2020 51', 'DE89370400440532013000', 'XDE02120300000000202051', 'AB12CDEF']) assert.equal(people(text), null, text);
    assert.equal(people('card 5399 8765 4321 0117, 5399876543210117'), '1 card number at 5');
    assert.equal(people('5399876543210117 5399876543210118'), null);
    for (const text of ['4242424242424242', '15399876543210117', '0.5399876543210117', 'x5399876543210117']) assert.equal(people(text), null, text);
  });
});

describe('what a recording holds', () => {
  it('are hosts that are asked, each once', () => {
    const text = '{"url": "https://api.caley.app/v1"} {"url":"https:\\/\\/desk.brightdesk-crm.com\\/a"} uri: https://api.caley.app/v2 {"host": "files.brightdesk-crm.com"} {"text": "https://caley.app"}';
    assert.deepEqual(section(text, 'hosts').map(({ key }) => key), ['api.caley.app', 'desk.brightdesk-crm.com', 'files.brightdesk-crm.com']);
  });

  it('are credentials in headers that sign in, unless they were taken out', () => {
    const credential = 'q8Zr2LmX4vTw9KpB7nHs3JdF6gYc1AeU';
    for (const text of [`Authorization: Bearer ${credential}`, `{"name": "authorization", "value": "Basic ${credential}"}`, `{"name": "Authorization",\n            "value": "token ${credential}"}`, `authorization:\n  - Bearer ${credential}`, `{"Authorization":["Bearer ${credential}"]}`]) {
      const [entry] = section(text, 'credentials');
      assert.equal(text.slice(entry?.range.start, entry?.range.end), credential, text);
    }
    for (const text of ['Authorization: Bearer <TOKEN>', 'Authorization: Bearer REDACTED_REDACTED', 'Authorization: Bearer xxxxxxxxxxxxxxxxxxxxxxxx', 'Authorization: Bearer ${TOKEN}', 'authorization', `Bearer ${credential}`]) assert.deepEqual(section(text, 'credentials'), [], text);
  });

  it('is not known of what is no text', () => {
    assert.deepEqual(section('\0', 'unread').map(({ key }) => key), ['file.csv']);
    assert.deepEqual(section('', 'unread'), []);
  });
});

describe('a summary', () => {
  it('says nothing of a text that need not be kept', () => {
    const says = (text: string): boolean => !saysNothing(dataSummary(text, 'a.har', policy), policy);
    assert.deepEqual(['a,b\n', '"url": "https://desk.brightdesk-crm.com"', '"url": "https://api.caley.app"', 'ada@kuhn-family.de', '\0'].map(says), [false, false, true, true, true]);
  });

  it('is one of the beginning', () => {
    assert.equal(people(`${' '.repeat(dataLimit - 18)}ada@kuhn-family.de`), `1 e-mail address at ${String(dataLimit - 18)}`);
    assert.equal(people(`${' '.repeat(dataLimit)}ada@kuhn-family.de`), null);
  });

  it('is made of anything', () => {
    const pieces = ['@', 'a@', 'a@a.', 'a.', '+1', '+1 ', '+(1', '4', '4111 ', 'AB12 ', 'DE02AAAA', 'url:', '"url": "', 'authorization ', 'authorization: bearer ', '://', '\\u003c', '\n', '\u0000', 'ä@ö.de', '-'];
    for (const piece of pieces) assert.equal(dataSummary(piece.repeat(200_000), 'a', policy).kind, 'map');
    for (const a of pieces) for (const b of pieces) assert.equal(dataSummary((a + b).repeat(2_000), 'a', policy).kind, 'map');
  });
});
