/**
 * Where in a file is something called, handed on, or written to from afar? By the text alone:
 * must not evaluate.
 */
import type { Argument, NodeId, NodeOf } from '../flow';
import { ofScript, pathOf } from './links';
import type { OutgoingSite } from './links';
import { functionsAt, literalsAt } from './own-functions';
import { Lists, NamedLists } from './lists';
import { isThis } from './program';
import type { Birth, CallSite, ClassRef, Unit, ValueSite } from './program';
import type { Source } from './source';

/** Fields and names between a use and its import. */
const maxImportSteps = 8;

/** Wrappers around one function: `wrap(log(handler))`. */
const maxWrappings = 3;

/** How deep in the literals of an argument functions are looked for: `route({ options: { handler } })`. */
const maxHandInDepth = 3;

/** What stands in one function, in order of its nodes. */
class UnitSites {
  readonly callers: [Unit, CallSite][] = [];
  readonly handedTo: [Unit, CallSite][] = [];
  readonly outgoing: OutgoingSite[] = [];
  readonly births: [Unit, Birth][] = [];
  readonly outerWrites: [Unit, string, ValueSite][] = [];
  readonly outerChanges: [Unit, string, ValueSite][] = [];
  readonly thisWrites: [ClassRef, string, ValueSite][] = [];
  readonly thisChanges: [ClassRef, string, ValueSite][] = [];
}

export class SiteIndex {
  readonly callers = new Lists<Unit, CallSite>();
  readonly handedTo = new Lists<Unit, CallSite>();
  readonly outgoing = new NamedLists<string, OutgoingSite>();
  readonly births = new Map<Unit, Birth>();
  readonly outerWrites = new NamedLists<Unit, ValueSite>();
  readonly outerChanges = new NamedLists<Unit, ValueSite>();
  readonly thisChanges = new NamedLists<ClassRef, ValueSite>();
  /** Writes to fields of `this`, by class and field: `this.x = v` in any member. */
  readonly thisWrites = new NamedLists<ClassRef, ValueSite>();
  readonly inner = new Lists<Unit, Unit>();
  /** For the next edit; of files that are being edited. */
  private byUnit: Map<Unit, UnitSites> | null = null;

  /** `before`: the index of an earlier text of the same exports, types and classes, and the functions that are others since; the index is the same without it. */
  constructor(source: Source, before: Earlier | null) {
    const isUsable = before !== null && ![...before.changed].some(isLookedInto);
    for (const unit of source.units) {
      const known = isUsable && !isWithinAny(unit, before.changed) ? before.index.byUnit?.get(unit) : undefined;
      const sites = known ?? sitesIn(source, unit);
      if (source.isAttended) (this.byUnit ??= new Map<Unit, UnitSites>()).set(unit, sites);
      if (unit.parent !== null) this.inner.add(unit.parent, unit);
      this.take(sites);
    }
  }

  private take(sites: UnitSites): void {
    for (const [unit, site] of sites.callers) this.callers.add(unit, site);
    for (const [unit, site] of sites.handedTo) this.handedTo.add(unit, site);
    for (const site of sites.outgoing) this.outgoing.add(site.module, site.path, site);
    for (const [unit, birth] of sites.births) this.births.set(unit, birth);
    for (const [unit, name, site] of sites.outerWrites) this.outerWrites.add(unit, name, site);
    for (const [unit, name, site] of sites.outerChanges) this.outerChanges.add(unit, name, site);
    for (const [cls, name, site] of sites.thisWrites) this.thisWrites.add(cls, name, site);
    for (const [cls, name, site] of sites.thisChanges) this.thisChanges.add(cls, name, site);
  }
}

/** An index from before an edit. */
export interface Earlier {
  readonly index: SiteIndex;
  readonly changed: ReadonlySet<Unit>;
}

/** Whether functions that it does not stand around are looked into for what a site means: what fields begin as (see own-functions.ts). */
function isLookedInto({ graph }: Unit): boolean {
  return graph.kind === 'initializer';
}

