/**
 * `npm run editor [-- path]`: VS Code with this extension, on the example integration or a folder or
 * file of yours. Desktop VS Code where it is installed, else the tests' own VS Code in a browser tab;
 * stays up until Ctrl+C.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { startServer } from '../test/host/server.mjs';
import { ensureTools, root, which } from '../test/host/tools.mjs';

const EXAMPLE = join(root, 'examples/booking-sync');
// npm changes into the project's folder; a path is meant from where the user stands.
const asked = process.argv[2] === undefined ? EXAMPLE : resolve(process.env.INIT_CWD ?? process.cwd(), process.argv[2]);
if (!existsSync(asked)) {
  console.error(`There is nothing at ${asked}.`);
  process.exit(2);
}
const isFolder = statSync(asked).isDirectory();
const folder = isFolder ? asked : dirname(asked);

const code = which(process.platform === 'win32' ? ['code.cmd'] : ['code', 'codium', 'code-insiders']);
if (code === undefined) await openInBrowser();
else openDesktop(code);

function openDesktop(program) {
  const child = spawn(program, ['--wait', '--new-window', `--extensionDevelopmentPath=${root}`, folder, ...(isFolder ? [] : [asked])], { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log('VS Code is starting; this ends when its window is closed.');
  child.once('exit', (status) => process.exit(status ?? 1));
}

async function openInBrowser() {
  const tools = ensureTools((message) => console.log(message));
  const server = await startServer(tools, { workspace: folder, inPlace: true });
  const payload = [['extensionDevelopmentPath', server.uri(root)], ...(isFolder ? [] : [['openFile', server.uri(asked)]])];
  console.log(`VS Code ${tools.version} with Caley Compliance, on ${folder}:\n\n    ${server.address(payload)}\n\nOpen this address in a browser. Ctrl+C ends it.`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void server.stop().then(() => process.exit(0));
    });
  }
  await server.exited;
  await server.stop();
  process.exit(1);
}
