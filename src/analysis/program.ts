/**
 * What does evaluation walk over? The functions of a file with their memo of
 * values, and the indexes that answer "who calls this" and "where is this handed to".
 * Must not evaluate.
 */
import type { Argument, ClassGraph, ClassId, ClassMember, Export, FileGraph, FunctionGraph, Node, NodeId, ResolvedName, Variable } from '../flow';
import { absoluteRange } from '../flow';
import type { Ecosystem } from '../models';
import type { Range } from '../text';
import type { Cell, Home } from './fixpoint';
import { incomingOf, noLinks, pathOf } from './links';
import type { Incoming, Links, OutgoingSite } from './links';
import type { Value } from './value';

/** Units made so far, in the whole program. */
let made = 0;

/** A function with its memo. */
export class Unit {
  /** Tells it from all others: for keys that are only compared. */
  readonly serial = ++made;
  /** Values that are final. */
  readonly values: (Value | undefined)[] = [];
  /** Values that are being found out. */
  readonly cells: (Cell<Value> | undefined)[] = [];
  private byName: Map<string, Variable[]> | null = null;
  private rest: number | null | undefined;

  constructor(readonly source: Source, readonly graph: FunctionGraph) {}

  node(id: NodeId): Node | undefined {
    return this.graph.nodes[id];
  }

  /** Which parameter gathers the rest of the arguments; null where none does. */
  get restIndex(): number | null {
    if (this.rest === undefined) {
      const node = this.graph.nodes.find((one) => one.op === 'parameter' && one.rest);
      this.rest = node?.op === 'parameter' ? node.index : null;
    }
    return this.rest;
  }

  /** The function's variables by name. */
  get variables(): ReadonlyMap<string, readonly Variable[]> {
    if (this.byName === null) {
      this.byName = new Map();
      for (const variable of this.graph.variables) add(this.byName, variable.name, variable);
    }
    return this.byName;
  }

  /** The node that gives the value, without names, reads and casts around it. */
  unwrapped(id: NodeId): NodeId {
    let at = id;
    for (let steps = 0; steps < 20; steps++) {
      const node = this.node(at);
      if (node?.op !== 'bind' && node?.op !== 'read' && node?.op !== 'cast') break;
      at = node.value;
    }
    return at;
  }

  rangeOf(at: Pick<Node, 'start' | 'end'>): Range {
    return absoluteRange(this.graph, at);
  }

  /** Forgets the values of nodes: the same are found again. */
  forgetValues(): void {
    this.values.length = 0;
    this.cells.length = 0;
  }

  get parent(): Unit | null {
    return this.graph.parent === null ? null : (this.source.units[this.graph.parent] ?? null);
  }

  /** Whether this function stands inside `other`, or is it. */
  isWithin(other: Unit): boolean {
    return this === other || (this.parent?.isWithin(other) ?? false);
  }
}

/** A class of the user's. */
export interface ClassRef {
  readonly source: Source;
  readonly graph: ClassGraph;
}

/** A call in a function: where a function is called, or handed in as an argument. */
export interface CallSite {
  readonly unit: Unit;
  readonly call: NodeId;
  /** For hand-ins: which argument the function is. */
  readonly argument: number;
  /** For hand-ins: where in that argument, by fields; `[]` is an element. Empty where the argument is the function. */
  readonly within: readonly string[];
}

/** Fields and names between a use and its import. */
const maxImportSteps = 8;

/** How deep in the literals of an argument functions are looked for: `route({ options: { handler } })`. */
const maxHandInDepth = 3;

/** A value and the function that it is in. */
export interface ValueSite {
  readonly unit: Unit;
  readonly node: NodeId;
}

/** Where a `function` node stands. */
export interface Birth {
  readonly unit: Unit;
  readonly node: NodeId;
}

