/**
 * What can be told of a model without its entries? Found once, where it is read, and kept by a build: most models
 * are of packages that a project does not use. Must not judge what the entries say.
 */
import { fingerprint } from '../text';
import { parsePath } from './path';
import type { Model, ModelEntry, ModelHeader } from './types';

/** A model as it is written, and what follows from it. */
export function withHeader(model: Omit<Model, 'uses' | 'versions' | 'telling' | 'hash'>): Model {
  return {
    ...model,
    uses: [...packagesNamed(model.types, model.entries)],
    versions: [...new Set(model.entries.flatMap(({ fact }) => fact.versions ?? []))],
    telling: [...new Set(model.entries.flatMap(tellingIn))],
    hash: hashOf(model),
  };
}

/** A header as JSON holds it, without what most headers say. */
export type StoredHeader = Pick<ModelHeader, 'file' | 'ecosystem' | 'package' | 'hash'> & Partial<ModelHeader>;

const usual: Omit<ModelHeader, 'file' | 'ecosystem' | 'package' | 'hash'> = { for: null, also: [], distribution: null, declaredIn: null, subpaths: 'package', conventions: [], uses: [], versions: [], telling: [] };

/** Of a model, what is to be known of it before its package is met. */
export function storedHeader({ file, ecosystem, package: name, hash, ...model }: ModelHeader): StoredHeader {
  const own = (Object.keys(usual) as (keyof typeof usual)[]).filter((key) => JSON.stringify(model[key]) !== JSON.stringify(usual[key]));
  return { file, ecosystem, package: name, hash, ...Object.fromEntries(own.map((key) => [key, model[key]])) };
}

/** A model whose entries are read when they are first asked for. `read` gives null where a build broke the file: it says nothing then. */
export function storedModel(header: StoredHeader, read: () => Model | null): Model {
  return new StoredModel(header, read);
}

/** A start makes one for each package that is known: objects whose getters are their own take many times longer. */
class StoredModel implements Model {
  readonly file: Model['file'];
  readonly ecosystem: Model['ecosystem'];
  readonly package: Model['package'];
  readonly for: Model['for'];
  readonly also: Model['also'];
  readonly distribution: Model['distribution'];
  readonly declaredIn: Model['declaredIn'];
  readonly subpaths: Model['subpaths'];
  readonly conventions: Model['conventions'];
  readonly uses: Model['uses'];
  readonly versions: Model['versions'];
  readonly telling: Model['telling'];
  readonly hash: Model['hash'];
  private model: Model | null | undefined;

  constructor(header: StoredHeader, private readonly read: () => Model | null) {
    this.file = header.file;
    this.ecosystem = header.ecosystem;
    this.package = header.package;
    this.for = header.for ?? usual.for;
    this.also = header.also ?? usual.also;
    this.distribution = header.distribution ?? usual.distribution;
    this.declaredIn = header.declaredIn ?? usual.declaredIn;
    this.subpaths = header.subpaths ?? usual.subpaths;
    this.conventions = header.conventions ?? usual.conventions;
    this.uses = header.uses ?? usual.uses;
    this.versions = header.versions ?? usual.versions;
    this.telling = header.telling ?? usual.telling;
    this.hash = header.hash;
  }

  get types(): Model['types'] {
    return this.whole?.types ?? new Map<string, readonly string[]>();
  }

  get undeclared(): Model['undeclared'] {
    return this.whole?.undeclared ?? new Map<string, string>();
  }

  get entries(): Model['entries'] {
    return this.whole?.entries ?? [];
  }

  private get whole(): Model | null {
    return this.model === undefined ? (this.model = this.read()) : this.model;
  }
}

/** The packages of `<http:ClientRequest>`, or of `http:ClientRequest` among its own types. */
function packagesNamed(types: Model['types'], entries: readonly ModelEntry[]): ReadonlySet<string> {
  const names = new Set<string>();
  const scan = (path: string): void => {
    const name = path.startsWith('<') ? /^<([^<>]+):[^:<>]+>/.exec(path)?.[1] : undefined;
    if (name !== undefined) names.add(name);
  };
  for (const [type, paths] of types) {
    const colon = type.lastIndexOf(':');
    if (colon >= 0) names.add(type.slice(0, colon));
    paths.forEach(scan);
  }
  for (const entry of entries) scan(entry.at);
  return names;
}

/** The members whose arguments an entry says events are sent with. */
function tellingIn({ at, fact }: ModelEntry): readonly string[] {
  const path = fact.event?.way === 'tells' ? parsePath(at) : null;
  const step = path === null || !('value' in path) ? undefined : path.value.steps.findLast(({ kind }) => kind === 'member');
  return step?.kind === 'member' ? step.names : [];
}

function hashOf(model: Pick<Model, 'ecosystem' | 'package' | 'for' | 'also' | 'distribution' | 'declaredIn' | 'subpaths' | 'types' | 'conventions' | 'entries'>): string {
  return fingerprint(JSON.stringify([model.ecosystem, model.package, model.for, model.also, model.distribution, model.declaredIn, model.subpaths, [...model.types], model.conventions, model.entries.map((entry) => [entry.at, entry.fact, [...(entry.fact.when ?? [])]])]));
}
