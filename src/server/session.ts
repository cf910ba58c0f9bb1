/**
 * What does the server know and do between messages? Documents into projects, examined in the
 * background, flags to the client. Requests read from here.
 * Must not parse messages.
 */
import { Project } from '../host';
import type { Folder } from '../host';
import type { Location } from 'vscode-languageserver';
import type { ClauseId, Policy } from '../policy';
import type { MadeProof } from '../host';
import type { Snapshot, Workspace } from '../workspace';
import type { Flags } from './board';
import { Board } from './board';
import type { ClientFeatures } from './client-features';
import type { Rendering } from './diagnostic';
import type { OpenDocument, OpenDocuments } from './documents';
import { examine, openIn } from './examine';
import type { Fence } from './fence';
import { Loop } from './loop';
import type { PolicyPage } from './policy-page';
import { renderPolicyPage } from './policy-page';
import type { Place } from './projects';
import { Projects } from './projects';
import type { Settings, ToolResult } from '../protocol';
import type { Slices } from './slices';
import type { Status } from './status';

/** Calls a tool; `unsaved` are texts that the disk does not have, by absolute paths. */
export type CallTool = (name: string, input: unknown, unsaved: readonly { readonly path: string; readonly content: string }[], signal: AbortSignal) => Promise<ToolResult>;

/** The loaded engine, and the disk it is fed from. */
export interface Engine {
  readonly policy: Policy;
  createWorkspace(): Workspace;
  /** Where the files of a folder come from; null stands for files that lie in none. */
  folderOf(uri: string | null): Folder;
  /** Patterns of base names of the files that are examined. */
  readonly fileNames: readonly string[];
  /** Patterns of base names of the files that say what imports mean, and what is declared. */
  readonly manifests: readonly string[];
  /** The proof for an absolute path; nothing may be left to do in the snapshot, and nothing may change before it is done. */
  proving(snapshot: Snapshot, root: string): Generator<void, MadeProof, void>;
  /** The tools for language models, over folders by their absolute paths. */
  tools(roots: () => readonly string[]): CallTool;
  /** Puts files in the place of a folder, by its URI; says why it could not. */
  writeProof(folder: string, files: ReadonlyMap<string, string>): Promise<string | null>;
}

export interface SessionOptions {
  readonly engine: Engine;
  readonly features: ClientFeatures;
  readonly documents: OpenDocuments;
  readonly fence: Fence;
  readonly status: Status;
  readonly clauseLink: (pages: ReadonlyMap<string, PolicyPage>, id: ClauseId) => string | null;
  /** Under which the client shows our pages; null where it does not. */
  readonly policyScheme: string | null;
  /** Hands flags to a client that gets them pushed; asks one that pulls to pull again. */
  readonly deliver: (flags: Flags) => void;
  /** Told when work is done after which views may be out of date. */
  readonly changed: () => void;
}

/** Of pages beside the documents. */
const FOLDERS = { rule: 'rules', kind: 'kinds', party: 'parties' } as const;
/** Files that say which other files are examined. */
const RULING_FILES = /(?:^|\/)(?:\.gitignore|\.caleyignore)$/;
/** A folder's files are awaited so long before open files are examined without them. */
const LONGEST_WAIT = 2000;
/** This many failed units in a row, and background work rests until something changes. */
const MOST_FAILURES = 3;

export class Session {
  readonly policy: Policy;
  readonly fileNames: readonly string[];
  readonly manifests: readonly string[];
  readonly pages: ReadonlyMap<string, PolicyPage>;
  readonly features: ClientFeatures;
  readonly documents: OpenDocuments;
  readonly projects: Projects;
  readonly board: Board;
  readonly loop: Loop;
  private readonly pending = new Set<string>();
  /** How many of a project's files were looked at since it last changed. */
  private readonly sweeps = new Map<Project, number>();
  /** Projects whose declarations must be held against the code again, and every caley.yaml that was looked at. */
  private readonly undeclared = new Set<Project>();
  private readonly declared = new Map<Project, readonly string[]>();
  /** Projects with a baseline whose files must be looked at together again. */
  private readonly unsettled = new Set<Project>();
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<() => void>();
  private failures = 0;
  private tools: CallTool | null = null;
  /** Something changed that views were not told of. */
  private untold = false;

