/**
 * What may each node of a graph be? Evaluates nodes on demand, with memo, to
 * abstract values. Must not know languages, packages or rules: what libraries do
 * comes from models, what names say from kinds.
 */
import type { FileGraph, Node, NodeId, NodeOf, TypeExpression, Variable } from '../flow';
import type { Models } from '../models';
import type { Policy } from '../policy';
import { branchValue } from './branches';
import { afterValue, callValue, putInto } from './calls';
import { sameValue } from './compare';
import type { Emission } from './emissions';
import { Evidence } from './evidence';
import { elementIn, readField, withoutFields } from './fields';
import { shape, type Cell } from './cell';
import { atResult, atVariables, atWrites, beforeFunctions, cellOf, NodeCell } from './cells';
import { Fixpoint } from './fixpoint';
import { Guards } from './guards';
import { HandOvers } from './hand-overs';
import { exportValue, importValue, wildcardValue } from './modules';
import { beforeAddress, inside, isBeforeAddress, isBegun, joinConstants } from './joined-constants';
import { isFromEnvironment, madeBy } from './made-by';
import { nameOf } from './names';
import { parameterValue } from './parameters';
import type { ClassRef, Owner, Unit } from './program';
import type { Content, Source } from './source';
import { asNamed, asPart, asShown, asWritten, mayBe } from './references';
import { Relays } from './relays';
import { Requests } from './service-requests';
import { describedByName, resultOfName, typeOfName } from './schemas';
import { updateSource } from './source-update';
import { setValue } from './state-pairs';
import { superclassOf } from './superclass';
import { caughtValue } from './thrown';
import { noTrust } from './trust';
import type { Trust } from './trust';
import { TrustedFunctions } from './trusted';
import { Types } from './types';
import type { ResolvedType } from './types';
import { addToField, bounded, joinTaints, madeFamily, marked, merge, mergeAll, nothing, putField, traced, unknown, valueWith, withField } from './value';
import type { Taint, Value } from './value';

/** Values inside a function's result beyond which only its data is kept: it is copied at every call. */
const maxResultSize = 100;
/** Computations for one file at which it stops: counted work, never time. Files of 20,000 lines stay below a tenth. */
const maxSteps = 2_000_000;

export class Evaluator {
  readonly types: Types;
  readonly guards: Guards;
  readonly evidence: Evidence;
  readonly trusted = new TrustedFunctions(this);
  private readonly fixpoint = new Fixpoint(maxSteps);
  readonly relays = new Relays(this);
  readonly requests = new Requests(this);
  readonly handOvers = new HandOvers(this);

  constructor(readonly models: Models, readonly policy: Policy, trust: Trust = noTrust) {
    this.trusted.believe(trust);
    this.types = new Types(models, this);
    this.guards = new Guards(this, policy.kinds);
    this.evidence = new Evidence(policy.kinds, this.types);
  }

  /** Counts work that is done outside of values. False where nothing more is affordable. */
  spend(source: Source): boolean {
    return this.fixpoint.spend(source);
  }

  /** The exports or types of `source` are read. */
  noteShape(source: Source, parts: number = shape.all): void {
    this.fixpoint.noteShape(source, parts);
  }

  // What types ask of values: see `Reading`.

  typeOfName(source: Source, name: string): ResolvedType | null {
    return typeOfName(this, source, name);
  }

  resultOfName(source: Source, name: string): ResolvedType | null {
    return resultOfName(this, source, name);
  }

  describedByName(source: Source, name: string): ResolvedType | null {
    return describedByName(this, source, name);
  }

  /** Does `work` on behalf of a file: it becomes a reader of what is asked for. */
  askFor<T>(source: Source, work: () => T): T {
    return this.fixpoint.askFor(source, work);
  }

  /** Brings a file's source level with another text, as a new edit. */
  update(source: Source, text: Content['text'], graph: FileGraph): void {
    updateSource(source, text, graph, this.guards, this.nextEdit());
  }

