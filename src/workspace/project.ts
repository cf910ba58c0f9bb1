/**
 * Which files belong together, and which must be looked at again after a change? Keeps
 * documents, what their imports mean, and who imports whom. Must not judge.
 */
import { Source } from '../analysis';
import type { Evaluator, Home, Importer, Links } from '../analysis';
import { languageOf } from '../languages';
import type { Grammars, Language, Resolver } from '../languages';
import { Document } from './document';
import { FileSet } from './project-files';

export class Project implements Links {
  readonly documents = new Map<string, Document>();
  /** Files whose findings may have changed; taken out by who looks at them again. */
  readonly stale = new Set<string>();
  private readonly files = new FileSet();
  private readonly isManifest: (path: string) => boolean;
  private resolvers = new Map<string, Resolver>();
  /** What each file's imports mean, by specifier; null for what is no file of the project. */
  private readonly imports = new Map<string, Map<string, string | null>>();
  /** By file, who imports it by which specifiers. Only of files that were indexed. */
  private readonly importedBy = new Map<string, Map<string, Set<string>>>();
  /** Files that were not looked at yet: who imports whom is not known of them. */
  private readonly unread = new Set<string>();
  /** Files that are another text than their source. */
  private readonly edited = new Set<string>();
  private readonly sources = new Map<string, Source>();
  private attended: ReadonlySet<string> = new Set();
  /** Files in which places may have moved since someone asked. */
  private moved = new Set<string>();
  /** Files came or went, or a manifest changed. */
  private isReshaped = false;

  constructor(private readonly languages: readonly Language[], private readonly grammars: Grammars, private readonly evaluator: Evaluator) {
    const patterns = new RegExp(`^(?:${languages.flatMap((language) => language.manifests).map(toPattern).join('|') || '(?!)'})$`, 'i');
    this.isManifest = (path) => patterns.test(path.slice(path.lastIndexOf('/') + 1));
  }

  write(path: string, text: string, version: number): void {
    const language = languageOf(this.languages, path);
    if (language === null) {
      if (this.isManifest(path) && this.files.putManifest(path, text)) this.isReshaped = true;
      return;
    }
    if (this.files.addSource(path)) this.isReshaped = true;
    this.documents.set(path, new Document(path, text, version, language, this.grammars, this.documents.get(path) ?? null));
    if (this.sources.has(path)) this.edited.add(path);
    else this.unread.add(path);
    this.stale.add(path);
  }

  remove(path: string): void {
    this.documents.delete(path);
    if (this.files.remove(path)) this.isReshaped = true;
    this.unread.delete(path);
    this.stale.delete(path);
    if (this.sources.has(path)) this.edited.add(path);
  }

  /** Which files are being edited: what is found about them is kept in small pieces. */
  attend(paths: readonly string[]): void {
    const before = this.attended;
    this.attended = new Set(paths);
    for (const path of new Set([...before, ...paths])) this.sources.get(path)?.attend(this.attended.has(path));
  }

  /** Looks at one file that was not yet: whom it imports, and what it hands to them. False where there is none left. */
  read(): boolean {
    this.settle();
    const path = this.unread.values().next().value;
    if (path === undefined) return false;
    const source = this.sourceAt(path);
    this.unread.delete(path);
    if (source !== null) {
      this.index(source);
      this.handOver(source, none, none);
    }
    return true;
  }

  /** Brings all that was found level with the files as they are now. To be done before anything is evaluated. */
  settle(): void {
    if (this.isReshaped) this.reshape();
    if (this.edited.size === 0) return;
    const edited = [...this.edited];
    this.edited.clear();
    for (const path of edited) {
      const source = this.sources.get(path);
      const document = this.documents.get(path);
      if (source === undefined) continue;
      if (document === undefined) this.leave(source);
      else if (document.text !== source.text) this.update(source, document);
    }
  }

  /** The source of a file, made now if it was not; null where there is no such file. */
  sourceAt(path: string): Source | null {
    let source = this.sources.get(path);
    if (source !== undefined) return source;
    const document = this.documents.get(path);
    if (document === undefined) return null;
    source = new Source(path, document.text, document.graph, document.language.ecosystem, this);
    source.attend(this.attended.has(path));
    this.sources.set(path, source);
    return source;
  }

  resolve(specifier: string, from: Source): Source | null {
    const path = this.meaningOf(from.path, specifier);
    return path === null ? null : this.sourceAt(path);
  }

  member(specifier: string, name: string, from: Source): Source | null {
    const inside = this.documents.get(from.path)?.language.submodule?.(specifier, name);
    return inside === undefined ? null : this.resolve(inside, from);
  }