  constructor(private readonly options: SessionOptions) {
    const { engine, features, documents } = options;
    this.policy = engine.policy;
    this.fileNames = engine.fileNames;
    this.manifests = engine.manifests;
    this.features = features;
    this.documents = documents;
    this.pages = new Map([...engine.policy.documents.values()].map((document) => [document.id, renderPolicyPage(document, engine.policy.clauses.values())]));
    this.projects = new Projects((folder) => new Project(folder, engine.createWorkspace(), engine.folderOf(folder)));
    this.loop = new Loop(() => this.unit());
    this.board = new Board((uri) => {
      this.enqueue([uri]);
    }, () => performance.now());
  }

  /** A project of the same folder as it is on disk, with nothing of what the editor knows; not loaded. */
  projectApart(uri: string): Project {
    return new Project(uri, this.options.engine.createWorkspace(), this.options.engine.folderOf(uri));
  }

  /** Where the client shows what there is to read of an id; null where it shows no pages of ours. */
  pageOf(type: 'clause' | 'rule' | 'kind' | 'party', id: string): Location | null {
    const { policyScheme: scheme } = this.options;
    const document = type === 'clause' ? this.policy.clauses.get(id)?.document : `${FOLDERS[type]}/${id}`;
    if (scheme === null || document === undefined) return null;
    const line = type === 'clause' ? (this.pages.get(document)?.lines.get(id) ?? 0) : 0;
    return { uri: `${scheme}:/${document}.md`, range: { start: { line, character: 0 }, end: { line, character: 0 } } };
  }

  /** The proof of a project as it is then; begins anew where it changes meanwhile. */
  async prove(project: Project, slices: Slices): Promise<{ readonly made: MadeProof; readonly snapshot: Snapshot }> {
    for (;;) {
      while (project.step()) await slices.pause();
      const snapshot = project.snapshot();
      const work = this.options.engine.proving(snapshot, project.root ?? '');
      while (project.snapshot() === snapshot) {
        const next = work.next();
        if (next.done === true) return { made: next.value, snapshot };
        await slices.pause();
      }
    }
  }

  callTool(...call: Parameters<CallTool>): ReturnType<CallTool> {
    this.tools ??= this.options.engine.tools(() => this.projects.rooted().flatMap(({ root, isMirrored }) => (isMirrored ? [] : root ?? [])));
    return this.tools(...call);
  }

  writeProof(folder: string, files: ReadonlyMap<string, string>): Promise<string | null> {
    return this.options.engine.writeProof(folder, files);
  }

  placeOf(uri: string): Place {
    return this.projects.placeOf(uri, this.documents.get(uri)?.languageId ?? '');
  }

  rendering(project: Project): Rendering {
    return {
      snapshot: project.snapshot(),
      features: this.features,
      uriOf: (path) => project.uriOf(path),
      clauseLink: (id) => this.options.clauseLink(this.pages, id),
    };
  }

  /** Starts a project for a workspace folder and reads its files in the background. */
  addFolder(uri: string, settings: Settings): Project {
    const project = this.projects.add(uri);
    project.configure(settings);
    this.placeDocuments();
    void this.load(project);
    return project;
  }

  removeFolder(uri: string): void {
    const project = this.projects.remove(uri);
    if (project === null) return;
    for (const path of [...project.snapshot().files, ...project.snapshot().declarations]) this.withdraw(project.uriOf(path));
    this.declared.delete(project);
    this.undeclared.delete(project);
    this.placeDocuments();
  }

  /** Gives every open document to the project that holds it now. */
  placeDocuments(): void {
    for (const project of this.projects.all()) project.forgetOpen();
    for (const document of this.documents.all()) this.opened(document);
  }

