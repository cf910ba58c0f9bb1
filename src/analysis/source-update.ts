/**
 * What becomes of a file's functions when its text changes? Those that are as they were stay,
 * with all that was found about them; of the others, and of what the text around them says
 * otherwise now, what was found is invalidated. Must not evaluate.
 */
import type { FileGraph, FunctionGraph, NodeId } from '../flow';
import { shape } from './cell';
import type { Guards } from './guards';
import type { CallSite, ValueSite } from './program';
import { add } from './lists';
import { ClassRef, Unit } from './program';
import { hasSameMembers, isAlike, isSameClass, isSameFunction } from './same-graph';
import type { Correspondence } from './same-graph';
import type { Earlier, SiteIndex } from './site-index';
import type { Content, Source } from './source';

/**
 * Brings a source level with another text of its file. `edit` numbers the change; its `shapedAt` and `changedAt` tell what
 * others must look at again.
 */
export function updateSource(source: Source, text: Content['text'], graph: FileGraph, guards: Guards, edit: number): void {
  const update = new Update(source, graph);
  const before = { units: source.units, classes: source.classes, sites: source.sites, importers: source.importers };
  const shaped = update.shaped();
  const isShaped = shaped !== 0;
  const changed = isShaped && !source.isAttended ? new Set(update.units) : update.changedUnits();
  // Where something stands is told by the text alone, without types and what classes are beside their members.
  update.place(text, (shaped & (shape.exports | shape.members)) !== 0 ? null : { index: before.sites, changed });
  source.steps = 0;
  source.cuts = 0;
  source.shaped(shaped, edit);
  if (isShaped || changed.size > 0 || before.units.length !== update.units.length) source.changedAt = edit;
  const staying = new Set(update.units);
  for (const unit of before.units) if (!staying.has(unit)) unit.leave();
  for (const cls of before.classes) if (!update.classes.includes(cls)) cls.leave();
  if (!source.isAttended) {
    for (const unit of source.units) guards.forget(unit);
    if (changed.size > 0 || isShaped) source.invalidate();
    return;
  }
  if (isShaped || changed.size > 0) new Invalidation(source, before, changed, guards, update.bound).run();
}

class Update implements Correspondence {
  readonly units: readonly Unit[];
  readonly classes: readonly ClassRef[];
  readonly hasSameNumbers: boolean;
  /** Names by changed function that it declares otherwise than before. */
  readonly bound = new Map<Unit, ReadonlySet<string>>();

  constructor(private readonly source: Source, private readonly graph: FileGraph) {
    this.units = this.matchUnits();
    this.classes = this.matchClasses();
    this.hasSameNumbers = this.units.every((unit, i) => unit === source.units[i]) && this.classes.every((cls, i) => cls === source.classes[i]);
  }

  isSameFunction(before: number, after: number): boolean {
    return this.source.units[before] === this.units[after];
  }

  isSameClass(before: number, after: number): boolean {
    return this.source.classes[before] === this.classes[after];
  }

  /** What others read of the text, or its functions of each other, and is something else: see `shape`. */
  shaped(): number {
    const { graph: old, classes } = this.source;
    const { graph } = this;
    const exports = isAlike(interfaceOf(old.functions[0]), interfaceOf(graph.functions[0])) ? 0 : shape.exports;
    if (classes.length !== graph.classes.length || classes.some((cls, i) => cls !== this.classes[i])) return exports | shape.members | shape.other;
    let others = isAlike(old.types, graph.types) ? 0 : shape.other;
    graph.classes.forEach((cls, i) => {
      const before = old.classes[i];
      if (before === undefined || isSameClass(before, cls, this)) return;
      others |= hasSameMembers(before, cls, this) ? shape.other : shape.other | shape.members;
    });
    return exports | others;
  }

  changedUnits(): Set<Unit> {
    const changed = new Set<Unit>();
    const earlier = new Set(this.source.units);
    this.units.forEach((unit, i) => {
      const graph = this.graph.functions[i];
      if (graph === undefined || (earlier.has(unit) && isSameFunction(unit.graph, graph, this))) return;
      changed.add(unit);
      this.bound.set(unit, boundOtherwise(unit.graph, graph));
    });
    return changed;
  }

