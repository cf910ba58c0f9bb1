/** Whose host a URL names, and whether it is on the public network. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readPolicy } from '../../src/policy';
import type { HostClass, PackFile } from '../../src/policy';
import { packFiles } from './packs';

const { policy } = readPolicy(packFiles());

describe('parties', () => {
  it('are those of the catalogue, one more and Caley', () => {
    assert.equal(policy.parties.size, 363);
    assert.equal([...policy.parties.values()].filter((party) => party.role === 'caley').length, 1);
    for (const party of policy.parties.values()) assert.ok(policy.kinds.all.has(`sink.share.${party.category}`), party.id);
  });

  it('are found by their own hosts', () => {
    const strangers: string[] = [];
    for (const party of policy.parties.values()) {
      for (const host of [...party.hosts, ...party.scriptHosts]) {
        const found = policy.partyOf(`https://${host.replaceAll('*', 'x')}`);
        if (found?.id !== party.id) strangers.push(`${party.id} ${host}: ${String(found?.id)}`);
      }
    }
    // Hosts that two parties share: the first by file and place stays.
    assert.deepEqual(strangers, [
      'google-ads googleads.g.doubleclick.net: admob', 'whatsapp-cloud graph.facebook.com: meta-pixel', 'elastic-cloud *.elastic-cloud.com: elastic-apm',
    ]);
  });

  it('are found by what is known of a URL', () => {
    const expected: Readonly<Record<string, string | null>> = {
      'https://api.segment.io/v1/': 'segment',
      'https://api.segment.io': 'segment',
      'HTTPS://API.Segment.IO:443/v1/track?x=1': 'segment',
      'https://key:secret@api.segment.io/v1': 'segment',
      '//api.segment.io/v1': 'segment',
      'api.segment.io': 'segment',
      'https://o4504.ingest.sentry.io/api/1/store/': 'sentry',
      'https://sqs.eu-west-1.amazonaws.com/1/queue': 'aws-data',
      'https://www.facebook.com/tr?id=1': 'meta-pixel',
      'https://www.facebook.com/trending': null,
      'https://www.google.com/maps': null,
      'https://api.caley.app/v1/events': 'caley',
      'https://eu.caley.example.com': 'caley',
      'https://notcaley.com': null,
      'https://segment.io.evil.com': null,
      'https://': null,
      'https://api.': null,
      '/v1/track': null,
      'segment': null,
      '': null,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((url) => [url, policy.partyOf(url)?.id ?? null])), expected);
  });
});

describe('hostClass', () => {
  it('are found by the variable that customarily holds their address, unless it may be one\'s own server', () => {
    assert.equal(policy.partyOfVariable('SLACK_WEBHOOK_URL')?.id, 'slack');
    assert.deepEqual(['SLACK_BOT_TOKEN', 'slack_webhook_url', 'MATOMO_URL', 'NGROK_URL', 'DATABASE_URL', 'WEBHOOK_URL', '__proto__', ''].map((name) => policy.partyOfVariable(name)), Array(8).fill(null));
  });

  it('tells public hosts from local ones, from Caley, and from names that only look like URLs', () => {
    const expected: Readonly<Record<string, HostClass | null>> = {
      'http://api.company.com/x': 'public', 'http://8.8.8.8': 'public', 'http://[2a00:1450::1]:80/': 'public', 'postgres://u:p@db.company.com/x': 'public',
      'mongodb://a.company.com:27017,b.company.com/db': 'public', 'jdbc:mysql://db.company.com/x': 'public', 'http://172.32.0.1': 'public', 'http://java.sun.com/other': 'public',
      'http://localhost:3000': 'local', 'http://127.0.0.1': 'local', 'http://[::1]/': 'local', 'http://[fd00::1]/': 'local', 'http://10.1.2.3': 'local', 'http://172.16.0.1': 'local',
      'http://192.168.1.1': 'local', 'http://169.254.169.254/latest': 'local', 'redis://redis:6379': 'local', 'http://api.svc.cluster.local': 'local', 'http://printer.local': 'local',
      'http://host.docker.internal': 'local', 'http://app.example.com': 'local', 'http://example.org': 'local', 'http://app.test': 'local', 'http://www.w3.org/2000/svg': 'local',
      'http://schemas.microsoft.com/x': 'local', 'http://java.sun.com/xml/ns/persistence': 'local',
      'https://api.caley.app': 'caley', 'http://caley.localhost': 'local',
      'http://': null, 'http://api.': null, '/path': null, 'file.html': null, 'mailto:a@b.com': null, '': null, 'http://%%%': null,
    };
    assert.deepEqual(Object.fromEntries(Object.keys(expected).map((url) => [url, policy.hostClass(url)])), expected);
  });

  it('answers for any text', () => {
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.string().map((text) => `https://${text}`), fc.string().map((text) => `http://[${text}`));
    fc.assert(fc.property(hostile, (url) => {
      policy.partyOf(url);
      return [null, 'public', 'local', 'caley'].includes(policy.hostClass(url));
    }));
    const long = `https://${'a.'.repeat(50_000)}com/`;
    assert.equal(policy.partyOf(long), null);
  });
});

describe('mistakes in parties and hosts', () => {
  const read = (file: PackFile): readonly string[] =>
    readPolicy([{ path: 'kinds/a.yaml', text: 'kinds: [{id: sink, title: S}, {id: sink.share, title: S}, {id: sink.share.ai, title: S}]' }, file])
      .mistakes.filter((mistake) => mistake.file === file.path && mistake.range.end > 0)
      .map((mistake) => `${file.text.slice(mistake.range.start, mistake.range.end)}: ${mistake.message}`);

  it('are reported at their place', () => {
    const head = 'category: ai\ntitle: T\npurpose: p\n';
    assert.deepEqual(read({ path: 'parties/a.yaml', text: `${head}parties: [{id: x, vendor: X, role: library}]` }), []);
    assert.deepEqual(read({ path: 'parties/a.yaml', text: `${head}parties: [{id: x, vendor: X, role: friend}]` }), [
      'friend: This must be one of sub-processor, independent-controller, library, exfiltration, caley.',
    ]);
    assert.deepEqual(read({ path: 'parties/a.yaml', text: `${head}parties: [{id: x, vendor: X, role: library, hosts: ['https://x.com']}]` }), [
      `'https://x.com': A host is written in small letters, without scheme; "*" stands for any run of its characters.`,
    ]);
    assert.deepEqual(read({ path: 'parties/a.yaml', text: 'category: unknown\ntitle: T\npurpose: p\n' }), ['unknown: There is no kind "sink.share.unknown".']);
    assert.deepEqual(read({ path: 'hosts.yaml', text: 'networks: [10.0.0.0/8, 300.0.0.0/8]' }), ['300.0.0.0/8: A network is written as an address and a number of bits: 10.0.0.0/8.']);
  });
});
