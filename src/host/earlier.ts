/**
 * What did the files say at an earlier commit? Writes them into a folder, from git's own objects: nothing is executed, for a repository's configuration
 * can name programs. Must not touch the repository.
 */
import fs from 'node:fs';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import type * as Git from 'isomorphic-git';
import { isNamed } from '../languages';
import { isDeclaration, namedIn } from '../workspace';
import { systemReason } from './read-source';
import { repositoryAt, revisionAt } from './revision';
import type { WalkOptions } from './walk-files';

/** What cannot be had, for a person: `the commit is not in this clone`. */
export class NotInRepository extends Error {}

interface Repository {
  readonly git: typeof Git;
  readonly gitdir: string;
  readonly cache: object;
}
interface Blob {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly oid: string;
}

/** What no reader of files takes in is not written either; see read-source.ts. */
const largest = 16 * 1024 * 1024;
const ignoreFiles = new Set(['.gitignore', '.caleyignore']);
/** `HEAD~3`, `main^`: the parts of a revision after its name, as gitrevisions(7) has them. */
const ancestry = /(?:~\d*|\^\d*)+$/;

export interface Earlier {
  /** The commit that was written: where the one that is checked out and the one that is named parted. */
  readonly commit: string;
  /** The root of the checked out files, absolute. */
  readonly tree: string;
}

/**
 * Writes what is examined of a commit into the empty folder `into`: all files under `folder` (absolute, inside a repository) that may be examined, ignore
 * files, and what every caley.yaml there names. The commit is the last that HEAD and `revision` have in common, so that what others did since does not count.
 * Rejects with NotInRepository.
 */
export async function writeEarlier(folder: string, revision: string, into: string, names: Pick<WalkOptions, 'fileNames' | 'settingNames' | 'manifests'>): Promise<Earlier> {
  const found = repositoryAt(folder);
  const head = revisionAt(folder);
  if (found === null || head === null) throw new NotInRepository('this is no git repository with a commit');
  const repository: Repository = { git: await import('isomorphic-git'), gitdir: found.objects, cache: {} };
  try {
    const commit = await forkPoint(repository, head.commit, await commitOf(repository, revision, head.commit));
    const within = relative(found.tree, folder).split(sep).join('/');
    const blobs = new Map((await blobsOf(repository, commit)).map((blob) => [blob.path, blob]));
    const inside = [...blobs.values()].filter(({ path }) => within === '' || path.startsWith(`${within}/`) || isAbove(path, within));
    const isRead = ({ path }: Blob): boolean => ignoreFiles.has(basename(path)) || [names.fileNames, names.settingNames, names.manifests].some((some) => isNamed(some, path));
    // The root of a repository ends the search for ignore files.
    mkdirSync(join(into, '.git'), { recursive: true });
    const texts = new Map<string, Uint8Array>();
    for (const blob of inside.filter(isRead)) await write(repository, blob, into, texts);
    for (const [path, bytes] of texts) {
      const base = within === '' ? path : path.slice(within.length + 1);
      if (!isDeclaration(base)) continue;
      for (const { path: named } of namedIn({ type: 'write', path: base, text: Buffer.from(bytes).toString('utf8'), version: 0 })) {
        const target = within === '' ? named : `${within}/${named}`;
        for (const blob of inside) if (blob.path === target || blob.path.startsWith(`${target}/`)) await write(repository, blob, into, texts);
      }
    }
    return { commit, tree: found.tree };
  } catch (error) {
    if (error instanceof NotInRepository) throw error;
    const isMissing = error instanceof repository.git.Errors.NotFoundError;
    throw new NotInRepository(isMissing ? 'a part of its history is not in this clone; a shallow clone has to be deepened first' : `the repository cannot be read: ${error instanceof Error && !('code' in error && 'syscall' in error) ? error.message : systemReason(error)}`);
  }
}

/** A file that stands directly in a folder above `within`: manifests and ignore files there count. */
function isAbove(path: string, within: string): boolean {
  const folder = dirname(path);
  return folder === '.' || within === folder || within.startsWith(`${folder}/`);
}

async function write({ git, ...repository }: Repository, { path, oid }: Blob, into: string, written: Map<string, Uint8Array>): Promise<void> {
  if (written.has(path)) return;
  const { blob } = await git.readBlob({ fs, ...repository, oid });
  if (blob.length > largest) return;
  written.set(path, blob);
  const target = join(into, ...path.split('/'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, blob);
}

/** Files of a commit; links and submodules are passed by, as a walk passes by them. */
async function blobsOf({ git, ...repository }: Repository, commit: string): Promise<readonly Blob[]> {
  const blobs: Blob[] = [];
  const visit = async (oid: string, folder: string): Promise<void> => {
    const { tree } = await git.readTree({ fs, ...repository, oid });
    for (const { path: name, oid: child, type, mode } of tree) {
      // A hostile repository must not write outside of the folder.
      if (!isPlain(name)) continue;
      if (type === 'tree') await visit(child, `${folder}${name}/`);
      else if (type === 'blob' && mode !== '120000') blobs.push({ path: folder + name, oid: child });
    }
  };
  await visit(commit, '');
  return blobs;
}

function isPlain(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && name.toLowerCase() !== '.git' && !/[/\\\0]/.test(name) && !(process.platform === 'win32' && /[:*?"<>|]|[. ]$/.test(name));
}

async function commitOf({ git, ...repository }: Repository, revision: string, head: string): Promise<string> {
  const steps = ancestry.exec(revision)?.[0] ?? '';
  let oid = await named({ git, ...repository }, revision.slice(0, revision.length - steps.length), head);
  for (const [, mark, digits = ''] of steps.matchAll(/([~^])(\d*)/g)) {
    const count = digits === '' ? 1 : Number(digits);
    // `a~3` is three first parents up, `a^3` the third parent.
    for (let i = mark === '~' ? count : Math.min(count, 1); i > 0; i--) {
      const { commit: { parent } } = await git.readCommit({ fs, ...repository, oid });
      const next = parent[mark === '^' ? count - 1 : 0];
      if (next === undefined) throw new NotInRepository(`${revision} is before the first commit`);
      oid = next;
    }
  }
  return oid;
}

async function named({ git, ...repository }: Repository, name: string, head: string): Promise<string> {
  if (name === 'HEAD' || name === '@' || name === '') return head;
  try {
    const oid = await git.resolveRef({ fs, ...repository, ref: name }).catch(() => git.expandOid({ fs, ...repository, oid: name }));
    // A tag leads to its commit.
    return (await git.readCommit({ fs, ...repository, oid })).oid;
  } catch {
    throw new NotInRepository(`${JSON.stringify(name)} is no commit, branch or tag of this clone`);
  }
}

async function forkPoint({ git, ...repository }: Repository, head: string, other: string): Promise<string> {
  if (head === other) return head;
  const bases: readonly unknown[] = await git.findMergeBase({ fs, ...repository, oids: [head, other] });
  const [base] = bases;
  // Histories that have nothing in common are compared as they are.
  return typeof base === 'string' ? base : other;
}
