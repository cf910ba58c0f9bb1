/** The files for CI in docs/ci: they parse, every command in them is one of ours, and our own rules have nothing against them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { forms } from '../../src/report';
import type { JsonReport } from '../../src/report';
import { run } from '../cli/run';
import { loadTestEngine } from '../support/engine';
import { withFolder } from '../temporary-folder';

const folder = join(import.meta.dirname, '../../docs/ci');
const names = readdirSync(folder).sort();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const isYaml = (name: string): boolean => /\.ya?ml$/.test(name);
/** Where each belongs: what it is shows by its place. */
const places: Readonly<Record<string, string>> = {
  'github-actions.yml': '.github/workflows/caley.yml', 'github-actions-sharded.yml': '.github/workflows/caley-sharded.yml', 'gitlab-ci.yml': '.gitlab-ci.yml', 'azure-pipelines.yml': 'azure-pipelines.yml',
  Jenkinsfile: 'Jenkinsfile', '.pre-commit-hooks.yaml': '.pre-commit-hooks.yaml', 'pre-commit': '.git/hooks/pre-commit',
};

/** Every text in a YAML document, those of several lines as they are; of another file all of it. */
function textsIn(name: string): readonly string[] {
  if (!isYaml(name)) return [read(name)];
  const texts: string[] = [];
  const walk = (node: unknown): void => {
    if (isScalar(node) && typeof node.value === 'string') texts.push(node.value);
    else if (isSeq(node)) node.items.forEach(walk);
    else if (isMap(node)) node.items.forEach(({ value }) => walk(value));
  };
  walk(parseDocument(read(name)).contents);
  return texts;
}

/** The arguments of each `caley` in a shell's lines; what the shell would put in is a 1. */
function commandsIn(name: string): readonly (readonly string[])[] {
  const lines = textsIn(name).flatMap((text) => text.split('\n')).filter((line) => !/^\s*(?:#|\/\/|caley\(\))/.test(line));
  return lines.flatMap((line) => [...line.matchAll(/(?:^|\s|exec )caley ((?:check|merge|baseline|report)\b[^>|;&]*)/g)].map(([, said = '']) => said.replace(/\$\w+/g, '1').replaceAll('"', '').trim().split(/\s+/)));
}

describe('docs/ci', function () {
  this.timeout(120_000);

  it('each file is known and told of', () => {
    assert.deepEqual(names, Object.keys(places).sort());
    const page = readFileSync(join(folder, '../ci.md'), 'utf8');
    for (const name of names) assert.ok(page.includes(`(ci/${name})`), name);
    for (const form of forms) assert.ok(page.includes(`| \`${form}\` |`), form);
  });

  for (const name of names.filter(isYaml)) {
    it(`${name} parses`, () => {
      const { errors, warnings } = parseDocument(read(name));
      assert.deepEqual([errors, warnings], [[], []]);
    });
  }

  for (const name of names) {
    it(`the commands in ${name} are ours`, async () => {
      const commands = commandsIn(name);
      assert.ok(commands.length > 0);
      for (const argv of commands) {
        const { code, err } = await run(folder, argv, { loadEngine: () => Promise.reject(new Error('the command was understood')) });
        // Merging begins with the engine too: whatever is wrong with its files comes later.
        assert.deepEqual([code, err.includes('the command was understood')], [3, true], `${argv.join(' ')}: ${err}`);
      }
    });
  }

  it('a command that is none of ours is seen', async () => {
    const { code } = await run(folder, ['check', '--format', 'checkstyle'], { loadEngine: () => Promise.reject(new Error('the command was understood')) });
    assert.equal(code, 2);
  });

  it('our own rules have nothing against them', () => withFolder(Object.fromEntries(names.map((name) => [places[name] ?? name, read(name)])), async (root) => {
    const { out } = await run(root, ['check', '--drafts', '--min-confidence', 'low', '--no-cache', '--format', 'json'], { loadEngine: loadTestEngine });
    const { findings, mistakes, summary } = JSON.parse(out) as JsonReport;
    assert.deepEqual([findings.map(({ rule, file, start }) => `${rule} ${file}:${String(start.line)}`), mistakes], [[], []]);
    assert.ok(summary.files >= 5, String(summary.files));
  }));
});
