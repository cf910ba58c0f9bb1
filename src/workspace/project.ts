/**
 * Which files belong together, and which must be looked at again after a change? Keeps
 * documents, what their imports mean, and who imports whom. Must not judge.
 */
import { OwnNames, shape, Source } from '../analysis';
import type { Evaluator, Home, Importer, Links, Ties, Trust } from '../analysis';
import { isNamed, languageOf } from '../languages';
import type { Grammars, Language, Resolver } from '../languages';
import { Document } from './document';
import { lockFor, locked } from './installed';
import { FileSet } from './project-files';
import { areBeside, isSetting } from './settings-beside';
import { Shelf } from './shelf';
import { outgoingOf, targetsOf } from './ties';
import type { Tied } from './ties';
import type { Survey, Trace } from './part';

/** Begins what stands among a file's imports for the files of a language. */
const declared = 'declared in ';
/** Begins what stands among them for the version of a package: it means no file, but is asked for and may change as they do. */
const installed = 'version of ';
/** The same for whether a neighbour of an id is near: what is said of that are these words, or null where it is not known. */
const beside = 'beside ';
const [there, nowhere] = ['there', 'nowhere'];

export class Project implements Links, Tied {
  readonly documents = new Map<string, Document>();
  /** Files whose findings may have changed; taken out by who looks at them again. */
  readonly stale = new Set<string>();
  private readonly isManifest: (path: string) => boolean;
  private resolvers = new Map<string, Resolver>();
  /** Paths of files by language, in order, as far as someone asked. */
  private readonly byLanguage = new Map<string, readonly string[]>();
  /** What each file's imports mean, by specifier; null for what is no file of the project. */
  private readonly imports = new Map<string, Map<string, string | null>>();
  /** By file, who imports it by which specifiers. Only of files that were indexed. */
  private readonly importedBy = new Map<string, Map<string, Set<string>>>();
  /** Files that were not looked at yet: who imports whom is not known of them. */
  private readonly unread = new Set<string>();
  /** Files that are another text than their source. */
  private readonly edited = new Set<string>();
  private readonly sources = new Map<string, Source>();
  /** What is known of files that were looked at, or of which others told. */
  private readonly ties = new Map<string, Ties>();
  /** How many imports a file had when it was surveyed. */
  private readonly surveyed = new Map<string, number>();
  /** As of which edit. */
  private readonly names = new WeakMap<Source, { readonly at: number; readonly names: OwnNames }>();
  /** Whether anyone has asked who imports a file. */
  private isAsked = false;
  /** Files whose text does not parse and was only looked at quickly. */
  private readonly tentative = new Set<string>();
  private readonly shelf: Shelf;
  private attended: ReadonlySet<string> = new Set();
  /** Files in which places may have moved since someone asked. */
  private moved = new Set<string>();
  /** Files came or went, or a manifest changed. */
  private isReshaped = false;

  constructor(readonly languages: readonly Language[], private readonly grammars: Grammars, private readonly evaluator: Evaluator, private readonly maxHeld: number, private readonly files = new FileSet(evaluator.models.settings)) {
    this.shelf = new Shelf(maxHeld);
    const manifests = [...languages.flatMap((language) => language.manifests), ...evaluator.models.settings.askedNames];
    this.isManifest = (path) => isNamed(manifests, path);
  }

  /** The same files with their trees and graphs, of which nothing was found yet: for an evaluator that knows something else. This one is not to be used any more. */
  heir(evaluator: Evaluator): Project {
    const heir = new Project(this.languages, this.grammars, evaluator, this.maxHeld, this.files);
    for (const [path, document] of this.documents) {
      heir.documents.set(path, document);
      heir.unread.add(path);
      heir.stale.add(path);
    }
    heir.attend([...this.attended]);
    return heir;
  }

  /** A source is read when it is needed, where it is told how to. */
  write(path: string, text: string | (() => string), version: number): void {
    const language = languageOf(this.languages, path);
    // A package.json is both: it says what imports mean, and sets things.
    const isManifest = (language?.settings !== undefined || language === null) && this.isManifest(path);
    if (isManifest && typeof text === 'string') this.know(path, text);
    if (language === null) return;
    if (!isManifest && this.files.addSource(path)) this.isReshaped = true;
    if (isSetting(language)) for (const near of this.settingsBeside(path)) this.stale.add(near.path);
    this.documents.set(path, new Document(path, text, version, language, this.grammars, this.documents.get(path) ?? null));
    if (this.sources.has(path)) this.edited.add(path);
    else this.unread.add(path);
    this.stale.add(path);
  }

