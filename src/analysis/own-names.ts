/**
 * By which names may the user speak of what a file has? Its functions by their own names and by
 * what they are exported as, and whatever else it exports or has as a variable. By the text alone:
 * must not evaluate.
 */
import { exportedPaths, ofScript, pathOf } from './links';
import { classMade, literalsAt } from './own-functions';
import { add } from './lists';
import type { Unit, ValueSite } from './program';
import type { Source } from './source';

/** What each exported function is exported as. Of a default export it is what stands below it. */
export function exportNames(source: Source): ReadonlyMap<Unit, readonly string[]> {
  const names = new Map<Unit, string[]>();
  for (const [name, unit] of exportedPaths(source)) add(names, unit, withoutMark(name));
  return names;
}

/** Asks of one file. */
export class OwnNames {
  private readonly functions: ReadonlySet<string>;
  private readonly exported: ReadonlySet<string>;

  constructor(private readonly source: Source) {
    this.functions = new Set(source.units.map(({ graph }) => graph.name).filter((name) => !name.includes('<')));
    this.exported = new Set([...exportedPaths(source).keys()].map(withoutMark));
  }

  /** Those of functions, for suggestions. */
  get all(): Iterable<string> {
    return new Set([...this.functions, ...this.exported]);
  }

  /** Whether there is something of that name, or may be: what a file takes over whole from others, and what calls return, is not looked into. */
  has(name: string): boolean {
    const [first = '', ...others] = name.split('.');
    const path = pathOf(first, others);
    if (this.functions.has(name) || this.exported.has(path)) return true;
    const [module] = this.source.units;
    const held = module === undefined ? [] : this.held(module, first);
    if (held.length === 0) return first === 'default' ? this.source.exportsOf('default').length > 0 : this.source.exportsOf('*').length > 0;
    return held.some((at) => at === null || this.holds(at, others));
  }

  /** What the file exports, or has as a variable, under a name; null for what cannot be looked into. */
  private held(module: Unit, name: string): readonly (ValueSite | null)[] {
    const exported = this.source.exportsOf(name).map(({ value }) => (value === null ? null : { unit: module, node: value }));
    const variables = (module.variables.get(name) ?? []).flatMap(({ values }) => (values.length === 0 ? [null] : values.map((node) => ({ unit: module, node }))));
    return [...exported, ...variables];
  }

  /** Whether a value may have a field at the end of a path. */
  private holds({ unit, node: id }: ValueSite, fields: readonly string[]): boolean {
    const [name] = fields;
    if (name === undefined) return true;
    return literalsAt(this.source, unit, id).every((at) => {
      const node = at.unit.node(at.node);
      const cls = classMade(this.source, at);
      if (cls !== null) return cls.superclass !== null || cls.members.some((member) => member.name === name || member.name === null);
      return node?.op === 'object' ? node.properties.some(({ key, spread }) => spread || key === null || key === name) : node?.op !== 'function';
    });
  }
}

/** In its own file a script's name is spoken of as any other. */
function withoutMark(name: string): string {
  return name.startsWith(ofScript) ? name.slice(ofScript.length) : name;
}