  place(text: Content['text'], earlier: Earlier | null): void {
    this.units.forEach((unit, i) => {
      const graph = this.graph.functions[i];
      if (graph !== undefined) unit.place(graph);
    });
    this.classes.forEach((cls, i) => {
      const graph = this.graph.classes[i];
      if (graph !== undefined) cls.place(graph);
    });
    this.source.become(text, this.graph, this.units, this.classes, earlier);
  }

  /** The functions that go on, in an order that has not changed: what was found depends on it. */
  private matchUnits(): readonly Unit[] {
    const { units } = this.source;
    const shared = new Map(units.map((unit) => [unit.graph.nodes, unit]));
    // What shares its nodes is spoken for; what is left are a few.
    const spokenFor = new Set(this.graph.functions.map(({ nodes }) => shared.get(nodes)));
    const named = new Map<string, Unit[]>();
    for (const unit of units) if (!spokenFor.has(unit)) add(named, nameOf(unit.graph), unit);
    let last = -1;
    return this.graph.functions.map((graph) => {
      const same = shared.get(graph.nodes) ?? named.get(nameOf(graph))?.find((unit) => unit.graph.id > last && !spokenFor.has(unit));
      if (same === undefined || same.graph.id <= last || !isSameKind(same.graph, graph)) return new Unit(this.source, graph);
      last = same.graph.id;
      spokenFor.add(same);
      return same;
    });
  }

  private matchClasses(): readonly ClassRef[] {
    const { classes, units } = this.source;
    let last = -1;
    return this.graph.classes.map((graph) => {
      const same = classes.find((one) => one.graph.id > last && one.graph.name === graph.name && units[one.graph.parent] === this.units[graph.parent]);
      if (same === undefined) return new ClassRef(this.source, graph);
      last = same.graph.id;
      return same;
    });
  }
}

function nameOf({ kind, name }: FunctionGraph): string {
  return `${kind} ${name}`;
}

/** Whether callers may go on taking one for the other: they look at these without being told of changes. */
function isSameKind(a: FunctionGraph, b: FunctionGraph): boolean {
  return a.kind === b.kind && a.name === b.name && a.parameterCount === b.parameterCount && a.async === b.async && a.generator === b.generator && (a.nodes === b.nodes || isAlike(parametersOf(a), parametersOf(b)));
}

function parametersOf(graph: FunctionGraph): unknown {
  return graph.nodes.filter((node) => node.op === 'parameter');
}

/** What a module takes from others and offers them. */
function interfaceOf(module: FunctionGraph | undefined): unknown {
  const imports = module?.nodes.filter((node) => node.op === 'import').map(({ module: from, name, typeOnly }) => [from, name, typeOnly]);
  const bound = module?.variables.filter(({ kind }) => kind === 'import').map(({ name }) => name);
  return [imports, bound, module?.exports.map(({ name, value, from, imported, global }) => [name, value === null, from, imported, global])];
}

/** Names that a function declares in only one of the graphs, or another number of times. */
function boundOtherwise(before: FunctionGraph, after: FunctionGraph): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { name } of before.variables) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const { name } of after.variables) counts.set(name, (counts.get(name) ?? 0) - 1);
  return new Set([...counts].filter(([, count]) => count !== 0).map(([name]) => name));
}

/** What there was of a file before an edit. */
interface Before {
  readonly sites: SiteIndex;
  readonly importers: Source['importers'];
}

/** Takes back what was found about a file's functions that an edit touched, and what was found with the sites in them. */
class Invalidation {
  constructor(
    private readonly source: Source, private readonly earlier: Before, private readonly changed: ReadonlySet<Unit>, private readonly guards: Guards,
    private readonly bound: ReadonlyMap<Unit, ReadonlySet<string>>,
  ) {}

  private get before(): SiteIndex {
    return this.earlier.sites;
  }

