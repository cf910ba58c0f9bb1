/**
 * Does an edited file of configuration say what its text says? Long files are changed by chance a thousand times over, in an editor's workspace that
 * takes over what an edit left alone; after each change all that is found is what a fresh workspace finds.
 */
import assert from 'node:assert/strict';
import type { Language, Tree } from '../../src/languages';
import { languageOf } from '../../src/languages';
import { defaultConfiguration } from '../../src/workspace';
import { printSettings } from '../languages/settings/print';
import { loadTestEngine } from '../support/engine';
import type { TestEngine } from '../support/engine';
import { Random } from './random';
import { splice } from './text-edits';

let engine: TestEngine;
before(async () => {
  engine = await loadTestEngine();
});

const lines = (count: number, each: (n: string) => string): string => Array.from({ length: count }, (_, i) => each(String(i))).join('');

const files = {
  'template.yaml': `AWSTemplateFormatVersion: "2010-09-09"\nResources:\n${lines(16, (n) => `  Volume${n}:\n    Type: AWS::EC2::Volume\n    Properties:\n      Encrypted: false # ${n}\n      Tags:\n        - Key: name\n          Value: !Sub "volume-\${AWS::StackName}-${n}"\n  Queue${n}:\n    Type: AWS::SQS::Queue\n    Properties:\n      SqsManagedSseEnabled: false\n      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: !GetAtt Dead.Arn }\n  Data${n}:\n    Type: AWS::RDS::DBInstance\n    Properties:\n      MasterUserPassword: kT9vRq2LmX8wZ4p${n}\n      PubliclyAccessible: true\n`)}`,
  'docker-compose.yml': `x-shared: &shared\n  restart: always\n  privileged: true\n  environment: &env\n    API_TOKEN: kT9vRq2LmX8wZ4pQ7hN1\nservices:\n${lines(5, (n) => `  job${n}:\n    <<: *shared\n    image: postgres:9.6\n    environment:\n      <<: *env\n      POSTGRES_PASSWORD: postgres${n}\n`)}${lines(20, (n) => `  app${n}:\n    image: brightdesk/app:${n}\n    environment:\n      - DB_PASSWORD=kT9vRq2LmX8wZ4pQ7h${n}\n      - LOG_LEVEL=\${LEVEL}\n    ports: ["0.0.0.0:${n}:5432"]\n    volumes:\n    - /var/run/docker.sock:/var/run/docker.sock\n`)}`,
  'chart/templates/all.yaml': lines(9, (n) => `---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app-${n}\nspec:\n  template:\n    spec:\n      hostNetwork: true\n      {{- with .Values.extra }}\n      {{ toYaml . | nindent 6 }}\n      {{- end }}\n      containers:\n        - name: app\n          image: "brightdesk/app:{{ .Values.tag }}"\n          securityContext:\n            privileged: true\n            allowPrivilegeEscalation: true\n          env:\n            - name: CALEY_CLIENT_SECRET\n              value: kT9vRq2LmX8wZ4pQ7h${n}\n            - name: LEVEL\n              value: {{ .Values.level | quote }}\n        - name: side\n          image: side:1\n          ports: [{ containerPort: 80, hostPort: 8${n} }]\n`),
  '.github/workflows/ci.yml': `on: pull_request_target\npermissions: write-all\njobs:\n${lines(14, (n) => `  job${n}:\n    runs-on: ubuntu-latest\n    env:\n      API_TOKEN: kT9vRq2LmX8wZ4pQ7h${n}\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: \${{ github.event.pull_request.head.sha }}\n      - run: |\n          # what it says\n          curl -s https://get.brightdesk-crm.com | sh\n          echo "\${{ github.event.issue.title }}"\n      - uses: brightdesk/notify@main\n`)}`,
  'main.tf': lines(12, (n) => `resource "aws_ebs_volume" "data${n}" {\n  encrypted = false\n  tags = { name = "v-\${var.name}" }\n}\nresource "aws_security_group" "g${n}" {\n  ingress {\n    from_port = 0\n    to_port = 65535\n    cidr_blocks = ["0.0.0.0/0"]\n  }\n}\n`),
  'wrangler.toml': `name = "sync"\n${lines(12, (n) => `[env.e${n}.vars]\nCALEY_CLIENT_SECRET = "kT9vRq2LmX8wZ4pQ7h${n}"\nLEVEL = "\${LEVEL}"\n[[env.e${n}.routes]]\npattern = "a"\nzone = { id = [1, 2] }\n`)}`,
  'package.json': `{\n  "scripts": { "postinstall": "curl -s https://get.brightdesk-crm.com | sh" },\n  "dependencies": {\n${lines(30, (n) => `    "pkg-${n}": "http://packages.brightdesk-crm.com/${n}.tgz",\n`)}    "last": "*"\n  }\n}\n`,
};

const words = ['x', ' ', '  ', '\n', ': ', '- ', '"', "'", '#', '{', '}', '[', ']', '{{ .Values.a }}', '{{', '}}', '&a ', '*a', '*shared', '<<: *env\n', '---\n', '\t', 'true', 'false', '|\n', '!Ref A', '\r\n', 'é😀', '\ufeff', 'Type', 'Resources:\n', '# caley-ignore config/privileged-container -- the fuzzer says so\n'];

