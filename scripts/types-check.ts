/**
 * Does each path of a model exist in what the package declares? Judges entries
 * and types one by one: it exists, it is missing, or it cannot be told, and why.
 * Must not read files nor choose versions.
 */
import { parsePath } from '../src/models';
import type { Model, ModelEntry, Path } from '../src/models';
import type { Declarations, DeclaredModule } from './types-program';
import { TypeWalker } from './types-walk';
import type { Standing } from './types-walk';

/** What a path of a model belongs to: an entry, or the type of that name that the path leads to. */
export type PathOwner = { readonly entry: ModelEntry } | { readonly type: string };

export interface ModelPath {
  readonly model: Model;
  readonly owner: PathOwner;
  readonly at: string;
}

export type Judgement =
  | { readonly says: 'exists' }
  | { readonly says: 'missing'; readonly messages: readonly string[] }
  | { readonly says: 'unknown'; readonly reasons: readonly string[] };

/** Every path that a model holds. A type without paths is one itself: `<Name>`. */
export function pathsOf(model: Model): readonly ModelPath[] {
  const types = [...model.types].flatMap(([type, paths]) => (paths.length === 0 ? [`<${type}>`] : paths).map((at) => ({ model, owner: { type }, at })));
  return [...types, ...model.entries.map((entry) => ({ model, owner: { entry }, at: entry.at }))];
}

