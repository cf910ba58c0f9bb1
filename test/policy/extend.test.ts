/** What may a company's own packs say? Everything that adds to the policy; each mistake is told at its place, and costs only what it is in. */
import assert from 'node:assert/strict';
import { extendPolicy, readPolicy } from '../../src/policy';
import type { Pack, Policy, PolicyExtension } from '../../src/policy';
import { packFolder, packWith, samplePack } from '../support/sample-pack';
import { packFiles } from './packs';

const fixes = new Set(['mask-value', 'drop-argument']);
let base: Policy;
before(() => {
  base = readPolicy(packFiles()).policy;
});

/** `file: what is written there: message`. */
function told({ mistakes }: PolicyExtension, ...packs: readonly Pack[]): readonly string[] {
  return mistakes.map(({ file, range, message, severity }) => {
    assert.equal(severity, 'error');
    const pack = packs.find(({ folder }) => file.startsWith(`${folder}/`));
    const text = pack?.files.find(({ path }) => `${pack.folder}/${path}` === file)?.text;
    assert.ok(text !== undefined, file);
    return `${file.slice(packFolder.length + 1)}: ${text.slice(range.start, range.end)}: ${message}`;
  });
}

function mistakesOf(changes: Readonly<Record<string, string | null>>): readonly string[] {
  const pack = packWith(changes);
  return told(extendPolicy(base, [pack], fixes), pack);
}

const rule = 'rules/acme/badge-in-trail.yaml';
const changed = (file: string, from: string, to: string): Readonly<Record<string, string>> => {
  const text = samplePack[file];
  assert.ok(text?.includes(from) === true, from);
  return { [file]: text.replace(from, to) };
};