  /** What a manifest says of imports, whether it is examined or not. */
  know(path: string, text: string): void {
    if (this.isManifest(path) && this.files.putManifest(path, text)) this.isReshaped = true;
  }

  /** A file is there that is not examined. */
  see(path: string): void {
    if (this.files.near.add(path)) this.isReshaped = true;
  }

  /** Everything below these paths was handed over. */
  complete(paths: readonly string[]): void {
    if (this.files.near.complete(paths)) this.isReshaped = true;
  }

  get near(): Pick<FileSet['near'], 'isWhole' | 'isDeclaredAbove'> {
    return this.files.near;
  }

  /** Whether a file of a neighbour is near another; null where that is not known. */
  isNear(path: string, neighbour: string): boolean | null {
    const meaning = this.meaningOf(path, beside + neighbour);
    return meaning === null ? null : meaning === there;
  }

  /** Files of configuration that may name what this one sets, or set what it names. Data sets nothing. */
  settingsBeside(path: string): readonly Document[] {
    return [...this.documents.values()].filter((other) => isSetting(other.language) && areBeside(other.path, path));
  }

  remove(path: string): void {
    if (isSetting(this.documents.get(path)?.language)) for (const near of this.settingsBeside(path)) this.stale.add(near.path);
    this.documents.get(path)?.rest();
    this.documents.delete(path);
    if (this.files.remove(path)) this.isReshaped = true;
    this.unread.delete(path);
    this.stale.delete(path);
    if (this.sources.has(path)) this.edited.add(path);
  }

