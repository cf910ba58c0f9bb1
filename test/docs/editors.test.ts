/** What docs/editors.md and docs/agents.md tell people to copy: it is well-formed, and asks for commands that there are. Neovim runs its part in test/neovim. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'smol-toml';
import { withFolder } from '../temporary-folder';
import { run } from '../cli/run';

const docs = join(import.meta.dirname, '..', '..', 'docs');

function blocks(page: string, language: string): readonly string[] {
  return [...readFileSync(join(docs, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map((match) => match[1] ?? '');
}

/** Every object with a command, however deep. */
function commandsIn(value: unknown): readonly { readonly command: unknown; readonly args: unknown }[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'command' in value ? [{ command: value.command, args: 'args' in value ? value.args : undefined }] : [];
  return [...own, ...Object.values(value).flatMap(commandsIn)];
}

describe('configuration in the docs', () => {
  it('starts the server for agents, in each client’s form', () => {
    const found = blocks('agents.md', 'json').map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(found.map((each) => Object.keys(each).join()), ['mcpServers', 'servers', 'mcpServers', 'context_servers']);
    for (const { command, args } of found.flatMap(commandsIn)) {
      assert.equal(command, 'caley');
      assert.match(JSON.stringify(args), /^\["mcp"(?:,"\$\{workspaceFolder\}")?\]$/);
    }
    assert.equal(found.flatMap(commandsIn).length, 4);
  });

  it('starts the language server in Helix, Emacs and JetBrains, and a check in Zed', () => {
    const [helix] = blocks('editors.md', 'toml').map((text) => parse(text));
    assert.deepEqual(commandsIn(helix), [{ command: 'caley', args: ['lsp', '--stdio'] }]);
    const named = (helix?.['language'] as unknown as readonly { readonly 'language-servers': readonly string[] }[]).map((language) => language['language-servers']);
    assert.ok(named.length > 0 && named.every((servers) => servers.includes('caley') && servers.length > 1));
    const lisp = blocks('editors.md', 'elisp');
    assert.equal(lisp.length, 2);
    for (const text of lisp) {
      assert.ok(text.includes('"caley" "lsp" "--stdio"'));
      // Parentheses of what is no text close what they open.
      let depth = 0;
      for (const character of text.replace(/"[^"]*"/g, '')) {
        depth += character === '(' ? 1 : character === ')' ? -1 : 0;
        assert.ok(depth >= 0, text);
      }
      assert.equal(depth, 0, text);
    }
    assert.match(readFileSync(join(docs, 'editors.md'), 'utf8'), /^\| Server › Command \| `caley lsp --stdio`/m);
    assert.deepEqual(blocks('editors.md', 'json').map((text) => JSON.parse(text) as unknown), [[{ label: 'Caley: check', command: 'caley', args: ['check'] }]]);
  });

  it('names commands and options that there are', async () => {
    await withFolder({}, async (folder) => {
      const { out } = await run(folder, ['--help']);
      for (const command of ['mcp', 'agents', 'lsp', 'check']) assert.match(out, new RegExp(`^ {2}${command} `, 'm'));
      const agents = (await run(folder, ['agents', '--help'])).out;
      for (const option of ['--file', '--print']) assert.ok(agents.includes(option), option);
      assert.deepEqual(await run(folder, ['mcp']), { code: 2, out: '', err: 'caley: the server for agents is not built: npm run build\n' });
    });
  });
});