  importers(source: Source): readonly Importer[] {
    const importers = [...(this.importedBy.get(source.path) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return importers.flatMap(([path, specifiers]) => {
      const importer = this.sourceAt(path);
      return importer === null ? [] : [{ source: importer, specifiers }];
    });
  }

  /** Files whose text changed since this was last asked: what points into them points elsewhere now. */
  takeMoved(): ReadonlySet<string> {
    const { moved } = this;
    if (moved.size > 0) this.moved = new Set();
    return moved;
  }

  private update(source: Source, document: Document): void {
    this.moved.add(source.path);
    const [before, pointed] = [outgoingOf(source), this.evaluator.handOvers.targets(source)];
    this.evaluator.update(source, document.text, document.graph);
    if (source.changedAt === this.evaluator.edit) {
      if (!this.unread.has(source.path)) this.index(source);
      this.handOver(source, before, pointed);
    }
    this.tell(source);
  }

  /** A file is gone. */
  private leave(source: Source): void {
    this.sources.delete(source.path);
    const pointed = this.evaluator.handOvers.targets(source);
    this.forgetImports(source.path);
    this.importedBy.delete(source.path);
    this.evaluator.forget(source);
    source.shapedAt = this.evaluator.edit;
    source.leave();
    for (const target of pointed) target.forgetImporters();
    this.tell(source);
  }

  /** Lets all look again who found something with what a file said before, and says otherwise now. */
  private tell(first: Source): void {
    const waiting = [first];
    for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
      const affected = new Set<Home>();
      const since = source.toldAt;
      if (source.shapedAt > since) moveAll(source.readers, affected);
      if (source.changedAt > since) moveAll(source.closeReaders, affected);
      for (const cell of source.abroad) {
        if (!cell.isGone) this.evaluator.look(cell);
        if (!cell.isGone && cell.changedAt <= since) continue;
        if (cell.foreign !== null) moveAll(cell.foreign, affected);
        source.abroad.delete(cell);
      }
      source.toldAt = this.evaluator.edit;
      for (const { path } of affected) {
        const reader = this.sources.get(path);
        if (reader === undefined) continue;
        this.stale.add(path);
        if (!reader.isAttended) this.evaluator.forget(reader);
        waiting.push(reader);
      }
    }
  }

  /** Notes whom a file imports. */
  private index({ path, specifiers }: Source): void {
    this.forgetImports(path);
    for (const specifier of specifiers) {
      const target = this.meaningOf(path, specifier);
      if (target === null) continue;
      let importers = this.importedBy.get(target);
      if (importers === undefined) this.importedBy.set(target, (importers = new Map<string, Set<string>>()));
      const known = importers.get(path);
      if (known === undefined) importers.set(path, new Set([specifier]));
      else known.add(specifier);
    }
  }

  /** Looks again at the files to whose functions `source` hands something that it did not; `before` and `pointed` are its sites and targets of before. */
  private handOver(source: Source, before: ReadonlySet<string>, pointed: ReadonlySet<Source>): void {
    const after = outgoingOf(source);
    if (after.size === before.size && [...after].every((site) => before.has(site))) return;
    for (const target of new Set([...pointed, ...this.evaluator.handOvers.targets(source)])) {
      const known = target.importers;
      if (known === null) continue;
      target.forgetImporters();
      const isNew = target.units.some((unit) => target.incomingOf(unit).some((one) => {
        if (known.get(unit)?.some((other) => other.source === one.source && other.module === one.module && other.path === one.path) === true) return false;
        return this.evaluator.askFor(target, () => this.evaluator.handOvers.isAnything(one));
      }));
      if (!isNew) continue;
      this.stale.add(target.path);
      this.evaluator.forget(target);
      this.tell(target);
    }
  }

  private forgetImports(path: string): void {
    for (const target of new Set(this.imports.get(path)?.values() ?? [])) if (target !== null) this.importedBy.get(target)?.delete(path);
    this.imports.delete(path);
  }

  /** Imports may mean something else now: those files are looked at again of which they do. */
  private reshape(): void {
    this.isReshaped = false;
    this.resolvers = new Map();
    for (const [path, imports] of [...this.imports]) {
      const document = this.documents.get(path);
      if (document === undefined || [...imports].every(([specifier, meaning]) => this.find(document, specifier) === meaning)) continue;
      const source = this.sources.get(path);
      const pointed = source === undefined ? [] : this.evaluator.handOvers.targets(source);
      this.forgetImports(path);
      if (source === undefined) continue;
      this.stale.add(path);
      this.evaluator.forget(source);
      source.shapedAt = this.evaluator.edit;
      // What it hands to whom is found anew, as if nothing had been handed over.
      for (const target of pointed) {
        target.forgetImporters();
        this.stale.add(target.path);
        this.evaluator.forget(target);
        this.tell(target);
      }
      this.unread.add(path);
      this.tell(source);
    }
  }

  private meaningOf(path: string, specifier: string): string | null {
    const document = this.documents.get(path);
    if (document === undefined) return null;
    let imports = this.imports.get(path);
    if (imports === undefined) this.imports.set(path, (imports = new Map<string, string | null>()));
    let meaning = imports.get(specifier);
    if (meaning === undefined) imports.set(specifier, (meaning = this.find(document, specifier)));
    return meaning;
  }

  private find({ path, language }: Document, specifier: string): string | null {
    let resolver = this.resolvers.get(language.ecosystem);
    if (resolver === undefined) this.resolvers.set(language.ecosystem, (resolver = language.resolver(this.files)));
    const meaning = resolver.resolve(specifier, path);
    return meaning === path ? null : meaning;
  }
}

function toPattern(glob: string): string {
  return glob.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
}

const none: ReadonlySet<never> = new Set();

/** The things of other modules that a file calls or hands on, as keys. */
function outgoingOf(source: Source): ReadonlySet<string> {
  return new Set([...source.outgoing].flatMap(([module, paths]) => [...paths.keys()].map((path) => `${module}\n${path}`)));
}

function moveAll<T>(from: Set<T>, to: Set<T>): void {
  for (const item of from) to.add(item);
  from.clear();
}
