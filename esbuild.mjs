/**
 * Builds dist/: the extension, the language server, the command line, the server for agents, worker threads and the tests that run inside
 * VS Code, each one file, with the wasm files, packs and policy pages they read beside them.
 *
 *     node esbuild.mjs [--production | --bench]
 *
 * `--bench` adds the bench, which measures what is shipped.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const production = process.argv.includes('--production');
const bench = process.argv.includes('--bench');

/** Parsers to ship; each package's own wasm. */
const WASM = [
  'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-javascript/tree-sitter-javascript.wasm',
  'tree-sitter-python/tree-sitter-python.wasm',
  'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-typescript/tree-sitter-tsx.wasm',
];

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  // Its ESM build asks import.meta for its own place, which a CommonJS bundle does not have.
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
  sourcemap: production ? false : 'linked',
  minify: production,
  legalComments: 'linked',
  logLevel: 'warning',
};

// What is packaged must hold nothing stale; while developing, an editor or a test may be running what stands there.
if (production) rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({ ...options, entryPoints: { extension: 'src/extension/extension.ts', server: 'src/server/main.ts', cli: 'src/cli/main.ts', mcp: 'src/mcp/main.ts', worker: 'src/host/worker.ts' }, outdir: dist }),
  ...(production ? [] : [buildTests()]),
  ...(bench ? [build({ ...options, external: [...options.external, 'eslint', 'eslint-plugin-*', 'typescript-eslint'], entryPoints: { bench: 'scripts/bench.ts', 'bench-memory': 'scripts/bench-memory.ts' }, outdir: dist })] : []),
]);

mkdirSync(join(dist, 'assets'), { recursive: true });
for (const file of WASM) cpSync(join(root, 'node_modules', file), join(dist, 'assets', file.slice(file.indexOf('/') + 1)));
await writePacks();

/** The packs as files of JSON, the policy's pages and the schema of caley.yaml come from the same code that reads and shows them, so it is built first. */
async function writePacks() {
  const script = join(dist, 'packs.cjs');
  await build({ ...options, sourcemap: false, legalComments: 'none', entryPoints: ['scripts/packs.ts'], outfile: script });
  const { storePacks, writeDeclarationSchema, writePolicyPages } = createRequire(script)(script);
  storePacks(join(root, 'src/packs'), join(dist, 'packs.json'));
  writePolicyPages(join(dist, 'packs.json'), join(dist, 'policy'));
  writeDeclarationSchema(join(dist, 'packs.json'), join(dist, 'caley.schema.json'));
  rmSync(script);
}

/** mocha is not bundled: it loads its parts by name. */
function buildTests() {
  const folder = join(root, 'test/vscode');
  if (!existsSync(folder)) return undefined;
  const suites = readdirSync(join(folder, 'suite')).filter((name) => name.endsWith('.ts'));
  const entryPoints = Object.fromEntries(suites.map((name) => [name.replace(/\.ts$/, ''), `test/vscode/suite/${name}`]));
  return build({ ...options, external: ['vscode', 'mocha'], entryPoints: { ...entryPoints, 'fake-server': 'test/support/fake-server.ts' }, outdir: join(dist, 'test') });
}
