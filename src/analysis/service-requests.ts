/**
 * What does a function ask of services, itself or through the functions it calls? Addresses, methods and
 * what is sent, as templates that callers fill in, one call at a time. Must not know which services there are.
 *
 * Like relays: what is a number of calls away depends only on what is one call nearer.
 */
import type { NodeId, NodeOf } from '../flow';
import type { Place } from '../models';
import { calleeOf } from './calls';
import type { Callee } from './calls';
import type { Evaluator } from './evaluate';
import { pathOf } from './names';
import type { Unit } from './program';
import { addressesOf, methodsOf, originsOf, sentAs, sentBy, targetNode } from './request-parts';
import type { Sent } from './request-parts';
import { filledIn, handedNode, keyOf, keyOfHanded, unique } from './templates';
import type { Handed, Piece, Template } from './templates';

export interface Request {
  /** The function in which it is told: where what it asks for is handed over. */
  readonly unit: Unit;
  readonly call: NodeId;
  /** Where the address stands, in `unit`; the call itself where that is in a callee. */
  readonly written: NodeId;
  /** What it may ask for; absolute or relative, with the query. */
  readonly addresses: readonly Template[];
  readonly methods: readonly Template[];
  readonly sent: readonly Sent[];
  /** How the code names the function that asks, and the model its place. */
  readonly sinkName: string;
  readonly sinkPath: string;
  /** Only a name says that it is a request. */
  readonly guessed: boolean;
  /** The same as the function knows it that is called; null where nothing is called in between. */
  readonly below: Request | null;
}

/** Calls through which a request is followed up. */
const maxHops = 4;
/** Requests kept of one function for each number of calls. */
const maxRequests = 60;

export class Requests {
  constructor(private readonly evaluator: Evaluator) {}

  /** Every request of a function, in order of its calls. */
  of(unit: Unit): readonly Request[] {
    const all = levels.flatMap((_, hops) => this.level(unit, hops));
    return all.sort((a, b) => a.call - b.call || a.written - b.written);
  }

  private level(unit: Unit, hops: number): readonly Request[] {
    if (hops > 0 && this.asking(unit).length === 0) return none;
    return this.evaluator.keptOf(unit, levels[hops] ?? '', none, () => (hops === 0 ? this.own(unit) : this.relayed(unit, hops)), sameRequests);
  }

  private own(unit: Unit): readonly Request[] {
    const found: Request[] = [];
    for (const call of unit.graph.nodes) {
      if (call.op !== 'call') continue;
      const callee = calleeOf(this.evaluator, unit, call);
      for (const place of callee.places) {
        const request = place.hasArgumentFacts ? this.requestAt(unit, call, callee, place) : null;
        if (request !== null) found.push(request);
      }
    }
    return found.length === 0 ? none : found;
  }

  private requestAt(unit: Unit, call: NodeOf<'call'>, callee: Callee, place: Place): Request | null {
    const origins = originsOf(place);
    if (origins === null) return null;
    const written = targetNode(unit, call, origins);
    return {
      unit, call: call.id, written: written ?? call.id, below: null,
      addresses: addressesOf(this.evaluator, unit, call, callee, origins), methods: methodsOf(this.evaluator, unit, call, written), sent: sentBy(this.evaluator, unit, call, place),
      sinkName: pathOf(unit, call.callee) ?? place.path, sinkPath: place.path, guessed: place.package === 'guess',
    };
  }

  /** Its calls of functions that ask for something of what they are handed. */
  private asking(unit: Unit): readonly NodeId[] {
    return this.evaluator.keptOf(unit, 'asking', noCalls, () => {
      const calls = unit.graph.nodes.flatMap((call) => (call.op === 'call' && this.ownFunctions(unit, call).some((fn) => this.mayAsk(fn)) ? [call.id] : []));
      return calls.length === 0 ? noCalls : calls;
    }, (a, b) => a.length === b.length && a.every((call, i) => call === b[i]));
  }

  private ownFunctions(unit: Unit, call: NodeOf<'call'>): readonly Unit[] {
    return calleeOf(this.evaluator, unit, call).functions.filter((fn) => fn !== unit);
  }