/** One file, ready for evaluation. */
export class Source implements Home {
  steps = 0;
  cuts = 0;
  readonly readers = new Set<Home>();
  readonly reads = new Set<Home>();
  readonly units: readonly Unit[];
  readonly classes: readonly ClassRef[];
  private readonly callers = new Map<Unit, CallSite[]>();
  private readonly handedTo = new Map<Unit, CallSite[]>();
  /** Calls and hand-ins of what other modules export, by specifier and path. */
  readonly outgoing = new Map<string, Map<string, OutgoingSite[]>>();
  private incoming: ReadonlyMap<Unit, readonly Incoming[]> | null = null;
  private readonly exports = new Map<string, Export[]>();
  readonly births = new Map<Unit, Birth>();
  private readonly outerWrites = new Map<Unit, Map<string, ValueSite[]>>();
  /** Calls and assignments in inner functions that may change what a variable of the outer one points to. */
  private readonly outerChanges = new Map<Unit, Map<string, ValueSite[]>>();
  /** The same for what a field of `this` points to. */
  private readonly thisChanges = new Map<ClassGraph, Map<string, ValueSite[]>>();
  private readonly inner = new Map<Unit, Unit[]>();
  private readonly members = new Map<ClassGraph, Map<string, ClassMember[]>>();
  /** Writes to fields of `this`, by class and field: `this.x = v` in any member. */
  private readonly thisWrites = new Map<ClassGraph, Map<string, ValueSite[]>>();

  constructor(readonly path: string, readonly text: string, readonly graph: FileGraph, readonly ecosystem: Ecosystem, readonly links: Links = noLinks) {
    for (const one of graph.functions[0]?.exports ?? []) add(this.exports, one.name, one);
    this.units = graph.functions.map((fn) => new Unit(this, fn));
    this.classes = graph.classes.map((cls) => ({ source: this, graph: cls }));
    for (const unit of this.units) {
      this.index(unit);
      if (unit.parent !== null) add(this.inner, unit.parent, unit);
      for (const write of unit.graph.outerWrites) {
        const at = unit.graph.range.start + (unit.node(write.value)?.start ?? 0);
        const found = this.resolve(unit, write.name, at);
        const holder = found === null ? undefined : this.units[found.function];
        if (holder !== undefined) add(within(this.outerWrites, holder), write.name, { unit, node: write.value });
      }
    }
  }

  /** Calls in this file whose callee is, by the text alone, this function. */
  callersOf(unit: Unit): readonly CallSite[] {
    return this.callers.get(unit) ?? none;
  }

  /** Calls in this file that are handed this function. */
  handInsOf(unit: Unit): readonly CallSite[] {
    return this.handedTo.get(unit) ?? none;
  }

  /** Calls and hand-ins of this function in other files. */
  incomingOf(unit: Unit): readonly Incoming[] {
    this.incoming ??= incomingOf(this.links, this);
    return this.incoming.get(unit) ?? none;
  }

  /** Whether anything was made of which other files use this one. */
  get knowsImporters(): boolean {
    return this.incoming !== null;
  }

  /** Is no reader any more of what it read. */
  leave(): void {
    for (const home of this.reads) home.readers.delete(this);
    this.reads.clear();
  }

  /** Gives back the values of single nodes, and the budget spent on them. */
  rest(): void {
    this.steps = 0;
    for (const unit of this.units) unit.forgetValues();
  }

  /** Forgets it: the next question asks the links again. */
  forgetImporters(): void {
    this.incoming = null;
  }

  /** The exports of a name; `*` are those of everything of another module. */
  exportsOf(name: string): readonly Export[] {
    return this.exports.get(name) ?? none;
  }

  /** Exports that hand on what other modules export. */
  get reexports(): readonly Export[] {
    return (this.graph.functions[0]?.exports ?? none).filter((one) => one.from !== null);
  }

  /** Every module that the file names, as it names them. */
  get specifiers(): ReadonlySet<string> {
    const found = new Set<string>();
    for (const { from } of this.reexports) if (from !== null) found.add(from);
    for (const { graph } of this.units) for (const node of graph.nodes) if (node.op === 'import') found.add(node.module);
    return found;
  }

  textOf(range: Range): string {
    return this.text.slice(range.start, range.end);
  }

