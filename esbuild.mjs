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

/** What runs in a browser: the editor's side a module as VS Code loads it, the server's a worker. */
const web = {
  ...options,
  platform: 'browser',
  target: 'es2023',
  mainFields: ['browser', 'module', 'main'],
  conditions: ['browser'],
  define: { global: 'globalThis' },
  alias: { ...options.alias, 'node:path': 'pathe' },
  plugins: [withoutNode()],
  outdir: join(dist, 'web'),
};

// What is packaged must hold nothing stale; while developing, an editor or a test may be running what stands there.
if (production) rmSync(dist, { recursive: true, force: true });
await Promise.all([
  build({ ...options, entryPoints: { extension: 'src/extension/node.ts', client: 'src/extension/node-client.ts', server: 'src/server/main.ts', cli: 'src/cli/main.ts', mcp: 'src/mcp/main.ts', worker: 'src/host/worker.ts' }, outdir: dist }),
  build({ ...web, entryPoints: { extension: 'src/extension/browser.ts' } }),
  build({ ...web, format: 'iife', entryPoints: { server: 'src/server/browser.ts' } }),
  ...(production ? [] : [buildTests()]),
  ...(bench ? [build({ ...options, external: [...options.external, 'eslint', 'eslint-plugin-*', 'typescript-eslint'], entryPoints: { bench: 'scripts/bench.ts', 'bench-memory': 'scripts/bench-memory.ts' }, outdir: dist })] : []),
]);

mkdirSync(join(dist, 'assets'), { recursive: true });
for (const file of WASM) cpSync(join(root, 'node_modules', file), join(dist, 'assets', file.slice(file.indexOf('/') + 1)));
await writePacks();

/**
 * Modules of the host that are for Node alone stand beside those that are not, and none of the first may be left in a browser's bundle: what imports Node's own
 * resolves while it is built, and fails the build where it is still there in the end.
 */
function withoutNode() {
  return {
    name: 'without-node',
    setup(build) {
      build.initialOptions.metafile = true;
      // The parser's own code asks whether it runs in Node before it loads any of it.
      build.onResolve({ filter: /^(?:node:|fs\/promises$|module$)/ }, ({ path, importer }) =>
        path === 'node:path' || path === 'node:assert' ? undefined : { path, namespace: importer.includes('web-tree-sitter') ? 'guarded' : 'node', sideEffects: false });
      for (const namespace of ['node', 'guarded']) build.onLoad({ filter: /.*/, namespace }, () => ({ contents: 'module.exports = {};' }));
      build.onEnd(({ metafile }) => {
        for (const [file, { inputs }] of Object.entries(metafile?.outputs ?? {})) {
          const left = Object.entries(inputs).filter(([input, { bytesInOutput }]) => input.startsWith('node:') && bytesInOutput > 0).map(([input]) => input);
          if (left.length > 0) throw new Error(`${file} holds what only Node has: ${left.join(', ')}`);
        }
      });
    },
  };
}

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
  const define = { FIX_FIXTURES: JSON.stringify(readdirSync(join(folder, 'fixtures/fixes')).sort()) };
  return Promise.all([
    build({ ...options, external: ['vscode', 'mocha'], define, entryPoints: { ...entryPoints, 'fake-server': 'test/support/fake-server.ts' }, outdir: join(dist, 'test') }),
    build({ ...web, define: { ...web.define, ...define }, alias: { ...web.alias, 'node:assert': 'assert/' }, banner: { js: 'var process = globalThis.process ?? { env: {}, cwd: () => "/", nextTick: (call, ...rest) => queueMicrotask(() => call(...rest)), browser: true };' }, entryPoints: { index: 'test/vscode/web/index.ts' }, outdir: join(dist, 'web/test') }),
  ]);
}
