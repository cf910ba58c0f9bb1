/**
 * Which files belong together, and which must be looked at again after a change? Keeps
 * documents, what their imports mean, and who imports whom. Must not judge.
 */
import type { Evaluator, Importer, Links, Source } from '../analysis';
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
  /** Files that are another text, or found other answers, than those who read them know; with what they knew. */
  private readonly changed = new Map<string, Source | null>();
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
    this.drop(path);
    if (this.files.addSource(path)) this.isReshaped = true;
    this.documents.set(path, new Document(path, text, version, language, this.grammars));
    if (!this.changed.has(path)) this.unread.add(path);
    this.stale.add(path);
  }

  remove(path: string): void {
    this.drop(path);
    this.documents.delete(path);
    if (this.files.remove(path)) this.isReshaped = true;
    this.unread.delete(path);
    this.stale.delete(path);
  }

  /** Looks at one file that was not yet: whom it imports, and what it hands to them. False where there is none left. */
  read(): boolean {
    this.settle();
    const path = this.unread.values().next().value;
    if (path === undefined) return false;
    this.unread.delete(path);
    const document = this.documents.get(path);
    if (document !== undefined) this.index(document, null);
    this.settle();
    return true;
  }

  /** Brings all that was found level with the files as they are now. To be done before anything is evaluated. */
  settle(): void {
    if (this.isReshaped) this.reshape();
    for (let [first] = this.changed; first !== undefined; [first] = this.changed) {
      const [path, before] = first;
      this.changed.delete(path);
      const document = this.documents.get(path);
      if (document === undefined) this.leave(path, before);
      else this.index(document, before);
    }
  }

  resolve(specifier: string, from: Source): Source | null {
    const path = this.meaningOf(from.path, specifier);
    return path === null ? null : (this.documents.get(path)?.source(this) ?? null);
  }

  member(specifier: string, name: string, from: Source): Source | null {
    const inside = this.documents.get(from.path)?.language.submodule?.(specifier, name);
    return inside === undefined ? null : this.resolve(inside, from);
  }

  importers(source: Source): readonly Importer[] {
    const importers = [...(this.importedBy.get(source.path) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
    return importers.flatMap(([path, specifiers]) => {
      const importer = this.documents.get(path)?.source(this);
      return importer === undefined ? [] : [{ source: importer, specifiers }];
    });
  }

  /** Takes a file's text out: what was known of it is kept for those who know it. */
  private drop(path: string): void {
    const document = this.documents.get(path);
    if (document === undefined) return;
    this.forget(document);
    document.dispose();
  }

  /** Forgets what was found about a file, and about all whose answers were found with its own. */
  private forget(document: Document): void {
    const waiting = [document];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const { path } = at;
      this.stale.add(path);
      const source = at.forget();
      if (source === null) continue;
      if (!this.unread.has(path) && !this.changed.has(path)) this.changed.set(path, source);
      for (const reader of source.readers) {
        const other = this.documents.get(reader.path);
        if (other?.known === reader) waiting.push(other);
      }
      source.readers.clear();
    }
  }

  /** Notes whom a file imports; looks again at those to whose functions it hands something else than `before`. */
  private index(document: Document, before: Source | null): void {
    const source = document.source(this);
    this.forgetImports(document.path);
    for (const specifier of source.specifiers) {
      const target = this.meaningOf(document.path, specifier);
      if (target === null) continue;
      let importers = this.importedBy.get(target);
      if (importers === undefined) this.importedBy.set(target, (importers = new Map<string, Set<string>>()));
      const specifiers = importers.get(document.path);
      if (specifiers === undefined) importers.set(document.path, new Set([specifier]));
      else specifiers.add(specifier);
    }
    this.compare(before, source);
  }

  /** A file is gone. */
  private leave(path: string, before: Source | null): void {
    this.forgetImports(path);
    this.imports.delete(path);
    if (before !== null) this.compare(before, null);
  }

  private compare(before: Source | null, after: Source | null): void {
    const targets = [before, after].flatMap((source) => (source === null ? [] : [...this.evaluator.handOvers.targets(source)]));
    if (!targets.some((target) => target.knowsImporters)) return;
    for (const target of targets) target.forgetImporters();
    for (const target of this.evaluator.handOvers.changed(before, after)) {
      const document = this.documents.get(target.path);
      if (document?.known === target) this.forget(document);
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
      if (document === undefined) continue;
      if ([...imports].every(([specifier, meaning]) => this.find(document, specifier) === meaning)) continue;
      for (const target of new Set(imports.values())) {
        const other = target === null ? undefined : this.documents.get(target);
        if (other?.known?.knowsImporters === true) this.forget(other);
      }
      this.forget(document);
      this.forgetImports(path);
      if (!this.changed.has(path)) this.unread.add(path);
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
