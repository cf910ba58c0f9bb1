/**
 * How do files of a project hang together? What one file offers and takes by name, and which
 * calls in other files call, or are handed, what it exports.
 * By the text of imports and exports alone: must not evaluate.
 */
import type { Export } from '../flow';
import { classMade, literalsAt, membersOf } from './own-functions';
import type { CallSite, Unit } from './program';
import type { Source } from './source';

/** What must be known of a file to find what it calls and hands on: small, and plain data that is kept while the file itself is not. */
export interface Ties {
  /** What it calls, or hands on, of other modules: paths (see `pathOf`) by specifier. */
  readonly outgoing: ReadonlyMap<string, readonly string[]>;
  readonly reexports: readonly Reexport[];
}

export interface Reexport extends Pick<Export, 'name' | 'imported'> {
  readonly from: string;
}

/** A file that imports another, and the specifiers by which it does. */
export interface Importer {
  readonly path: string;
  readonly specifiers: ReadonlySet<string>;
  readonly ties: Ties;
  /** The file itself; made when it is asked for. Null where it is gone. */
  source(): Source | null;
}

/** What the project knows of its files. Answers may change only together with the sources that got them. */
export interface Links {
  /** The project's file that an import in `from` means; null for packages and for what is not there. */
  resolve(specifier: string, from: Source): Source | null;
  /** The project's file that `name` of a module is by itself: a module inside a package. Null where there is none. */
  member(specifier: string, name: string, from: Source): Source | null;
  /** The project's file of a language that is nearest to `from`: where types are declared that a package hands out. */
  declaring(language: string, from: Source): Source | null;
  /** What `from` gets of a package by the name it is installed under: see `Resolver.versionOf`. */
  versionOf(name: string, from: Source): string | null;
  /** What files offer, declare or have as classes is read: exports, types, members. */
  noteShape(source: Source, parts: number): void;
  /** The files that are known to import the one at `path`, in order of their paths. */
  importers(path: string): readonly Importer[];
}

/** A file that stands alone. */
export const noLinks: Links = { resolve: () => null, member: () => null, declaring: () => null, versionOf: () => null, noteShape: () => undefined, importers: () => [] };

/** A call in one file of what another one exports, or a hand-in of it. */
export interface OutgoingSite {
  readonly module: string;
  /** See `pathOf`. */
  readonly path: string;
  readonly handed: boolean;
  readonly site: CallSite;
}

/** Sites in one file of one thing that a module exports. */
export interface Incoming {
  readonly source: Source;
  readonly module: string;
  readonly path: string;
}

/**
 * What an import and the fields read from it mean, as a path below the module's own value: '' is that value, `create`
 * a named export or a field of the default one. Modules of both kinds write these for each other, so they count as one.
 */
export function pathOf(name: string, fields: readonly string[]): string {
  return [name, ...fields].filter((part, i) => !(i <= 1 && (part === '*' || part === 'default'))).join('.');
}

/** Re-exports that are followed to a name. */
export const maxReexports = 6;

/** Files looked at for one function; more lower recall only. */
const maxImporters = 40;

/** Where other files call, or hand on, what `source` exports, by function of `source`. */
export function incomingOf(links: Links, source: Source): ReadonlyMap<Unit, readonly Incoming[]> {
  const found = new Map<Unit, Incoming[]>();
  const paths = exportedPaths(source);
  if (paths.size === 0 && source.listened.size === 0) return found;
  for (const { below, importer, module, path } of sitesOf(links, source.path)) {
    const unit = paths.get(below) ?? (isListenedTo(source, below) ? source.units[0] : undefined);
    if (unit === undefined) continue;
    const list = found.get(unit);
    if (list !== undefined && list.length >= maxImporters) continue;
    const from = importer.source();
    if (from === null) continue;
    const incoming = { source: from, module, path };
    if (list === undefined) found.set(unit, [incoming]);
    else list.push(incoming);
  }
  return found;
}

/** Whether a path is a member that is waited for of something that the file exports. */
function isListenedTo({ listened }: Source, path: string): boolean {
  if (listened.size === 0) return false;
  const dot = path.lastIndexOf('.');
  return listened.get(path.slice(0, Math.max(dot, 0)))?.(path.slice(dot + 1)) === true;
}

/** A site in an importer, by what its file says of itself. */
export interface Located {
  readonly importer: Importer;
  readonly module: string;
  readonly path: string;
  /** The path below the file that is asked about. */
  readonly below: string;
}

/** The sites in all files that import the one at `target`, directly or through re-exports. */
export function sitesOf(links: Pick<Links, 'importers'>, target: string, depth = maxReexports, seen = new Set<string>()): readonly Located[] {
  if (depth === 0 || seen.has(target)) return [];
  seen.add(target);
  const found: Located[] = [];
  for (const importer of links.importers(target)) {
    const { specifiers, ties } = importer;
    for (const module of specifiers) for (const path of ties.outgoing.get(module) ?? []) found.push({ below: path, importer, module, path });
    const reexports = ties.reexports.filter((one) => specifiers.has(one.from));
    if (reexports.length === 0) continue;
    const through = sitesOf(links, importer.path, depth - 1, seen);
    for (const reexport of reexports) found.push(...through.flatMap((site) => handedOn(site, reexport)));
  }
  return found;
}

/** A site of a module that re-exports as one of the module whose export it is. */
function handedOn(site: Located, { name, imported }: Reexport): readonly Located[] {
  if (name === '*' && imported === null) return [site];
  const own = name === 'default' ? '' : name;
  if (own !== '' && site.below !== own && !site.below.startsWith(`${own}.`)) return [];
  const rest = own === '' ? site.below : site.below.slice(own.length + 1);
  return [{ ...site, below: pathOf(imported ?? name, rest === '' ? [] : [rest]) }];
}

/** As what a script declares is spoken of, which only who takes the script over whole has. */
export const ofScript = '^';

/** The functions that a file exports, by path: `create`, `router.handle` of an exported object, a class for its constructor; `^send` of a script. */
export function exportedPaths(source: Source): ReadonlyMap<string, Unit> {
  const [module] = source.units;
  const paths = new Map<string, Unit>();
  if (module === undefined) return paths;
  const put = (path: string, unit: Unit | null): void => {
    if (unit !== null && !paths.has(path)) paths.set(path, unit);
  };
  for (const { name: bare, value, global } of source.graph.functions[0]?.exports ?? []) {
    if (value === null) continue;
    const name = global === true ? ofScript + bare : bare;
    put(pathOf(name, []), source.functionAt(module, value));
    for (const at of literalsAt(source, module, value)) {
      const node = at.unit.node(at.node);
      if (node?.op === 'object') for (const property of node.properties) if (property.key !== null) put(pathOf(name, [property.key]), source.functionAt(at.unit, property.value));
      const cls = classMade(source, at);
      if (cls !== null) for (const [member, unit] of membersOf(source, cls)) put(pathOf(name, [member]), unit);
      if (node?.op === 'call' && cls === null) for (const arg of node.args) put(pathOf(name, []), source.functionAt(at.unit, arg.value));
    }
  }
  return paths;
}
