/**
 * How do published packages come to this machine? Through npm, once, by name and
 * version, into a folder of tarballs that are unpacked beside them.
 * Must not run anything of theirs, nor take a package whose content is another than the pinned one.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export interface PinnedTarball {
  readonly name: string;
  readonly version: string;
  /** Of the tarball, as npm writes it: `sha512-…`. Empty until `--update` fills it in. */
  readonly integrity: string;
}

const root = join(__dirname, '..');
/** As many as npm is asked for at once; it fetches side by side. */
const batchSize = 40;

/** Fetches those that are not in `folder` yet; throws where npm does not bring one. */
export function fetchTarballs(folder: string, packages: readonly PinnedTarball[]): void {
  const missing = packages.filter((each) => !existsSync(tarballOf(folder, each)));
  if (missing.length > 0) console.error(`Fetching ${String(missing.length)} packages (npm pack) …`);
  const folders = new Set(missing.map((each) => dirname(tarballOf(folder, each))));
  for (const target of folders) {
    mkdirSync(target, { recursive: true });
    const its = missing.filter((each) => dirname(tarballOf(folder, each)) === target);
    for (let at = 0; at < its.length; at += batchSize) pack(target, its.slice(at, at + batchSize));
  }
}

/** Its integrity; throws, and forgets the tarball, where that is not the pinned one. */
export function verifyTarball(folder: string, pinned: PinnedTarball): string {
  const file = tarballOf(folder, pinned);
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;
  if (pinned.integrity !== '' && pinned.integrity !== integrity) {
    rmSync(file);
    throw new Error(`${pinned.name}@${pinned.version} is not what was pinned: ${integrity}`);
  }
  return integrity;
}

/**
 * The folder that holds the package's files as `keep` gives them, null for those that stay away. Unpacks where that
 * was not done; a half-written folder never carries the final name.
 */
export function unpackTarball(folder: string, pinned: PinnedTarball, keep: (path: string, bytes: Buffer) => Buffer | null, target = join(folder, keyOf(pinned))): string {
  if (existsSync(target)) return target;
  const unfinished = `${target}.${String(process.pid)}`;
  mkdirSync(unfinished, { recursive: true });
  for (const { path, bytes } of entriesOf(gunzipSync(readFileSync(tarballOf(folder, pinned))))) {
    const kept = keep(path, bytes);
    if (kept === null) continue;
    mkdirSync(dirname(join(unfinished, path)), { recursive: true });
    writeFileSync(join(unfinished, path), kept);
  }
  renameSync(unfinished, target);
  return target;
}

/** As npm names the file of a package; those with a scope in a folder of their own, for `@types/ramda` and `types-ramda` get one name. */
function keyOf({ name, version }: PinnedTarball): string {
  const key = `${name.replace('@', '').replaceAll('/', '-')}-${version}`;
  return name.startsWith('@') ? join('scoped', key) : key;
}

function tarballOf(folder: string, pinned: PinnedTarball): string {
  return join(folder, `${keyOf(pinned)}.tgz`);
}

/** Into the folder where their files belong. */
function pack(folder: string, packages: readonly PinnedTarball[]): void {
  const npm = process.env['npm_execpath'];
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder, ...packages.map(({ name, version }) => `${name}@${version}`)];
  const { status } = npm === undefined
    ? spawnSync(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' })
    : spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  const lost = packages.filter((each) => !existsSync(join(folder, basename(tarballOf(folder, each)))));
  if (status !== 0 || lost.length > 0) throw new Error(`npm pack did not bring ${lost.map(({ name, version }) => `${name}@${version}`).join(', ')}`);
}

/** Regular files of a tar archive (POSIX ustar with pax headers, 512-byte blocks), their first folder taken off. Paths that lead outside are left out. */
function* entriesOf(tar: Buffer): Generator<{ readonly path: string; readonly bytes: Buffer }, void> {
  let longPath = '';
  for (let at = 0; at + 512 <= tar.length; ) {
    const field = (from: number, length: number): string => tar.toString('utf8', at + from, at + from + length).replace(/\0[^]*$/, '');
    const size = Number.parseInt(field(124, 12).trim() || '0', 8);
    const type = field(156, 1);
    const bytes = tar.subarray(at + 512, at + 512 + size);
    const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
    const name = longPath === '' ? `${prefix}${prefix === '' ? '' : '/'}${field(0, 100)}` : longPath;
    if (type === 'x') longPath = /(?:^|\n)\d+ path=([^\n]*)\n/.exec(bytes.toString('utf8'))?.[1] ?? '';
    else {
      const path = name.split('/').slice(1).join('/');
      if ((type === '0' || type === '') && path !== '' && !path.split('/').includes('..')) yield { path, bytes };
      longPath = '';
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