  /** Brings a project level with its folder on disk. */
  async load(project: Project): Promise<void> {
    const patience = setTimeout(() => {
      project.settle();
      this.changedIn(project);
    }, LONGEST_WAIT);
    await this.options.fence.run(`reading ${project.root ?? ''}`, () => project.load(this.stopping.signal));
    clearTimeout(patience);
    // Which of them are left out is known now.
    if (project.isMirrored) this.placeDocuments();
    project.settle();
    this.changedIn(project);
  }

  opened(document: OpenDocument): void {
    const { project, path } = this.placeOf(document.uri);
    project.open(path, document.uri);
    project.write(path, document.content.getText(), document.content.version);
    this.changedIn(project, document.uri);
  }

  edited(document: OpenDocument): void {
    const { project, path } = this.placeOf(document.uri);
    project.write(path, document.content.getText(), document.content.version);
    this.changedIn(project, document.uri);
  }

  closed(document: OpenDocument): void {
    const { project, path } = this.projects.placeOf(document.uri, document.languageId);
    project.close(path);
    if (!project.wide) this.withdraw(document.uri);
    this.changedIn(project);
  }

  /** Files changed on disk. */
  async touched(uris: readonly string[]): Promise<void> {
    const places = uris.map((uri) => this.placeOf(uri)).filter(({ project }) => project.isMirrored);
    if (places.length > 0) await Promise.all(places.map(({ project, path }) => project.refresh(path)));
    this.reread(uris);
  }

  /** Files came that had been read before they were here. */
  arrived(folder: string, paths: readonly string[]): void {
    const project = this.projects.rooted().find(({ uri }) => uri === folder);
    if (project !== undefined) this.reread(paths.map((path) => project.uriOf(path)));
  }

  private reread(uris: readonly string[]): void {
    const projects = new Set<Project>();
    const reload = new Set<Project>();
    for (const uri of uris) {
      const { project, path } = this.placeOf(uri);
      if (RULING_FILES.test(path)) reload.add(project);
      else project.reread(path);
      projects.add(project);
    }
    // What is left out may be another set of files now.
    if (reload.size > 0) this.placeDocuments();
    for (const project of reload) void this.load(project);
    for (const project of projects) this.changedIn(project);
  }

  configure(project: Project, settings: Settings): void {
    project.configure(settings);
    this.changedIn(project);
  }

  /** Shows findings of closed files too, from now on, or no longer. */
  widen(project: Project, wide: boolean): void {
    project.wide = wide;
    if (wide) this.changedIn(project);
    else for (const flags of this.board.all()) if (this.isClosedIn(project, flags.uri)) this.withdraw(flags.uri);
  }

  /** Whether a file is shown only where all files are. */
  private isClosedIn(project: Project, uri: string): boolean {
    const place = this.placeOf(uri);
    return place.project === project && this.documents.get(uri) === null && !project.snapshot().declarations.includes(place.path);
  }

  /** Examines one file now. The client is told unless this answers its own question. */
  examineNow(place: Place, tell: boolean): Flags {
    const document = this.documents.get(place.project.uriOf(place.path));
    const { flags, changed } = this.board.post(examine(place.project, place.path, document, this.rendering(place.project)));
    if (changed && tell) this.options.deliver(flags);
    if (changed) this.announce();
    return flags;
  }

