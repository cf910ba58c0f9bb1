/**
 * Which projects are there, and which one answers for a URI? The deepest folder that holds it.
 * Must not examine anything.
 */
import type { Project } from '../host';

/** A file as the engine knows it. */
export interface Place {
  readonly project: Project;
  readonly path: string;
}

export class Projects {
  private folders: Project[] = [];

  /** `create` makes the project of a workspace folder's URI, or of loose files for null. */
  constructor(
    private readonly create: (folder: string | null) => Project,
    readonly loose: Project = create(null),
  ) {}

  all(): readonly Project[] {
    return [...this.folders, this.loose];
  }

  /** Those with a folder on disk. */
  rooted(): readonly Project[] {
    return this.folders.filter((project) => project.root !== null);
  }

  add(folder: string): Project {
    const project = this.create(folder);
    this.folders = [...this.folders, project].sort((a, b) => (b.root?.length ?? 0) - (a.root?.length ?? 0));
    return project;
  }

  /** The project that was removed, or null where there was none. */
  remove(folder: string): Project | null {
    const project = this.folders.find((candidate) => candidate.uri === folder) ?? null;
    this.folders = this.folders.filter((candidate) => candidate !== project);
    return project;
  }

  placeOf(uri: string, languageId: string): Place {
    for (const project of this.rooted()) {
      const path = project.pathOf(uri, languageId);
      if (path !== null) return { project, path };
    }
    return { project: this.loose, path: this.loose.pathOf(uri, languageId) ?? uri };
  }
}
