/**
 * Which workspace answers for a file, for as long as a server runs? One project a workspace folder, and one for files that lie
 * outside all of them. Holds the folder's engine state, settings and the map between paths and URIs.
 * Must not talk to a client.
 */
import type { Settings } from '../protocol';
import { isDeclaration } from '../workspace';
import type { Change, Configuration, Snapshot, Workspace } from '../workspace';
import type { Folder } from './folder';
import { Known } from './known';
import { NamedFiles } from './named-files';
import { nextTurn } from './turn';
import { fromFileUri, namesOnDisk, toFileUri } from './uri';
import type { FolderNames } from './uri';

/** Milliseconds of reading between two looks at the message queue. */
const SLICE = 8;

export const defaultSettings: Settings = { enable: true, minimumConfidence: 'medium', rules: {}, delay: 400, baseline: '' };

/** Extension for a document that has none, so that the engine knows its language. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  javascript: '.js',
  javascriptreact: '.jsx',
  notebook: '.ipynb',
  python: '.py',
  typescript: '.ts',
  typescriptreact: '.tsx',
};

export class Project {
  /** Absolute path with forward slashes, of a folder on this machine's disk or of its mirror; null for the project of loose files. */
  readonly root: string | null;
  private readonly names: FolderNames | null;
  settings: Settings = defaultSettings;
  /** Every file of the folder was asked for, so findings of closed files are shown as well. */
  wide = false;
  private resolveLoaded: () => void = () => undefined;
  /** Resolves when the folder's files are in the workspace, or were awaited long enough. */
  readonly whenLoaded = new Promise<void>((resolve) => {
    this.resolveLoaded = resolve;
  });
  private isLoaded = false;
  private loading: Promise<void> | null = null;
  private current: Snapshot | null = null;
  private readonly onDisk = new Set<string>();
  /** What the engine was given last. The strings are the engine's own, so this costs references only. */
  private readonly texts = new Map<string, string>();
  /** Open documents that are none of the project's sources. */
  private readonly leftOut = new Set<string>();
  /** The client's own spelling of the URIs it opened. */
  private readonly openUris = new Map<string, string>();
  private readonly named: NamedFiles;
  /** What a baseline says was there already. */
  readonly known = new Known();

  /** `uri` is the folder's, null for loose files. A folder that is not on disk is treated as loose. */
  constructor(
    readonly uri: string | null,
    private readonly workspace: Workspace,
    private readonly folder: Folder,
  ) {
    this.names = uri === null ? null : folder.names ?? namesOnDisk(uri);
    const root = this.names?.root ?? null;
    this.root = root;
    this.named = new NamedFiles((named) => (root === null ? null : folder.readNamed(root, named)));
    if (root === null) this.settle();
    this.apply({ type: 'configure', configuration: toConfiguration(this.settings) });
  }

  /** Whether its files lie somewhere else, and are fetched. */
  get isMirrored(): boolean {
    return this.folder.prepare !== undefined;
  }

  get loaded(): boolean {
    return this.isLoaded;
  }

  /** Findings may be shown from now on. */
  settle(): void {
    this.isLoaded = true;
    this.resolveLoaded();
  }

  /** The state after the last change; asking again before the next one costs nothing. */
  snapshot(): Snapshot {
    this.current ??= this.workspace.snapshot();
    return this.current;
  }

  /** Does one small unit of the engine's work; false when nothing is left. */
  step(): boolean {
    return this.workspace.step();
  }

  /** The text of a caley.yaml for a folder of the project: see `Snapshot.propose`. */
  propose(folder: string): Generator<void, string, void> {
    return this.snapshot().propose(folder, this.root === null ? [] : this.folder.documents(this.root, folder));
  }

  /** Files to work on first. */
  focus(paths: readonly string[]): void {
    this.workspace.focus(paths);
  }

  /** Takes in the text of a document that the client holds open. What the check of the folder leaves out is left out here. */
  write(path: string, text: string, version: number): void {
    this.applyAll(this.named.write(path, text));
    if (!this.leftOut.has(path)) this.apply({ type: 'write', path, text, version });
  }

  /** The workspace-relative path of a document, or null where it lies outside. The project of loose files takes every URI. */
  pathOf(uri: string, languageId: string): string | null {
    if (this.names !== null) return this.names.pathOf(uri);
    const path = (fromFileUri(uri) ?? uri.replace(/^([a-z-]+):\/*/i, '$1/')).replace(/^\/+/, '');
    const extension = EXTENSIONS[languageId] ?? '';
    // What is run as notebook is one, whatever it is called.
    return (languageId === 'notebook' ? path.endsWith(extension) : /\.[A-Za-z]+$/.test(path)) ? path : path + extension;
  }

  uriOf(path: string): string {
    return this.openUris.get(path) ?? this.names?.uriOf(path) ?? toFileUri(`/${path}`);
  }

  open(path: string, uri: string): void {
    this.openUris.set(path, uri);
    if (this.root === null || this.folder.examines(this.root, path)) this.leftOut.delete(path);
    else this.leftOut.add(path);
  }

  isOpen(path: string): boolean {
    return this.openUris.has(path);
  }

  /** Whether an open document is one that the check of the folder leaves out. */
  isLeftOut(path: string): boolean {
    return this.leftOut.has(path);
  }

  /** No document is open here, until the next `open`. */
  forgetOpen(): void {
    if (this.root === null) for (const path of this.openUris.keys()) this.apply({ type: 'remove', path });
    this.openUris.clear();
    this.leftOut.clear();
    this.named.forgetOpen();
  }

  /** Gives the file back to the disk. */
  close(path: string): void {
    this.openUris.delete(path);
    this.leftOut.delete(path);
    this.named.close(path);
    if (this.root === null) this.apply({ type: 'remove', path });
    else this.reread(path);
  }

  /** Takes the file's state from disk, unless the client holds it open. */
  reread(path: string): void {
    if (this.root === null) return;
    if (path === this.baseline) this.readBaseline();
    this.applyAll(this.named.reread(path));
    if (!this.openUris.has(path)) this.take(this.folder.read(this.root, path));
  }

  /** Something is another at a path, or gone: what is kept of it is fetched anew, where anything is kept. */
  async refresh(path: string): Promise<void> {
    if (this.root !== null) await this.folder.refresh?.(this.root, path);
  }

  /** Brings the workspace level with the folder on disk. A call while another runs joins it. */
  load(signal: AbortSignal): Promise<void> {
    this.loading ??= this.walk(signal).finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  configure(settings: Settings): void {
    const isOther = settings.baseline !== this.settings.baseline;
    this.settings = settings;
    if (isOther) this.readBaseline();
    this.apply({ type: 'configure', configuration: toConfiguration(settings) });
  }

  /** By its path in the folder; null for none. */
  private get baseline(): string | null {
    const path = this.settings.baseline.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
    return path === '' || this.root === null ? null : path;
  }

  private readBaseline(): void {
    const { baseline, root } = this;
    const read = baseline === null || root === null ? null : this.folder.readNamed(root, { type: 'document', path: baseline });
    this.known.set(read?.type === 'document' ? read.content : null);
  }

  private apply(change: Change): void {
    this.current = null;
    const path = pathOfChange(change);
    if (change.type === 'write') this.texts.set(change.path, change.text);
    else if (path !== null) this.texts.delete(path);
    this.workspace.apply(change);
    // What is named while it is typed is asked for at once.
    if (path !== null && isDeclaration(path)) this.applyAll(this.named.declare(path, change));
  }

  private applyAll(changes: readonly Change[]): void {
    for (const change of changes) this.apply(change);
  }

  private async walk(signal: AbortSignal): Promise<void> {
    if (this.root === null) return;
    await this.folder.prepare?.(this.root, signal);
    const seen = new Set<string>();
    let until = performance.now() + SLICE;
    for (const change of this.folder.walk(this.root)) {
      const path = pathOfChange(change);
      if (path === null) {
        // What is named is asked for when the client's texts are known.
        if (change.type === 'complete') this.apply(change);
        continue;
      }
      seen.add(path);
      if (!this.openUris.has(path)) this.take(change);
      if (performance.now() < until) continue;
      await nextTurn();
      if (signal.aborted) return;
      until = performance.now() + SLICE;
    }
    this.applyAll(this.named.rereadAll());
    for (const path of this.onDisk) if (!seen.has(path) && !this.openUris.has(path)) this.take({ type: 'remove', path });
  }

  private take(change: Change): void {
    const path = pathOfChange(change);
    if (path !== null) {
      if (change.type === 'remove') this.onDisk.delete(path);
      else this.onDisk.add(path);
    }
    // Reading the folder again must not undo the work on files that are as they were.
    if (change.type === 'write' && this.texts.get(change.path) === change.text) return;
    this.apply(change);
  }
}

/** What the engine needs of the settings. */
function toConfiguration(settings: Settings): Configuration {
  return { minimumConfidence: settings.minimumConfidence, rules: new Map(Object.entries(settings.rules)), drafts: false };
}

function pathOfChange(change: Change): string | null {
  switch (change.type) {
    case 'write':
    case 'remove':
      return change.path;
    case 'skip':
      return change.skipped.file;
    case 'complete':
    case 'configure':
    case 'document':
    case 'pack':
      return null;
  }
}