  /** Takes back all that was found about a file, as a new edit. */
  forget(source: Source): void {
    source.changedAt = this.nextEdit();
    source.invalidate();
  }

  /** Edits so far. */
  get edit(): number {
    return this.fixpoint.edit;
  }

  /** Something is another text now: what was found before is looked through before it is read. */
  private nextEdit(): number {
    return ++this.fixpoint.edit;
  }

  /** The value of a node. Total; the same whatever was asked before. */
  valueOf(unit: Unit, id: NodeId): Value {
    const known = unit.values[id];
    const { source } = unit;
    if (!source.isAttended) this.fixpoint.noteText(source);
    if (known !== undefined) return known;
    const node = unit.node(id);
    if (node === undefined || this.fixpoint.isExhausted(source)) return unknown;
    if (isLeaf(node)) {
      const value = this.compute(unit, node);
      unit.keepValue(id, value);
      return value;
    }
    let cell = unit.cells[id];
    if (cell === undefined) unit.keepCell(id, (cell = new NodeCell(this, unit, id)));
    if (source.isAttended) return this.fixpoint.read(cell);
    const value = this.fixpoint.readAside(cell);
    if (cell.state === 'final') {
      unit.keepValue(id, value);
      unit.keepCell(id, undefined);
    }
    return value;
  }

  /** The value of a node by those of others. Not to be asked but by its cell. */
  compute(unit: Unit, node: Node): Value {
    switch (node.op) {
      case 'constant':
        return valueWith({ constants: [{ value: node.value, open: false, unit, node: node.id }] });
      case 'parameter':
        return parameterValue(this, unit, node);
      case 'this':
        return this.thisValue(unit);
      case 'outer':
        return this.outerValue(unit, node);
      case 'import':
        return importValue(this, unit, node);
      case 'field':
        return readField(this, { unit, node }, this.valueOf(unit, node.object), node.name, nameOf(unit, node.object));
      case 'element':
        return this.elementValue(unit, node);
      case 'update': {
        const object = this.valueOf(unit, node.object);
        const value = this.valueOf(unit, node.value);
        return node.name === null ? addToField(object, '*', value) : withField(object, node.name, asPart(this.policy.kinds, unit, node.value, node.name, value));
      }
      case 'call':
        return callValue(this, unit, node);
      case 'after':
        return afterValue(this, unit, node);
      case 'concat':
        return this.concatValue(unit, node);
      case 'object':
        return this.objectValue(unit, node);
      case 'array':
        return this.arrayValue(unit, node);
      case 'rest':
        return withoutFields(this.valueOf(unit, node.object), node.without);
      case 'iterate':
        return merge(this.withPlaceTaints(unit, node, elementIn(this, this.valueOf(unit, node.object), node.index)), setValue(this, unit, node));
      case 'function': {
        const made = unit.source.units[node.function];
        return made === undefined ? unknown : valueWith({ functions: [made] });
      }
      case 'class': {
        const made = unit.source.classes[node.class];
        return made === undefined ? unknown : valueWith({ classes: [made] });
      }
      case 'phi':
        return mergeAll(node.inputs.map((input) => branchValue(this, unit, node, input)));
      case 'await':
        return this.valueOf(unit, node.value);
      case 'read':
        return this.readValue(unit, node);
      case 'bind':
        return this.bindValue(unit, node);
      case 'cast':
        return this.typed(unit, this.valueOf(unit, node.value), node.type);
      case 'operator':
        return isScaling(node.operator) ? scaled(unit, node, node.operands.map((operand) => this.valueOf(unit, operand))) : nothing;
      case 'pattern':
        return nothing;
      case 'super':
        return this.superValue(unit);
      case 'caught':
        return caughtValue(this, unit, node);
      case 'yield':
      case 'markup':
      case 'unsupported':
        return unknown;
    }
  }

  thisValue(unit: Unit): Value {
    const ref = unit.source.classAround(unit);
    return ref === null ? unknown : valueWith({ instances: [ref] });
  }

