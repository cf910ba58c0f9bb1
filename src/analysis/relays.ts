/**
 * What do callers hand to the sinks of the functions they call? Follows emissions
 * up, one call at a time, as far as they depend on what a function is handed.
 * Must not look for sinks itself.
 *
 * What is a number of calls away depends only on what is one call nearer: so recursion has an
 * end, and no answer depends on which function was asked first.
 */
import type { NodeId, NodeOf } from '../flow';
import type { KindId } from '../policy';
import { calleeOf, isBegunWith } from './calls';
import type { Unread } from './calls';
import { compareConstants, compareInputs, compareTaints, compareText, compareUnits } from './compare';
import { code, isTested, sinksOf } from './emissions';
import { sameEmissions } from './same-emissions';
import type { Emission } from './emissions';
import type { Evaluator } from './evaluate';
import { add } from './lists';
import type { ClassRef, Unit } from './program';
import { Arguments, namedArgument } from './summary';
import { flatten, merge, toldKinds, valueWith } from './value';
import type { Value } from './value';

/** Calls through which a sink is followed up to its callers: wrappers of wrappers. */
const maxHops = 6;
/** Emissions kept of one summary for each number of calls. */
const maxEmissions = 40;

/** A call of a function of the user's. */
interface OwnCall {
  readonly call: NodeId;
  readonly fn: Unit;
}

/** Emissions by the function that brings them about. */
type ByFunction = ReadonlyMap<Unit, readonly Emission[]>;

export class Relays {
  constructor(private readonly evaluator: Evaluator) {}

  /** Everything that a function hands to sinks, itself or through those it calls, in order of the text. */
  of(unit: Unit): readonly Emission[] {
    if (this.handing(unit).length === 0) return this.level(unit, 0);
    const all: Emission[] = [];
    for (let hops = 0; hops <= maxHops; hops++) all.push(...this.level(unit, hops));
    return all.sort(compareEmissions);
  }

  /** Its calls of functions that hand something of what they are handed to sinks. */
  private handing(unit: Unit): readonly OwnCall[] {
    return this.evaluator.keptOf(unit, 'handing', noCalls, () => this.handingOf(unit), sameCalls);
  }

  private handingOf(unit: Unit): readonly OwnCall[] {
    const calls: OwnCall[] = [];
    for (const call of unit.graph.nodes) {
      if (call.op !== 'call') continue;
      const { functions, classes } = calleeOf(this.evaluator, unit, call);
      for (const fn of functions) if (fn !== unit && this.isOpen(fn)) calls.push({ call: call.id, fn });
      for (const cls of classes) {
        const fn = cls.source.constructorOf(cls.number);
        if (fn !== null && fn !== unit && this.isOpen(fn)) calls.push({ call: call.id, fn });
      }
    }
    return calls.length === 0 ? noCalls : calls;
  }

  /** Whether a function may have open emissions at all, however many calls away the sinks are: few have, and only they are looked through level by level. */
  private isOpen(unit: Unit): boolean {
    return this.evaluator.keptOf(unit, 'is open', false, () => {
      if (this.isOpenAlone(unit)) return true;
      const cls = this.classOf(unit);
      return cls !== null && this.hasOpenMember(cls);
    }, Object.is);
  }

  /** The same without what other members of its class do. */
  private isOpenAlone(unit: Unit): boolean {
    return this.level(unit, 0).some(isOpen) || this.handing(unit).length > 0 || unit.source.madeIn(unit).some((inner) => this.isOpen(inner));
  }

  /** Whether a member of a class may hand to a sink what another one was handed and kept in `this`. */
  private hasOpenMember(cls: ClassRef): boolean {
    return this.evaluator.keptOf(cls, 'siblings open', false, () => cls.source.keepsAnything(cls) && cls.source.unitsOf(cls.number).some((member) => this.isOpenAlone(member)), Object.is);
  }

  private classOf(unit: Unit): ClassRef | null {
    return unit.graph.class === null ? null : (unit.source.classes[unit.graph.class] ?? null);
  }

