/**
 * Is a request one that is published? Holds addresses against the documents that the nearest caley.yaml names.
 * Must not evaluate: addresses are handed in.
 */
import type { ApiDocument, Operation, Policy, Segment } from '../policy';
import { parseUrl, segmentsIn } from '../policy';
import { rulingFolder } from './trust';

/** What one caley.yaml says. */
export interface PublishedApi {
  /** The folder that it rules. */
  readonly folder: string;
  /** None where one of those named cannot be read: what it publishes is not known. */
  readonly documents: readonly ApiDocument[];
  /** What else may be asked. */
  readonly extra: ApiDocument;
}

export interface Published {
  readonly apis: readonly PublishedApi[];
  /** Folders with a caley.yaml: the nearest rules a file, whether it names a document or not. */
  readonly folders: readonly string[];
}

export const nothingPublished: Published = { apis: [], folders: [] };

/** An address in pieces, null for what is not known: `['https://api.caley.app/v1/users/', null]`. */
export type Address = readonly (string | null)[];

/** What the documents say of an address that they speak of. */
export interface Answer {
  /** Path segments, without the query. */
  readonly segments: readonly Segment[];
  /** Operations of the one path that is meant; none where it is not known which one is. */
  readonly exact: readonly Operation[];
  /** Operations of all paths that may be meant. */
  readonly possible: readonly Operation[];
  /** The path that is written most like it; null where none is. */
  nearest(): string | null;
}

export class PublishedApis {
  private readonly byFolder: ReadonlyMap<string, PublishedApi>;
  private readonly folders: ReadonlySet<string>;

  constructor({ apis, folders }: Published, private readonly policy: Pick<Policy, 'partyOf' | 'hostClass'>) {
    this.byFolder = new Map(apis.filter(({ documents }) => documents.length > 0).map((api) => [api.folder, api]));
    this.folders = new Set(folders);
  }

  get isEmpty(): boolean {
    return this.byFolder.size === 0;
  }

  /** Whether a document is named for a file. */
  rules(file: string): boolean {
    return this.apiOf(file) !== null;
  }

  /** Whether a document describes the host of a URL, for a file. */
  describes(file: string, url: string): boolean {
    return this.documentsOn(file, url).length > 0;
  }

  /** What is said of an address that is asked in a file; null where no document speaks of its host, or that is not known. */
  answer(file: string, address: Address): Answer | null {
    const [beginning] = address;
    if (typeof beginning !== 'string') return null;
    const documents = this.documentsOn(file, beginning);
    const extra = this.apiOf(file)?.extra;
    if (documents.length === 0 || extra === undefined) return null;
    const segments = segmentsIn(pathOf(address));
    return {
      segments,
      exact: [...documents, extra].flatMap((document) => document.at(segments)),
      possible: [...documents, extra].flatMap((document) => document.possible(segments)),
      nearest: () => documents.map((document) => document.nearest(segments)).find((path) => path !== null) ?? null,
    };
  }

  private apiOf(file: string): PublishedApi | null {
    return this.isEmpty ? null : (this.byFolder.get(rulingFolder(this.folders, file)) ?? null);
  }

  private documentsOn(file: string, url: string): readonly ApiDocument[] {
    const api = this.apiOf(file);
    const parts = api === null ? null : parseUrl(url);
    if (api === null || parts === null || !/^https?$/.test(parts.scheme) || this.policy.hostClass(url) === 'local') return [];
    const isCaley = this.policy.partyOf(url)?.role === 'caley';
    return api.documents.filter((document) => document.describes(parts.host) ?? isCaley);
  }
}

/** An address without scheme and host, up to its query. */
function pathOf([beginning, ...others]: Address): Address {
  const first = beginning?.replace(/^\s*[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') ?? null;
  const path: (string | null)[] = [];
  for (const piece of [first, ...others]) {
    const end = piece?.search(/[?#]/) ?? -1;
    path.push(end < 0 ? piece : (piece?.slice(0, end) ?? null));
    if (end >= 0) break;
  }
  return path;
}