describe('packs of one’s own', () => {
  it('add kinds, parties and rules to what is bundled', () => {
    const { policy, packOf, mistakes } = extendPolicy(base, [packWith()], fixes);
    assert.deepEqual(mistakes, []);
    assert.equal(policy.rules.get('acme/badge-in-trail')?.title, 'Badge numbers in the audit trail');
    assert.deepEqual([...packOf], [['acme/badge-in-trail', packFolder]]);
    assert.equal(policy.kinds.isA('sink.log.acme-trail', 'sink.log'), true);
    assert.deepEqual(policy.kinds.matchName('badgeNumber', null, null).map(({ kind }) => kind).includes('data.identity.acme-badge'), true);
    assert.deepEqual(policy.kinds.matchName('email', 'user', null), base.kinds.matchName('email', 'user', null));
    assert.equal(policy.partyOf('https://crm.acme.example/x')?.vendor, 'Acme CRM');
    assert.equal(policy.rules.size, base.rules.size + 1);
    assert.notEqual(policy.hash, base.hash);
    assert.equal(base.rules.has('acme/badge-in-trail'), false);
  });

  it('cannot redefine what is bundled', () => {
    assert.deepEqual(mistakesOf({ 'rules/log/personal-data.yaml': samplePack[rule] ?? '', 'rules/log/personal-data.md': samplePack['rules/acme/badge-in-trail.md'] ?? '' }), ['rules/log/personal-data.yaml: clause: DP-DATA-2: The rule "log/personal-data" is bundled. Give this one another name.']);
    assert.deepEqual(mistakesOf(changed('kinds/acme.yaml', '- {id: sink.log.acme-trail', '- {id: sink.log, title: x}\n  - {id: sink.log.acme-trail')), ['kinds/acme.yaml: sink.log: The kind "sink.log" is bundled. Give this one another name.']);
    assert.deepEqual(mistakesOf(changed('parties/acme.yaml', 'id: acme-crm', 'id: attio')), ['parties/acme.yaml: attio: The party "attio" is defined twice.']);
    assert.deepEqual(mistakesOf(changed('parties/acme.yaml', 'role: sub-processor', 'role: caley')), ['parties/acme.yaml: caley: This must be one of sub-processor, independent-controller, library, exfiltration.']);
  });

  it('tell what they name and nobody knows', () => {
    assert.deepEqual(mistakesOf(changed(rule, 'DP-DATA-2', 'DP-DATA-22')), [`${rule}: DP-DATA-22: Unknown clause "DP-DATA-22". Did you mean "DP-DATA-2"?`]);
    assert.deepEqual(mistakesOf(changed(rule, 'sink.log.acme-trail', 'sink.log.acme-trial')), [`${rule}: sink.log.acme-trial: Unknown kind "sink.log.acme-trial". Did you mean "sink.log.acme-trail"?`]);
    assert.deepEqual(mistakesOf(changed(rule, 'state: stable', 'state: stable\nfixes: [mask-values]')), [`${rule}: mask-values: Unknown fix "mask-values". Did you mean "mask-value"?`]);
    assert.deepEqual(mistakesOf(changed('kinds/acme.yaml', 'weight: 3', 'weight: 3, owners: [persons]')), ['kinds/acme.yaml: persons: Unknown group of owners "persons". Did you mean "person"?']);
    assert.deepEqual(mistakesOf(changed('kinds/acme.yaml', 'data.identity.acme-badge', 'data.acme.badge')), ['kinds/acme.yaml: data.acme.badge: Its parent "data.acme" is no kind.', `${rule}: data.identity.acme-badge: Unknown kind "data.identity.acme-badge". Did you mean "data.identity.full-name"?`]);
  });

  it('hold no checks that are code, and no rule without its page', () => {
    const code = mistakesOf({ [rule]: (samplePack[rule] ?? '').replace(/flow:\n.*\n.*\n/, 'code: anything\n') });
    assert.deepEqual(code.map((one) => /^(\S+: \S+:) (.*?)[;.]/.exec(one)?.slice(1)), [[`${rule}: code:`, 'Unknown key "code"'], [`${rule}: c:`, 'A rule holds exactly one of flow, shape']]);
    assert.deepEqual(mistakesOf({ 'rules/acme/badge-in-trail.md': null }), [`${rule}: clause: DP-DATA-2: The rule has no page: ${packFolder}/rules/acme/badge-in-trail.md is missing.`, `${rule}: c: The rule has no title: neither a key "title" nor a first heading on its page.`]);
    assert.deepEqual(mistakesOf({ [rule]: null }), ['rules/acme/badge-in-trail.md: # Badge numbers in the audit trail: This page has no rule: there is no YAML file of its name beside it.']);
  });

  it('tell of files that nothing reads', () => {
    const strays = ['rule/acme/x.yaml', 'acme.yaml', 'kinds/more/x.yaml', 'models/x.yaml', 'rules/acme/x.yml', 'clauses/acme.yaml', 'hosts.yaml', 'repairs.yaml', 'kinds/names.yaml', 'models/any/x.yaml'];
    for (const path of strays) {
      const [one, ...more] = mistakesOf({ [path]: 'a: 1\n' });
      assert.match(one ?? '', /: a: 1: This is not (?:read|for a pack of one's own to say)\. A pack holds kinds\//, path);
      assert.deepEqual(more, [], path);
    }
  });

  it('are read one after the other, each as far as it goes', () => {
    const [one, other] = [packWith(), packWith({ [rule]: '[', 'kinds/acme.yaml': null, 'models/npm/@acme/audit.yaml': null, 'parties/acme.yaml': 'category: [' }, `${packFolder}-2`)];
    const extension = extendPolicy(base, [one, other], fixes);
    assert.equal(extension.policy.rules.has('acme/badge-in-trail'), true);
    assert.deepEqual([...new Set(extension.mistakes.map(({ file }) => file))].sort(), [`${packFolder}-2/parties/acme.yaml`, `${packFolder}-2/${rule}`]);
    assert.match(extension.mistakes.find(({ file }) => file.endsWith(rule))?.message ?? '', /"acme\/badge-in-trail" is defined twice/);
  });

  it('stand hostile YAML', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}x]\n${'b c d e f g h i j'.split(' ').map((name, i) => `${name}: &${name} [${`*${'abcdefghi'[i] ?? ''},`.repeat(9)}*${'abcdefghi'[i] ?? ''}]`).join('\n')}\n`;
    assert.match(mistakesOf({ 'kinds/bomb.yaml': bomb })[0] ?? '', /alias/i);
    assert.match(mistakesOf({ 'kinds/deep.yaml': '['.repeat(100_000) })[0] ?? '', /nested too deeply/);
    assert.deepEqual(mistakesOf({ 'kinds/proto.yaml': 'kinds:\n  - {id: data.identity.x, title: x, __proto__: {weight: 1}}\n' }), ['kinds/proto.yaml: __proto__: Unknown key "__proto__"; known are id, title, is, weight, owners, never-owners, names.']);
  });
});
