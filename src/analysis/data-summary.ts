/**
 * What of people, hosts and credentials stands in a data file, whatever its notation? Counts and first places, as settings. In time linear in the
 * text's length, and of its beginning alone. Must not keep a value: what is told of it is how many there are.
 */
import type { Setting, SettingMap } from '../flow';
import type { PeopleValues, Policy } from '../policy';
import type { Range } from '../text';
import { saidEntry, saidMap, saidSection } from './said-settings';

/** Of a longer text the rest is not looked at: who copies data of many copies more than ten in a megabyte. */
export const dataLimit = 1024 * 1024;

/** Different values of a sort are counted up to this many. */
const mostCounted = 10_000;
/** Addresses that are looked at, nobody's included. */
const mostSeen = 50_000;
/** Hosts that are told apart. */
const mostHosts = 1_000;

interface Counted {
  readonly title: readonly [one: string, many: string];
  readonly found: Map<string, Range>;
}

/**
 * `people` holds one entry, called "12 e-mail addresses and 3 telephone numbers", whose value is how many different ones there are; `hosts` one for each host that is
 * asked, `credentials` those of headers, `unread` the file's name where there is nothing to read.
 */
export function dataSummary(given: string, path: string, policy: Pick<Policy, 'people' | 'secrets'>): SettingMap {
  const text = given.length > dataLimit ? given.slice(0, dataLimit) : given;
  const entries = [
    saidSection('people', peopleIn(text, policy.people)),
    saidSection('hosts', [...hostsIn(text)].map(([host, place]) => saidEntry(host, `https://${host}`, place))),
    saidSection('credentials', credentialsIn(text, policy)),
    saidSection('unread', isBinary(text) ? [saidEntry(path.slice(path.lastIndexOf('/') + 1), true, { start: 0, end: 0 })] : []),
  ];
  return saidMap(entries, { start: 0, end: text.length });
}

/** What a host hands over of what is no text. Text files hold no NUL; looking at the start is what Git does too. */
function isBinary(text: string): boolean {
  return text.slice(0, 8_000).includes('\0');
}

/** Whether nothing that a summary says can matter: its text need not be kept. */
export function saysNothing(summary: SettingMap, { partyOf }: Pick<Policy, 'partyOf'>): boolean {
  return summary.entries.every(({ key, value }) => value.kind !== 'map' || !value.entries.some((entry) => key !== 'hosts' || partyOf(`https://${entry.key}`)?.role === 'caley'));
}

function peopleIn(text: string, people: PeopleValues): readonly Setting[] {
  const all: readonly Counted[] = [
    { title: ['e-mail address', 'e-mail addresses'], found: mailboxesIn(text, people) },
    { title: ['telephone number', 'telephone numbers'], found: telephonesIn(text, people) },
    { title: ['bank account', 'bank accounts'], found: accountsIn(text, people) },
    { title: ['card number', 'card numbers'], found: cardsIn(text, people) },
  ];
  const sorts = all.filter(({ found }) => found.size > 0);
  const [first] = sorts.flatMap(({ found }) => [...found.values()].slice(0, 1)).sort((a, b) => a.start - b.start);
  if (first === undefined) return [];
  const said = sorts.map(({ title: [one, many], found: { size } }) => `${String(size)} ${size === 1 ? one : many}`);
  return [saidEntry([said.slice(0, -1).join(', '), said.at(-1) ?? ''].filter((part) => part !== '').join(' and '), sorts.reduce((sum, { found }) => sum + found.size, 0), first)];
}

