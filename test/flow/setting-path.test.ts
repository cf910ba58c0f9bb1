/**
 * Where does a path lead in a tree of settings, and what lacks what it ends with?
 */
import assert from 'node:assert/strict';
import { findSettings, parseSettingPath } from '../../src/flow';
import type { Setting, SettingFound, SettingValue } from '../../src/flow';

const nowhere = { start: 0, end: 0 };

/** A tree of what JSON says; the text `?` is not known, a map with the key `?` may hold more. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

function treeOf(value: Json): SettingValue {
  if (isList(value)) return { kind: 'list', items: value.map((item, index) => settingOf(String(index), item)), isOpen: false, range: nowhere };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([key]) => key !== '?');
    return { kind: 'map', entries: entries.map(([key, inner]) => settingOf(key, inner)), isOpen: '?' in value, range: nowhere };
  }
  const text = value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return { kind: 'scalar', text, value: typeof value === 'boolean' || typeof value === 'number' ? value : text, isOpen: text === '?', references: [], range: nowhere };
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function settingOf(key: string, value: Json): Setting {
  return { key, keyRange: nowhere, range: nowhere, value: treeOf(value) };
}

function found(tree: Json, path: string, seeksMissing = false): readonly string[] {
  const read = parseSettingPath(path);
  assert.ok(typeof read !== 'string', path);
  return findSettings(treeOf(tree), read, seeksMissing).map(told);
}

function told({ trail, setting, subject }: SettingFound): string {
  const keys = trail.map(({ key }) => key);
  return `${keys.slice(0, subject).join('.')}|${keys.slice(subject).join('.')}${setting === null ? ' lacks it' : ''}`;
}

describe('paths of settings', () => {
  const services = { services: { db: { image: 'postgres', ports: ['5432:5432'], environment: { POSTGRES_PASSWORD: 'x', API_TOKEN: 'y' } }, web: { image: 'nginx' } } };

  it('name keys, any key, and several', () => {
    assert.deepEqual(found(services, 'services.db.image'), ['|services.db.image']);
    assert.deepEqual(found(services, 'services.*.image'), ['services.db|image', 'services.web|image']);
    assert.deepEqual(found(services, 'services.*.environment.{POSTGRES_PASSWORD,*_TOKEN}'), ['services.db.environment|POSTGRES_PASSWORD', 'services.db.environment|API_TOKEN']);
    assert.deepEqual(found(services, 'services.db.{*,!environment,!p*}'), ['services.db|image']);
    assert.deepEqual(found(services, 'services.db.{!image,image}'), []);
    assert.deepEqual(found(services, 'services.*.ports.*'), ['services.db.ports|0']);
  });

  it('go through any number of levels, and into lists', () => {
    const pod = { spec: { template: { spec: { containers: [{ name: 'a', securityContext: { privileged: true } }, { name: 'b' }] } } } };
    assert.deepEqual(found(pod, '**.containers.*.securityContext.privileged'), ['spec.template.spec.containers.0|securityContext.privileged']);
    assert.deepEqual(found(pod, '**.containers.securityContext.privileged'), ['spec.template.spec|containers.0.securityContext.privileged']);
    assert.deepEqual(found(pod, '**.containers.*.securityContext.privileged', true), ['spec.template.spec.containers.0|securityContext.privileged', 'spec.template.spec.containers.1| lacks it']);
  });

  it('hold only where their tests do', () => {
    const template = { Resources: { Disk: { Type: 'AWS::EC2::Volume', Properties: { Encrypted: false } }, Queue: { Type: 'AWS::SQS::Queue', Properties: {} } } };
    assert.deepEqual(found(template, 'Resources.*[Type=AWS::EC2::Volume|AWS::EFS::*].Properties.Encrypted'), ['Resources.Disk|Properties.Encrypted']);
    assert.deepEqual(found(template, 'Resources.*[Type!=AWS::EC2::Volume]'), ['Resources|Queue']);
    assert.deepEqual(found(template, 'Resources.*[Properties.Encrypted]'), ['Resources|Disk']);
    assert.deepEqual(found(template, 'Resources.*[!Properties.Encrypted]'), ['Resources|Queue']);
    assert.deepEqual(found({ kind: 'Ingress', spec: {} }, '[kind=Ingress].spec.tls', true), ['|spec lacks it']);
    assert.deepEqual(found({ kind: 'Service', spec: {} }, '[kind=Ingress].spec.tls', true), []);
  });

  it('say what lacks the rest, at the deepest that is there', () => {
    const disks = { resource: { disk: { a: { settings: { size: 3 } }, b: {}, c: { settings: { encryption: { enabled: true } } } } } };
    assert.deepEqual(found(disks, 'resource.disk.*.settings.encryption.enabled', true), ['resource.disk.a|settings lacks it', 'resource.disk.b| lacks it', 'resource.disk.c|settings.encryption.enabled']);
  });

  it('say nothing of what is not known', () => {
    const disks = { resource: { disk: { a: { '?': 1 }, b: { settings: '?' }, c: { settings: { '?': 1 } } } } };
    assert.deepEqual(found(disks, 'resource.disk.*.settings.enabled', true), []);
    assert.deepEqual(found({ a: { x: '?' } }, '*[x!=1]'), []);
    assert.deepEqual(found({ a: { '?': 1 } }, '*[!x]'), []);
  });

  it('ask how something is written, known or not', () => {
    const buckets = { a: { bucket: '?' }, b: { bucket: { Ref: 'SiteBucket' } }, c: { bucket: 'exports' }, d: {} };
    assert.deepEqual(found(buckets, '*[bucket!~*site*]'), ['|a', '|c', '|d']);
    assert.deepEqual(found(buckets, '*[bucket~*site*|?]'), ['|a', '|b']);
  });

  it('take any key in quotes', () => {
    const ingress = { metadata: { annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' } } };
    assert.deepEqual(found(ingress, 'metadata.annotations."nginx.ingress.kubernetes.io/ssl-redirect"'), ['|metadata.annotations.nginx.ingress.kubernetes.io/ssl-redirect']);
    assert.deepEqual(found(ingress, 'metadata[annotations."nginx.ingress.kubernetes.io/ssl-redirect"=false]'), ['|metadata']);
  });

  it('that are none say where', () => {
    for (const path of ['', 'a..b', 'a.', '.a', 'a[', 'a[b', 'a{b', '{a', 'a"b"', '"a']) assert.equal(typeof parseSettingPath(path), 'string', path);
  });

  it('leads to an item by its number, as long as all before it are seen', () => {
    assert.deepEqual(found({ a: ['x', 'y'] }, 'a.1'), ['|a.1']);
    assert.deepEqual(found({ a: ['x'] }, 'a.1'), []);
  });
});
