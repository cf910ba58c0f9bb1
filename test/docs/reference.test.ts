/** The pages on caley.yaml and on the command line: they are what the form and the program say, and nothing is left without a meaning. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { printCommands, printManifest } from '../../scripts/reference-pages';
import { commandsOf } from '../../src/cli';
import { readPolicy } from '../../src/policy';
import { packFiles } from '../policy/packs';

const pageAt = (name: string): string => readFileSync(join(__dirname, '../../docs', name), 'utf8').replaceAll('\r\n', '\n');

describe('the pages of reference', () => {
  const manifest = printManifest(readPolicy(packFiles()).policy);
  const commands = commandsOf();

  it('docs/manifest.md is up to date: npm run reference', () => {
    assert.equal(pageAt('manifest.md'), manifest);
  });

  it('docs/cli.md is up to date: npm run reference', () => {
    assert.equal(pageAt('cli.md'), printCommands(commands));
  });

  it('each key says what it holds and what it means', () => {
    const rows = manifest.split('\n').filter((line) => line.startsWith('| `'));
    assert.ok(rows.length > 80);
    assert.deepEqual(rows.filter((line) => line.split(' | ').length !== 3 || / \| +\|/.test(line)), []);
  });

  it('each command and option says what it does', () => {
    assert.ok(commands.length > 10);
    for (const { name, description, options } of commands) {
      assert.ok(description.length > 10, name);
      for (const option of options) assert.ok(option.description.length > 5, `${name} ${option.flags}`);
    }
  });

  it('README leads to every page of docs, and pages lead to files that are there', () => {
    const readme = pageAt('../README.md');
    for (const name of ['agents.md', 'ci.md', 'cli.md', 'editors.md', 'manifest.md', 'packs.md', 'rules.md']) assert.ok(readme.includes(`docs/${name})`) || readme.includes(`docs/${name}#`), name);
    for (const name of ['../README.md', 'agents.md', 'ci.md', 'cli.md', 'editors.md', 'manifest.md', 'packs.md', '../.github/CONTRIBUTING.md', '../.github/SECURITY.md', '../SUPPORT.md']) {
      for (const [, target = ''] of pageAt(name).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)) assert.ok(existsSync(join(__dirname, '../../docs', name, '..', target)), `${name}: ${target}`);
    }
  });
});