  /** What the class around takes over from: its constructor, and an instance of it. */
  private superValue(unit: Unit): Value {
    const base = superclassOf(this, unit);
    if (base === null) return unknown;
    const made = base.places.map((place) => place.constructed()).filter((place) => place !== null);
    return valueWith({ classes: base.classes, instances: base.classes, places: made, opaque: base.opaque });
  }

  private outerValue(unit: Unit, node: NodeOf<'outer'>): Value {
    if (node.name === 'super') return this.superValue(unit);
    if (node.name === 'this') return this.thisValue(unit);
    if (node.name === 'undefined') return nothing;
    const found = unit.source.resolve(unit, node.name, unit.graph.range.start + node.start);
    if (found === null) {
      const taken = wildcardValue(this, unit.source, node.name);
      if (taken !== null) return taken;
      const place = this.models.global(unit.source.ecosystem, node.name);
      return place === null ? this.guessed(unit.source, unknown, node.name) : unknown.with({ places: [place], taints: this.evidence.ofPlace(place, unit, node, node.name) });
    }
    const holder = unit.source.units[found.function];
    if (holder === undefined) return unknown;
    return this.variableValue(holder, found.variable);
  }

  /** What a variable may hold for the functions inside the one that declares it, whenever they run. */
  private variableValue(holder: Unit, variable: Variable): Value {
    const index = holder.variables.get(variable.name)?.indexOf(variable) ?? 0;
    const key = `variable ${variable.name} ${String(index)}`;
    return this.kept(holder, key, atVariables, () => {
      // The same variable may be described anew by now.
      const now = holder.variables.get(variable.name)?.[index];
      return now === undefined ? unknown : this.valueOfVariable(holder, now);
    });
  }

  private valueOfVariable(holder: Unit, variable: Variable): Value {
    const values = variable.values.map((value) => this.valueOf(holder, value));
    const isGiven = values.length > 0 || holder.source.outerWritesTo(holder, variable.name).length > 0;
    const value = this.guessed(holder.source, merge(isGiven ? mergeAll(values) : unknown, this.writtenInside(holder, variable.name)), variable.name);
    return variable.type === null ? value : this.typed(holder, value, variable.type);
  }

  /** What functions made in `holder` write to one of its variables, or put into what it points to. */
  private writtenInside(holder: Unit, name: string): Value {
    const { source } = holder;
    if (source.outerWritesTo(holder, name).length === 0 && source.outerChangesTo(holder, name).length === 0) return nothing;
    return this.kept(holder, `writes ${name}`, atWrites, () =>
      mergeAll([...source.outerWritesTo(holder, name).map((write) => this.valueOf(write.unit, write.node)), ...source.outerChangesTo(holder, name).map((change) => putInto(this, change))]));
  }

  /** A variable where it is read: under `x instanceof C` it is an instance of C as well. */
  private readValue(unit: Unit, node: NodeOf<'read'>): Value {
    // Inner functions (callbacks that gather into it) may have written to the variable by now.
    const value = merge(this.valueOf(unit, node.value), this.writtenInside(unit, node.name));
    if (!unit.testsInstances) return value;
    let at = node.guard;
    for (let steps = 0; at !== 0 && steps < 50; steps++) {
      const guard = unit.graph.guards[at];
      if (guard === undefined || guard.kind === 'always') break;
      const condition = guard.kind === 'when' && guard.holds ? unit.node(guard.condition) : undefined;
      if (condition?.op === 'operator' && condition.operator === 'instanceof') return this.narrowed(unit, node, value, condition.operands);
      at = guard.parent;
    }
    return value;
  }

  private narrowed(unit: Unit, node: NodeOf<'read'>, value: Value, [tested, type]: readonly NodeId[]): Value {
    const operand = tested === undefined ? undefined : unit.node(tested);
    if (operand?.op !== 'read' || operand.name !== node.name || type === undefined) return value;
    const { places, classes } = this.valueOf(unit, type);
    const made = places.map((place) => place.constructed()).filter((place) => place !== null);
    const taints = made.flatMap((place) => this.evidence.ofPlace(place, unit, node, node.name));
    return merge(value, valueWith({ places: made, taints, instances: classes }));
  }

