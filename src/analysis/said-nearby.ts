/**
 * Does anything around a function name what a rule asks for: in it, in what it calls, in what stands
 * before it? Names and short texts alone: what is named near is taken to be seen to, so that only
 * what nobody ever thought of is told. Must not know what the names are: kinds have them.
 */
import type { NodeId, NodeOf } from '../flow';
import type { KindId, Policy } from '../policy';
import type { Range } from '../text';
import { calleeOf } from './calls';
import { runBy } from './contexts';
import type { Evaluator } from './evaluate';
import { nameOf } from './names';
import type { Unit } from './program';
import { beforeRoutes, functionsWithin, kindsSetUpBy, routesAround } from './routes';
import type { Route } from './routes';

/** The kinds of names by which code shows that it sees to something. */
const family = 'evidence.';
/** Functions that are looked into for one question, and calls away. */
const [maxUnits, maxCalls] = [60, 4];
/** Files that use the one in which a route is set up. */
const maxImporters = 20;
const longestText = 60;

/** A node whose words are of a kind. */
interface Mention {
  readonly node: NodeId;
  readonly kinds: readonly KindId[];
}

/** Whether something near a route names one of these kinds. */
export function isSaidNear(evaluator: Evaluator, policy: Policy, asked: readonly KindId[], route: Route): boolean {
  return new Search(evaluator, policy, asked).near(route);
}

/** The same near what stands in a function, whatever it answers. */
export function isSaidAround(evaluator: Evaluator, policy: Policy, asked: readonly KindId[], unit: Unit): boolean {
  const search = new Search(evaluator, policy, asked);
  if (search.within([unit]) || routesAround(evaluator, unit).some((route) => search.near(route))) return true;
  for (let at = unit.parent; at !== null; at = at.parent) if (search.setUpIn(at, null)) return true;
  return false;
}

/** Whether a function reads the body of a request, itself or by what it calls. */
export function readsBody(evaluator: Evaluator, units: readonly Unit[]): boolean {
  return reached(evaluator, units).some((unit) => evaluator.keptOf(unit, 'reads body', false, () => unit.graph.nodes.some((node) => (node.op === 'field' || node.op === 'call' || node.op === 'parameter') &&
    evaluator.valueOf(unit, node.id).taints.some(({ kind }) => kind === 'data.object.request-body')), Object.is));
}

/** These functions, those that stand in them, and what they call by such calls as are meant. */
function reached(evaluator: Evaluator, units: readonly Unit[], isMeant: (unit: Unit, call: NodeOf<'call'>) => boolean = () => true): readonly Unit[] {
  const found = new Set(units);
  let edge: readonly Unit[] = units;
  for (let calls = 0; calls < maxCalls && edge.length > 0; calls++) {
    const next: Unit[] = [];
    const take = (unit: Unit): void => {
      if (found.has(unit) || found.size >= maxUnits) return;
      found.add(unit);
      next.push(unit);
    };
    for (const unit of edge) {
      unit.source.madeIn(unit).forEach(take);
      for (const node of unit.graph.nodes) if (node.op === 'call' && isMeant(unit, node)) runBy(evaluator, unit, node).forEach(take);
    }
    edge = next;
  }
  return [...found];
}

class Search {
  private readonly seen = new Set<Unit>();

  constructor(private readonly evaluator: Evaluator, private readonly policy: Policy, private readonly asked: readonly KindId[]) {}

  near(route: Route): boolean {
    if (this.within([...route.handlers, ...route.before]) || this.decorated(route) || this.setUpIn(route.unit, route.around)) return true;
    const { source } = route.unit;
    return source.links.importers(source.path).slice(0, maxImporters).some((importer) => {
      const module = importer.source()?.units[0];
      return module !== undefined && this.setUpIn(module, null);
    });
  }

  within(units: readonly Unit[]): boolean {
    return reached(this.evaluator, units, (unit, call) => seesRequest(this.evaluator, unit, call)).some((unit) => {
      if (this.seen.has(unit)) return false;
      this.seen.add(unit);
      return this.mentions(unit).some((mention) => this.isAsked(mention));
    });
  }

  /** Where routes are set up: all that is said there, but not of other routes. */
  setUpIn(unit: Unit, around: NodeId | null): boolean {
    const own = around === null ? undefined : unit.node(around);
    // Of routes that are set up in a chain each call holds those before it: what is handed to one is its own.
    const others = unit.graph.nodes.flatMap((node) => (node.op !== 'call' || node === own || kindsSetUpBy(this.evaluator, unit, node).length === 0 ? [] : [{ node, given: node.args.flatMap(({ value }) => unit.node(value) ?? []) }]))
      .filter(({ given }) => own === undefined || !given.some((one) => contains(one, own)));
    const isOthers = (id: NodeId): boolean => {
      const at = unit.node(id);
      return at !== undefined && others.some(({ node, given }) => at === node || given.some((one) => contains(one, at)));
    };
    const isMeant = (id: NodeId): boolean => {
      const node = unit.node(id);
      if (node === undefined || isOthers(id)) return false;
      // Beside the route itself only what is called, and with what: what is declared there may be for anything.
      return node.op === 'call' || node.op === 'object' || node.op === 'array' || (own !== undefined && contains(own, node));
    };
    if (this.mentions(unit).some((mention) => this.isAsked(mention) && isMeant(mention.node))) return true;
    return this.within(this.setBefore(unit));
  }