  /** Whether requests of a function may depend on what it is handed, however many calls away they are made. */
  private mayAsk(unit: Unit): boolean {
    return this.evaluator.keptOf(unit, 'may ask', false, () =>
      this.level(unit, 0).some((request) => handedTo(request).length > 0) || this.asking(unit).length > 0 || unit.source.madeIn(unit).some((inner) => this.mayAsk(inner)), Object.is);
  }

  private relayed(unit: Unit, hops: number): readonly Request[] {
    const told: Request[] = [];
    for (const id of this.asking(unit)) {
      const call = unit.node(id);
      if (call?.op !== 'call') continue;
      for (const fn of this.ownFunctions(unit, call)) {
        for (const request of this.openAt(fn, hops - 1)) {
          if (!this.evaluator.spend(unit.source) || told.length >= maxRequests) return told;
          const relayed = handedOn(this.evaluator, unit, call, fn, request);
          if (relayed !== null) told.push(relayed);
        }
      }
    }
    return told.length === 0 ? none : told;
  }

  /** Requests that depend on what a function is handed, those of functions made inside included. */
  private openAt(unit: Unit, hops: number): readonly Request[] {
    const own = this.level(unit, hops).filter((request) => handedTo(request).includes(unit));
    const inner = unit.source.madeIn(unit).flatMap((made) => this.level(made, hops).filter((request) => handedTo(request).includes(unit)));
    return [...own, ...inner].slice(0, maxRequests);
  }
}

const none: readonly Request[] = [];
const noCalls: readonly NodeId[] = [];
/** Keys of what is kept, by number of calls. */
const levels: readonly string[] = Array.from({ length: maxHops + 1 }, (_, hops) => `requests ${String(hops)}`);

/** The functions whose callers fill in something. */
function handedTo({ addresses, methods, sent }: Request): readonly Unit[] {
  const pieces: readonly Piece[] = [...addresses, ...methods].flat();
  return [...pieces, ...sent.map(({ what }) => what)].flatMap((one) => (isHanded(one) ? [one.unit] : []));
}

function isHanded(piece: Piece | NodeId): piece is Handed {
  return typeof piece === 'object' && piece !== null;
}

/** A request of a callee as the caller's; null where the call leaves out what its address is made of. */
function handedOn(evaluator: Evaluator, unit: Unit, call: NodeOf<'call'>, fn: Unit, request: Request): Request | null {
  const filled = (templates: readonly Template[]): readonly Template[] => unique(templates.flatMap((template) => filledIn(evaluator, unit, call, fn, template)));
  const addresses = filled(request.addresses);
  if (addresses.length === 0) return null;
  const sent = request.sent.flatMap(({ as, what }): readonly Sent[] => {
    if (!isHanded(what)) return [];
    const node = what.unit === fn ? handedNode(unit, call, what) : what;
    return node === 'nothing' || node === null ? [] : sentIn(evaluator, unit, as, node);
  });
  const [first] = request.addresses.flat().flatMap((piece) => (isHanded(piece) && piece.unit === fn ? [handedNode(unit, call, piece)] : []));
  return { ...request, unit, call: call.id, written: typeof first === 'number' ? first : call.id, addresses, methods: filled(request.methods), sent, sinkName: pathOf(unit, call.callee) ?? request.sinkName, below: request };
}

function sentIn(evaluator: Evaluator, unit: Unit, as: Sent['as'], node: NodeId | Handed): readonly Sent[] {
  return isHanded(node) ? [{ as, what: node }] : sentAs(evaluator, unit, as, node);
}

function sameRequests(a: readonly Request[], b: readonly Request[]): boolean {
  return a === b || (a.length === b.length && a.every((one, i) => keyOfRequest(one) === keyOfRequest(b[i] ?? one)));
}

function keyOfRequest({ unit, call, written, addresses, methods, sent, sinkName, sinkPath, guessed, below }: Request): string {
  const texts = [...addresses, ...methods].map(keyOf);
  const what = sent.map((one) => `${one.as} ${isHanded(one.what) ? keyOfHanded(one.what) : String(one.what)}`);
  return [unit.serial, call, written, ...texts, ...what, sinkName, sinkPath, guessed, below === null ? '' : keyOfRequest(below)].join('\n');
}
