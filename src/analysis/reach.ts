/**
 * What do names from outside, fields and calls say as conditions? Looks at the one value that a
 * constant has, in whichever function or file, and at what the user's functions return.
 * Must not read a condition itself: see conditions.ts.
 */
import type { NodeId, NodeOf } from '../flow';
import { calleeOf } from './calls';
import { aboutResult, either, noKinds, saidByKinds, sameKindSet, saysNothing, together } from './conditions';
import type { KindSet, Reach, Says } from './conditions';
import type { Evaluator } from './evaluate';
import type { Guards } from './guards';
import { offers } from './modules';
import type { Unit } from './program';
import type { Source } from './source';

/** Fields that are followed to a constant: `config.flags.analytics`. */
const maxFields = 4;
/** Functions that one call may call, of which all must say it. */
const maxFunctions = 8;
/** Re-exports that are followed. */
const maxReexports = 6;

export class ProgramReach implements Reach {
  constructor(private readonly evaluator: Evaluator, private readonly guards: Guards) {}

  outer(unit: Unit, node: NodeOf<'outer'>): Says {
    return this.variable(unit, node, []);
  }

  imported({ source }: Unit, node: NodeOf<'import'>): Says {
    return this.export(source, node.module, node.name === '*' ? [] : [node.name]);
  }

  field(unit: Unit, node: NodeOf<'field'>): Says {
    const said = this.at(unit, node.object, [node.name]);
    return together(said, this.placesAt(unit, node.id, false));
  }

  call(unit: Unit, call: NodeOf<'call'>): Says {
    const { functions, places } = calleeOf(this.evaluator, unit, call);
    const trusted = saidByKinds(this.evaluator.trusted.of(unit, call.callee, functions).consent);
    const own = functions.length === 0 || functions.length > maxFunctions ? saysNothing : functions.map((fn) => this.result(fn)).reduce(either);
    const tested = places.flatMap((place) => place.returned()?.facts ?? []).flatMap((fact) => fact.tests);
    const passed = tested.map((index) => call.args.filter(({ name }) => name === null)[index]).map((arg) => (arg === undefined ? saysNothing : this.guards.conditionsOf(unit).of(arg.value)));
    return [trusted, own, ...passed, this.placesAt(unit, call.id, true)].reduce(together);
  }

  /** What a function's results say, each where it is returned. */
  result(fn: Unit): Says {
    return this.evaluator.keptOf(fn, aboutResult, saysNothing, () => {
      const conditions = this.guards.conditionsOf(fn);
      const said = fn.graph.returns.map((id) => {
        const holding = this.guards.localAt(fn, fn.node(id)?.guard ?? 0);
        return together(conditions.of(id), { whenTrue: holding, whenFalse: holding });
      });
      const all = said.length === 0 ? saysNothing : said.reduce(either);
      // What is never returned may still be what the function ends with.
      return { whenTrue: all.whenTrue ?? noKinds, whenFalse: all.whenFalse ?? noKinds };
    }, sameSays);
  }

  /** What models say that a place is: a check of consent. */
  private placesAt(unit: Unit, id: NodeId, isCalled: boolean): Says {
    const node = unit.node(id);
    const value = this.evaluator.valueOf(unit, node?.op === 'call' ? node.callee : id);
    const facts = value.places.flatMap((place) => (isCalled ? place.returned() : place)?.facts ?? []);
    const kinds: KindSet = new Set(facts.flatMap(({ is }) => (is?.startsWith('guard.') === true ? [is] : [])));
    return kinds.size === 0 ? saysNothing : { whenTrue: kinds, whenFalse: noKinds };
  }

  /** What the field at the end of `fields` of a node says, by the literal it was made with. */
  private at(unit: Unit, id: NodeId, fields: readonly string[]): Says {
    const at = unit.unwrapped(id);
    const node = unit.node(at);
    if (node === undefined || fields.length > maxFields) return saysNothing;
    const [name, ...rest] = fields;
    if (name === undefined) return this.guards.conditionsOf(unit).of(id);
    switch (node.op) {
      case 'object': {
        const property = node.properties.at(-1)?.spread === true ? undefined : [...node.properties].reverse().find(({ key }) => key === name);
        return property === undefined ? saysNothing : this.at(unit, property.value, rest);
      }
      case 'field':
        return this.at(unit, node.object, [node.name, ...fields]);
      case 'outer':
        return this.variable(unit, node, fields);
      case 'import':
        return this.export(unit.source, node.module, node.name === '*' ? fields : [node.name, ...fields]);
      default:
        return saysNothing;
    }
  }

  /** A variable of an enclosing function, where it is given one value only. */
  private variable(unit: Unit, node: NodeOf<'outer'>, fields: readonly string[]): Says {
    const found = unit.source.resolve(unit, node.name, unit.graph.range.start + node.start);
    const holder = found === null ? undefined : unit.source.units[found.function];
    if (found === null || holder === undefined) return saysNothing;
    const index = holder.variables.get(node.name)?.indexOf(found.variable) ?? 0;
    // Begins like the key of the variable's value: what takes that back takes this back.
    return this.evaluator.keptOf(holder, ['variable', node.name, index, 'says', ...fields].join(' '), saysNothing, () => {
      const [only, ...others] = holder.variables.get(node.name)?.[index]?.values ?? [];
      if (only === undefined || others.length > 0 || holder.source.outerWritesTo(holder, node.name).length > 0) return saysNothing;
      return this.at(holder, only, fields);
    }, sameSays);
  }

  /** What a file of the project exports. */
  private export(from: Source, specifier: string, path: readonly string[], depth = maxReexports): Says {
    const target = from.links.resolve(specifier, from);
    const [name, ...rest] = path;
    if (target === null || name === undefined || depth === 0) return saysNothing;
    return this.evaluator.keptOf(target, ['says', depth, ...path].join(' '), saysNothing, () => {
      const [module] = target.units;
      const found = offers(this.evaluator, target, name) ? target.exportsOf(name) : [];
      const [only, ...others] = found.length > 0 ? found : target.exportsOf('*').filter((one) => one.from !== null);
      if (module === undefined || only === undefined || others.length > 0) return saysNothing;
      if (only.value !== null) return this.at(module, only.value, rest);
      return only.from === null ? saysNothing : this.export(target, only.from, only.name === '*' ? path : [only.imported ?? name, ...rest], depth - 1);
    }, sameSays);
  }
}

function sameSays(a: Says, b: Says): boolean {
  return a === b || (sameOrNever(a.whenTrue, b.whenTrue) && sameOrNever(a.whenFalse, b.whenFalse));
}

function sameOrNever(a: KindSet | null, b: KindSet | null): boolean {
  return a === null || b === null ? a === b : sameKindSet(a, b);
}
