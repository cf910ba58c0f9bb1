/**
 * Are files of configuration part of a workspace? What one names in another, what comments accept, what is both examined and says
 * what imports mean, and that an edit anywhere gives what a fresh look gives.
 */
import assert from 'node:assert/strict';
import type { Workspace } from '../../src/workspace';
import { defaultConfiguration } from '../../src/workspace';
import { applyEdits } from '../../src/text';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';

let engine: TestEngine;

before(async () => {
  engine = await loadTestEngine();
});

function opened(files: Readonly<Record<string, string>>): Workspace {
  const workspace = engine.createWorkspace();
  workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, drafts: true } });
  for (const [path, text] of Object.entries(files)) workspace.apply({ type: 'write', path, text, version: 1 });
  while (workspace.step());
  return workspace;
}

function found(workspace: Workspace, path: string): readonly string[] {
  while (workspace.step());
  return workspace.snapshot().findings(path).filter(({ suppression }) => suppression === null).map(({ finding }) => finding.rule);
}

const volume = 'resource "aws_ebs_volume" "data" {\n  encrypted = var.encrypted\n}\n';
const variable = (value: string): string => `variable "encrypted" {\n  default = ${value}\n}\n`;

describe('files of configuration', () => {
  it('name what is set in files beside them, and follow its changes', () => {
    const workspace = opened({ 'infra/main.tf': volume, 'infra/variables.tf': variable('true'), 'other/variables.tf': variable('false') });
    assert.deepEqual(found(workspace, 'infra/main.tf'), []);
    workspace.apply({ type: 'write', path: 'infra/variables.tf', text: variable('false'), version: 2 });
    assert.deepEqual(found(workspace, 'infra/main.tf'), ['store/volume-unencrypted']);
    workspace.apply({ type: 'remove', path: 'infra/variables.tf' });
    assert.deepEqual(found(workspace, 'infra/main.tf'), []);
  });

  it('take values of a chart from the folder above', () => {
    const template = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  hostNetwork: {{ .Values.hostNetwork }}\n  containers: []\n';
    const workspace = opened({ 'chart/templates/pod.yaml': template, 'chart/values.yaml': 'hostNetwork: true\n' });
    assert.deepEqual(found(workspace, 'chart/templates/pod.yaml'), ['config/host-namespace']);
    workspace.apply({ type: 'write', path: 'chart/values.yaml', text: 'hostNetwork: false\n', version: 2 });
    assert.deepEqual(found(workspace, 'chart/templates/pod.yaml'), []);
  });

  it('say what stands in files that they name, but for what they set themselves', () => {
    const compose = (own: string): string => `services:\n  db:\n    image: postgres:17\n    env_file:\n      - path: ./conf/db.env\n${own}`;
    const env = 'POSTGRES_PASSWORD=postgres\nCALEY_CLIENT_SECRET=kT9vRq2LmX8wZ4pQ7hN1\n';
    const workspace = opened({ 'app/docker-compose.yml': compose(''), 'app/conf/db.env': env, 'app/conf/other.env': env });
    assert.deepEqual(found(workspace, 'app/conf/db.env'), ['config/default-password', 'secret/in-environment-file']);
    assert.deepEqual(found(workspace, 'app/conf/other.env'), ['secret/in-environment-file']);
    assert.deepEqual(found(workspace, 'app/docker-compose.yml'), []);
    const [{ finding } = assert.fail()] = workspace.snapshot().findings('app/conf/db.env');
    assert.deepEqual([env.slice(finding.range.start, finding.range.end), finding.sink], ['postgres', 'db.environment']);
    workspace.apply({ type: 'write', path: 'app/docker-compose.yml', text: compose('    environment: [POSTGRES_PASSWORD]\n'), version: 2 });
    assert.deepEqual(found(workspace, 'app/conf/db.env'), ['secret/in-environment-file']);
    workspace.apply({ type: 'write', path: 'app/docker-compose.yml', text: compose('').replace('./conf/db.env', '../../db.env'), version: 3 });
    assert.deepEqual(found(workspace, 'app/conf/db.env'), ['secret/in-environment-file']);
  });

  it('are accepted by comments, with a reason', () => {
    const text = 'services:\n  agent:\n    image: brightdesk/agent:3\n    # caley-ignore config/privileged-container -- reads the kernel’s own counters\n    privileged: true\n';
    const workspace = opened({ 'compose.yaml': text });
    const [reported] = workspace.snapshot().findings('compose.yaml');
    assert.equal(reported?.suppression?.reason, 'reads the kernel’s own counters');
    assert.deepEqual(found(workspace, 'compose.yaml'), []);
  });

  it('are mended, and accepted, in their own notation', () => {
    const text = 'services:\n  agent:\n    image: brightdesk/agent:3\n    privileged: true # once\n';
    const workspace = opened({ 'compose.yaml': text });
    const snapshot = workspace.snapshot();
    const [reported] = snapshot.findings('compose.yaml');
    assert.ok(reported);
    const fixes = snapshot.fixes(reported.finding);
    const after = (id: string): string => applyEdits(text, fixes.find(({ fix }) => fix.id === id)?.edits() ?? []);
    assert.equal(after('drop-privileges'), text.replace('true', 'false'));
    assert.match(after('suppress'), /\n    # caley-ignore config\/privileged-container -- /);
  });

  it('may say what imports mean as well', () => {
    const workspace = opened({ 'package.json': '{ "name": "sync", "imports": { "#log": "./log.ts" }, "scripts": { "postinstall": "curl -s https://get.brightdesk-crm.com | sh" } }\n', 'log.ts': 'export const log = (text: string) => console.log(text);\n', 'a.ts': "import { log } from '#log';\nexport const f = (user: { email: string }) => log(user.email);\n" });
    assert.deepEqual(found(workspace, 'package.json'), ['dep/install-script']);
    assert.deepEqual(found(workspace, 'a.ts').concat(found(workspace, 'log.ts')), ['log/personal-data']);
  });

  it('say the same after edits as from scratch', () => {
    const lines = ['services:', '  db:', '    image: postgres:9.6', '    environment:', '      POSTGRES_PASSWORD: postgres', '    ports:', '      - "5432:5432"', '    privileged: true', ''];
    const workspace = opened({ 'docker-compose.yml': lines.join('\n') });
    for (let i = 0; i < lines.length; i++) {
      for (const text of [lines.slice(0, i).concat('    pri').join('\n'), lines.filter((_, at) => at !== i).join('\n'), lines.join('\n')]) {
        workspace.apply({ type: 'write', path: 'docker-compose.yml', text, version: i + 2 });
        assert.deepEqual(found(workspace, 'docker-compose.yml'), found(opened({ 'docker-compose.yml': text }), 'docker-compose.yml'), text);
      }
    }
  });

  it('of no known format say nothing', () => {
    const workspace = opened({ 'data.json': '{ "password": "kT9vRq2LmX8wZ" }', 'notes.yaml': 'privileged: true\n', 'app.conf': 'autoindex = on\n' });
    for (const path of ['data.json', 'notes.yaml', 'app.conf']) assert.deepEqual(found(workspace, path), []);
  });
});
