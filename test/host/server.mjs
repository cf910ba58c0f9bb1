/**
 * How is the code-server host started and stopped? One VS Code server with data, home and
 * temporary folders of its own, which vanish with it.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const SETTINGS = {
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
};

/**
 * Starts the server over a copy of the folder `workspace`. `settings` are added to those that keep the host quiet,
 * `vsix` is installed first. `restricted`: nobody trusts the folder.
 * @param {ReturnType<typeof import('./tools.mjs').ensureTools>} tools
 * @param {{ workspace: string, inPlace?: boolean, restricted?: boolean, settings?: object, vsix?: string, env?: Record<string, string>, onOutput?: (chunk: string) => void }} options
 */
export async function startServer(tools, { workspace, inPlace = false, restricted = false, settings = {}, vsix, env: extraEnv = {}, onOutput = () => undefined }) {
  // Short: sockets live below it, and their paths have a limit.
  const temporary = mkdtempSync(join(tmpdir(), 'vsc-'));
  const folder = (...names) => {
    const path = join(temporary, ...names);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const opened = inPlace ? resolve(workspace) : folder(basename(resolve(workspace)));
  if (!inPlace) cpSync(workspace, opened, { recursive: true });
  for (const name of ['Machine', 'User']) writeFileSync(join(folder('data/data', name), 'settings.json'), JSON.stringify({ ...SETTINGS, ...(restricted ? { 'security.workspace.trust.startupPrompt': 'never' } : {}), ...settings }));

  const env = { ...cleanEnvironment(), HOME: folder('home'), TMPDIR: folder('t'), XDG_RUNTIME_DIR: folder('t'), XDG_CONFIG_HOME: folder('home/.config'), XDG_CACHE_HOME: folder('home/.cache'), ...extraEnv };
  const main = [join(tools.vscode, 'out/server-main.js'), '--server-data-dir', folder('data'), '--accept-server-license-terms', '--disable-telemetry', ...(restricted ? [] : ['--disable-workspace-trust'])];
  if (vsix !== undefined) {
    const { status, stdout, stderr } = spawnSync(tools.node, [...main, '--install-extension', resolve(vsix), '--force'], { env, encoding: 'utf8' });
    if (status !== 0 || !/successfully installed/.test(stdout)) throw new Error(`the VSIX could not be installed\n${stdout}${stderr}`);
  }

  const port = await freePort();
  // Without the smoke test driver a built VS Code ignores the extension under development that the page's address names.
  const flags = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--disable-experiments', '--enable-smoke-test-driver'];
  const child = spawn(tools.node, [...main, ...flags], { stdio: ['ignore', 'pipe', 'pipe'], env, detached: true });
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {
      // Gone already.
    }
  };
  const killAtExit = () => signal('SIGKILL');
  process.once('exit', killAtExit);
  let output = '';
  const server = {
    port,
    env,
    temporary,
    /** The folder that is open: the copy, or the workspace itself. */
    workspace: opened,
    get output() {
      return output;
    },
    exited: once(child, 'exit'),
    /** The URI under which the workbench reaches a path. */
    uri: (path) => `vscode-remote://127.0.0.1:${port}${encodeURI(resolve(path))}`,
    address: (payload) => `http://127.0.0.1:${port}/?folder=${encodeURIComponent(opened)}&payload=${encodeURIComponent(JSON.stringify([['skipWelcome', 'true'], ...payload]))}`,
    async stop() {
      signal('SIGTERM');
      await Promise.race([server.exited, new Promise((done) => setTimeout(done, 3000))]);
      signal('SIGKILL');
      process.off('exit', killAtExit);
      rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
  try {
    await new Promise((ready, failed) => {
      const take = (chunk) => {
        output += chunk;
        onOutput(String(chunk));
        if (output.includes('Extension host agent listening')) ready();
      };
      child.stdout.on('data', take);
      child.stderr.on('data', take);
      child.once('exit', (code) => failed(new Error(`the server ended with ${code}\n${output.slice(-3000)}`)));
    });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

/** What the surrounding VS Code, npm or Node options would change in the host. */
function cleanEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VSCODE_|ELECTRON_|npm_)|^NODE_OPTIONS$/.test(name)));
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