  /** The text of a manifest; null where there is none. */
  manifestAt(path: string): string | null {
    return this.files.textOf(path);
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
      this.handOver(path, none, none);
    }
    return true;
  }

  /** The same for one file, and what others are to know of it; null where there is none. */
  survey(path: string): Survey | null {
    this.settle();
    const source = this.sourceAt(path);
    if (source === null) return null;
    if (this.unread.delete(path)) this.index(source);
    const ties = this.tiesOf(path) ?? source.ties;
    const imports = [...(this.imports.get(path) ?? [])];
    this.surveyed.set(path, imports.length);
    return { path, ties, imports };
  }

  /** A file was looked at elsewhere. */
  learn({ path, ties, imports }: Survey): void {
    this.unread.delete(path);
    this.ties.set(path, ties);
    this.imports.set(path, new Map(imports));
    this.surveyed.set(path, imports.length);
    for (const [specifier, target] of imports) if (target !== null) this.noteImporter(target, path, specifier);
  }

  /** How what was found so far hangs together. */
  trace(): Trace {
    const readers = [...this.sources.values()].map((source) => [source.path, readersOf(source)] as const);
    const asked = [...this.imports].map(([path, imports]) => {
      const known = this.surveyed.get(path) ?? 0;
      // What is asked later stands behind what was surveyed.
      return [path, [...imports].slice(known)] as const;
    });
    return { readers: readers.filter(([, all]) => all.length > 0), asked: asked.filter(([, all]) => all.length > 0), cut: [...this.sources.values()].filter(({ cuts }) => cuts > 0).map(({ path }) => path) };
  }

  /** Looks properly at one file whose text does not parse, where there was only time for a quick look. False where there is none. */
  lookAgain(): boolean {
    const path = this.tentative.values().next().value;
    if (path === undefined) return false;
    this.tentative.delete(path);
    const document = this.documents.get(path);
    if (document?.isTentative !== true) return true;
    this.documents.set(path, document.again());
    this.edited.add(path);
    this.stale.add(path);
    return true;
  }

  /** What the user says of functions is something else: all is found again, with the graphs that are there. */
  believe(trust: Trust): void {
    this.evaluator.trusted.believe(trust);
    for (const source of this.sources.values()) {
      this.evaluator.forget(source);
      source.steps = 0;
      source.cuts = 0;
    }
    for (const path of this.documents.keys()) this.stale.add(path);
  }

  /** By which names the user may speak of what a file has; null where there is no such file. */
  namesIn(path: string): OwnNames | null {
    const source = this.sourceAt(path);
    if (source === null) return null;
    let known = this.names.get(source);
    if (known?.at !== source.changedAt) this.names.set(source, (known = { at: source.changedAt, names: new OwnNames(source) }));
    return known.names;
  }

  /** What each file imports; null while a file was not looked at. */
  imported(): ReadonlyMap<string, ReadonlyMap<string, string | null>> | null {
    return this.unread.size > 0 ? null : this.imports;
  }

  /** Gives back what is too much to hold of files that are not being edited. Not while anything is evaluated. */
  trim(): void {
    this.shelf.trim();
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
      else if (document.text !== source.text || document.graph !== source.graph) this.update(source, document);
    }
  }

  /** The source of a file, made now if it was not; null where there is no such file. */
  sourceAt(path: string): Source | null {
    let source = this.sources.get(path);
    if (source !== undefined) return source;
    const document = this.documents.get(path);
    if (document === undefined) return null;
    source = new Source(path, () => document.text, document.graph, document.language.ecosystem, this);
    source.attend(this.attended.has(path));
    this.sources.set(path, source);
    if (document.isTentative) this.tentative.add(path);
    if (!source.isAttended) document.rest();
    this.shelf.put(source, document);
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

  declaring(language: string, from: Source): Source | null {
    const path = this.meaningOf(from.path, declared + language);
    return path === null ? null : this.sourceAt(path);
  }

  versionOf(name: string, from: Source): string | null {
    return this.meaningOf(from.path, installed + name);
  }

  noteShape(source: Source, parts: number): void {
    this.evaluator.noteShape(source, parts);
  }

  importers(target: string): readonly Importer[] {
    this.isAsked = true;
    const importers = [...(this.importedBy.get(target) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return importers.flatMap(([path, specifiers]) => {
      const ties = this.tiesOf(path);
      return ties === null ? [] : [{ path, specifiers, ties, source: () => this.sourceAt(path) }];
    });
  }

  tiesOf(path: string): Ties | null {
    let ties = this.ties.get(path) ?? null;
    if (ties === null && (ties = this.sourceAt(path)?.ties ?? null) !== null) this.ties.set(path, ties);
    return ties;
  }

  /** Files whose text changed since this was last asked: what points into them points elsewhere now. */
  takeMoved(): ReadonlySet<string> {
    const { moved } = this;
    if (moved.size > 0) this.moved = new Set();
    return moved;
  }

  private update(source: Source, document: Document): void {
    this.moved.add(source.path);
    const [before, pointed] = [outgoingOf(this.tiesOf(source.path)), targetsOf(this, source.path)];
    this.ties.delete(source.path);
    this.evaluator.update(source, () => document.text, document.graph);
    this.shelf.put(source, document);
    if (document.isTentative) this.tentative.add(source.path);
    if (source.changedAt === this.evaluator.edit) {
      if (!this.unread.has(source.path)) this.index(source);
      this.handOver(source.path, before, pointed);
    }
    this.tell(source);
  }

  /** A file is gone. */
  private leave(source: Source): void {
    const pointed = targetsOf(this, source.path);
    this.sources.delete(source.path);
    this.shelf.remove(source);
    this.ties.delete(source.path);
    this.forgetImports(source.path);
    this.importedBy.delete(source.path);
    this.evaluator.forget(source);
    source.shaped(shape.all, this.evaluator.edit);
    source.leave();
    for (const target of pointed) this.sources.get(target)?.forgetImporters();
    this.tell(source);
  }

  /** Lets all look again who found something with what a file said before, and says otherwise now. */
  private tell(first: Source): void {
    const waiting = [first];
    for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
      const affected = new Set<Home>();
      const since = source.toldAt;
      if (source.shapedAt > since) takeReaders(source.readers, affected);
      if (source.changedAt > since) takeReaders(source.closeReaders, affected);
      for (const cell of source.abroad) {
        if (!cell.isGone) this.evaluator.look(cell);
        if (!cell.isGone && cell.changedAt <= since) continue;
        if (cell.foreign !== null) takeReaders(cell.foreign, affected);
        if (cell.isGone || (cell.foreign?.size ?? 0) === 0) source.abroad.delete(cell);
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
    const asked = [...(this.imports.get(path)?.keys() ?? [])];
    this.forgetImports(path);
    for (const specifier of specifiers) {
      const target = this.meaningOf(path, specifier);
      if (target !== null) this.noteImporter(target, path, specifier);
    }
    // What names no file may have been asked for by what is still known.
    for (const name of asked) if ([declared, installed, locked, beside].some((begin) => name.startsWith(begin))) this.meaningOf(path, name);
  }

  private noteImporter(target: string, path: string, specifier: string): void {
    let importers = this.importedBy.get(target);
    if (importers === undefined) this.importedBy.set(target, (importers = new Map<string, Set<string>>()));
    const known = importers.get(path);
    if (known === undefined) importers.set(path, new Set([specifier]));
    else known.add(specifier);
  }

  /** Looks again at the files to whose functions the one at `path` hands something that it did not; `before` and `pointed` are its sites and targets of before. */
  private handOver(path: string, before: ReadonlySet<string>, pointed: ReadonlySet<string>): void {
    if (!this.isAsked) return;
    const after = outgoingOf(this.tiesOf(path));
    if (after.size === before.size && [...after].every((site) => before.has(site))) return;
    for (const one of new Set([...pointed, ...targetsOf(this, path)])) {
      const target = this.sources.get(one);
      const known = target?.importers ?? null;
      if (target === undefined || known === null) continue;
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
    this.byLanguage.clear();
    for (const [path, imports] of [...this.imports]) {
      const document = this.documents.get(path);
      if (document === undefined || [...imports].every(([specifier, meaning]) => this.find(document, specifier) === meaning)) continue;
      const source = this.sources.get(path);
      const pointed = source === undefined ? [] : targetsOf(this, path);
      this.forgetImports(path);
      if (source === undefined) continue;
      this.stale.add(path);
      this.evaluator.forget(source);
      source.shaped(shape.all, this.evaluator.edit);
      // What it hands to whom is found anew, as if nothing had been handed over.
      for (const one of pointed) {
        const target = this.sources.get(one);
        if (target === undefined) continue;
        target.forgetImporters();
        this.stale.add(one);
        this.evaluator.forget(target);
        this.tell(target);
      }
      this.unread.add(path);
      this.tell(source);
    }
  }

  meaningOf(path: string, specifier: string): string | null {
    let imports = this.imports.get(path);
    let meaning = imports?.get(specifier);
    if (meaning !== undefined) return meaning;
    const document = this.documents.get(path);
    if (document === undefined) return null;
    if (imports === undefined) this.imports.set(path, (imports = new Map<string, string | null>()));
    imports.set(specifier, (meaning = this.find(document, specifier)));
    return meaning;
  }

  /** The file of a language whose folder has most in common with the path's, and least beside that; of several the first by path. */
  private nearest(language: string, path: string): string | null {
    let paths = this.byLanguage.get(language);
    if (paths === undefined) {
      paths = [...this.documents.values()].filter((document) => document.language.id === language).map((document) => document.path).sort();
      this.byLanguage.set(language, paths);
    }
    const folders = path.split('/').slice(0, -1);
    let best: string | null = null;
    let [most, least] = [-1, 0];
    for (const other of paths) {
      const theirs = other.split('/').slice(0, -1);
      const differs = theirs.findIndex((folder, i) => folder !== folders[i]);
      const shared = differs < 0 ? theirs.length : differs;
      const apart = theirs.length - shared;
      if (shared > most || (shared === most && apart < least)) [best, most, least] = [other, shared, apart];
    }
    return best;
  }

  private find({ path, language }: Document, specifier: string): string | null {
    if (specifier.startsWith(declared)) return this.nearest(specifier.slice(declared.length), path);
    if (specifier.startsWith(locked)) return lockFor(path, specifier.slice(locked.length), this.languages, this.files);
    if (specifier.startsWith(beside)) {
      const isThere = this.files.near.isThere(specifier.slice(beside.length), path);
      return isThere === null ? null : isThere ? there : nowhere;
    }
    let resolver = this.resolvers.get(language.ecosystem);
    if (resolver === undefined) this.resolvers.set(language.ecosystem, (resolver = language.resolver(this.files)));
    if (specifier.startsWith(installed)) return resolver.versionOf(specifier.slice(installed.length), path);
    const meaning = resolver.resolve(specifier, path);
    return meaning === path ? null : meaning;
  }
}

const none: ReadonlySet<never> = new Set();

/** The files that something was found in by looking into this one. */
function readersOf(source: Source): readonly string[] {
  const readers = new Set([...source.readers, ...source.closeReaders]);
  for (const { foreign } of source.abroad) for (const reader of foreign ?? []) readers.add(reader);
  return [...readers].map(({ path }) => path);
}

/** Those who read something, for being told; files that are being edited look through what they found, and may go on with it, so they remain readers. */
function takeReaders(from: Set<Home>, to: Set<Home>): void {
  for (const reader of from) {
    to.add(reader);
    if (!reader.isAttended) from.delete(reader);
  }
}
