/**
 * What may stand in a company's own kinds, parties and rules? Every key with what it means, as JSON schema for who completes it. Must not check
 * anything: readKinds, readParties and readRule do, and the tests hold the two together. Models have theirs in models/.
 */
import { categories } from './categories';
import { declaredQuestions, hostWords, secretWords } from './checks';
import { described, flag, idOf, listOf, mapOf, oneOf, recordOf, suggested } from './declared-form';
import type { DeclarationVocabulary, Form, JsonSchema } from './declared-form';
import { ownRoles } from './extend';
import type { PackForm } from './extend';
import { constant, either, itemsOf, kindsBelow, number, phrase, yes } from './pack-forms';
import { dateForm, ecosystems, versionForm } from './packages';
import { partyFlags } from './parties';
import { confidences, severities, states } from './rules';
import { settings, unreal } from './settings';

const name = phrase();
const names = listOf(name);
const clause = idOf('clause', ({ clauses }) => clauses.keys());
/** Of third parties, as the last word of `sink.share.<category>` has them. */
const shares = idOf('category', ({ kinds }) => [...kinds.all.keys()].flatMap((kind) => /^sink\.share\.([^.]+)$/.exec(kind)?.[1] ?? []));

const owners = (description: string): Form<unknown> => described(description, listOf(idOf('group of owners', ({ kinds }) => kinds.ownerGroups)));
const shown = (description: string): Form<unknown> => described(description, listOf(phrase(/^\^?[a-z0-9]+(?: [a-z0-9]+)*\$?$/)));

