/**
 * `caley init`: a caley.yaml for each folder, proposed from what the code there shows. Never writes over one.
 */
import { join, relative, resolve, sep } from 'node:path';
import { createFile, documentsIn, isFolder, nodeDisk, pathExists, writingReason } from '../host';
import { declarationName } from '../policy';
import { counted } from '../report';
import { loadPaths } from './check-paths';
import { exitCodes, UserMistake } from './io';
import type { CommandEngine, ExitCode, Io } from './io';
import { showProgress } from './progress';

export interface InitOptions {
  /** To stdout: nothing is written. */
  readonly print: boolean;
}

/** Throws UserMistake, before anything is written, for a folder that is none, and one that has a caley.yaml. */
export function runInit(engine: CommandEngine, folders: readonly string[], { print }: InitOptions, { cwd, out, err }: Io): ExitCode {
  const paths = folders.length === 0 ? ['.'] : folders;
  for (const path of paths) {
    const folder = resolve(cwd, path);
    if (!pathExists(folder)) throw new UserMistake(`no such folder: ${path}`);
    if (!isFolder(folder)) throw new UserMistake(`${path} is no folder: name the one that the ${declarationName} is for`);
    if (!print && pathExists(join(folder, declarationName))) throw new UserMistake(`${join(path, declarationName)} is there already and is left as it is; --print shows what would be proposed`);
  }
  const proposed = propose(engine, paths, cwd, showProgress(err));
  if (print) {
    out.write(proposed.map(({ path, text }) => (proposed.length === 1 ? text : `# ${join(path, declarationName)}\n${text}`)).join('\n---\n'));
    return exitCodes.clean;
  }
  for (const { path, text } of proposed) {
    const name = join(path, declarationName);
    try {
      // Fails where one has come to be there since.
      createFile(resolve(cwd, name), text);
    } catch (error) {
      throw new UserMistake(`cannot write ${name}: ${writingReason(error)}`);
    }
    err.write(`${name} written, with ${counted(text.split('# TODO').length - 1, 'place')} left for you to fill in\n`);
  }
  return exitCodes.clean;
}

/** For each folder, by what all files of it and of the others show. */
function propose(engine: CommandEngine, paths: readonly string[], cwd: string, progress: ReturnType<typeof showProgress>): readonly { readonly path: string; readonly text: string }[] {
  try {
    const { workspace, root } = loadPaths(engine, { paths, cwd, minimumConfidence: 'medium', drafts: false });
    for (let done = 0; workspace.step(); done++) progress.update(done);
    const snapshot = workspace.snapshot();
    return paths.map((path) => {
      const folder = resolve(cwd, path);
      const proposing = snapshot.propose(relative(root, folder).split(sep).join('/'), documentsIn(nodeDisk, folder));
      let result = proposing.next();
      while (result.done !== true) result = proposing.next();
      return { path, text: result.value };
    });
  } finally {
    progress.clear();
  }
}
