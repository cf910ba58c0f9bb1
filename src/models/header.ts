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

/** The header alone, as JSON can hold it. */
export function headerOf({ file, ecosystem, package: name, for: only, also, distribution, declaredIn, subpaths, conventions, uses, versions, telling, hash }: Model): ModelHeader {
  return { file, ecosystem, package: name, for: only, also, distribution, declaredIn, subpaths, conventions, uses, versions, telling, hash };
}

/** A model whose entries are read when they are first asked for. `read` gives null where a build broke the file: it says nothing then. */
export function storedModel(header: ModelHeader, read: () => Model | null): Model {
  let model: Model | null | undefined;
  const whole = (): Model | null => (model === undefined ? (model = read()) : model);
  return {
    ...header,
    get types() {
      return whole()?.types ?? new Map<string, readonly string[]>();
    },
    get undeclared() {
      return whole()?.undeclared ?? new Map<string, string>();
    },
    get entries() {
      return whole()?.entries ?? [];
    },
  };
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
