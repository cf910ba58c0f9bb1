/**
 * Which of the user's functions is a node, by the text alone? Follows names bound once, fields of
 * literals, members of classes and elements of lists that are written out. Must not evaluate.
 */
import type { ClassGraph, NodeId } from '../flow';
import { isThis } from './program';
import type { Unit, ValueSite } from './program';
import type { Source } from './source';

/** Names, fields and literals on the way to a function. */
const maxSteps = 8;
/** Elements of one list, and places in all, that are looked at. */
const maxElements = 100;

/** The function that a node is; null where it takes evaluation, or may be one of several. */
export function functionAt(source: Source, unit: Unit, id: NodeId): Unit | null {
  const [only, ...others] = functionsAt(source, unit, id);
  return only === undefined || others.length > 0 ? null : only;
}

/** The functions that other files may take hold of: exported, alone or as a field of an object. */
export function offeredIn(source: Source): ReadonlySet<Unit> {
  const [module] = source.units;
  const offered = (module?.graph.exports ?? []).flatMap(({ value, global }) => {
    // Pages are files of the project: who calls there is seen.
    if (module === undefined || value === null || global === true) return [];
    const node = module.node(module.unwrapped(value));
    const values = node?.op === 'object' ? node.properties.map((property) => property.value) : [value];
    return values.flatMap((one) => functionAt(source, module, one) ?? []);
  });
  return new Set(offered);
}

/** All that it may be: `route.handler` of every entry of a list of routes. */
export function functionsAt(source: Source, unit: Unit, id: NodeId): readonly Unit[] {
  return literalsAt(source, unit, id, maxSteps).flatMap((at) => functionMade(source, at) ?? []);
}

/** Stands for the function itself, of members that no `function` node makes. */
const itself = -1;

function functionMade(source: Source, at: ValueSite): Unit | null {
  if (at.node === itself) return at.unit;
  const node = at.unit.node(at.node);
  if (node?.op === 'function') return source.units[node.function] ?? null;
  return node?.op === 'class' ? source.constructorOf(node.class) : null;
}

/** Where a value is written out: a function, a class, an object, a list, a call. */
export function literalsAt(source: Source, unit: Unit, id: NodeId, depth = maxSteps): readonly ValueSite[] {
  const node = unit.node(id);
  if (node === undefined || depth === 0) return [];
  switch (node.op) {
    case 'bind':
    case 'read':
    case 'cast':
      return literalsAt(source, unit, node.value, depth - 1);
    case 'outer': {
      const found = source.resolve(unit, node.name, unit.graph.range.start + node.start);
      const holder = found === null ? undefined : source.units[found.function];
      const [only, ...others] = found?.variable.values ?? [];
      return holder === undefined || only === undefined || others.length > 0 ? [] : literalsAt(source, holder, only, depth - 1);
    }
    case 'field':
      return fieldAt(source, unit, node.object, node.name, depth - 1);
    case 'iterate':
      return literalsAt(source, unit, node.object, depth - 1).flatMap((at) => {
        const list = at.unit.node(at.node);
        if (list?.op !== 'array') return [];
        const elements = node.index === null ? list.elements : list.elements.slice(node.index, node.index + 1);
        return elements.slice(0, maxElements).flatMap((element) => (element.spread ? [] : literalsAt(source, at.unit, element.value, depth - 1)));
      }).slice(0, maxElements);
    default:
      return [{ unit, node: id }];
  }
}

function fieldAt(source: Source, unit: Unit, object: NodeId, name: string, depth: number): readonly ValueSite[] {
  const owner = unit.node(object);
  const around = owner !== undefined && isThis(owner) ? source.classAround(unit) : null;
  if (around !== null) return memberAt(source, around.graph, name, false, depth);
  return literalsAt(source, unit, object, depth).flatMap((at) => {
    const node = at.unit.node(at.node);
    if (node?.op === 'object') {
      const property = node.properties.at(-1)?.spread === true ? undefined : [...node.properties].reverse().find(({ key }) => key === name);
      return property === undefined ? [] : literalsAt(source, at.unit, property.value, depth - 1);
    }
    const cls = classMade(source, at, depth);
    return cls === null ? [] : memberAt(source, cls, name, node?.op === 'class', depth);
  }).slice(0, maxElements);
}

/** The class that a place is, or makes one of. */
export function classMade(source: Source, at: ValueSite, depth = maxSteps): ClassGraph | null {
  const node = at.unit.node(at.node);
  if (node?.op === 'class') return source.graph.classes[node.class] ?? null;
  if (node?.op !== 'call' || depth === 0) return null;
  const [made] = literalsAt(source, at.unit, node.callee, depth - 1);
  const callee = made?.unit.node(made.node);
  return callee?.op === 'class' ? (source.graph.classes[callee.class] ?? null) : null;
}

function memberAt(source: Source, cls: ClassGraph, name: string, isStatic: boolean, depth: number): readonly ValueSite[] {
  const member = source.memberOf(cls, name, isStatic);
  const unit = member?.function === null || member?.function === undefined ? undefined : source.units[member.function];
  return unit === undefined ? [] : memberFunctions(source, unit, depth);
}

/** What a member gives as a function: itself, or what its initializer returns. */
function memberFunctions(source: Source, unit: Unit, depth: number): readonly ValueSite[] {
  const [returned] = unit.graph.returns;
  if (unit.graph.kind === 'method') return [{ unit, node: itself }];
  return unit.graph.kind === 'initializer' && returned !== undefined ? literalsAt(source, unit, returned, depth - 1) : [];
}

/** The functions that the members of a class are, by name. */
export function membersOf(source: Source, cls: ClassGraph): readonly (readonly [string, Unit])[] {
  return cls.members.flatMap((member): (readonly [string, Unit])[] => {
    const unit = member.function === null ? undefined : source.units[member.function];
    if (unit === undefined || member.name === null || (member.kind !== 'method' && member.kind !== 'field')) return [];
    const { name } = member;
    return memberFunctions(source, unit, maxSteps).flatMap((at): (readonly [string, Unit])[] => {
      const made = functionMade(source, at);
      return made === null ? [] : [[name, made]];
    });
  });
}