  private elementValue(unit: Unit, node: NodeOf<'element'>): Value {
    const object = this.valueOf(unit, node.object);
    const key = unit.node(node.key);
    const element = this.withPlaceTaints(unit, node, elementIn(this, object, key?.op === 'constant' && typeof key.value === 'number' ? key.value : null));
    // `letters[Math.floor(Math.random() * 26)]`: who guesses the number guesses the letter.
    const chooser = unit.node(unit.unwrapped(node.key));
    const chosen = chooser?.op === 'call' || chooser?.op === 'operator' ? madeOf([this.valueOf(unit, chooser.id)]) : nothing;
    // `keys[i++ % keys.length]`: each in its turn.
    const divisor = chooser?.op === 'operator' && chooser.operator === '%' ? unit.node(unit.unwrapped(chooser.operands[1] ?? -1)) : undefined;
    const turn = divisor === undefined || divisor.op === 'constant' ? nothing : valueWith({ taints: [this.evidence.taint('data.made.turn', 'high', false, unit, node, nameOf(unit, node.object) ?? 'element')] });
    return mergeAll([element, chosen, turn]);
  }

  /** `value` with what its places say it is: an element of a container that a library handed out. */
  private withPlaceTaints(unit: Unit, node: NodeOf<'element' | 'iterate'>, value: Value): Value {
    const name = nameOf(unit, node.object) ?? 'element';
    const taints = value.places.flatMap((place) => this.evidence.ofPlace(place, unit, node, name));
    return taints.length === 0 ? value : merge(value, valueWith({ taints }));
  }

  private concatValue(unit: Unit, node: NodeOf<'concat'>): Value {
    const parts = node.parts.map((part) => this.valueOf(unit, part));
    let taints: readonly Taint[] = [];
    let inputs: Value['inputs'] = [];
    let begun = false;
    for (const [i, part] of parts.entries()) {
      const shown = (node.whole === true ? asWritten : asShown)(this, unit, node.parts[i], part);
      if (shown.taints.length === 0 && shown.inputs.length === 0) continue;
      begun ||= isBegun(parts.slice(0, i));
      const marks = [...(begun ? [inside] : []), ...(isBeforeAddress(parts.slice(i + 1)) ? [beforeAddress] : [])];
      const text = marks.length > 0 ? marked(shown, marks) : shown;
      const joined = merge(valueWith({ taints, inputs }), text);
      taints = joined.taints;
      inputs = joined.inputs;
    }
    return valueWith({ taints, inputs, constants: joinConstants(parts) });
  }

  private objectValue(unit: Unit, node: NodeOf<'object'>): Value {
    let fields = new Map<string, Value>();
    let spread = nothing;
    for (const property of node.properties) {
      const value = this.valueOf(unit, property.value);
      if (property.spread) {
        spread = merge(spread.with({ fields }), value.with({ places: [], functions: [], classes: [], constants: [] }));
        fields = new Map(spread.fields);
      } else if (property.key === null) putField(fields, '*', merge(fields.get('*') ?? nothing, value));
      else putField(fields, property.key, asNamed(property.key, value));
    }
    return spread.with({ fields });
  }

  private arrayValue(unit: Unit, node: NodeOf<'array'>): Value {
    const fields = new Map<string, Value>();
    let all = nothing;
    let fixed = true;
    node.elements.forEach((element, i) => {
      const value = this.valueOf(unit, element.value);
      all = merge(all, element.spread ? elementIn(this, value, null) : value);
      fixed &&= !element.spread;
      if (fixed && i < 20) fields.set(String(i), bounded(value));
    });
    fields.set('[]', bounded(all));
    return valueWith({ fields });
  }