  /** Emissions whose sinks are so many calls away. */
  private level(unit: Unit, hops: number): readonly Emission[] {
    if (hops > 0 && this.handing(unit).length === 0) return none;
    return this.evaluator.keptOf(unit, levels[hops] ?? '', none, () => (hops === 0 ? sinksOf(this.evaluator, unit) : this.relayed(unit, hops)), sameEmissions);
  }

  private relayed(unit: Unit, hops: number): readonly Emission[] {
    const told = new Map<string, Emission>();
    for (const own of this.handing(unit)) {
      const open = this.openAt(own.fn, hops - 1);
      if (open.length === 0) continue;
      const call = unit.node(own.call);
      if (call?.op !== 'call') continue;
      const args = new Arguments(this.evaluator, unit, call, own.fn);
      for (const emission of open) {
        if (!this.evaluator.spend(unit.source)) break;
        for (const relayed of handedOn(this.evaluator, unit, call, own.fn, args, emission, hops)) {
          const known = told.get(relayed.key);
          told.set(relayed.key, known === undefined ? relayed : { ...known, value: merge(known.value, relayed.value), told: both(known.told, relayed.told) });
        }
      }
    }
    if (told.size === 0) return none;
    // What comes back to a sink by a longer way and brings nothing new is told already.
    const before = new Map<string, Value[]>();
    for (let nearer = 1; nearer < hops; nearer++) for (const emission of this.level(unit, nearer)) before.set(emission.key, [...(before.get(emission.key) ?? []), emission.value]);
    return [...told.values()].filter(({ key, value }) => before.get(key)?.some((other) => holdsAll(other, value)) !== true).sort(compareEmissions);
  }

  /** The open emissions of a function, those of functions made inside included. */
  private openAt(unit: Unit, hops: number): readonly Emission[] {
    if (!this.isOpen(unit)) return none;
    return this.evaluator.keptOf(unit, opens[hops] ?? '', none, () => this.gathered(unit, hops), sameEmissions);
  }

  private gathered(unit: Unit, hops: number): readonly Emission[] {
    const open = this.level(unit, hops).filter(isOpen);
    for (const inner of unit.source.madeIn(unit)) {
      for (const emission of this.openAt(inner, hops)) if (flatten(emission.value).inputs.some((input) => input.unit !== inner)) open.push(emission);
    }
    const cls = this.classOf(unit);
    if (cls !== null && this.hasOpenMember(cls)) open.push(...(this.siblings(cls, hops).get(unit) ?? none));
    return open.length === 0 ? none : open.slice(0, maxEmissions);
  }

  /** What the members of a class emit that another one was handed and kept in `this`, by that other one. */
  private siblings(cls: ClassRef, hops: number): ByFunction {
    return this.evaluator.keptOf(cls, siblings[hops] ?? '', nobody, () => this.siblingsOf(cls, hops), sameSiblings);
  }

  private siblingsOf(cls: ClassRef, hops: number): ByFunction {
    const found = new Map<Unit, Emission[]>();
    for (const member of cls.source.unitsOf(cls.number)) {
      for (const emission of this.level(member, hops)) {
        const others = new Set(flatten(emission.value).inputs.map((input) => input.unit).filter((other) => other !== member && other.source === cls.source && other.graph.class === cls.number));
        for (const other of others) add(found, other, emission);
      }
    }
    return found.size === 0 ? nobody : found;
  }
}

/** Whether it depends on what a function is handed. */
function isOpen({ value }: Emission): boolean {
  return flatten(value).inputs.length > 0;
}

/** Keys of what is kept, by number of calls. */
const [levels, opens, siblings] = ['level', 'open', 'siblings'].map((key) => Array.from({ length: maxHops + 1 }, (_, hops) => `${key} ${String(hops)}`)) as [string[], string[], string[]];

const noCalls: readonly OwnCall[] = [];
const nobody: ByFunction = new Map();

function sameCalls(a: readonly OwnCall[], b: readonly OwnCall[]): boolean {
  return a.length === b.length && a.every(({ call, fn }, i) => call === b[i]?.call && fn === b[i].fn);
}