/** Whether one of these stands around the function, or is it. */
function isWithinAny(unit: Unit, changed: ReadonlySet<Unit>): boolean {
  for (let at: Unit | null = unit; at !== null; at = at.parent) if (changed.has(at)) return true;
  return false;
}

function sitesIn(source: Source, unit: Unit): UnitSites {
  return new UnitIndexing(source).run(unit);
}

class UnitIndexing {
  private readonly sites = new UnitSites();

  constructor(private readonly source: Source) {}

  run(unit: Unit): UnitSites {
    this.index(unit);
    for (const write of unit.graph.outerWrites) {
      const at = unit.graph.range.start + (unit.node(write.value)?.start ?? 0);
      const found = this.source.resolve(unit, write.name, at);
      const holder = found === null ? undefined : this.source.units[found.function];
      if (holder !== undefined) this.sites.outerWrites.push([holder, write.name, { unit, node: write.value }]);
    }
    return this.sites;
  }

  private index(unit: Unit): void {
    unit.graph.nodes.forEach((node, id) => {
      if (node.op === 'function') {
        const inner = this.source.units[node.function];
        if (inner !== undefined) this.sites.births.push([inner, { unit, node: id }]);
      } else if (node.op === 'call') {
        const site = { unit, call: id, argument: -1, within: [], through: [] };
        const callee = this.source.functionAt(unit, node.callee);
        if (callee !== null) this.sites.callers.push([callee, site]);
        else this.indexOutgoing(unit, node.callee, site);
        node.args.forEach((arg: Argument, i) => {
          this.indexHandedIn(arg.value, { unit, call: id, argument: i, within: [], through: [] });
        });
        const method = unit.node(node.callee);
        if (method?.op === 'field') this.indexChange(unit, method.object, id);
        for (const used of [method, ...node.args.map(({ value }) => unit.node(value))]) if (used?.op === 'outer') this.indexSetting(unit, used, id);
      } else if (node.op === 'update') {
        const object = unit.node(node.object);
        const cls = node.name !== null && object !== undefined && isThis(object) ? this.source.classAround(unit) : null;
        if (cls !== null && node.name !== null) this.sites.thisWrites.push([cls, node.name, { unit, node: node.value }]);
        else this.indexChange(unit, node.object, id);
      }
    });
  }

  /** A call of a member of `object`, or an assignment to one. */
  private indexChange(unit: Unit, object: NodeId, node: NodeId): void {
    const changed = unit.node(object);
    if (changed?.op === 'outer' && changed.name !== 'this') {
      const found = this.source.resolve(unit, changed.name, unit.graph.range.start + changed.start);
      const holder = found === null ? undefined : this.source.units[found.function];
      if (holder !== undefined) this.sites.outerChanges.push([holder, changed.name, { unit, node }]);
    } else if (changed?.op === 'field') {
      const owner = unit.node(changed.object);
      const cls = owner !== undefined && isThis(owner) ? this.source.classAround(unit) : null;
      if (cls !== null) this.sites.thisChanges.push([cls, changed.name, { unit, node }]);
    }
  }

  /** A call of the function that sets a value of the function around, or that is handed it: `setEvent(x)`, `load().then(setEvent)`. */
  private indexSetting(unit: Unit, { name, start }: NodeOf<'outer'>, node: NodeId): void {
    const found = this.source.resolve(unit, name, unit.graph.range.start + start);
    const holder = found === null ? undefined : this.source.units[found.function];
    if (found !== null && holder !== undefined && isSetter(holder, found.variable.values)) this.sites.outerChanges.push([holder, name, { unit, node }]);
  }