  private bindValue(unit: Unit, node: NodeOf<'bind'>): Value {
    const value = this.guessed(unit.source, this.typed(unit, asPart(this.policy.kinds, unit, node.value, node.name, this.valueOf(unit, node.value)), node.type), node.name);
    // A row as an object tells nothing by itself; what the program calls it may.
    const hasData = value.taints.some((taint) => taint.kind !== 'data.entity');
    if (!hasData && value.opaque && value.type?.plain !== true) {
      const made = madeBy(unit, node.value);
      const taints = this.evidence.ofName(unit, node, node.name, null, value.type, 'variable').filter(({ kind }) => mayBe(kind, made));
      // An address in an environment variable is the program's own, whatever the variable is called that it is read into.
      const said = taints.length > 0 && isFromEnvironment(this, unit, node.value) ? taints.filter(({ kind }) => this.policy.kinds.isA(kind, 'data.credential')) : taints;
      // The name of a parameter has spoken already in `parameterValue`.
      if (said.length > 0 && made?.op !== 'parameter') return value.with({ taints: joinTaints(value.taints, said) });
    }
    const last = value.taints[0]?.trace ?? value.inputs[0]?.trace;
    return last === undefined || last.name === node.name ? value : traced(value, { unit, node: node.id, role: 'assign', name: node.name });
  }

  /** A value of unknown origin whose name says what library object it must be (`logger`). */
  guessed(source: Source, value: Value, name: string): Value {
    if (!value.opaque || value.places.length > 0 || value.functions.length > 0 || value.classes.length > 0 || value.instances.length > 0 || value.fields !== null || value.constants.length > 0) return value;
    const place = this.models.guess(source.ecosystem, name);
    return place === null ? value : value.with({ places: [place] });
  }

  /** A value of which a type is written. */
  typed(unit: Unit, value: Value, type: TypeExpression | null): Value {
    const resolved = this.types.resolve(unit.source, type);
    return resolved === null ? value : this.withType(value, resolved);
  }

  withType(value: Value, type: ResolvedType): Value {
    const places = type.place === null || value.places.includes(type.place) ? value.places : [...value.places, type.place];
    const instances = type.instance === null || value.instances.includes(type.instance) ? value.instances : [...value.instances, type.instance];
    const taints = type.plain ? value.taints.filter((taint) => taint.guess === null && !taint.kind.startsWith('data.object.')) : value.taints;
    const own = type.place === null || value.places.includes(type.place) ? [] : type.place.facts.map((fact) => fact.is);
    return value.with({ places, instances, taints, type, ...(own.length === 0 ? {} : { opaque: true }) });
  }

  /** The value of a member of an instance of the user's class. */
  memberValue(ref: ClassRef, name: string): Value {
    return this.kept(ref, `member ${name}`, beforeFunctions, () => this.computeMember(ref, name));
  }

  private computeMember(ref: ClassRef, name: string): Value {
    const { source, graph } = ref;
    const parent = source.units[graph.parent];
    const found: Value[] = [];
    for (const member of source.membersOf(graph, name)) {
      if (member.static) continue;
      const unit = member.function === null ? undefined : source.units[member.function];
      let value = unit === undefined ? unknown : member.kind === 'method' ? valueWith({ functions: [unit] }) : this.returnsOf(unit);
      if (parent !== undefined) value = this.typed(parent, value, member.type);
      // What a field begins as when it begins as nothing says nothing of what it is given later, by whom ever.
      if (member.kind === 'field' && isUnset(value)) value = value.with({ opaque: true });
      found.push(value);
    }
    for (const write of source.writesTo(ref, name)) found.push(this.valueOf(write.unit, write.node));
    if (found.length === 0 && graph.superclass !== null && parent !== undefined) {
      const base = this.valueOf(parent, graph.superclass);
      for (const cls of base.classes) if (cls.graph !== graph) found.push(this.memberValue(cls, name));
      for (const place of base.places) {
        const member = place.constructed()?.member(name) ?? null;
        const at = parent.node(graph.superclass);
        if (member === null || at === undefined) continue;
        const taints = this.evidence.ofPlace(member, parent, at, name);
        found.push(valueWith({ places: [member], taints, opaque: taints.length > 0 }));
      }
    }
    const changes = source.changesTo(ref, name).map((change) => putInto(this, change));
    return merge(found.length === 0 ? unknown : mergeAll(found), mergeAll(changes));
  }

