/**
 * What is one file to evaluation? Its functions and classes, which outlast edits, with the
 * index of its sites; what names mean in it. Must not evaluate.
 */
import type { ClassGraph, ClassId, ClassMember, Export, FileGraph, FunctionGraph, NodeId, ResolvedName, Variable } from '../flow';
import type { Ecosystem, Installed } from '../models';
import type { Range } from '../text';
import { shape } from './cell';
import type { Cell, Home } from './cell';
import { incomingOf, noLinks } from './links';
import type { Incoming, Links, OutgoingSite, Ties } from './links';
import { functionAt, offeredIn } from './own-functions';
import { add } from './lists';
import { ClassRef, Owner, Unit } from './program';
import type { Birth, CallSite, ValueSite } from './program';
import { SiteIndex } from './site-index';
import type { Earlier } from './site-index';

/** What a file says: its text is seldom asked for, and may have to be read. */
export interface Content {
  readonly text: string | (() => string);
  readonly graph: FileGraph;
}

/** A function as a member of a class, which stands in `parent`. */
export interface Membership {
  readonly cls: ClassRef;
  readonly member: ClassMember;
  readonly parent: Unit;
  /** What stands before the class, then before the member: nodes of `parent`. */
  readonly decorators: readonly NodeId[];
}

export class Source extends Owner implements Home {
  steps = 0;
  cuts = 0;
  changedAt = 0;
  /** The edit up to which its readers were told of changes. */
  toldAt = 0;
  isAttended = false;
  readonly readers = new Set<Home>();
  readonly closeReaders = new Set<Home>();
  readonly abroad = new Set<Cell<unknown>>();
  readonly number = -1;
  units: readonly Unit[];
  classes: readonly ClassRef[];
  /** The versions that it gets of packages. */
  readonly installed: Installed = (name) => this.links.versionOf(name, this);
  private readonly partsShapedAt = { exports: 0, members: 0, other: 0 };
  private incoming: ReadonlyMap<Unit, readonly Incoming[]> | null = null;
  private wasAsked = false;
  /** Of the file as it is: null while nobody asks, or all is given back. */
  private index: SiteIndex | null = null;
  /** What may be taken over of the index from before an edit. */
  private earlier: Earlier | null = null;
  private exports: ReadonlyMap<string, readonly Export[]> | null = null;
  private members: Map<ClassGraph, Map<string, ClassMember[]>> | null = null;
  private offered: ReadonlySet<Unit> | null = null;
  private now: Content | null;
  private again: (() => Content) | null = null;

  constructor(readonly path: string, text: Content['text'], graph: FileGraph, readonly ecosystem: Ecosystem, readonly links: Links = noLinks) {
    super();
    this.now = { text, graph };
    this.units = graph.functions.map((fn) => new Unit(this, fn));
    this.classes = graph.classes.map((cls) => new ClassRef(this, cls));
  }

  get text(): string {
    const { text } = this.content;
    return typeof text === 'string' ? text : text();
  }

  get graph(): FileGraph {
    return this.content.graph;
  }

  get sites(): SiteIndex {
    if (this.index === null) {
      this.index = new SiteIndex(this, this.earlier);
      this.earlier = null;
    }
    return this.index;
  }

  private get content(): Content {
    return this.now ?? this.restore();
  }

  /** Gives back what `again` makes again when it is next asked for: the same text and graph. Not while anything is evaluated. */
  drop(again: () => Content): void {
    this.again = again;
    this.now = null;
    this.exports = null;
    this.members = null;
    this.offered = null;
    this.rest();
    for (const unit of this.units) unit.drop();
    for (const cls of this.classes) cls.drop();
  }

  private restore(): Content {
    if (this.again === null) throw new Error(`nothing makes ${this.path} again`);
    const content = this.again();
    this.now = content;
    const { functions, classes } = content.graph;
    this.units.forEach((unit, i) => {
      const graph = functions[i];
      if (graph !== undefined) unit.place(graph);
    });
    this.classes.forEach((cls, i) => {
      const graph = classes[i];
      if (graph !== undefined) cls.place(graph);
    });
    return content;
  }

  /** The graph of a function, made again where it was given back. */
  functionGraph(id: number): FunctionGraph {
    const graph = this.graph.functions[id];
    if (graph === undefined) throw new Error(`${this.path} has no function ${String(id)} any more`);
    return graph;
  }

  classGraph(id: ClassId): ClassGraph {
    const graph = this.graph.classes[id];
    if (graph === undefined) throw new Error(`${this.path} has no class ${String(id)} any more`);
    return graph;
  }

  get home(): this {
    return this;
  }