const localCharacter = /[\w.%+-]/;
const domainForm = /(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24}(?![\w-])/y;
/** Lines that name a thing, not somebody, in the form of an address. */
const idLine = /(?:^|[\n\r])[ \t"]*(?:UID|Message-ID|References|In-Reply-To|Content-ID|X-[\w-]{1,40}ID)\b[^\n\r]*$/i;

function mailboxesIn(text: string, people: PeopleValues): Map<string, Range> {
  const found = new Map<string, Range>();
  const seen = new Set<string>();
  for (let at = text.indexOf('@'); at >= 0 && found.size < mostCounted && seen.size < mostSeen; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 65 && localCharacter.test(text.charAt(start - 1))) start--;
    domainForm.lastIndex = at + 1;
    const host = start === at || at - start > 64 ? undefined : domainForm.exec(text)?.[0];
    if (host === undefined) continue;
    // `\nada@…` and `\u003cada@…` in a text of JSON: these letters are no part of it.
    if (text.charAt(start - 1) === '\\') start = Math.min(at, start + (/^u[\da-f]{4}/i.test(text.slice(start, at)) ? 5 : 1));
    const name = text.slice(start, at);
    const key = `${name}@${host}`.toLowerCase();
    if (name === '' || seen.has(key)) continue;
    const before = text.slice(Math.max(0, start - 200), start);
    // `https://key@host`, `ssh://git@host`: who asks, not somebody.
    if (/:\/\/[^\s"'<>]*$/.test(before) || idLine.test(before)) continue;
    seen.add(key);
    if (people.mailbox(name, host)) found.set(key, { start, end: at + 1 + host.length });
  }
  return found;
}

/** With its country: without it any number may be one. */
const telephoneForm = /\+[1-9]\d{0,2}[ -]?(?:\(\d{1,4}\)[ -]?)?\d(?:[ -]?\d){5,12}(?![\w.:+-]|[ -]?\d)/y;

function telephonesIn(text: string, people: PeopleValues): Map<string, Range> {
  const found = new Map<string, Range>();
  for (let at = text.indexOf('+'); at >= 0 && found.size < mostCounted; at = text.indexOf('+', at + 1)) {
    if (at > 0 && /[\w.+/=-]/.test(text.charAt(at - 1)) && text.slice(at - 4, at) !== 'tel:') continue;
    telephoneForm.lastIndex = at;
    const written = telephoneForm.exec(text)?.[0];
    const digits = written?.replace(/\D/g, '') ?? '';
    if (written === undefined || digits.length < 9 || digits.length > 15 || !people.telephone(digits)) continue;
    if (!found.has(digits)) found.set(digits, { start: at, end: at + written.length });
  }
  return found;
}

const accountForm = /(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/g;

function accountsIn(text: string, people: PeopleValues): Map<string, Range> {
  const found = new Map<string, Range>();
  for (const { 0: written, index } of text.matchAll(accountForm)) {
    const letters = written.replaceAll(' ', '');
    if (letters.length < 15 || letters.length > 34 || !isAccount(letters) || !people.account(letters)) continue;
    if (!found.has(letters)) found.set(letters, { start: index, end: index + written.length });
    if (found.size >= mostCounted) break;
  }
  return found;
}

/** By its check digits: ISO 13616. */
function isAccount(letters: string): boolean {
  let rest = 0;
  for (const letter of letters.slice(4) + letters.slice(0, 4)) rest = Number(String(rest) + String(parseInt(letter, 36))) % 97;
  return rest === 1;
}

const cardForm = /(?<![\w.+-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6(?:011|5\d{2}))(?:([ -]?)\d{4}\1\d{4}\1\d{4}|([ -]?)\d{6}\2\d{5})(?![\w.-])/g;
/** Of other long numbers every tenth has the right last digit. */
const leastRight = 0.9;

function cardsIn(text: string, people: PeopleValues): Map<string, Range> {
  const found = new Map<string, Range>();
  const others = new Set<string>();
  for (const { 0: written, index } of text.matchAll(cardForm)) {
    const digits = written.replace(/\D/g, '');
    if (!isCard(digits)) others.add(digits);
    else if (!found.has(digits) && people.card(digits)) found.set(digits, { start: index, end: index + written.length });
    if (found.size + others.size >= mostCounted) break;
  }
  return found.size < leastRight * (found.size + others.size) ? new Map<string, Range>() : found;
}

/** By its check digit: ISO/IEC 7812. */
function isCard(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits.charAt(digits.length - 1 - i)) * (i % 2 === 0 ? 1 : 2);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** `"url": "https://api.caley.app/…"` of archives of requests, `"host": "…"` of other recorders, `uri: https://…` of cassettes; slashes may be escaped. */
const askedForm = /["']?\b(?:url|uri|host|scope)["']?[ \t]{0,8}:\s{0,8}["']?(?:https?:\\?\/\\?\/)?((?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w-])/gi;

function hostsIn(text: string): ReadonlyMap<string, Range> {
  const found = new Map<string, Range>();
  for (const { 0: written, 1: host = '', index } of text.matchAll(askedForm)) {
    const end = index + written.length;
    if (!found.has(host)) found.set(host, { start: end - host.length, end });
    if (found.size >= mostHosts) break;
  }
  return found;
}

/** `"Authorization": "Bearer …"`, `{"name": "authorization", "value": "Basic …"}`, `Authorization:\n  - Bearer …`. */
const headerForm = /\bauthorization\b["']?[^A-Za-z0-9]{1,80}(?:value["']?[^A-Za-z0-9]{1,10})?(?:bearer|basic|token)[ \t]+([\w.~+/-]{16,4096}={0,2})(?![\w.~+/%${}<[-])/gi;

/** The first header that holds one: what took its place in a cleaned recording is none. */
function credentialsIn(text: string, { secrets }: Pick<Policy, 'secrets'>): readonly Setting[] {
  for (const { 0: written, 1: credential = '', index } of text.matchAll(headerForm)) {
    if (secrets.format(credential) === null && !secrets.looksRandom(credential)) continue;
    const end = index + written.length;
    return [saidEntry('Authorization', true, { start: end - credential.length, end })];
  }
  return [];
}