  /** The declaration that a name means at an absolute offset: as `resolveName` finds it, by index. */
  resolve(unit: Unit, name: string, offset: number): ResolvedName | null {
    for (let at: Unit | null = unit; at !== null; at = at.parent) {
      const { graph } = at;
      const inside = offset - graph.range.start;
      let best: Variable | null = null;
      for (const variable of at.variables.get(name) ?? none) {
        if (inside < variable.scope.start || inside > variable.scope.end) continue;
        if (best === null || variable.scope.end - variable.scope.start < best.scope.end - best.scope.start) best = variable;
      }
      if (best !== null) return { function: graph.id, variable: best };
    }
    return null;
  }

  /** The function that a node is by the text alone: a literal, a name bound once to one. Null where it takes evaluation. */
  functionAt(unit: Unit, id: NodeId, depth = 8): Unit | null {
    const node = unit.node(id);
    if (node === undefined || depth === 0) return null;
    switch (node.op) {
      case 'function':
        return this.units[node.function] ?? null;
      case 'bind':
      case 'read':
      case 'cast':
        return this.functionAt(unit, node.value, depth - 1);
      case 'class':
        return this.constructorOf(node.class);
      case 'outer': {
        const found = this.resolve(unit, node.name, unit.graph.range.start + node.start);
        const holder = found === null ? undefined : this.units[found.function];
        const [only, ...others] = found?.variable.values ?? [];
        return holder === undefined || only === undefined || others.length > 0 ? null : this.functionAt(holder, only, depth - 1);
      }
      case 'field': {
        const object = unit.node(node.object);
        if (object === undefined || !isThis(object)) return null;
        const owner = this.classAround(unit);
        const member = owner === null ? undefined : this.membersOf(owner, node.name).find((m) => m.kind === 'method');
        return member?.function === null || member?.function === undefined ? null : (this.units[member.function] ?? null);
      }
      default:
        return null;
    }
  }

  /** The class whose `this` a function sees: its own, or its enclosing functions' (closures). */
  classAround(unit: Unit): ClassGraph | null {
    for (let at: Unit | null = unit; at !== null; at = at.parent) {
      if (at.graph.class !== null) return this.graph.classes[at.graph.class] ?? null;
      if (at.graph.kind !== 'arrow') return null;
    }
    return null;
  }

  /** Values written to `this.name` in the class. */
  writesTo(cls: ClassGraph, name: string): readonly ValueSite[] {
    return this.thisWrites.get(cls)?.get(name) ?? none;
  }

  /** Values that inner functions write to a variable that `holder` declares. */
  outerWritesTo(holder: Unit, name: string): readonly ValueSite[] {
    return this.outerWrites.get(holder)?.get(name) ?? none;
  }

  /** Calls and assignments in inner functions that may change what a variable of `holder` points to: `list.push(x)`, `map.key = x`. */
  outerChangesTo(holder: Unit, name: string): readonly ValueSite[] {
    return this.outerChanges.get(holder)?.get(name) ?? none;
  }

  /** The same for `this.name`. */
  changesTo(cls: ClassGraph, name: string): readonly ValueSite[] {
    return this.thisChanges.get(cls)?.get(name) ?? none;
  }

  /** The functions whose text stands directly in another's. */
  madeIn(unit: Unit): readonly Unit[] {
    return this.inner.get(unit) ?? none;
  }

  /** The first member of that name. */
  memberOf(cls: ClassGraph, name: string, isStatic: boolean): ClassMember | undefined {
    return this.membersOf(cls, name).find((member) => member.static === isStatic);
  }

  /** The members of that name, in order. */
  membersOf(cls: ClassGraph, name: string): readonly ClassMember[] {
    let members = this.members.get(cls);
    if (members === undefined) {
      this.members.set(cls, (members = new Map<string, ClassMember[]>()));
      for (const member of cls.members) if (member.name !== null) add(members, member.name, member);
    }
    return members.get(name) ?? none;
  }

  /** The functions that are members of a class. */
  unitsOf(id: ClassId | null): readonly Unit[] {
    const cls = id === null ? undefined : this.graph.classes[id];
    return (cls?.members ?? none).flatMap((member) => (member.function === null ? [] : (this.units[member.function] ?? [])));
  }

  constructorOf(id: ClassId): Unit | null {
    const member = this.graph.classes[id]?.members.find((m) => m.kind === 'constructor');
    return member?.function === null || member?.function === undefined ? null : (this.units[member.function] ?? null);
  }

