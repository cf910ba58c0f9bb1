/**
 * Which file of the project does an import of Python mean?
 * Must not read files: the project's files and manifests are handed in.
 */
import type { ProjectFiles, Resolver } from '../language';

/** Not known yet: every import means a package. */
export function resolverOf(_files: ProjectFiles): Resolver {
  return { resolve: () => null };
}