  /** Resolves at the next change of any flag, or when `signal` aborts. */
  nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        this.listeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.listeners.add(done);
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }

  get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  stop(): void {
    this.stopping.abort();
    this.loop.stop();
    this.board.stop();
    this.options.status.stop();
    this.announce();
  }

  /** Something in the project changed: look again at its open files, `first` before the others, and at the rest where they are shown. */
  private changedIn(project: Project, first: string | null = null): void {
    this.failures = 0;
    this.untold = true;
    const open = this.documents.all().filter((document) => this.placeOf(document.uri).project === project).map((document) => document.uri);
    project.focus(open.map((uri) => this.placeOf(uri).path));
    if (project.wide) this.sweeps.set(project, 0);
    this.undeclared.add(project);
    if (!project.known.isEmpty) this.unsettled.add(project);
    // A client that pulls asks for the document it changed by itself.
    if (first !== null && this.features.diagnostics === 'push') this.pending.delete(first);
    const others = open.filter((uri) => uri !== first);
    this.enqueue(first !== null && this.features.diagnostics === 'push' ? [first, ...others] : others, first !== null);
  }

  private enqueue(uris: readonly string[], inFront = false): void {
    const later = inFront ? [...this.pending] : [];
    if (inFront) this.pending.clear();
    for (const uri of [...uris, ...later]) this.pending.add(uri);
    this.options.status.busy(this.board.findings);
    this.loop.wake();
  }

  /** One piece of background work: an open document, else a step of an engine, else a closed file that is shown. */
  private unit(): boolean {
    if (this.failures >= MOST_FAILURES) return this.rest();
    const more = this.options.fence.runNow<boolean | null>('background work', () => this.work(), null);
    this.failures = more === null ? this.failures + 1 : 0;
    return more === false ? this.rest() : true;
  }

  private work(): boolean {
    for (const uri of this.pending) {
      const place = this.placeOf(uri);
      if (!place.project.loaded) continue;
      this.pending.delete(uri);
      if (this.documents.get(uri) !== null) this.examineNow(place, true);
      return true;
    }
    for (const project of this.projects.all()) if (project.loaded && project.settings.enable && project.step()) return true;
    return this.declare() || this.settleKnown() || this.sweep();
  }

  /** Looks at every caley.yaml of a project, open or not, and at open files of which other files decide: what they name may be in the code or not, now that all of it is read. */
  private declare(): boolean {
    const project = [...this.undeclared].find(({ loaded }) => loaded);
    if (project === undefined) return false;
    this.undeclared.delete(project);
    const { declarations } = project.snapshot();
    for (const path of this.declared.get(project) ?? []) if (!declarations.includes(path)) this.withdraw(project.uriOf(path));
    this.declared.set(project, declarations);
    for (const path of declarations) this.examineNow({ project, path }, true);
    for (const place of this.documents.all().map(({ uri }) => this.placeOf(uri))) if (place.project === project && project.snapshot().hangsOnAll(place.path)) this.examineNow(place, true);
    return true;
  }

  private settleKnown(): boolean {
    const project = [...this.unsettled].find(({ loaded }) => loaded);
    if (project === undefined) return false;
    this.settle(project);
    return true;
  }

  /** Holds all findings of a project against its baseline, and tells of the files for which that makes a difference. */
  settle(project: Project): void {
    this.unsettled.delete(project);
    const snapshot = project.snapshot();
    for (const path of project.known.settle(snapshot, (file) => openIn(snapshot, file))) {
      if (project.wide || project.isOpen(path) || snapshot.declarations.includes(path)) this.examineNow({ project, path }, true);
    }
  }

  private sweep(): boolean {
    for (const [project, done] of this.sweeps) {
      const path = project.snapshot().files[done];
      if (path === undefined) {
        this.sweeps.delete(project);
        this.withdrawGone(project);
        continue;
      }
      this.sweeps.set(project, done + 1);
      if (!project.isOpen(path)) this.examineNow({ project, path }, true);
      return true;
    }
    return false;
  }

  private rest(): false {
    const projects = this.projects.all();
    if (projects.every((project) => !project.settings.enable)) this.options.status.off();
    // Folders still being read bring more work.
    else if (projects.every((project) => project.loaded)) this.options.status.idle(this.board.findings);
    if (this.untold) this.options.changed();
    this.untold = false;
    return false;
  }

  private withdrawGone(project: Project): void {
    const present = new Set([...project.snapshot().files, ...project.snapshot().declarations]);
    for (const flags of this.board.all()) {
      const place = this.placeOf(flags.uri);
      if (place.project === project && !present.has(place.path)) this.withdraw(flags.uri);
    }
  }

  private withdraw(uri: string): void {
    if (!this.board.clear(uri)) return;
    this.options.deliver({ uri, version: null, diagnostics: [], resultId: '', findings: 0 });
    this.announce();
  }

  private announce(): void {
    this.untold = true;
    for (const listener of [...this.listeners]) listener();
  }
}
