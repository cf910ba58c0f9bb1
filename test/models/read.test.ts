/** Model files with one thing wrong each: what is said of it, and where. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readModel, verifyModels } from '../../src/models';
import type { Known } from '../../src/models';
import { compileYaml } from '../../src/policy';

const good = `package: node:pino
also: [pino-http]
subpaths: none
types:
  Logger: [default(), <Logger>.child()]
entries:
  - at: <Logger>.info.argument[*]
    is: sink.log
    example: "import pino from 'pino'; pino().info(user.email)"
    note: All of them.
  - at: hash()
    passes: ["argument[0]", receiver.value]
    sanitizes: sanitizer.hash
    when: { 0: [sha256, 1, true, null], 1.algorithm: md5 }
    example: "hash(user.email)"
  - at: post.argument[1]
    is: sink.http.body
    url: [receiver.baseURL, "argument[0]"]
    example: "post(url, user.email)"
`;

const known: Known = {
  isKind: (id) => ['option.log', 'sink.log', 'sink.http.body', 'sink.share.cdp', 'sanitizer.hash', 'data.contact.email'].includes(id),
  partyCategory: (id) => (id === 'segment' ? 'cdp' : null),
};

/** What is wrong, with the text it is wrong at. */
function mistakesIn(text: string, path = 'models/npm/pino.yaml'): readonly string[] {
  const reading = readModel({ path, text });
  verifyModels([reading], known);
  return reading.mistakes.map(({ range, message }) => `${text.slice(range.start, range.end).trim()} | ${message}`);
}

function entries(...lines: readonly string[]): string {
  return `package: pino\nentries:\n${lines.map((line) => `  - { ${line}, example: x }\n`).join('')}`;
}

