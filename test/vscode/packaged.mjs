/**
 * How is what users install made and looked at? The .vsix, packaged in a copy of the project, so that what is being worked on stays as it is.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { root } from '../host/tools.mjs';

/** Bytes that a .vsix may have. */
const MOST = 5_000_000;
/** What packaging does not read, or makes itself. */
const LEFT_OUT = new Set(['node_modules', '.git', '.vscode-test', 'dist', 'coverage']);
/** What the extension reads when it runs. */
const NEEDED = [
  'package.json', 'package.nls.json', 'package.nls.de.json', 'l10n/bundle.l10n.ja.json', 'dist/extension.js', 'dist/client.js', 'dist/server.js', 'dist/mcp.js', 'dist/web/extension.js', 'dist/web/server.js', 'dist/packs.json', 'dist/packs-pages.txt', 'dist/packs-models.txt',
  'dist/assets/web-tree-sitter.wasm', 'dist/policy/developer-policy.html', 'dist/caley.schema.json', 'images/icon.png', 'images/activity.svg', 'snippets/typescript.json', 'syntaxes/caley-ignore.tmLanguage.json', 'readme.md', 'changelog.md', 'LICENSE.txt',
];

/** Answers the path of the .vsix; throws where it cannot be made, is too large, or lacks or holds what it should not. The caller removes `folder`. */
export function packageExtension(log) {
  const folder = mkdtempSync(join(tmpdir(), 'vsix-'));
  const copy = join(folder, 'extension');
  cpSync(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(relative(root, path).split(sep)[0]) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const vsix = join(folder, 'caley.vsix');
  const { contents, output } = run(copy, vsix);
  const size = statSync(vsix).size;
  log(`${contents.length} files, ${(size / 1_000_000).toFixed(2)} MB of ${(MOST / 1_000_000).toFixed(0)}`);
  if (size > MOST) throw new Error(`the .vsix has ${size} bytes`);
  const names = new Set(contents);
  const missing = NEEDED.filter((name) => !names.has(name));
  const strange = contents.filter((name) => /^(?:src|test|scripts|node_modules|examples|docs)\/|\.map$|^dist\/(?:web\/)?test\//.test(name));
  if (missing.length + strange.length > 0) throw new Error(`the .vsix lacks ${missing.join(', ') || 'nothing'} and holds ${strange.join(', ') || 'nothing strange'}\n${output}`);
  return { vsix, folder };
}

function run(copy, vsix) {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix], { cwd: copy, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the .vsix could not be made\n${stdout}${stderr}`);
  const listed = spawnSync(process.execPath, ['-e', UNZIP, join(root, 'node_modules'), vsix], { encoding: 'utf8' });
  if (listed.status !== 0) throw new Error(`the .vsix could not be read\n${listed.stderr}`);
  return { contents: listed.stdout.split('\n').filter((name) => name.startsWith('extension/')).map((name) => name.slice('extension/'.length)), output: stdout };
}

/** yauzl, which vsce itself reads packages with. */
const UNZIP = "require(process.argv[1] + '/yauzl').open(process.argv[2], { lazyEntries: true }, (error, zip) => { if (error) throw error; zip.on('entry', (entry) => { console.log(entry.fileName); zip.readEntry(); }); zip.readEntry(); });";
