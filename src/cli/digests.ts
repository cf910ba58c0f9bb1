/**
 * `caley verify`: are the files of a proof as they were written?
 * Must not know what the files say.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFolder, pathExists, sha256, systemReason } from '../host';
import { digestsName, isDigests } from '../report';
import type { Digests } from '../report';
import { exitCodes, UserMistake } from './io';
import type { ExitCode, Io } from './io';

/** `caley verify`: 0 where every file is as its digest says, 1 where one is not, 2 where there is nothing to verify. */
export function verify(folder: string, path: string, { out }: Pick<Io, 'out'>): ExitCode {
  const { files } = readDigests(folder, path);
  const faults = files.flatMap(({ name, sha256: digest }) => {
    const file = join(folder, name);
    if (!pathExists(file)) return [`${name} is missing`];
    return sha256(readFileSync(file)) === digest ? [] : [`${name} is not as it was written`];
  });
  const known = new Set([digestsName, ...files.map(({ name }) => name)]);
  const others = readdirSync(folder).filter((name) => !known.has(name)).sort();
  for (const fault of faults) out.write(`${fault}\n`);
  for (const name of others) out.write(`${name} is not part of the report\n`);
  if (faults.length === 0) out.write(`${String(files.length)} files are as they were written\n`);
  return faults.length === 0 ? exitCodes.clean : exitCodes.findings;
}

function readDigests(folder: string, path: string): Digests {
  const file = join(folder, digestsName);
  if (!isFolder(folder) || !pathExists(file)) throw new UserMistake(`${path} holds no ${digestsName}: name the folder that "caley report" wrote`);
  let digests: unknown;
  try {
    digests = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UserMistake(`cannot read ${join(path, digestsName)}: ${error instanceof SyntaxError ? 'it is no JSON' : systemReason(error)}`);
  }
  if (!isDigests(digests)) throw new UserMistake(`${join(path, digestsName)} is none that "caley report" of this version wrote`);
  return digests;
}