describe('model files', () => {
  it('become typed entries', () => {
    const { model, mistakes } = readModel({ path: 'models/npm/pino.yaml', text: good });
    assert.deepEqual(mistakes, []);
    assert.ok(model !== null);
    assert.equal(model.package, 'pino');
    assert.equal(model.ecosystem, 'npm');
    assert.equal(model.subpaths, 'none');
    assert.deepEqual(model.also, ['pino-http']);
    assert.deepEqual([...model.types], [['Logger', ['default()', '<Logger>.child()']]]);
    const [log, hash, post] = model.entries;
    assert.equal(log?.note, 'All of them.');
    assert.deepEqual(hash?.fact.passes, [
      { from: 0, fields: [], returned: false, element: false, key: null },
      { from: 'receiver', fields: ['value'], returned: false, element: false, key: null },
    ]);
    assert.deepEqual([...(hash.fact.when ?? [])], [['0', ['sha256', 1, true, null]], ['1.algorithm', ['md5']]]);
    assert.equal(post?.fact.url.length, 2);
    const ssl = readModel({ path: 'models/pypi/ssl.yaml', text: 'package: ssl\nentries:\n  - { at: CERT_NONE, value: 0 }\n  - { at: f(), passes: receiver, when: { path: { given: yes } } }\n' });
    assert.deepEqual(ssl.mistakes, []);
    assert.deepEqual(ssl.model?.entries.map(({ fact }) => [fact.value, fact.when === null ? null : [...fact.when]]), [[[0], null], [[], [['path', { given: true }]]]]);
  });

  it('read the same once compiled to JSON', () => {
    const file = { path: 'models/npm/pino.yaml', text: good };
    assert.deepEqual(readModel(compileYaml(file)).model, readModel(file).model);
  });

  it('take the ecosystem from the text before the folder', () => {
    assert.equal(readModel({ path: 'models/pypi/requests.yaml', text: 'package: requests\nentries: []\n' }).model?.ecosystem, 'pypi');
    assert.equal(readModel({ path: 'models/any/text.yaml', text: 'package: text\nfor: pypi\nentries: []\n' }).model?.for, 'pypi');
    assert.equal(readModel({ path: 'caley-models.yaml', text: 'package: a\necosystem: global\nentries: []\n' }).model?.ecosystem, 'global');
  });

  const broken: readonly [string, string, string][] = [
    ['no package', 'entries: []\n', 'The key "package" is missing.'],
    ['no entries', 'package: pino\n', 'The key "entries" is missing.'],
    ['an unknown key', 'package: pino\nrule: log\nentries: []\n', 'rule | Unknown key "rule"'],
    ['an unknown key of an entry', entries('at: info, is: sink.log, rule: x'), 'rule | Unknown key "rule"'],
    ['no YAML', 'package: [\n', 'Flow sequence'],
    ['a list', '- a\n', 'This must be a map'],
    ['a path that is none', entries('at: "info.argument", is: sink.log'), '"info.argument" | This is no path from "argument" on: `argument` needs a position'],
    ['a type\'s path that is none', `package: p\ntypes: { T: ["a("] }\n${entries('at: <T>.a, is: sink.log').slice(14)}`, '"a(" | This is no path from "(" on'],
    ['an origin that is none', entries('at: f(), passes: argument'), 'argument | `argument` is no place of a call'],
    ['no fact', entries('at: info'), 'one of "is", "passes", "value", "schema", "instance-of"'],
    ['two facts', entries('at: f(), is: sink.log, passes: receiver'), 'one of "is", "passes", "value", "schema", "instance-of"'],
    ['two facts, one a constant', entries('at: none, is: sink.log, value: 0'), 'one of "is", "passes", "value", "schema", "instance-of"'],
    ['a value that is no constant', entries('at: none, value: [0]'), '[0] | A value is one text, number, true, false or null.'],
    ['a condition that gives nothing', entries('at: f(), passes: receiver, when: { 0: { given: maybe } }'), 'This must be one of yes, no.'],
    ['versions that are no range', entries('at: info, is: sink.log, versions: newest'), 'newest | Write a range as semantic versioning has it'],
    ['versions of the runtime', 'package: console\necosystem: global\nentries:\n  - { at: "console.log.argument[0]", is: sink.log, versions: ">=1", example: x }\n', '">=1" | Only packages have versions.'],
    ['another name of a package of npm', 'package: p\ndistribution: q\nentries: []\n', 'distribution | Only packages of Python'],
    ['a default that is no option\'s', entries('at: "info.argument[0].a", is: sink.log, unset: true'), 'true | "unset" stands beside "is", of an option.'],
    ['a default of a whole argument', entries('at: "info.argument[0]", is: option.log, unset: true'), 'true | An option is a field of an argument, or a keyword.'],
    ['sanitizes beside is', entries('at: f(), is: sink.log, sanitizes: sanitizer.hash'), 'sanitizer.hash | "sanitizes" stands beside "passes".'],
    ['a position that is none', entries('at: f(), passes: receiver, when: { 1x: [1] }'), '1x | "1x" is no position'],
    ['a condition without constants', entries('at: f(), passes: receiver, when: { 1.a: [] }'), '[] | A condition lists at least one'],
    ['a condition that is no map', entries('at: f(), passes: receiver, when: 3'), '3 | This must be a map'],
    ['a subpath policy that is none', 'package: p\nsubpaths: maybe\nentries: []\n', 'maybe | This must be one of'],
    ['an ecosystem that is none for the runtime', 'package: p\necosystem: any\nfor: cargo\nentries: []\n', 'cargo | This must be one of npm, pypi.'],
    ['the ecosystem of a package twice', 'package: p\nfor: npm\nentries: []\n', 'for | "for" belongs into models of the runtime'],
    ['no ecosystem', 'package: p\nentries: []\n', 'The key "ecosystem" is missing'],
    ['a kind nobody knows', entries('at: "info.argument[0]", is: sink.lgo'), 'sink.lgo | No kind is called "sink.lgo".'],
    ['a sanitizer that is none', entries('at: f(), passes: receiver, sanitizes: sink.log'), 'sink.log | No sanitizer'],
    ['a party nobody knows', entries('at: "f.argument[0]", is: sink.share.cdp, party: sgmt'), 'sgmt | No party is called "sgmt".'],
    ['a party of another category', entries('at: "f.argument[0]", is: sink.share.ai, party: segment'), '"segment" is of the category cdp.'],
    ['sharing with no party', entries('at: "f.argument[0]", is: sink.share.cdp'), 'sink.share.cdp | A sink.share says which party receives.'],
    ['a party of no sink', entries('at: f(), is: data.contact.email, party: segment'), 'segment | Only a sink has a party.'],
    ['a request without address', entries('at: "f.argument[0]", is: sink.http.body'), 'sink.http.body | A sink.http.body says where'],
    ['an address of no request', entries('at: "f.argument[0]", is: sink.log, url: receiver'), 'receiver | Only a sink.http has a url.'],
    ['a type that is not declared', entries('at: <Logger>.info, is: sink.log'), '<Logger>.info | No type "Logger" is declared.'],
    ['a type of another package that is not declared', entries('at: <http:Request>.end, is: sink.log'), 'No type "http:Request" is declared.'],
    ['a type of which nothing is said', 'package: p\ntypes: { T: [] }\nentries: []\n', 'T | Nothing is said of the type "T".'],
    ['a receiver that follows no member', entries('at: f().receiver, passes: receiver'), '"receiver" follows the member'],
    ['an argument of an argument', entries('at: "f.argument[0].argument[0]", is: sink.log'), 'An argument is not itself called.'],
    ['any outside models/any', entries('at: <any>.trim(), passes: receiver'), '"<any>" belongs into models/any.'],
    ['what no call is there for', entries('at: name, passes: receiver'), 'receiver | The path has no call'],
    ['the same twice', entries('at: info, is: sink.log', 'at: info, is: sink.log'), 'info | This was said before in models/npm/pino.yaml.'],
    ['no example', 'package: p\nentries:\n  - { at: info, is: sink.log }\n', 'info | An entry has an example.'],
  ];
  for (const [what, text, expected] of broken) {
    it(`are told ${what}`, () => {
      const mistakes = mistakesIn(text, what === 'no ecosystem' ? 'models.yaml' : undefined);
      assert.ok(mistakes.some((mistake) => mistake.includes(expected)), `expected ${expected}, got ${mistakes.join('; ')}`);
    });
  }

  it('lose the broken entry only', () => {
    const { model } = readModel({ path: 'models/npm/p.yaml', text: entries('at: "a..b", is: sink.log', 'at: b, is: sink.log') });
    assert.deepEqual(model?.entries.map(({ at }) => at), ['b']);
  });

  it('never throw, whatever they hold', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof({ maxDepth: 3 }, fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('any'), { maxLength: 3 }), tie('map')),
      map: fc.dictionary(fc.oneof(fc.constantFrom('package', 'types', 'entries', 'at', 'is', 'passes', 'when', 'url', 'also', 'sanitizes'), fc.string()), tie('any'), { maxKeys: 5 }),
    })).any;
    fc.assert(fc.property(value, (any) => readModel({ path: 'models/npm/x.yaml', text: JSON.stringify(any) }).mistakes.length >= 0));
    fc.assert(fc.property(fc.string(), (text) => readModel({ path: 'models/npm/x.yaml', text: `package: x\nentries:\n${text}` }).mistakes.length >= 0));
  });
});