  /** Notes a site whose callee, or what is handed in, comes from another module by its name. */
  private indexOutgoing(unit: Unit, value: NodeId, site: CallSite): void {
    const fields: string[] = [];
    let [holder, at] = [unit, unit.unwrapped(value)];
    for (let steps = 0; steps < maxImportSteps; steps++) {
      const node = holder.node(at);
      if (node?.op === 'import') {
        const path = pathOf(node.name, fields);
        if (!node.typeOnly) this.sites.outgoing.push({ module: node.module, path, handed: site.argument >= 0, site });
        return;
      }
      if (node?.op === 'call' && node.construct && fields.length > 0) at = holder.unwrapped(node.callee);
      else if (node?.op === 'field') {
        fields.unshift(node.name);
        at = holder.unwrapped(node.object);
      } else if (node?.op === 'outer') {
        const found = this.source.resolve(holder, node.name, holder.graph.range.start + node.start);
        if (found === null) this.indexTaken(pathOf(node.name, fields), site);
        const declaring = found === null ? undefined : this.source.units[found.function];
        const [only, ...others] = found?.variable.values ?? [];
        if (declaring === undefined || only === undefined || others.length > 0) return;
        [holder, at] = [declaring, declaring.unwrapped(only)];
      } else return;
    }
  }

  /** What nothing declares may be of a module that is taken over whole: scripts of a page, `from x import *`. */
  private indexTaken(path: string, site: CallSite): void {
    for (const { name, from } of this.source.reexports) {
      if (name !== '*' || from === null) continue;
      for (const taken of [path, ofScript + path]) this.sites.outgoing.push({ module: from, path: taken, handed: site.argument >= 0, site });
    }
  }

  /** What is handed in is what a call gives back that was handed functions itself. */
  private indexWrapped(value: NodeId, site: CallSite): void {
    if (site.through.length >= maxWrappings) return;
    for (const at of literalsAt(this.source, site.unit, value)) {
      const call = at.unit === site.unit ? site.unit.node(at.node) : undefined;
      if (call?.op !== 'call' || call.construct) continue;
      call.args.forEach((arg, argument) => {
        const node = site.unit.node(site.unit.unwrapped(arg.value));
        if (node?.op !== 'object' && node?.op !== 'array') this.indexHandedIn(arg.value, { ...site, through: [...site.through, { call: at.node, argument }] });
      });
      const callee = site.unit.node(call.callee);
      if (callee?.op === 'field') this.indexHandedIn(callee.object, { ...site, through: [...site.through, { call: at.node, argument: -1 }] });
    }
  }

  private indexHandedIn(value: NodeId, site: CallSite): void {
    if (!mayBeFunction(site.unit, value)) return;
    const handed = functionsAt(this.source, site.unit, value);
    for (const fn of handed) this.sites.handedTo.push([fn, site]);
    if (handed.length === 0) this.indexOutgoing(site.unit, value, site);
    this.indexWrapped(value, site);
    if (site.within.length >= maxHandInDepth) return;
    const node = site.unit.node(value);
    if (node?.op === 'array') for (const element of node.elements) this.indexHandedIn(element.value, { ...site, within: [...site.within, '[]'] });
    if (node?.op !== 'object') return;
    for (const property of node.properties) {
      if (property.key !== null) this.indexHandedIn(property.value, { ...site, within: [...site.within, property.key] });
    }
  }
}


/** Whether a value may be, hold or come from a function, by its own node: most arguments are none. */
function mayBeFunction(unit: Unit, value: NodeId): boolean {
  switch (unit.node(unit.unwrapped(value))?.op) {
    case 'constant':
    case 'concat':
    case 'operator':
    case 'pattern':
    case 'this':
    case 'parameter':
    case undefined:
      return false;
    default:
      return true;
  }
}

/** Whether a variable is the second of what a call gave back: of a value and the function that sets it, the function. */
function isSetter(holder: Unit, values: readonly NodeId[]): boolean {
  const [only, ...others] = values;
  const node = only === undefined || others.length > 0 ? undefined : holder.node(holder.unwrapped(only));
  return node?.op === 'iterate' && node.index === 1 && holder.node(holder.unwrapped(node.object))?.op === 'call';
}