const kind = mapOf({
  id: described('Words with dots between; it is below the kind that its first words name.', phrase(/^[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*$/)),
  title: described('What messages call it.', name),
  is: described('Kinds that it is besides, data.personal above all.', kindsBelow([])),
  weight: described('How much it tells of a person, from 1 to 5.', number(1, 2, 3, 4, 5)),
  owners: owners('Groups whose members let the context names count; without it those of the kind above.'),
  'never-owners': owners('Groups whose members have no such data, however it is called.'),
  names: described('Names of variables and fields that show it.', mapOf({
    strong: shown('These show it by themselves.'), context: shown('These show it where they belong to an owner.'), exclude: shown('These show something else.'),
    beside: described('A parameter counts only where one of these names stands with it.', names), apart: described('It does not count where one of these names stands with it.', names),
  })),
}, 'id', 'title');

const party = mapOf({
  id: described('What models and caley.yaml call it.', name),
  vendor: described('What people call it.', name),
  role: described('What it is to who sends data there.', oneOf(...ownRoles)),
  hosts: described('Hosts that it is asked at; "*" stands for any run of letters.', names),
  'script-hosts': described('Hosts that pages load its scripts from.', names),
  flags: described('What else is to be known of it.', listOf(oneOf(...partyFlags))),
  env: described('Variables of the environment that are customarily set for it.', names),
  note: described('For those who read the file.', name),
}, 'id', 'vendor', 'role');

const parties = mapOf({
  category: described('The last word of a kind sink.share.<category>.', shares),
  title: described('What the category is called.', name),
  purpose: described('What such parties are used for, as caley.yaml declares it.', listOf(suggested(({ parties: known }) => new Set([...known.values()].flatMap(({ purposes }) => purposes)), name))),
  parties: described('The services of this category.', itemsOf(party)),
}, 'category', 'title', 'purpose');

const versions = listOf(phrase(versionForm));
const release = mapOf({
  versions: described('The malicious versions, exactly; without them and without from the whole package was.', versions),
  from: described('The first of malicious versions that all follow it.', phrase(versionForm)),
  instead: described('Versions that were clean when this was written; the one of the same major version is offered.', versions),
});
const incident = mapOf({
  source: described('What happened, and who says so; it ends the message.', name),
  date: described('When it became known: 2025-09, 2025-09-08, or unknown.', phrase(dateForm)),
  ...Object.fromEntries(ecosystems.map((ecosystem) => [ecosystem, described(`Packages of ${ecosystem} by their names.`, recordOf(name, release))])),
}, 'source', 'date');

const value = mapOf({
  equals: described('It is one of these constants.', listOf(constant)),
  like: described('A text like one of these patterns; "*" stands for any run of letters.', names),
  unlike: described('A text like none of these patterns.', names),
  written: described('An address written like one of these, {} being each part that is not known.', names),
  says: described('A text in which one of these phrases is said.', names),
  below: described('A smaller number than this.', number()),
  above: described('A greater number than this.', number()),
  always: described('Whatever else it may be passes as well: a switch that circumstances set does not.', yes),
  given: described('Anything at all is there.', yes),
  asks: described('A function that asks Caley when it runs, or does so for each element of a list.', oneOf('caley', 'caley-for-each')),
  method: described('The request is by one of these methods, in small letters.', listOf(suggested(() => ['get', 'post', 'put', 'patch', 'delete'], name))),
  scheme: described('The address has one of these schemes, without the colon.', listOf(suggested(() => ['http', 'https'], phrase(/^[a-z][a-z0-9+.-]*$/)))),
  host: described('Whose the host of the address is.', oneOf(...hostWords)),
  party: described('The address is of a party of one of these categories.', listOf(shares)),
  loads: described('The text loads a script from a party of one of these categories.', listOf(shares)),
  described: described('Whether an API document that caley.yaml names describes the host.', flag()),
  secret: described('A credential: by its format, by its name, of Caley\'s, or any.', oneOf(...secretWords)),
});

const questions: Readonly<Record<(typeof declaredQuestions)[number], string>> = {
  recipient: 'Whether it declares who gets the data.',
  collection: 'Whether it discloses that such data is collected.',
  purpose: 'Whether it discloses the purpose that the recipient serves.',
  encryption: 'Whether it says, with evidence, that such data is encrypted where it is kept.',
  component: 'Whether it names the package among the authorised components.',
  licence: 'Whether it says why a package with such a licence may be used.',
  client: 'Whether it names the client id as the application\'s own.',
  scope: 'Whether it names the scope that is asked for.',
  host: 'Whether it names the host among those of the API.',
};
const declared = described('What the caley.yaml that rules the file must say, or not say.', mapOf({
  ...Object.fromEntries(declaredQuestions.map((question) => [question, described(questions[question], flag())])),
  basis: described('The bases on one of which such data is collected.', listOf(suggested(() => ['consent', 'contract', 'legal'], name))),
}));

const at = described('The kind of the place; constant for any text of the file.', kindsBelow([], ['constant']));
const place = { at, value: described('What must not stand there.', value) };
const circumstances = {
  with: described('What else the call must have.', listOf(mapOf({ at, value: described('What stands there.', value) }, 'at'))),
  lacks: described('Options or parameters that the call must lack.', kindsBelow(['option', 'parameter'])),
  in: described('What it must run in: a loop, a timer, what answers a request.', kindsBelow(['context'])),
  'and-in': described('What it must run in as well.', kindsBelow(['context'])),
  unsaid: described('What nothing near the route may name: a sign-in, a signature.', kindsBelow(['evidence'])),
};
const unless = described('What data went through, or what was asked before.', kindsBelow(['sanitizer', 'guard']));

const flow = described('Data that must not reach a sink.', mapOf({
  from: described('The data.', kindsBelow(['data'])),
  'not-from': described('But not this data.', kindsBelow(['data'])),
  to: described('What it must not reach.', kindsBelow(['sink', 'parameter', 'option'])),
  'not-to': described('But may reach.', kindsBelow(['sink'])),
  unless, of: described('Only data that comes from Caley.', oneOf('caley')), declared, ...circumstances,
}, 'from', 'to'));

const shape = described('A value that must not stand at a place.', either(
  mapOf({ ...place, ...circumstances, declared, unless }, 'at'),
  mapOf({ any: described('Several forms of one defect, each with its own place and value.', itemsOf(mapOf({ ...place, ...circumstances, declared }, 'at'))), unless, declared }, 'any'),
));

function rule(fixes: readonly string[]): Form<unknown> {
  return mapOf({
    title: described('The rule in a few words; without it the page\'s first heading.', name),
    clause: described('The clause that it is told under, which gives the severity.', clause),
    also: described('Further clauses.', listOf(clause)),
    category: described('What reports sort by.', oneOf(...categories)),
    state: described('A draft is applied with caley check --drafts only.', oneOf(...states)),
    severity: described('Instead of the clause\'s.', oneOf(...severities)),
    confidence: described('The most that findings have.', oneOf(...confidences)),
    flow, shape,
    message: described('The fact, with {value}, {sink}, {kind} and {party}.', name),
    remedy: described('The way out.', name),
    fixes: described('The fixes that are offered, the best one first.', listOf(idOf('fix', () => fixes))),
    'weaker-in': described('Where findings of the rule have low confidence.', listOf(oneOf(...settings.filter((setting) => !unreal.includes(setting))))),
    'as-sure-in': described('Where findings of the rule have the confidence that they have elsewhere.', listOf(oneOf(...unreal))),
    tags: described('Words for SARIF.', names),
  }, 'clause', 'category', 'state', 'message', 'remedy');
}

/** For editors that read JSON schema, draft 7. `fixes`: the ids that rules may name. */
export function packSchema(form: Exclude<PackForm, 'model'>, vocabulary: DeclarationVocabulary, fixes: readonly string[]): JsonSchema {
  switch (form) {
    case 'kinds':
      return mapOf({ kinds: described('Kinds of one\'s own, of data and of places.', itemsOf(kind)) }).schema(vocabulary);
    case 'packages':
      return mapOf({ incidents: described('What became known of malicious releases, one by one.', itemsOf(incident)) }, 'incidents').schema(vocabulary);
    case 'parties':
      return parties.schema(vocabulary);
    case 'rule':
      // It holds one of them, as a caley.yaml never has to.
      return { ...rule(fixes).schema(vocabulary), oneOf: [{ required: ['flow'] }, { required: ['shape'] }] };
  }
}