  /** What a file offers under a name. */
  exportOf(source: Source, name: string): Value {
    return this.kept(source, `export ${name}`, beforeFunctions, () => exportValue(this, source, name));
  }

  /** What a function hands to sinks and options, itself or through the functions it calls. */
  emissionsOf(unit: Unit): readonly Emission[] {
    return this.relays.of(unit);
  }

  /** What a function returns, in terms of its own inputs. */
  returnsOf(unit: Unit): Value {
    return this.kept(unit, 'result', atResult, () => {
      const returned = mergeAll(unit.graph.returns.map((id) => this.valueOf(unit, id)));
      const value = bounded(unit.graph.generator ? addToField(returned, '[]', this.yieldsOf(unit)) : returned, maxResultSize);
      return unit.graph.returnType === null ? value : this.typed(unit, value, unit.graph.returnType);
    });
  }

  private yieldsOf(unit: Unit): Value {
    return mergeAll(unit.graph.nodes.map((node) => (node.op === 'yield' && node.value !== null ? this.valueOf(unit, node.value) : nothing)));
  }

  private kept(owner: Owner, key: string, at: number, compute: () => Value): Value {
    return this.fixpoint.read(cellOf(owner, key, at, nothing, compute, sameValue));
  }

  /** What is found out about something as a whole, once. A key stands for one sort of answer only. */
  keptOf<T>(owner: Owner, key: string, start: T, compute: () => T, isSame: (a: T, b: T) => boolean): T {
    return this.fixpoint.read(cellOf(owner, key, beforeFunctions, start, compute, isSame));
  }

  /** What a cell says now; nobody is noted as its reader. */
  look<T>(cell: Cell<T>): T {
    return this.fixpoint.readAside(cell);
  }
}

/** Whether a value is no more than null, undefined or an empty text. */
function isUnset({ constants, taints, places, functions, fields }: Value): boolean {
  return constants.length > 0 && constants.every(({ value, open }) => !open && (value === null || value === undefined || value === '')) && taints.length === 0 && places.length === 0 && functions.length === 0 && fields === null;
}

/** Whether an operator brings a number into a range: what could be guessed still can. Counting up and down is left out, which loops do. */
function isScaling(operator: string): boolean {
  return scaling.has(operator);
}

const scaling: ReadonlySet<string> = new Set(['*', '/', '//', '%', '|', '>>>', '~']);

/** A number that is made of others: the product where they are known (`5 * 60_000`). */
function scaled(unit: Unit, { id, operator }: NodeOf<'operator'>, operands: readonly Value[]): Value {
  const made = madeOf(operands);
  const [left, right] = operands.map(({ constants, opaque, inputs }) => (constants.length === 1 && typeof constants[0]?.value === 'number' && !constants[0].open && !opaque && inputs.length === 0 ? constants[0].value : null));
  const number = typeof left !== 'number' || typeof right !== 'number' ? null : operator === '*' ? left * right : operator === '/' ? left / right : null;
  return number === null ? made : merge(made, valueWith({ constants: [{ value: number, open: false, unit, node: id }] }));
}

/** What is left of operands in a number made of them: how they were made, that anybody could guess them. */
function madeOf(operands: readonly Value[]): Value {
  const taints = operands.flatMap((value) => value.taints.filter(({ kind }) => kind.startsWith(madeFamily)));
  return taints.length === 0 ? nothing : valueWith({ taints });
}

/** Whether a node's value is known without others. */
function isLeaf(node: Node): boolean {
  const { op } = node;
  return op === 'constant' || op === 'function' || op === 'class' || op === 'pattern' || (op === 'operator' && !isScaling(node.operator));
}
