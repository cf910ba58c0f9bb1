/**
 * Are the files of a proof as they were written? Their digests, the statement about them that the tools of in-toto and Sigstore sign, and the check of both.
 * Must not know what the files say.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFolder, pathExists, systemReason } from '../host';
import type { Proof } from '../report';
import { exitCodes, UserMistake } from './io';
import type { ExitCode, Io } from './io';

export const digestsName = 'digests.json';
export const statementName = 'statement.intoto.json';

interface Digests {
  readonly format: 'caley-digests';
  readonly version: 1;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function renderDigests(files: ReadonlyMap<string, string>): string {
  const digests: Digests = {
    format: 'caley-digests', version: 1,
    files: [...files].map(([name, text]) => ({ name, sha256: sha256(text), bytes: Buffer.byteLength(text) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return `${JSON.stringify(digests, null, 2)}\n`;
}

/**
 * An in-toto statement (v1) about the report and the commit, with the predicate for results of tests (v0.1): clauses are its tests. Not signed: that is for
 * tools that hold keys, as `cosign attest-blob --statement` does.
 */
export function renderStatement({ clauses, findings, revision, title, tool, packs }: Proof, files: ReadonlyMap<string, string>): string {
  const named = (isMeant: (state: Proof['clauses'][number]['state']) => boolean): readonly string[] => clauses.filter(({ state }) => isMeant(state)).map(({ id }) => id);
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      ...(revision === null ? [] : [{ name: title, digest: { gitCommit: revision.commit } }]),
      ...[...files].map(([name, text]) => ({ name, digest: { sha256: sha256(text) } })),
    ],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: {
      result: findings.length > 0 ? 'FAILED' : clauses.some(({ state }) => state === 'open') ? 'WARNED' : 'PASSED',
      configuration: [{ name: `${tool.name} ${tool.version}, packs ${packs}` }],
      passedTests: named((state) => state !== 'findings' && state !== 'open'), warnedTests: named((state) => state === 'open'), failedTests: named((state) => state === 'findings'),
    },
  };
  return `${JSON.stringify(statement, null, 2)}\n`;
}

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

function isDigests(value: unknown): value is Digests {
  const { format, version, files } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return format === 'caley-digests' && version === 1 && Array.isArray(files) && files.every((one: unknown) => {
    const { name, sha256: digest } = (typeof one === 'object' && one !== null ? one : {}) as Readonly<Record<string, unknown>>;
    // A name must not lead out of the folder.
    return typeof name === 'string' && /^[\w-][\w.-]*$/.test(name) && typeof digest === 'string';
  });
}
