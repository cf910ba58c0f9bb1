/**
 * Which source stands at a path that leaves its ending out, names the folder,
 * or the file that TypeScript would make of it?
 * Must not know manifests.
 */
import type { ProjectFiles } from '../language';

/** In the order in which they are tried for a path without an ending. */
const endings = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** Types alone: only where no code is. */
const declarations = ['.d.ts', '.d.mts', '.d.cts'];
/** What may be the source of a file of that ending, as the compiler has it. */
const sources: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx', '.d.ts'],
  '.jsx': ['.tsx', '.jsx', '.ts', '.d.ts'],
  '.mjs': ['.mts', '.mjs', '.d.mts'],
  '.cjs': ['.cts', '.cjs', '.d.cts'],
};

export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

export function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path);
}

/** `a/b.js`, `a/b.d.ts` → `a/b`; other endings stay. */
export function withoutEnding(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, '');
}

/** The source at `path`, its ending written or not; never what no language of JavaScript reads. `written` is the path as it is, before what it may be made from. */
export function fileAt(files: ProjectFiles, path: string, order: 'source-first' | 'written-first'): string | null {
  const ending = /\.[cm]?[jt]sx?$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - ending.length);
  const made = (sources[ending] ?? []).map((each) => stem + each);
  const exact = ending === '' ? [] : [path];
  const added = [...endings, ...declarations].map((each) => path + each);
  const candidates = order === 'written-first' ? [...exact, ...made, ...added] : [...made, ...exact, ...added];
  return candidates.find((each) => files.isFile(each)) ?? null;
}

/** The index file of a folder. */
export function indexOf(files: ProjectFiles, folder: string): string | null {
  return fileAt(files, folder === '' ? 'index' : `${folder}/index`, 'source-first');
}