function sameSiblings(a: ByFunction, b: ByFunction): boolean {
  return a === b || (a.size === b.size && [...a].every(([unit, emissions]) => sameEmissions(emissions, b.get(unit) ?? none)));
}

const none: readonly Emission[] = [];

/** An emission of a callee as the caller's own, one for each argument that gets there. */
function handedOn(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, args: Arguments, emission: Emission, hops: number): readonly Emission[] {
  const inputs = flatten(emission.value).inputs.filter((input) => input.unit === fn);
  const unread = readOn(emission.unread, fn, args);
  if (unread === 'begun') return none;
  const hasConstants = isTested(emission.kind);
  const result: Emission[] = [];
  for (const index of new Set(inputs.map((input) => input.index))) {
    const arg = restArgument(evaluator, unit, call, fn, index) ?? namedArgument(call, fn.parameterName(index))?.value ?? argumentNode(call, index);
    const node = arg === null ? undefined : unit.node(arg);
    if (node === undefined) continue;
    const given = args.dataOf(inputs.filter((input) => input.index === index), emission.redactions, emission.kind.startsWith(code));
    const value: Value = valueWith({ taints: given.taints.filter((taint) => !emission.told.has(taint.kind)), inputs: given.inputs, constants: hasConstants ? given.constants : [], opaque: true });
    if (value.taints.length === 0 && value.inputs.length === 0 && value.constants.length === 0) continue;
    const holding = both(emission.guards, evaluator.guards.at(unit, call.guard, call.id));
    result.push({
      ...emission, unit, value, handed: node.id, at: call.id, guards: holding, unread, hops, told: both(emission.told, toldKinds(value)),
      key: [emission.sinkKey, call.id, node.id, ...[...holding].sort()].join(' '),
    });
  }
  return result;
}

/** What a caller knows of a text that a sink waits for: that it begins as it must not, or what its own callers know. */
function readOn(unread: Unread | null, fn: Unit, args: Arguments): Unread | 'begun' | null {
  if (unread === null) return null;
  const own = unread.inputs.filter((input) => input.unit === fn);
  const { inputs, constants } = args.dataOf(own);
  if (isBegunWith({ constants }, unread.notStarting)) return 'begun';
  const left = [...unread.inputs.filter((input) => input.unit !== fn), ...inputs];
  return left.length === 0 ? null : { ...unread, inputs: left };
}

/** For a rest parameter: the first of the arguments it gathers that carries data. */
function restArgument(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, index: number): NodeId | null {
  if (fn.restIndex !== index) return null;
  const gathered = call.args.filter((arg) => arg.name === null).slice(index);
  return gathered.find((arg) => flatten(evaluator.valueOf(unit, arg.value)).taints.length > 0)?.value ?? null;
}

function argumentNode(call: NodeOf<'call'>, index: number): NodeId | null {
  const positional = call.args.filter((arg) => arg.name === null);
  const exact = positional[index];
  if (exact !== undefined) return exact.value;
  const last = positional.at(-1);
  return last?.spread === true ? last.value : null;
}

/** Whether a value tells of all the data that the other tells of, by whatever way. */
function holdsAll(value: Value, other: Value): boolean {
  return other.taints.every((taint) => value.taints.some((one) => compareTaints(one, taint) === 0)) && other.inputs.every((input) => value.inputs.some((one) => compareInputs(one, input) === 0)) &&
    other.constants.every((constant) => value.constants.some((one) => compareConstants(one, constant) === 0));
}

function both(a: ReadonlySet<KindId>, b: ReadonlySet<KindId>): ReadonlySet<KindId> {
  if (b.size === 0) return a;
  return a.size === 0 ? b : new Set([...a, ...b]);
}

/** In order of the calls; through one argument the nearer sink first. */
function compareEmissions(a: Emission, b: Emission): number {
  return a.at - b.at || a.handed - b.handed || a.hops - b.hops || compareUnits(a.sink.unit, b.sink.unit) || a.sink.node - b.sink.node ||
    compareText(a.kind, b.kind) || compareText(a.sinkPath, b.sinkPath) || compareText([...a.guards].sort().join(' '), [...b.guards].sort().join(' '));
}