/** What a user imports to get at what the models of a package speak of: the package, those that export the same, and subpaths that examples import. */
export function specifiersOf(models: readonly Model[]): readonly string[] {
  const names = models.flatMap((model) => [model.package, ...(isOfRuntime(model) ? [`node:${model.package}`] : []), ...model.also]);
  const imported = models.flatMap(({ entries }) => entries.flatMap(({ example }) => [...example.matchAll(/(?:from|require\(|import\(|import) ?'([^']+)'/g)].map(([, specifier = '']) => specifier)));
  return [...new Set([...names, ...imported.filter((specifier) => names.some((name) => specifier.startsWith(`${name}/`))), ...models.flatMap(memberSpecifiersOf)])];
}

/** Some of its modules have no name but the one with the scheme: `node:sqlite`. */
function isOfRuntime(model: Model): boolean {
  return model.file.includes('/npm/node/');
}

/** Where subpaths are members (`lodash/map`): those that paths begin with. */
function memberSpecifiersOf(model: Model): readonly string[] {
  if (model.subpaths !== 'members') return [];
  const first = pathsOf(model).flatMap(({ at }) => {
    const parsed = parsePath(at);
    const step = 'value' in parsed && parsed.value.root.kind === 'package' ? parsed.value.steps[0] : undefined;
    return step?.kind === 'member' ? step.names : [];
  });
  return first.filter((name) => name !== 'default').map((name) => `${model.package}/${name}`);
}

/** Packages whose types the models' paths begin with: `<http:ClientRequest>` needs `http`. */
export function packagesNamedIn(models: readonly Model[]): readonly string[] {
  const names = models.flatMap(pathsOf).flatMap(({ at }) => {
    const parsed = parsePath(at);
    return 'value' in parsed && parsed.value.root.kind === 'type' && parsed.value.root.package !== null ? [parsed.value.root.package] : [];
  });
  return [...new Set(names)].filter((name) => name !== 'global');
}

export class TypesCheck {
  private readonly walker: TypeWalker;
  private readonly types = new Map<string, Standing>();

  /** `models`: those of npm and of the runtime; their packages that matter are among `declarations`. */
  constructor(
    private readonly models: readonly Model[],
    private readonly declarations: Declarations,
    /** Specifiers of subpaths that count as their packages. */
    private readonly subpaths: readonly string[] = [],
  ) {
    this.walker = new TypeWalker(declarations.checker);
  }

  /** Of a path of which the model says why types lack it, it is a mistake that they have it. */
  judge(path: ModelPath): Judgement {
    const judgement = this.judgePath(path);
    const undeclared = path.model.undeclared.get(path.at);
    if (undeclared === undefined) return judgement.says === 'missing' && this.isKept(path) ? { says: 'unknown', reasons: ['a name of the model for what an instance keeps'] } : judgement;
    return judgement.says === 'exists' ? { says: 'missing', messages: ['"undeclared" is said of what the types have.'] } : { says: 'unknown', reasons: [undeclared] };
  }

  /** `<Client>.baseURL` passes what made the client, and others of the model read it as `receiver.baseURL`: no member of the package, but the model's. */
  private isKept({ model, owner, at }: ModelPath): boolean {
    if (!('entry' in owner) || owner.entry.fact.passes.length === 0) return false;
    const parsed = parsePath(at);
    const last = 'value' in parsed ? parsed.value.steps.at(-1) : undefined;
    const read = this.modelsOf(model.package).flatMap(({ entries }) => entries.flatMap(({ fact }) => [...fact.passes, ...fact.url, ...fact.redacts.map(({ by }) => by)]));
    return last?.kind === 'member' && last.names.every((name) => read.some(({ from, fields }) => from === 'receiver' && fields[0] === name));
  }

  private judgePath({ model, at }: ModelPath): Judgement {
    const parsed = parsePath(at);
    if (!('value' in parsed)) return { says: 'missing', messages: [parsed.message] };
    const { root } = parsed.value;
    if (this.modules(model.package).length === 0 && !(root.kind === 'type' && root.package !== null)) return { says: 'unknown', reasons: ['no declarations'] };
    const walk = this.walkSafely(model.package, parsed.value);
    if (walk === null) return { says: 'unknown', reasons: ['the compiler gives up on its types'] };
    const { missing, unknown } = walk;
    const lost = this.modules(root.kind === 'type' && root.package !== null ? root.package : model.package).flatMap((module) => module.lost);
    if (missing.length > 0 && lost.length > 0) return { says: 'unknown', reasons: [`it exports what ${[...new Set(lost)].join(' and ')} has`] };
    const absent = model.also.filter((name) => this.declarations.module(name) === null);
    if (missing.length > 0 && absent.length > 0) return { says: 'unknown', reasons: [`not in ${model.package}; it may be in ${absent.join(' or ')}`] };
    if (missing.length > 0) return { says: 'missing', messages: [...new Set(missing)] };
    return unknown.length > 0 ? { says: 'unknown', reasons: [...new Set(unknown)] } : { says: 'exists' };
  }

  /** Null where types nest so deep that the compiler runs out of stack. */
  private walkSafely(owner: string, path: Path): ReturnType<TypeWalker['walk']> | null {
    try {
      return this.walk(owner, path);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  private walk(owner: string, path: Path): ReturnType<TypeWalker['walk']> {
    if (path.root.kind === 'type') {
      const start = this.typeOf(path.root.package ?? owner, path.root.name);
      if (start === null) return { end: this.walker.at([]), missing: [`no type "${path.root.name}" is exported.`], unknown: [] };
      const isModule = this.modelsOf(owner).some((model) => path.root.kind === 'type' && path.root.package === null && model.types.get(path.root.name)?.includes('default') === true);
      return isModule ? this.walkFromModule(owner, path, start) : this.walker.walk(start, path.steps);
    }
    return this.walkFromModule(owner, path, this.walker.at(this.modules(owner).flatMap(({ values }) => values)));
  }

  /** The module itself is its member `default`; what only types know the name of is made by `new`. */
  private walkFromModule(owner: string, { steps }: Path, root: Standing): ReturnType<TypeWalker['walk']> {
    const modules = this.modules(owner);
    const [first, second] = steps;
    if (first?.kind !== 'member') return this.walker.walk(root, steps);
    const isValue = (name: string): boolean => this.walker.walk(root, [{ kind: 'member', names: [name] }]).missing.length === 0;
    const typeOnly = first.names.flatMap((name) => {
      const types = second?.kind === 'new' && !isValue(name) ? modules.flatMap((module) => module.typeNamed(name) ?? []) : [];
      return types.length === 0 ? [] : [{ name, types }];
    });
    const subpaths = first.names.map((name) => ({ name, values: isValue(name) ? [] : (this.declarations.module(`${owner}/${name}`)?.values ?? []) })).filter(({ values }) => values.length > 0);
    const names = first.names.filter((name) => name !== 'default' && ![...typeOnly, ...subpaths].some((each) => each.name === name));
    const starts = [
      ...(first.names.includes('default') ? [root] : []),
      ...subpaths.map(({ values }) => this.walker.at(values)),
      ...(names.length > 0 ? [this.walker.walk(root, [{ kind: 'member', names }])] : []),
    ];
    const begun = starts.map((start) => ('end' in start ? start : { end: start, missing: [], unknown: [] }));
    const rest = typeOnly.length > 0 ? steps.slice(2) : steps.slice(1);
    const made = typeOnly.length > 0 && begun.length > 0 ? begun.map(({ end, missing, unknown }) => joined({ missing, unknown }, this.walker.walk(end, [{ kind: 'new' }]))) : begun;
    const from = this.walker.together([...made.map(({ end }) => end), this.walker.at(typeOnly.flatMap(({ types }) => types))]);
    return joined({ missing: made.flatMap(({ missing }) => missing), unknown: made.flatMap(({ unknown }) => unknown) }, this.walker.walk(from, rest));
  }

  /** Without the subpaths that are members. */
  private modules(owner: string): readonly DeclaredModule[] {
    const models = this.modelsOf(owner);
    const members = new Set(models.flatMap(memberSpecifiersOf));
    const specifiers = models.length === 0 ? [owner] : specifiersOf(models).filter((specifier) => !members.has(specifier));
    return [...specifiers, ...this.subpaths.filter((subpath) => subpath.startsWith(`${owner}/`))].flatMap((specifier) => this.declarations.module(specifier) ?? []);
  }

  private modelsOf(owner: string): readonly Model[] {
    return this.models.filter((model) => (owner === 'global' ? model.ecosystem === 'global' && model.for !== 'pypi' : model.ecosystem === 'npm' && model.package === owner));
  }

  /** What values of a model's type are: the export of that name, and what its paths lead to. Null where there is neither. */
  private typeOf(owner: string, name: string): Standing | null {
    const key = `${owner}:${name}`;
    const known = this.types.get(key);
    if (known !== undefined) return known;
    const declared = owner === 'global' ? [this.declarations.globalType(name)] : this.modules(owner).map((module) => (name === 'default' ? null : module.typeNamed(name)));
    const own = this.walker.at([...declared.filter((type) => type !== null), ...(name === 'default' ? this.modules(owner).flatMap(({ values }) => values) : [])]);
    // Paths that begin with the type itself find what is known of it by then.
    this.types.set(key, own);
    const models = this.modelsOf(owner);
    const paths = models.flatMap((model) => model.types.get(name) ?? []);
    const reached = paths.flatMap((text) => {
      const parsed = parsePath(text);
      if (!('value' in parsed)) return [];
      const end = owner === 'global' ? this.walkFromGlobals(parsed.value) : this.walk(owner, parsed.value).end;
      this.types.set(key, this.walker.together([this.types.get(key) ?? own, end]));
      return [end];
    });
    const all = this.walker.together([own, ...reached]);
    const byConvention = models.some(({ conventions }) => conventions.some(({ are }) => are === name));
    if (all.types.length === 0 && all.open.length === 0 && !byConvention) {
      this.types.delete(key);
      return null;
    }
    const standing = byConvention && all.types.length === 0 ? { ...all, open: ['what a convention says'] } : all;
    this.types.set(key, standing);
    return standing;
  }

  private walkFromGlobals({ root, steps }: Path): Standing {
    const [first, ...rest] = steps;
    if (root.kind === 'type') return this.walker.walk(this.typeOf(root.package ?? 'global', root.name) ?? this.walker.at([]), steps).end;
    if (first?.kind !== 'member') return this.walker.at([]);
    return this.walker.walk(this.walker.at(first.names.flatMap((name) => this.declarations.globalValue(name) ?? [])), rest).end;
  }
}

type Said = Omit<ReturnType<TypeWalker['walk']>, 'end'>;

function joined(before: Said, walk: ReturnType<TypeWalker['walk']>): ReturnType<TypeWalker['walk']> {
  return { end: walk.end, missing: [...before.missing, ...walk.missing], unknown: [...before.unknown, ...walk.unknown] };
}