  /** Functions that stand before all that is set up in a function. */
  private setBefore(unit: Unit): readonly Unit[] {
    return unit.graph.nodes.flatMap((node) => {
      if (node.op !== 'call') return [];
      const { places } = calleeOf(this.evaluator, unit, node);
      if (kindsSetUpBy(this.evaluator, unit, node).includes(beforeRoutes)) return node.args.flatMap(({ value }) => functionsWithin(this.evaluator, unit, value));
      return node.args.flatMap(({ value, name }, i) => (places.some((place) => place.hasArgumentFacts && place.argument(i, name)?.facts.some(({ gates }) => gates === 'receiver') === true) ? functionsWithin(this.evaluator, unit, value) : []));
    });
  }

  /** What the decorators of a handler and of its class say. */
  private decorated({ handlers }: Route): boolean {
    return handlers.some((unit) => {
      const membership = unit.source.membershipOf(unit);
      if (membership === null) return false;
      const { parent } = membership;
      const ranges = membership.decorators.flatMap((id) => parent.node(id) ?? []);
      return this.mentions(parent).some((mention) => {
        const node = parent.node(mention.node);
        return this.isAsked(mention) && node !== undefined && ranges.some((range) => contains(range, node));
      });
    });
  }

  private isAsked({ kinds }: Mention): boolean {
    return kinds.some((kind) => this.asked.some((one) => this.policy.kinds.isA(kind, one)));
  }

  private mentions(unit: Unit): readonly Mention[] {
    const { kinds } = this.policy;
    return this.evaluator.keptOf(unit, 'mentions', none, () => unit.graph.nodes.flatMap((node) => {
      const said = wordsOf(unit, node.id).flatMap((word) => kinds.mentions(word)).filter((kind) => kind.startsWith(family));
      const counting = new Set(said.some(isCompared) && !isHeldAgainst(this.evaluator, unit, node.id) ? said.filter((kind) => !isCompared(kind)) : said);
      return counting.size === 0 ? [] : [{ node: node.id, kinds: [...counting].sort() }];
    }), (a, b) => a.length === b.length && a.every((one, i) => one.node === b[i]?.node && one.kinds.join() === b[i].kinds.join()));
  }
}

/** Whether a call may see what came as a whole: it is handed the request, its body or its headers, or nothing. What is handed a part of it decides about that. */
function seesRequest(evaluator: Evaluator, unit: Unit, { args }: NodeOf<'call'>): boolean {
  return args.length === 0 || args.some(({ value }) => evaluator.valueOf(unit, value).taints.some(({ kind }) => wholes.has(kind)) || evaluator.valueOf(unit, value).functions.length > 0);
}

const wholes: ReadonlySet<KindId> = new Set(['data.object.headers', 'data.object.cookies', 'data.object.request', 'data.object.request-body']);

function isCompared(kind: KindId): boolean {
  return kind.endsWith('.compared');
}

/** Whether a node compares what it names, or reads it from what a request brings beside its body. */
function isHeldAgainst(evaluator: Evaluator, unit: Unit, id: NodeId): boolean {
  const node = unit.node(id);
  if (node?.op === 'operator') return true;
  const read = node?.op === 'call' ? unit.node(node.callee) : node;
  return read?.op === 'field' && evaluator.valueOf(unit, read.object).taints.some(({ kind }) => broughtAlong.has(kind));
}

const comparisons: ReadonlySet<string> = new Set(['==', '===', '!=', '!==', 'in', 'not in', 'is', 'is not']);
/** What comes with a request beside its body. */
const broughtAlong: ReadonlySet<KindId> = new Set(['data.object.headers', 'data.object.cookies', 'data.object.request', 'data.input']);

const none: readonly Mention[] = [];

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** What a node says in words: names, keys, short texts. */
function wordsOf(unit: Unit, id: NodeId): readonly string[] {
  const node = unit.node(id);
  switch (node?.op) {
    case 'field':
    case 'outer':
    case 'bind':
    case 'read':
      return [node.name];
    case 'import':
      return [node.name, node.module.replace(/[^\w-]+/g, '_')];
    case 'parameter':
      return node.name === null ? [] : [node.name];
    case 'update':
      return node.name === null ? [] : [node.name];
    // What is imported has no node of its own where it is used.
    case 'object':
      return node.properties.flatMap(({ key, value }) => [key ?? [], nameOf(unit, value) ?? []].flat());
    case 'array':
      return node.elements.flatMap(({ value }) => nameOf(unit, value) ?? []);
    case 'call':
      return [nameOf(unit, node.callee) ?? [], node.args.flatMap(({ name, value }) => [name ?? [], nameOf(unit, value) ?? textAt(unit, value)].flat())].flat();
    case 'operator':
      return comparisons.has(node.operator) ? node.operands.flatMap((operand) => nameOf(unit, operand) ?? []) : [];
    case 'constant':
      return textAt(unit, id);
    default:
      return [];
  }
}

function textAt(unit: Unit, id: NodeId): readonly string[] {
  const node = unit.node(id);
  return node?.op === 'constant' && typeof node.value === 'string' && node.value.length <= longestText ? [node.value] : [];
}