  /** The file is another text now: `units` and `classes` are those of `graph`, in its order, and placed in it. `earlier`: see `SiteIndex`. */
  become(text: Content['text'], graph: FileGraph, units: readonly Unit[], classes: readonly ClassRef[], earlier: Earlier | null): void {
    this.now = { text, graph };
    const isSame = earlier !== null && units.length === this.units.length && units.every((unit, i) => unit === this.units[i]);
    this.units = units;
    this.classes = classes;
    if (!isSame || (units[0] !== undefined && earlier.changed.has(units[0]))) this.forgetImporters();
    this.exports = null;
    this.members = null;
    this.offered = null;
    this.index = null;
    this.earlier = earlier;
  }

  /** Nothing that was found about it holds any more. */
  invalidate(): void {
    this.invalidateKept();
    for (const unit of this.units) unit.invalidate();
    for (const cls of this.classes) cls.invalidate();
  }

  /** The file is gone. */
  leave(): void {
    this.invalidate();
    this.leaveKept();
    for (const unit of this.units) unit.leave();
    for (const cls of this.classes) cls.leave();
  }

  /** Whether every cell is to know what it was found with: for files that are being edited. */
  attend(isAttended: boolean): void {
    if (this.isAttended === isAttended) return;
    for (const unit of this.units) unit.invalidateNodes();
    this.isAttended = isAttended;
    if (isAttended) this.invalidate();
  }

  /** Gives back what nobody else reads, and the budget spent on it: it is found again as it was. */
  rest(): void {
    this.steps = 0;
    if (this.isAttended) return;
    for (const unit of this.units) unit.rest();
    for (const cls of this.classes) cls.forgetKept();
    this.forgetKept();
  }

  /** Calls in this file whose callee is, by the text alone, this function. */
  callersOf(unit: Unit): readonly CallSite[] {
    return this.sites.callers.get(unit) ?? none;
  }

  /** Calls in this file that are handed this function. */
  handInsOf(unit: Unit): readonly CallSite[] {
    return this.sites.handedTo.get(unit) ?? none;
  }

  get shapedAt(): number {
    return Math.max(this.partsShapedAt.exports, this.partsShapedAt.members, this.partsShapedAt.other);
  }

  isShapedSince(parts: number, edit: number): boolean {
    return shapeNames.some((name) => (parts & shape[name]) !== 0 && this.partsShapedAt[name] > edit);
  }

  /** These parts of its shape are others since an edit. */
  shaped(parts: number, edit: number): void {
    for (const name of shapeNames) if ((parts & shape[name]) !== 0) this.partsShapedAt[name] = edit;
  }

  /** Its exports, types or classes are read: see `shape`. */
  noteShape(parts: number = shape.all): void {
    this.links.noteShape(this, parts);
  }

  /** Calls and hand-ins of this function in other files. */
  incomingOf(unit: Unit): readonly Incoming[] {
    this.noteShape(shape.exports | shape.members);
    this.wasAsked = true;
    this.incoming ??= incomingOf(this.links, this);
    return this.incoming.get(unit) ?? none;
  }

  /** What was made of which other files use this one; null where nobody ever asked. What is forgotten may be anything: as if nobody used it. */
  get importers(): ReadonlyMap<Unit, readonly Incoming[]> | null {
    return this.incoming ?? (this.wasAsked ? nobody : null);
  }

  /** Exports of which calls of members in other files matter here, by their paths: emitters of events. They count as sites of the module. */
  readonly listened = new Map<string, (member: string) => boolean>();

  /** Lets calls in other files of such members of an export be found. */
  listenTo(path: string, isMeant: (member: string) => boolean): void {
    if (this.listened.has(path)) return;
    this.listened.set(path, isMeant);
    this.forgetImporters();
  }

  /** Forgets it: the next question asks the links again. */
  forgetImporters(): void {
    this.incoming = null;
  }

  /** Calls and hand-ins of what other modules export, by specifier and path. */
  get outgoing(): ReadonlyMap<string, ReadonlyMap<string, readonly OutgoingSite[]>> {
    return this.sites.outgoing.all;
  }

  /** Where the `function` node of a function stands. */
  birthOf(unit: Unit): Birth | undefined {
    return this.sites.births.get(unit);
  }

  /** The exports of a name; `*` are those of everything of another module. */
  exportsOf(name: string): readonly Export[] {
    this.noteShape(shape.exports);
    this.exports ??= exportsIn(this.graph);
    return this.exports.get(name) ?? none;
  }

  /** Exports that hand on what other modules export. */
  get reexports(): readonly Export[] {
    return (this.graph.functions[0]?.exports ?? none).filter((one) => one.from !== null);
  }

