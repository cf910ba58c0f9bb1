/**
 * Which file of the project does an import of JavaScript or TypeScript mean?
 * Must not read files: the project's files and manifests are handed in.
 */
import type { ProjectFiles, Resolver } from '../language';

/** Endings that an import may leave out, in order. */
const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

export function resolverOf(files: ProjectFiles): Resolver {
  return {
    resolve(specifier, from) {
      if (!specifier.startsWith('.')) return null;
      const base = join(from, specifier);
      const candidates = [base, ...extensions.map((end) => base + end), base.replace(/\.js$/, '.ts'), ...extensions.map((end) => `${base}/index${end}`)];
      return candidates.find((path) => files.isFile(path)) ?? null;
    },
  };
}

function join(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
