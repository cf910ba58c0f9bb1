/**
 * How does an extension get into VS Code in a browser? It is served beside the workbench, from the working tree, as its .vsix would hold it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../host/tools.mjs';

/** The page of the workbench may load from nowhere else. */
const AT = '/__extension';
const TYPES = { js: 'text/javascript', json: 'application/json', wasm: 'application/wasm' };

/**
 * Serves what is packaged to the page of a workbench on this port, as an extension for browsers under development; with `tests`, a module of the build that runs in it, what stands below that too.
 */
export async function serveExtension(page, port, tests = null) {
  const vsce = spawnSync(process.execPath, [join(root, 'node_modules/@vscode/vsce/vsce'), 'ls', '--no-dependencies'], { cwd: root, encoding: 'utf8' });
  if (vsce.status !== 0) throw new Error(`what is packaged could not be listed\n${vsce.stdout}${vsce.stderr}`);
  const packaged = new Set(vsce.stdout.split('\n').map((name) => name.trim()));
  await page.context().route(`**${AT}/**`, async (route) => {
    const path = join(root, decodeURIComponent(new URL(route.request().url()).pathname).slice(AT.length + 1));
    const name = relative(root, path).split(sep).join('/');
    if (!packaged.has(name) && !(tests !== null && name.startsWith('dist/web/test/'))) return route.fulfill({ status: 404 });
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    await route.fulfill({ body: readFileSync(path), contentType: TYPES[name.split('.').at(-1)] ?? 'text/plain' });
  });
  // The workbench takes extensions under development from what embeds it alone, so its configuration is added to as it reads it.
  const at = (path) => ({ scheme: 'http', authority: `127.0.0.1:${port}`, path: `${AT}${path}` });
  await page.addInitScript((own) => {
    const read = Element.prototype.getAttribute;
    Element.prototype.getAttribute = function (name) {
      const value = read.call(this, name);
      if (this.id !== 'vscode-workbench-web-configuration' || name !== 'data-settings') return value;
      const configuration = JSON.parse(value);
      configuration.developmentOptions = { ...configuration.developmentOptions, ...own };
      return JSON.stringify(configuration);
    };
  }, { extensions: [at('')], ...(tests === null ? {} : { extensionTestsPath: at(`/${tests}`) }) });
}
