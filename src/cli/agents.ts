/**
 * `caley agents`: a section about this tool in a project's instructions for agents, between marks of its own. Nothing else of the file is touched, and the section is
 * not where somebody has changed it.
 */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isFolder, isWithin, nodeDisk, pathExists, readUpTo, realPath, systemReason } from '../host';
import { fingerprint } from '../text';
import { exitCodes, UserMistake } from './io';
import type { ExitCode, Io } from './io';

export interface AgentsOptions {
  readonly file: string;
  /** To stdout: nothing is written. */
  readonly print: boolean;
}

/** What most agents read: https://agents.md. */
export const agentsName = 'AGENTS.md';

/** Longer files are no instructions. */
const longest = 1024 * 1024;
const marks = /<!-- caley:begin(?: ([0-9a-f]+))? -->\r?\n([\s\S]*?)<!-- caley:end -->/g;
const anyMark = /<!-- caley:(?:begin|end)\b/g;

const section = `## Caley Compliance

Code here is held against Caley's Developer Policy and Acceptable Use Policy.

- After changing code or configuration that handles, logs, stores or sends data: call the MCP tool \`check_files\` with the changed paths, or run \`caley check --format json PATHS\`.
- Mend what it finds. \`propose_fix\` has edits for many findings; \`explain_finding\`, or \`caley explain RULE\`, says why and shows code that is in order. Check again afterwards.
- Do not silence it: writing \`caley-ignore\` comments, \`accept\` entries, attestations, consents or contacts into code or \`caley.yaml\` is for a person to decide. Ask.
- No finding is no proof of compliance, and a finding is no legal advice.
`;

/** Throws UserMistake for a folder that is none, a file that cannot be read or written, and marks that are not as they were written. */
export function runAgents(folder: string, { file, print }: AgentsOptions, { cwd, out, err }: Io): ExitCode {
  if (print) {
    out.write(marked('\n'));
    return exitCodes.clean;
  }
  const root = resolve(cwd, folder);
  if (!isFolder(root)) throw new UserMistake(`${folder} is no folder`);
  const name = join(folder, file);
  const path = join(root, file);
  if (!isWithin(path, root) || !isConfined(path, root)) throw new UserMistake(`${name} leads out of ${folder}, or nowhere`);
  const before = pathExists(path) ? textOf(path, name) : null;
  const after = withSection(before, name);
  if (after === before) {
    err.write(`${name} has the section already\n`);
    return exitCodes.clean;
  }
  try {
    // One that has come to be there since is not written over, and what is only added to is not written again.
    if (before !== null && after.startsWith(before)) appendFileSync(path, after.slice(before.length));
    else writeFileSync(path, after, { flag: before === null ? 'wx' : 'w' });
  } catch (error) {
    throw new UserMistake(`cannot write ${name}: ${systemReason(error)}`);
  }
  err.write(`${name} ${before === null ? 'written' : 'has the section now; the rest of it is as it was'}\n`);
  return exitCodes.clean;
}

/** Whether no link leads out on the way. */
function isConfined(path: string, root: string): boolean {
  const [top, real] = [realPath(root), realPath(pathExists(path) ? path : dirname(path))];
  return top !== null && real !== null && isWithin(real, top);
}

/** To the last byte, a byte order mark included. */
function textOf(path: string, name: string): string {
  const source = readUpTo(nodeDisk, path, longest);
  if (!('text' in source)) throw new UserMistake(`cannot read ${name}: ${source.detail}`);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch {
    throw new UserMistake(`${name} is not UTF-8, and is left as it is`);
  }
}

/** Written below what is there, or in the place of what an earlier version wrote. */
function withSection(before: string | null, name: string): string {
  if (before === null || before === '') return marked('\n');
  const lineEnd = before.includes('\r\n') ? '\r\n' : '\n';
  const [found, second] = [...before.matchAll(marks)];
  const count = [...before.matchAll(anyMark)].length;
  if (count === 0) return `${before}${before.endsWith('\n') ? '' : lineEnd}${lineEnd}${marked(lineEnd)}`;
  const [whole, digest, body] = found ?? [];
  if (found === undefined || whole === undefined || body === undefined || second !== undefined || count !== 2) throw new UserMistake(`${name} has marks of a section that do not belong together: remove what stands between them, and them, or see --print`);
  if (digest !== digestOf(body)) throw new UserMistake(`the section in ${name} was changed since it was written, and is left as it is: remove it to have it written again, or see --print`);
  return before.slice(0, found.index) + marked(lineEnd).trimEnd() + before.slice(found.index + whole.length);
}

function marked(lineEnd: string): string {
  return `<!-- caley:begin ${digestOf(section)} -->\n${section}<!-- caley:end -->\n`.replaceAll('\n', lineEnd);
}

/** Whatever ends the lines. */
function digestOf(text: string): string {
  return fingerprint(text.replaceAll('\r\n', '\n'));
}