  run(): void {
    const { source, before, changed } = this;
    const { sites } = source;
    for (const unit of changed) {
      this.guards.forget(unit);
      unit.invalidate();
    }
    for (const cell of source.kept.values()) cell.invalidate();
    for (const cls of source.classes) {
      const parent = source.units[cls.graph.parent];
      if (parent !== undefined && changed.has(parent)) cls.invalidate();
    }
    for (const unit of source.units) {
      if (changed.has(unit)) continue;
      if (!this.isSameCalls(before.callers.get(unit), sites.callers.get(unit)) || !this.isSameCalls(before.handedTo.get(unit), sites.handedTo.get(unit)) || !this.isSameIncoming(unit)) invalidateNodes(unit, (op) => op === 'parameter');
      const names = this.namesOtherwise(unit);
      if (names.size > 0) this.invalidateVariables(unit, names);
      this.bornAgain(unit);
      this.named(unit);
    }
    for (const cls of source.classes) {
      for (const writes of ['thisWrites', 'thisChanges'] as const) {
        const names = this.sitesOtherwise(before[writes].get(cls), sites[writes].get(cls));
        for (const [key, cell] of cls.kept) if ((key.startsWith('member ') && names.has(key.slice('member '.length))) || (names.size > 0 && key.startsWith('siblings '))) cell.invalidate();
      }
    }
  }

  /** Whether a function is called, and handed on, in the same places of other files as before. */
  private isSameIncoming(unit: Unit): boolean {
    const { importers } = this.earlier;
    if (importers === null || importers === this.source.importers) return true;
    const [before, after] = [importers.get(unit) ?? [], this.source.incomingOf(unit)];
    return before.length === after.length && before.every(({ source, module, path }, i) => source === after[i]?.source && module === after[i].module && path === after[i].path);
  }

  private namesOtherwise(holder: Unit): ReadonlySet<string> {
    const { before, source: { sites } } = this;
    const writes = this.sitesOtherwise(before.outerWrites.get(holder), sites.outerWrites.get(holder));
    const changes = this.sitesOtherwise(before.outerChanges.get(holder), sites.outerChanges.get(holder));
    return new Set([...writes, ...changes]);
  }

  private invalidateVariables(holder: Unit, names: ReadonlySet<string>): void {
    for (const [key, cell] of holder.kept) {
      const [sort, name] = key.split(' ');
      if ((sort === 'variable' || sort === 'writes' || sort === 'given') && name !== undefined && names.has(name)) cell.invalidate();
    }
    holder.graph.nodes.forEach((node, id) => {
      if (node.op === 'read' && names.has(node.name)) holder.cells[id]?.invalidate();
    });
  }

  /** A function made under other conditions than before. */
  private bornAgain(unit: Unit): void {
    const birth = this.source.birthOf(unit);
    const earlier = this.before.births.get(unit);
    const isSame = birth?.unit === earlier?.unit && birth?.node === earlier?.node && (birth === undefined || !this.changed.has(birth.unit));
    if (isSame) return;
    const waiting = [unit];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      this.guards.forget(at);
      for (const [key, cell] of at.kept) if (key.startsWith('level ')) cell.invalidate();
      waiting.push(...this.source.madeIn(at));
    }
  }

  /** Names that mean another variable now. */
  private named(unit: Unit): void {
    for (let outer = unit.parent; outer !== null; outer = outer.parent) {
      const names = this.bound.get(outer);
      if (names === undefined || names.size === 0) continue;
      unit.graph.nodes.forEach((node, id) => {
        if (node.op === 'outer' && names.has(node.name)) unit.cells[id]?.invalidate();
      });
    }
  }

  private sitesOtherwise(before: ReadonlyMap<string, readonly ValueSite[]> | undefined, after: ReadonlyMap<string, readonly ValueSite[]> | undefined): ReadonlySet<string> {
    const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
    return new Set([...names].filter((name) => !this.isSameSites(before?.get(name), after?.get(name))));
  }

  private isSameSites(a: readonly ValueSite[] = [], b: readonly ValueSite[] = []): boolean {
    return a.length === b.length && a.every((site, i) => this.isSame(site.unit, site.node, b[i]?.unit, b[i]?.node));
  }

  private isSameCalls(a: readonly CallSite[] = [], b: readonly CallSite[] = []): boolean {
    return a.length === b.length && a.every((site, i) => this.isSame(site.unit, site.call, b[i]?.unit, b[i]?.call) && site.argument === b[i]?.argument && isAlike(site.within, b[i].within));
  }

  private isSame(unit: Unit, node: NodeId, otherUnit: Unit | undefined, otherNode: NodeId | undefined): boolean {
    return unit === otherUnit && node === otherNode && !this.changed.has(unit);
  }
}

function invalidateNodes(unit: Unit, isMeant: (op: string) => boolean): void {
  unit.graph.nodes.forEach((node, id) => {
    if (isMeant(node.op)) unit.cells[id]?.invalidate();
  });
}