  /** What is to be known of it while it is not at hand. */
  get ties(): Ties {
    const reexports = this.reexports.flatMap(({ name, imported, from }) => (from === null ? [] : [{ name, imported, from }]));
    return { outgoing: new Map([...this.outgoing].map(([module, paths]) => [module, [...paths.keys()]])), reexports };
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

  /** The function that a node is by the text alone. Null where it takes evaluation. */
  functionAt(unit: Unit, id: NodeId): Unit | null {
    return functionAt(this, unit, id);
  }

  /** Whether other files may take hold of a function. */
  isOffered(unit: Unit): boolean {
    this.noteShape(shape.exports | shape.members);
    this.offered ??= offeredIn(this);
    return this.offered.has(unit);
  }

  /** The class whose `this` a function sees: its own, or its enclosing functions' (closures). */
  classAround(unit: Unit): ClassRef | null {
    this.noteShape(shape.members);
    for (let at: Unit | null = unit; at !== null; at = at.parent) {
      if (at.graph.class !== null) return this.classes[at.graph.class] ?? null;
      if (at.graph.kind !== 'arrow') return null;
    }
    return null;
  }

  /** Values written to `this.name` in the class. */
  writesTo(cls: ClassRef, name: string): readonly ValueSite[] {
    return this.sites.thisWrites.get(cls)?.get(name) ?? none;
  }

  /** Whether anything is written to fields of `this` in the class, or put into what they point to. */
  keepsAnything(cls: ClassRef): boolean {
    return this.sites.thisWrites.get(cls) !== undefined || this.sites.thisChanges.get(cls) !== undefined;
  }

  /** Values that inner functions write to a variable that `holder` declares. */
  outerWritesTo(holder: Unit, name: string): readonly ValueSite[] {
    return this.sites.outerWrites.get(holder)?.get(name) ?? none;
  }

  /** Calls and assignments in inner functions that may change what a variable of `holder` points to: `list.push(x)`, `map.key = x`. */
  outerChangesTo(holder: Unit, name: string): readonly ValueSite[] {
    return this.sites.outerChanges.get(holder)?.get(name) ?? none;
  }

  /** The same for `this.name`. */
  changesTo(cls: ClassRef, name: string): readonly ValueSite[] {
    return this.sites.thisChanges.get(cls)?.get(name) ?? none;
  }

  /** The functions whose text stands directly in another's. */
  madeIn(unit: Unit): readonly Unit[] {
    return this.sites.inner.get(unit) ?? none;
  }

  /** The first member of that name. */
  memberOf(cls: ClassGraph, name: string, isStatic: boolean): ClassMember | undefined {
    return this.membersOf(cls, name).find((member) => member.static === isStatic);
  }

  /** The members of that name, in order. */
  membersOf(cls: ClassGraph, name: string): readonly ClassMember[] {
    this.noteShape();
    let members = this.members?.get(cls);
    if (members === undefined) {
      members = new Map<string, ClassMember[]>();
      (this.members ??= new Map<ClassGraph, Map<string, ClassMember[]>>()).set(cls, members);
      for (const member of cls.members) if (member.name !== null) add(members, member.name, member);
    }
    return members.get(name) ?? none;
  }

  /** What a function is to the class that it is a member of; null where it is none. */
  membershipOf(unit: Unit): Membership | null {
    this.noteShape(shape.members);
    const [cls, graph] = unit.graph.class === null ? [] : [this.classes[unit.graph.class], this.graph.classes[unit.graph.class]];
    const member = graph?.members.find((one) => one.function === unit.graph.id);
    const parent = graph === undefined ? undefined : this.units[graph.parent];
    return cls === undefined || graph === undefined || member === undefined || parent === undefined ? null : { cls, member, parent, decorators: [...graph.decorators, ...member.decorators] };
  }

  /** The functions that are members of a class. */
  unitsOf(id: ClassId | null): readonly Unit[] {
    this.noteShape(shape.members);
    const cls = id === null ? undefined : this.graph.classes[id];
    return (cls?.members ?? none).flatMap((member) => (member.function === null ? [] : (this.units[member.function] ?? [])));
  }

  constructorOf(id: ClassId): Unit | null {
    this.noteShape(shape.members);
    const member = this.graph.classes[id]?.members.find((m) => m.kind === 'constructor');
    return member?.function === null || member?.function === undefined ? null : (this.units[member.function] ?? null);
  }
}

const shapeNames = ['exports', 'members', 'other'] as const;
const nobody: ReadonlyMap<Unit, readonly Incoming[]> = new Map();
const none: readonly never[] = [];

function exportsIn(graph: FileGraph): ReadonlyMap<string, readonly Export[]> {
  const exports = new Map<string, Export[]>();
  for (const one of graph.functions[0]?.exports ?? []) add(exports, one.name, one);
  return exports;
}