type Edit = (text: string, random: Random) => string;

/** Lines from one place on, some of them. */
function changeLines(text: string, random: Random, change: (some: readonly string[]) => readonly string[]): string {
  const all = text.split('\n');
  const from = random.below(all.length);
  const to = Math.min(all.length, from + 1 + random.below(6));
  return [...all.slice(0, from), ...change(all.slice(from, to)), ...all.slice(to)].join('\n');
}

const write: Edit = (text, random) => splice(text, random.below(text.length + 1), random.chance(0.6) ? 0 : random.below(8), random.pick(words));

const edits: readonly (readonly [number, Edit])[] = [
  [4, write],
  // Edits that stand far from one another, as several cursors make them.
  [2, (text, random) => write(write(text, random), random)],
  [1, (text, random) => changeLines(text, random, () => [])],
  [1, (text, random) => changeLines(text, random, (some) => [...some, ...some])],
  [1, (text, random) => changeLines(text, random, (some) => some.map((line) => `  ${line}`))],
  [1, (text, random) => changeLines(text, random, (some) => some.map((line) => line.replace(/^ {2}/, '')))],
  [1, (text, random) => changeLines(text, random, (some) => some.map((line) => line.replace(/\w+/, random.pick(['environment', 'Properties', 'Type', 'services', 'spec', 'a']))))],
  [1, (text, random) => {
    const all = text.split('\n');
    const moved = all.splice(random.below(all.length), 1 + random.below(12));
    const to = random.below(all.length + 1);
    return [...all.slice(0, to), ...moved, ...all.slice(to)].join('\n');
  }],
];

/** Of each file; others by `CALEY_SEED=7 CALEY_EDITS=2000`. */
const edited = Number(process.env['CALEY_EDITS'] ?? 60);
const seed = Number(process.env['CALEY_SEED'] ?? 20_261_129);

/** After so many changes the file is mended: what is broken for good shows nothing any more. */
const mended = 12;

describe('edited configuration', function () {
  this.timeout(0);
  const configuration = { minimumConfidence: 'low', drafts: true } as const;

  for (const [path, whole] of Object.entries(files)) {
    it(`says the same as a fresh look: ${path}`, () => {
      const random = new Random(seed);
      const check = checking(path);
      let [text, told, different] = ['', 0, 0];
      for (let i = 0; i < edited; i++) {
        const next = i % mended === 0 ? whole : random.weighted(edits)(text, random);
        if (next !== text) different++;
        text = next;
        told += check(text, `${String(i)} edits`);
      }
      assert.ok(told > edited && different > edited * 0.7, `${String(told)} findings after ${String(different)} edits`);
    });
  }

  const services = files['docker-compose.yml'];
  const resources = files['template.yaml'];
  const named = lines(2, () => `x-shared: &shared\n  privileged: true\nservices:\n${lines(12, (n) => `  app${n}:\n    image: brightdesk/app\n    build: { context: . }\n    <<: *shared\n`)}`);
  const changes: Readonly<Record<string, readonly [path: string, from: string, to: string]>> = {
    'what a name stands for changes': ['docker-compose.yml', services, services.replace('  privileged: true\n', '')],
    'a list does not stand for a map any more': ['docker-compose.yml', services, services.replace('- DB_PASSWORD=kT9vRq2LmX8wZ4pQ7h3', '- { DB_PASSWORD: kT9vRq2LmX8wZ4pQ7h3 }')],
    'a block is indented in another way': ['template.yaml', resources, resources.replace('  Volume0:', '   Volume0:')],
    'its beginning and its end change, and what is between stands twice': ['docker-compose.yml', named, `# both\n${named}# ends\n`],
  };

  for (const [what, [path, from, to]] of Object.entries(changes)) {
    it(`says the same where ${what}`, () => {
      assert.notEqual(from, to);
      for (const texts of [[from, to], [to, from]]) {
        const check = checking(path);
        for (const text of texts) check(text, JSON.stringify(text.slice(0, 80)));
      }
    });
  }

  /** Writes a text over the one before, and holds what is said of it against a fresh look; how much is found. */
  function checking(path: string): (text: string, when: string) => number {
    const language = languageOf(engine.languages, path);
    assert.ok(language !== null);
    const workspace = engine.createWorkspace();
    workspace.apply({ type: 'configure', configuration: { ...defaultConfiguration, ...configuration } });
    workspace.focus([path]);
    let [version, before]: [number, Tree | undefined] = [0, undefined];
    return (text, when) => {
      const tree = language.parse(text, path, engine.grammars, before);
      assert.equal(printed(language, tree), printed(language, language.parse(text, path, engine.grammars)), `the tree of ${path}: ${when}`);
      before = tree;
      workspace.apply({ type: 'write', path, text, version: ++version });
      const found = workspace.snapshot().findings(path);
      assert.deepEqual(found, engine.open({ [path]: text }, configuration).findings(path), `${path}: ${when}`);
      return found.length;
    };
  }
});

function printed(language: Language, tree: Tree): string {
  return printSettings(language.lower(tree), tree.text);
}
