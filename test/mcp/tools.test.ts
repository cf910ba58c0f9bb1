/** What the server for agents proposes mends what was found, what it explains are the policy's own words, and what nobody waits for ends. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '@modelcontextprotocol/sdk/types.js';
import { applyEdits, LineIndex } from '../../src/text';
import { notebook } from '../support/notebooks';
import { withFolder } from '../temporary-folder';
import { cli, textOf, withAgent } from './agent';
import type { Checked, Proposed } from './agent';

const examples = join(import.meta.dirname, '..', '..', 'examples');
const policies = join(import.meta.dirname, '..', '..', 'src', 'packs', 'documents');

/** A file's text with the edits of a proposal. */
function applied(text: string, { edits }: Proposed['fixes'][number]): string {
  const lines = new LineIndex(text);
  const offset = ({ line, column }: { readonly line: number; readonly column: number }): number => lines.offsetAt({ line: line - 1, character: column - 1 });
  return applyEdits(text, edits.map(({ start, end, newText }) => ({ range: { start: offset(start), end: offset(end) }, newText })));
}

describe('tools of dist/cli.js mcp', function () {
  this.timeout(180_000);

  it('fixes that are applied in memory remove what was found, and diffs say the same to git', async () => {
    await withFolder({}, async (folder) => {
      cpSync(join(examples, 'booking-sync'), folder, { recursive: true });
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const { findings, total } = await ask<Checked>('check_files', { limit: 100 });
        assert.equal(findings.length, total);
        const tried: string[] = [];
        for (const { file, identity, fixes } of findings) {
          assert.ok(fixes.every(({ fix }) => fix !== 'suppress' && fix !== 'accept-in-declaration'));
          const proposed = await ask<Proposed>('propose_fix', { path: file, identity });
          assert.deepEqual(proposed.withheld, []);
          assert.deepEqual(proposed.fixes.map(({ fix }) => fix), fixes.map(({ fix }) => fix));
          const first = proposed.fixes.find((each) => each.preferred && each.file === file);
          if (first === undefined || tried.includes(first.fix)) continue;
          tried.push(first.fix);
          const before = readFileSync(join(folder, file), 'utf8');
          const after = applied(before, first);
          assert.notEqual(after, before);
          const again = await ask<Checked>('check_files', { paths: [file], unsaved: [{ path: file, content: after }], limit: 100 });
          assert.ok(!again.findings.some((each) => each.identity === identity), `${first.fix} at ${file}`);
          assert.equal(again.total, findings.filter((each) => each.file === file).length - 1, `${first.fix} at ${file}`);
          if (!first.isMasked) assert.equal(byGit(folder, file, first.diff), after, first.diff);
        }
        assert.ok(tried.length >= 5, tried.join());
        // Nothing of all this was written.
        assert.deepEqual((await ask<Checked>('check_files', { limit: 100 })).findings, findings);
      });
    });
  });

  it('mends a notebook by edits of its file, and tells its cells', async () => {
    const text = notebook(['import requests', 'x = 1\nrequests.get("https://example.com", timeout=5, verify=False)\n']);
    await withFolder({ 'a.ipynb': text }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const { findings: [found], total } = await ask<Checked>('check_files');
        assert.deepEqual([total, found?.cell], [1, { number: 2, line: 2, column: 55 }]);
        const { fixes } = await ask<Proposed>('propose_fix', { path: 'a.ipynb', rule: 'transport/tls-check-disabled', line: found?.start.line });
        const own = fixes.filter(({ file }) => file === 'a.ipynb');
        assert.ok(own.length > 0);
        for (const fix of own) {
          const after = applied(text, fix);
          JSON.parse(after);
          assert.equal((await ask<Checked>('check_files', { paths: ['a.ipynb'], unsaved: [{ path: 'a.ipynb', content: after }] })).total, 0, fix.fix);
        }
      });
    });
  });

  it('proposes by rule and line, for contents that are not on disk, and a new caley.yaml', async () => {
    const text = "import pino from 'pino';\nexport const tell = (user: { email: string }) => pino().info(user.email);\n";
    await withFolder({ 'old.ts': '' }, async (folder) => {
      await withAgent({ cwd: folder }, async ({ ask }) => {
        const { finding, fixes } = await ask<Proposed>('propose_fix', { path: 'new.ts', rule: 'log/personal-data', line: 2, content: text });
        assert.deepEqual([finding.rule, finding.line], ['log/personal-data', 2]);
        const [first] = fixes;
        assert.ok(first !== undefined && applied(text, first) !== text);
        const sent = "export const send = (user: { email: string }) => fetch('https://api.partner-leads.io', { method: 'POST', body: JSON.stringify({ email: user.email }) });\n";
        const found = await ask<Checked>('check_files', { unsaved: [{ path: 'send.ts', content: sent }] });
        const undisclosed = found.findings.find(({ fixes: offered }) => offered.some(({ fix }) => fix.startsWith('declare-')));
        assert.ok(undisclosed !== undefined, JSON.stringify(found.findings.map(({ rule }) => rule)));
        const declared = await ask<Proposed>('propose_fix', { path: 'send.ts', identity: undisclosed.identity, content: sent });
        const creating = declared.fixes.find(({ creates }) => creates);
        assert.ok(creating !== undefined, JSON.stringify(declared.fixes));
        assert.equal(creating.file, 'caley.yaml');
        assert.match(creating.diff, /^--- \/dev\/null\n\+\+\+ b\/caley\.yaml\n@@ -0,0 \+1,/);
        const after = await ask<Checked>('check_files', { unsaved: [{ path: 'send.ts', content: sent }, { path: 'caley.yaml', content: applied('', creating) }] });
        assert.ok(!after.findings.some(({ identity }) => identity === undisclosed.identity));
      });
    });
  });

  it('explains rules, clauses in their exact words, and places', async () => {
    await withAgent({ cwd: join(examples, 'booking-sync') }, async ({ ask, call }) => {
      interface Explained {
        readonly rules: readonly { readonly id: string; readonly page: string; readonly safeExample: string | null }[];
        readonly clauses: readonly { readonly id: string; readonly words: string; readonly rules: readonly string[] }[];
        readonly findings: readonly { readonly rule: string }[];
      }
      const rule = await ask<Explained>('explain_finding', { subject: 'LOG/personal-data' });
      assert.equal(rule.rules[0]?.id, 'log/personal-data');
      assert.match(rule.rules[0].page, /^## What$[\s\S]*^## Not reported$/m);
      assert.match(rule.rules[0].safeExample ?? '', /```ts\n/);
      assert.match((await ask<Explained>('explain_finding', { subject: 'log/personal-data', language: 'Python' })).rules[0]?.safeExample ?? '', /```python\n/);
      const document = ['developer-policy.txt', 'acceptable-use-policy.txt'].map((name) => readFileSync(join(policies, name), 'utf8')).join('\n').replace(/\s+/g, ' ');
      const clause = await ask<Explained>('explain_finding', { subject: 'dp-data-2' });
      const words = clause.clauses[0]?.words ?? '';
      assert.ok(words.length > 20 && words.split('\n').every((line) => document.includes(line.replace(/\s+/g, ' ').trim())), words);
      assert.ok(clause.clauses[0]?.rules.includes('log/personal-data'));
      const [finding] = (await ask<Checked>('check_files', { limit: 1 })).findings;
      assert.ok(finding !== undefined);
      const place = await call('explain_finding', { subject: `${finding.file}:${String(finding.start.line)}:${String(finding.start.column)}` });
      const there = place.structuredContent as unknown as Explained;
      assert.equal(there.findings[0]?.rule, finding.rule);
      assert.equal(there.rules[0]?.id, finding.rule);
      assert.ok(textOf(place).includes(finding.message) && textOf(place).includes(`> `));
    });
  });

  it('lists the clauses in the states that the proof has', async () => {
    for (const name of ['declaration', 'booking-sync']) {
      await withFolder({}, async (folder) => {
        cpSync(join(examples, name), join(folder, 'project'), { recursive: true });
        spawnSync(process.execPath, [cli, 'report', '--output', join(folder, 'out')], { cwd: join(folder, 'project') });
        const { clauses: proof } = JSON.parse(readFileSync(join(folder, 'out/report.json'), 'utf8')) as { readonly clauses: readonly { readonly id: string; readonly state: string; readonly reason: string; readonly findings: number }[] };
        await withAgent({ cwd: join(folder, 'project') }, async ({ ask }) => {
          const { clauses, total } = await ask<{ readonly clauses: typeof proof; readonly total: number }>('list_clauses');
          const brief = (all: typeof proof): readonly unknown[] => all.map(({ id, state, reason, findings }) => [id, state, reason, findings]);
          assert.deepEqual(brief(clauses), brief(proof));
          assert.equal(total, clauses.length);
          const open = await ask<{ readonly clauses: typeof proof }>('list_clauses', { states: ['open'] });
          assert.deepEqual(brief(open.clauses), brief(proof.filter(({ state }) => state === 'open')));
        });
      });
    }
  });

  it('says how far it is, stops what nobody waits for, and answers the next call', async () => {
    const source = Array.from({ length: 30 }, (_, i) => `export function f${String(i)}(user: { email: string }) {\n  const text = 'x' + user.email;\n  return note(text, user);\n}\n`).join('');
    const files = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`src/f${String(i)}.ts`, `import { note } from './log';\n${source}`]));
    await withFolder({ ...files, 'src/log.ts': "import pino from 'pino';\nexport const note = (text: string, _: unknown) => pino().info(text);\n" }, async (folder) => {
      const steps = async (cancel: boolean): Promise<{ readonly last: number; readonly first: number }> =>
        withAgent({ cwd: folder }, async ({ call, ask, ping }) => {
          let first = 0;
          if (cancel) {
            const stop = new AbortController();
            const onprogress = ({ progress }: Progress): void => {
              first = progress;
              if (progress > 0) stop.abort();
            };
            await assert.rejects(call('check_files', {}, { signal: stop.signal, onprogress }), /abort/i);
            await ping();
          }
          const told: number[] = [];
          const { total } = await ask<Checked>('check_files', { limit: 1 }, { onprogress: ({ progress }) => told.push(progress) });
          assert.equal(total, 60 * 30);
          assert.ok(told.length >= 2 && told.every((one, i) => i === 0 || one > (told[i - 1] ?? 0)), told.join());
          return { last: told.at(-1) ?? 0, first };
        });
      const { last: all } = await steps(false);
      const { last: after, first } = await steps(true);
      assert.ok(first > 0 && first < all, `${String(first)} of ${String(all)}`);
      // The call that was cancelled left work to the next one: how much hangs on when the word to stop got through.
      assert.ok(after > all / 10, `${String(after)} of ${String(all)}`);
    });
  });
});

/** What git makes of a file by a diff. */
function byGit(folder: string, file: string, diff: string): string {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const { status, stderr } = spawnSync('git', ['apply', '-'], { cwd: folder, input: diff, encoding: 'utf8' });
  assert.equal(status, 0, `${stderr}\n${diff}`);
  const after = readFileSync(path, 'utf8');
  spawnSync('git', ['apply', '-R', '-'], { cwd: folder, input: diff });
  assert.equal(readFileSync(path, 'utf8'), before);
  return after;
}
