/**
 * How are the files of a proof known to be as they were written? By a file of their digests, and a statement about them that the tools of in-toto and Sigstore sign.
 * Must not compute a digest: that is for the host.
 */
import type { Proof } from './proof';

export const digestsName = 'digests.json';
export const statementName = 'statement.intoto.json';

/** Of a text in UTF-8: SHA-256 in hexadecimal digits, and its length. */
export type Digest = (text: string) => { readonly sha256: string; readonly bytes: number };

export interface Digests {
  readonly format: 'caley-digests';
  readonly version: 1;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
}

export function renderDigests(files: ReadonlyMap<string, string>, digest: Digest): string {
  const digests: Digests = {
    format: 'caley-digests', version: 1,
    files: [...files].map(([name, text]) => ({ name, ...digest(text) })).sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return `${JSON.stringify(digests, null, 2)}\n`;
}

/**
 * An in-toto statement (v1) about the report and the commit, with the predicate for results of tests (v0.1): clauses are its tests. Not signed: that is for
 * tools that hold keys, as `cosign attest-blob --statement` does.
 */
export function renderStatement({ clauses, findings, revision, title, tool, packs }: Proof, files: ReadonlyMap<string, string>, digest: Digest): string {
  const named = (isMeant: (state: Proof['clauses'][number]['state']) => boolean): readonly string[] => clauses.filter(({ state }) => isMeant(state)).map(({ id }) => id);
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      ...(revision === null ? [] : [{ name: title, digest: { gitCommit: revision.commit } }]),
      ...[...files].map(([name, text]) => ({ name, digest: { sha256: digest(text).sha256 } })),
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

/** Whether a file of digests is one that this version wrote. */
export function isDigests(value: unknown): value is Digests {
  const { format, version, files } = (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
  return format === 'caley-digests' && version === 1 && Array.isArray(files) && files.every((one: unknown) => {
    const { name, sha256: digest } = (typeof one === 'object' && one !== null ? one : {}) as Readonly<Record<string, unknown>>;
    // A name must not lead out of the folder.
    return typeof name === 'string' && /^[\w-][\w.-]*$/.test(name) && typeof digest === 'string';
  });
}
