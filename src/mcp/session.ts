/**
 * What is known of the folders between calls? A project for each, which the disk is looked at for before a call works with it, and unsaved texts that hold for one call.
 * Must not know tools or the protocol.
 */
import { join } from 'node:path';
import { folderOnDisk, keepReads, Project, sizeLimit, toFileUri } from '../host';
import type { Engine, Folder } from '../host';
import type { Snapshot } from '../workspace';
import type { Call } from './call';
import { Mistake } from './mistake';
import { isConfined, locate, shown } from './roots';
import type { Located } from './roots';
import { Turns } from './turns';

export type SessionEngine = Pick<Engine, 'walk' | 'createWorkspace' | 'today'>;

export interface Unsaved {
  readonly path: string;
  readonly content: string;
}

/** A folder as one call sees it. */
export interface Served {
  readonly root: string;
  readonly snapshot: Snapshot;
  /** ISO date. */
  readonly today: string;
}

/** What one call works with. */
export interface Sight {
  readonly served: readonly Served[];
  /** Throws Mistake for a path outside, and one that names nothing, on disk or unsaved. */
  locate(path: string): Located & { readonly served: Served };
  /** How a file is called in answers: relative to the root; absolute where there are several. */
  nameOf(root: string, path: string): string;
}

interface Kept {
  readonly project: Project;
  readonly today: string;
}

/** Whether everything must be found before the work: states and findings need it, the policy does not. */
export type Depth = 'found' | 'read';

export class Session {
  private readonly turns = new Turns();
  private readonly kept = new Map<string, Kept>();
  private version = 0;

  /** `roots` says which folders there are now, absolute and without links. */
  constructor(private readonly engine: () => Promise<SessionEngine>, private readonly roots: () => Promise<readonly string[]>) {}

  /** Does `work` on the folders as they are on disk now, but for texts that are unsaved. Rejects with Mistake and Cancelled. */
  use<T>(call: Call, { unsaved, depth }: { readonly unsaved: readonly Unsaved[]; readonly depth: Depth }, work: (sight: Sight) => T): Promise<T> {
    return this.turns.take(call.signal, async () => {
      call.begin('Reading files');
      const engine = await this.engine();
      const roots = await this.roots();
      const kept = new Map(roots.map((root) => [root, this.keep(root, engine)]));
      for (const { project } of kept.values()) {
        await project.load(call.signal);
        call.check();
      }
      const opened = unsaved.map(({ path, content }) => ({ ...this.placeOf(path, content, roots), content }));
      try {
        for (const { root, path, content } of opened) this.open(kept.get(root)?.project, root, path, content);
        if (depth === 'found') for (const { project } of kept.values()) while (project.step()) await call.piece('Examining files');
        const result = work(new Seen([...kept].map(([root, { project, today }]): Served => ({ root, snapshot: project.snapshot(), today })), opened));
        call.end('Done');
        return result;
      } finally {
        for (const { root, path } of opened) kept.get(root)?.project.close(path);
      }
    });
  }

  /** Made anew each day: suppressions end on a day. */
  private keep(root: string, engine: SessionEngine): Kept {
    const { today } = engine;
    const before = this.kept.get(root);
    if (before?.today === today) return before;
    const kept = { project: new Project(toFileUri(root), engine.createWorkspace(), confined(folderOnDisk(engine.walk, keepReads()))), today };
    this.kept.set(root, kept);
    return kept;
  }

  private placeOf(path: string, content: string, roots: readonly string[]): Located {
    const located = locate(path, roots);
    if (located.isFolder) throw new Mistake(`${shown(path)} is a folder: unsaved content is that of a file.`);
    if (Buffer.byteLength(content) > sizeLimit) throw new Mistake(`The unsaved content of ${shown(path)} is larger than ${String(sizeLimit)} bytes, which no file that is examined may be.`);
    return located;
  }

  private open(project: Project | undefined, root: string, path: string, content: string): void {
    project?.open(path, toFileUri(join(root, path)));
    project?.write(path, content, ++this.version);
  }
}

class Seen implements Sight {
  constructor(readonly served: readonly Served[], private readonly opened: readonly Located[]) {}

  locate(path: string): Located & { readonly served: Served } {
    const located = locate(path, this.served.map(({ root }) => root));
    const served = this.served.find(({ root }) => root === located.root);
    const isOpened = this.opened.some((each) => each.root === located.root && each.path === located.path);
    if (served === undefined || !(located.exists || isOpened)) throw new Mistake(`There is no file or folder ${shown(path)}.`);
    return { ...located, served };
  }

  nameOf(root: string, path: string): string {
    return this.served.length === 1 ? path : join(root, path).replaceAll('\\', '/');
  }
}

/** What a caley.yaml names is not read where a link leads out of the folder. */
function confined(folder: Folder): Folder {
  return {
    ...folder,
    readNamed: (root, named) => {
      // Packs are never read through such a link.
      if (named.type === 'pack' || isConfined(join(root, named.path), root)) return folder.readNamed(root, named);
      return { type: 'document', path: named.path, content: { why: 'a link leads out of the folder' } };
    },
  };
}
