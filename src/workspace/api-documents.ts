/**
 * Which API documents do the declarations name, and what do these say? Holds their texts as they are handed
 * over; each is read once it is named. Must not look at code.
 */
import { nothingPublished } from '../analysis';
import type { Published, PublishedApi } from '../analysis';
import { folderOf } from '../languages';
import { ApiDocument, readApiDocument } from '../policy';
import type { ApiReading, DeclaredApi, Mistake, NamedPath } from '../policy';
import { fileIn } from './declarations';

/** The text of a named file, or why there is none; `isThere` where the file is there and is no text. */
export type Content = { readonly text: string } | { readonly why: string; readonly isThere?: boolean };

interface Held {
  readonly content: Content;
  /** Null until it is asked for. */
  reading: ApiReading | null;
}

/** One caley.yaml. */
export interface Declaring {
  /** Of the caley.yaml. */
  readonly path: string;
  readonly api: DeclaredApi;
}

export class ApiDocuments {
  private readonly held = new Map<string, Held>();
  private last = nothingPublished;
  /** For which declarations that was found; null where a document is another since. */
  private foundFor: readonly Declaring[] | null = null;

  put(path: string, content: Content): void {
    const before = this.held.get(path);
    if (before !== undefined && isSame(before.content, content)) return;
    this.held.set(path, { content, reading: null });
    this.foundFor = null;
  }

  /** What is published by the word of all declarations. The same until it is something else. */
  published(declarations: readonly Declaring[]): Published {
    if (declarations === this.foundFor) return this.last;
    this.foundFor = declarations;
    const apis = declarations.map(({ path, api }): PublishedApi => {
      const readings = api.documents.map((named) => this.readingOf(folderOf(path), named).document);
      const documents = readings.flatMap((document) => document ?? []);
      return { folder: folderOf(path), documents: documents.length < readings.length ? [] : documents, extra: new ApiDocument([], api.extra.map(anyMethodAt)) };
    });
    const published: Published = { apis: apis.filter(({ documents }) => documents.length > 0), folders: declarations.map(({ path }) => folderOf(path)) };
    if (!isSamePublished(published, this.last)) this.last = published.apis.length === 0 && this.last.apis.length === 0 ? this.last : published;
    return this.last;
  }

  /** What is wrong with the files that a declaration names, where it names them. */
  mistakesOf({ path, api }: Declaring): readonly Mistake[] {
    return api.documents.flatMap((named): readonly Mistake[] => {
      const { problem } = this.readingOf(folderOf(path), named);
      return problem === null ? [] : [{ file: path, range: named.range, message: `"${named.path}" ${problem}. Requests are not held against the API until it can be read.`, severity: 'error' }];
    });
  }

  private readingOf(folder: string, { path }: NamedPath): ApiReading {
    const file = fileIn(folder, path);
    if (file === null) return { document: null, problem: 'lies outside of the folder that is examined' };
    const held = this.held.get(file);
    if (held === undefined) return { document: null, problem: 'was not found' };
    return (held.reading ??= read(file, held.content));
  }
}

function read(path: string, content: Content): ApiReading {
  if ('why' in content) return { document: null, problem: `cannot be read: ${content.why}` };
  const { document, problem } = readApiDocument({ path, text: content.text });
  return { document, problem: problem === null ? null : `is no OpenAPI document that can be read: ${problem}` };
}

function anyMethodAt(path: string): ApiDocument['operations'][number] {
  return { method: null, path, deprecated: false, successor: null, query: null, body: null, scopes: [] };
}

function isSame(a: Content, b: Content): boolean {
  return 'text' in a ? 'text' in b && a.text === b.text : 'why' in b && a.why === b.why;
}

/** Documents are read once: where they are others, so are they here. */
function isSamePublished(a: Published, b: Published): boolean {
  return a.folders.join('\n') === b.folders.join('\n') && a.apis.length === b.apis.length && a.apis.every((api, i) => {
    const other = b.apis[i];
    return api.folder === other?.folder && api.documents.length === other.documents.length && api.documents.every((document, j) => document === other.documents[j]) &&
      api.extra.operations.map(({ path }) => path).join('\n') === other.extra.operations.map(({ path }) => path).join('\n');
  });
}