  private index(unit: Unit): void {
    unit.graph.nodes.forEach((node, id) => {
      if (node.op === 'function') {
        const inner = this.units[node.function];
        if (inner !== undefined) this.births.set(inner, { unit, node: id });
      } else if (node.op === 'call') {
        const site = { unit, call: id, argument: -1, within: [] };
        const callee = this.functionAt(unit, node.callee);
        if (callee !== null) add(this.callers, callee, site);
        else this.indexOutgoing(unit, node.callee, site);
        node.args.forEach((arg: Argument, i) => {
          this.indexHandedIn(arg.value, { unit, call: id, argument: i, within: [] });
        });
        const method = unit.node(node.callee);
        if (method?.op === 'field') this.indexChange(unit, method.object, id);
      } else if (node.op === 'update') {
        const object = unit.node(node.object);
        const cls = node.name !== null && object !== undefined && isThis(object) ? this.classAround(unit) : null;
        if (cls !== null && node.name !== null) add(within(this.thisWrites, cls), node.name, { unit, node: node.value });
        else this.indexChange(unit, node.object, id);
      }
    });
  }

  /** A call of a member of `object`, or an assignment to one. */
  private indexChange(unit: Unit, object: NodeId, node: NodeId): void {
    const changed = unit.node(object);
    if (changed?.op === 'outer' && changed.name !== 'this') {
      const found = this.resolve(unit, changed.name, unit.graph.range.start + changed.start);
      const holder = found === null ? undefined : this.units[found.function];
      if (holder !== undefined) add(within(this.outerChanges, holder), changed.name, { unit, node });
    } else if (changed?.op === 'field') {
      const owner = unit.node(changed.object);
      const cls = owner !== undefined && isThis(owner) ? this.classAround(unit) : null;
      if (cls !== null) add(within(this.thisChanges, cls), changed.name, { unit, node });
    }
  }

  /** Notes a site whose callee, or what is handed in, comes from another module by its name. */
  private indexOutgoing(unit: Unit, value: NodeId, site: CallSite): void {
    const fields: string[] = [];
    let [holder, at] = [unit, unit.unwrapped(value)];
    for (let steps = 0; steps < maxImportSteps; steps++) {
      const node = holder.node(at);
      if (node?.op === 'import') {
        const path = pathOf(node.name, fields);
        if (!node.typeOnly) add(within(this.outgoing, node.module), path, { module: node.module, path, handed: site.argument >= 0, site });
        return;
      }
      if (node?.op === 'field') {
        fields.unshift(node.name);
        at = holder.unwrapped(node.object);
      } else if (node?.op === 'outer') {
        const found = this.resolve(holder, node.name, holder.graph.range.start + node.start);
        const declaring = found === null ? undefined : this.units[found.function];
        const [only, ...others] = found?.variable.values ?? [];
        if (declaring === undefined || only === undefined || others.length > 0) return;
        [holder, at] = [declaring, declaring.unwrapped(only)];
      } else return;
    }
  }

  private indexHandedIn(value: NodeId, site: CallSite): void {
    const handed = this.functionAt(site.unit, value);
    if (handed !== null) add(this.handedTo, handed, site);
    else this.indexOutgoing(site.unit, value, site);
    if (site.within.length >= maxHandInDepth) return;
    const node = site.unit.node(value);
    if (node?.op === 'array') for (const element of node.elements) this.indexHandedIn(element.value, { ...site, within: [...site.within, '[]'] });
    if (node?.op !== 'object') return;
    for (const property of node.properties) {
      if (property.key !== null) this.indexHandedIn(property.value, { ...site, within: [...site.within, property.key] });
    }
  }
}

const none: readonly never[] = [];

interface Nested<K, N, V> {
  get(key: K): Map<N, V> | undefined;
  set(key: K, inner: Map<N, V>): unknown;
}

/** The map kept under `key`. */
export function within<K, N, V>(map: Nested<K, N, V>, key: K): Map<N, V> {
  let inner = map.get(key);
  if (inner === undefined) map.set(key, (inner = new Map<N, V>()));
  return inner;
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

export function isThis(node: Node): boolean {
  return node.op === 'this' || (node.op === 'outer' && node.name === 'this');
}
