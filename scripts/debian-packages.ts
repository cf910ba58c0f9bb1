/**
 * How do packages of Debian come to this machine? Through apt, once, unpacked into a folder of their own.
 * Must not install nor run anything of theirs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder that holds what each package holds, by its name. Throws, and says why, where there is no apt or it brings nothing. */
export function unpackDebian(folder: string, names: readonly string[]): ReadonlyMap<string, string> {
  const unpacked = new Map(names.map((name) => [name, join(folder, name)]));
  const missing = names.filter((name) => !existsSync(unpacked.get(name) ?? ''));
  if (missing.length > 0) fetch(folder, missing);
  for (const name of missing) {
    const file = readdirSync(join(folder, 'fetched')).find((each) => each.startsWith(`${name}_`) && each.endsWith('.deb'));
    if (file === undefined) throw new Error(`apt-get download brought no ${name}`);
    const unfinished = join(folder, `${name}.unfinished`);
    rmSync(unfinished, { recursive: true, force: true });
    run('dpkg-deb', ['-x', join(folder, 'fetched', file), unfinished], folder);
    renameSync(unfinished, unpacked.get(name) ?? '');
  }
  return unpacked;
}

function fetch(folder: string, names: readonly string[]): void {
  console.error(`Fetching ${String(names.length)} packages (apt-get download) …`);
  mkdirSync(join(folder, 'fetched'), { recursive: true });
  run('apt-get', ['download', '-q', ...names], join(folder, 'fetched'));
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { error, status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw new Error(`"${command}" does not run here: ${error.message}. This check needs a machine with Debian's apt and its lists of packages.`);
  if (status !== 0) throw new Error(`${command} ${args[0] ?? ''} failed:\n${stderr}`);
}
