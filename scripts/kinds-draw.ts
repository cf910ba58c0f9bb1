/**
 * `node --import=tsx scripts/kinds-draw.ts <folder> [count [ending]] > list`: which identifiers is the list drawn from that kinds are tuned by?
 * `<folder>` holds a folder for each package, named `name@version` with `__` for a slash. Two thirds are names with a word that often stands for
 * something of a person or a credential, the rest any names, both in turn by package and frequency, in an order that a hash gives. Since few
 * of them hold anything, only the first part of these is kept, and as many again and more are drawn from names that end with such a word.
 * With `ending` all are of these: so more packages were added to the list.
 * With `CONTEXT` set, each is followed by where it stands, for who labels it. Must not ask the matcher.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findAssets, loadEngine } from '../src/host';
import { splitWords } from '../src/policy/words';
import { readFolder } from './corpus-packages';
import { chance, draw, longestType, noteNames, shortest } from './kinds-names';
import type { Seen } from './kinds-names';

/** Written down before any of the packages was read: what people, messages, meetings, devices and credentials are described with. */
const telling = new Set(`name names first last full given family surname nick nickname display email emails mail phone phones mobile tel telephone fax
  address addresses street city town zip postal postcode country region location locations lat lng lon latitude longitude timezone geo coords coordinates birth
  birthday dob age gender photo avatar picture image user users username login handle uid sub account accounts profile contact contacts customer
  member members guest guests attendee attendees participant participants organizer host invitee invitees sender recipient recipients from to cc bcc
  reply subject title summary topic description notes note comment comments message messages msg body text content html snippet preview attachment attachments
  caption thread conversation chat transcript recording event events meeting appointment booking reservation calendar schedule start end slot slots
  availability busy recurrence rrule rsvp response responses join conference link token tokens secret key keys password passwd pass pwd credential
  credentials auth authorization bearer jwt cookie cookies session otp code pin pem private cert certificate signature nonce ip ua agent device mac
  serial imei fingerprint tracking visitor card iban bank tax vat salary income invoice payment balance company organization department job employer
  manager skills school language locale health patient diagnosis medication allergy heart weight height blood sleep steps race religion vehicle plate
  vin trip seen presence online search history answers questions form submission feedback review author owner creator assignee person people
  employee candidate applicant lead client caller callee peer friend followers voice audio video`.split(/\s+/));
/** May stand after it. */
const harmless = /^(?:\d+|id|ids|value|values|list|data|str|string|text|raw|new|url)$/;
/** Of the first draw this many are kept. */
const kept = 532;
/** Pages and their libraries, put together from many packages; tests. */
const bundles = /(?:^|\/)(?:admin|widgets|www|tests?|examples?|dist\/_chunks|dist\/unittests)\/|\.(?:spec|test)\./;
const longestContext = 150;

interface Located extends Seen {
  readonly path: string;
  readonly where: string;
}

async function main(): Promise<void> {
  const [folder = '.', count = '1700', part = ''] = process.argv.slice(2);
  const onlyEnding = part === 'ending';
  const { languages } = await loadEngine(findAssets(__dirname));
  const seen = new Map<string, Located>();
  const beside = new Map<string, Set<string>>();
  for (const name of readdirSync(folder).sort()) {
    const from = name.replaceAll('__', '/');
    for (const { path, text } of readFolder(join(folder, name), [], languages).files) {
      noteNames(path, text, (identifier, owner, type, at) => {
        if (identifier.length < shortest) return;
        const key = `${identifier} ${owner ?? ''}`;
        const known = seen.get(key);
        if (known !== undefined) known.count++;
        else seen.set(key, { name: identifier, owner: owner ?? '', type: (type ?? '').replaceAll(/\s+/g, ' ').slice(0, longestType), package: from, count: 1, path, where: contextOf(text, at) });
        if (owner !== null) setOf(beside, `${from} ${owner}`).add(identifier);
      });
    }
  }
  const all = [...seen.values()];
  const taken = new Map<string, number>();
  const first = 1600;
  const worded = draw(all.filter(({ name }) => splitWords(name).some((word) => telling.has(word))), Math.round((first * 2) / 3), taken) as readonly Located[];
  const any = draw(all.filter((each) => !worded.includes(each)), first - worded.length, taken) as readonly Located[];
  const start = onlyEnding ? [] : inOrder([...worded.map((each) => ({ ...each, drawn: 'said' })), ...any.map((each) => ({ ...each, drawn: 'silent' }))]).slice(0, kept);
  const names = new Set(start.map(({ name, owner }) => `${owner}.${name}`));
  const ending = all.filter((each) => endsTelling(each.name) && !/^[A-Z]/.test(each.name) && !bundles.test(each.path) && !names.has(`${each.owner}.${each.name}`));
  const rest = inOrder((draw(ending, Number(count) - start.length, new Map()) as readonly Located[]).map((each) => ({ ...each, drawn: 'said' })));
  console.error(`${String(all.length)} identifiers; ${String(ending.length)} end with a telling word`);
  for (const { name, owner, type, package: from, drawn: part, path, where } of [...start, ...rest]) {
    const siblings = owner === '' ? '' : [...(beside.get(`${from} ${owner}`) ?? [])].filter((each) => each !== name).slice(0, 8).join(',');
    console.log([name, owner, type, from, part, ...(process.env['CONTEXT'] === undefined ? [] : [`${path.slice(-40)} ¦ ${where}`, siblings])].join('\t'));
  }
}

function endsTelling(name: string): boolean {
  const words = [...splitWords(name)];
  while (words.length > 1 && harmless.test(words.at(-1) ?? '') && !telling.has(words.at(-1) ?? '')) words.pop();
  return telling.has(words.at(-1) ?? '');
}

function inOrder<T extends Seen>(drawn: readonly T[]): readonly T[] {
  return [...drawn].sort((a, b) => (chance(`${a.name} ${a.owner}`) < chance(`${b.name} ${b.owner}`) ? -1 : 1));
}

function setOf(all: Map<string, Set<string>>, key: string): Set<string> {
  let set = all.get(key);
  if (set === undefined) all.set(key, (set = new Set()));
  return set;
}

/** The line of code, cut around the place. */
function contextOf(text: string, at: number): string {
  const start = Math.max(text.lastIndexOf('\n', at) + 1, at - longestContext / 2);
  const end = text.indexOf('\n', at);
  return text.slice(start, Math.min(end < 0 ? text.length : end, at + longestContext / 2)).trim().replaceAll(/\s+/g, ' ');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
