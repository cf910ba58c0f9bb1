/**
 * What do names, labels, types and places say that a value is? Each answer is data of some
 * kinds that begins where it is asked. Must not evaluate.
 */
import type { Node, NodeId } from '../flow';
import type { Fact, Place } from '../models';
import type { KindId, Kinds, Surroundings } from '../policy';
import { answer, grant } from './answers';
import { Surrounds } from './around';
import { nameEvidence } from './names';
import type { Unit } from './program';
import type { ResolvedType, Types } from './types';
import { stepAfter } from './value';
import type { Taint, Value } from './value';

/** Fields of one declared record that are looked at, those of records in it included, and how deep records stand in others. */
const maxFields = 400;
const maxDepth = 3;

export class Evidence {
  private readonly surrounds: Surrounds;

  constructor(private readonly kinds: Kinds, private readonly types: Types) {
    this.surrounds = new Surrounds(kinds);
  }

  /** A value that comes from Caley: marked so, and known as a whole answer of Caley where it is one. */
  fromCaley(value: Value, taint: Taint): Value {
    // What Caley says of itself is its own, but about nobody.
    if (taint.marks.includes(ofService)) return value.with({ taints: [...value.taints, taint] });
    // What grants tokens is known for that.
    const isAnswer = (value.opaque && !value.taints.some((other) => other.kind === grant)) || value.taints.some((other) => other.kind === answer);
    const whole: readonly Taint[] = isAnswer ? [{ ...taint, kind: 'data.object.caley' }] : [];
    return value.with({ taints: [...value.taints.map((other) => (other.kind === answer || other.kind === grant ? { ...other, caley: true, confidence: 'high' as const } : other)), taint, ...whole] });
  }

  /** What the key or word beside a value of unknown origin says of it. */
  ofLabel(unit: Unit, at: Pick<Node, 'id'>, value: Value, label: string, name: string | null): readonly Taint[] {
    if (value.places.length > 0 || value.functions.length > 0 || value.instances.length > 0) return [];
    // The value says more of itself: that it is a number of something, its own fields, what a callback took from each element.
    if ((name !== null && isReference(name)) || hasNamedFields(value) || isGathered(unit, at.id)) return [];
    const strong = this.ofName(unit, at, label, null, value.type).filter((taint) => !taint.kind.startsWith('data.object.') && taint.confidence !== 'low');
    if (strong.length > 0 || name === null) return strong;
    // Two weak words that both say a credential, a label and a name, are one fair one: `Token: ${token}`.
    const own = this.ofName(unit, at, name, null, value.type, 'anything');
    return this.ofName(unit, at, label, null, value.type, 'anything').filter((taint) => this.kinds.isA(taint.kind, 'data.credential') && own.some((other) => other.kind === taint.kind));
  }

  /** What the declared fields of a value say of it as a whole, those apart that are left out of it: a record of a person, credentials. Of a list what those of its elements say. */
  ofFields(unit: Unit, at: Pick<Node, 'id'>, value: Value, isLeftOut: (path: readonly string[]) => boolean = () => false): readonly Taint[] {
    const found = new Map<KindId, Taint>();
    const seen = new Set<ResolvedType['fields']>();
    let left = maxFields;
    const gather = (written: ResolvedType | null, depth: number, path: readonly string[]): void => {
      const type = written !== null && written.fields === null ? this.types.of(written.element) : written;
      if (!type?.fields || depth === 0 || seen.has(type.fields)) return;
      seen.add(type.fields);
      for (const [name, field] of type.fields) {
        if (--left < 0) return;
        if (isLeftOut([...path, name])) continue;
        const own = this.types.of(field);
        for (const taint of this.ofName(unit, at, name, null, own, null, false, type)) {
          if (taint.confidence === 'low' || taint.kind.startsWith('data.object.')) continue;
          const kind = this.kinds.isA(taint.kind, 'data.credential') ? taint.kind : this.kinds.isA(taint.kind, 'data.personal') ? 'data.object.person' : null;
          if (kind !== null && !found.has(kind)) found.set(kind, { ...taint, kind });
        }
        gather(own, depth - 1, [...path, name]);
      }
    };
    gather(value.type, maxDepth, []);
    return [...found.values()];
  }

  /** What the name of a value of unknown origin says, as taints that start here. `record`: what is declared of what it is read from. */
  ofName(unit: Unit, at: Pick<Node, 'id'>, name: string, owner: string | null, type: ResolvedType | null, surroundings: Surroundings = null, caley = false, record: ResolvedType | null = null): readonly Taint[] {
    if (type !== null && (type.plain || (type.name !== null && this.kinds.isProgramType(type.name)))) return [];
    const found = nameEvidence(this.kinds, name, owner, surroundings, this.surrounds.of(unit, owner, record));
    if (found.length === 0) return [];
    return found
      .filter((match) => !(type?.text === true && match.kind.startsWith('data.object.')))
      .map((match) => this.taint(match.kind, match.confidence, caley, unit, at, owner === null ? name : `${owner}.${name}`));
  }

  taint(kind: string, confidence: Taint['confidence'], caley: boolean, unit: Unit, at: Pick<Node, 'id'>, name: string): Taint {
    return { kind, confidence, caley, marks: [], guess: null, trace: stepAfter(null, { unit, node: at.id, role: 'source', name }) };
  }

  /** Taints for the data kinds among a place's facts; less sure where only a name says that it is that place, and of an answer that nobody has looked at: see `withRequest`. */
  ofPlace(place: Place, unit: Unit, at: Pick<Node, 'id'>, name: string, facts: readonly Fact[] = place.facts): readonly Taint[] {
    const result: Taint[] = [];
    const confidence = place.package === 'guess' ? 'medium' : 'high';
    for (const { is } of facts) if (is?.startsWith('data.') === true) result.push(this.taint(is, is === answer ? 'low' : confidence, false, unit, at, name));
    return result;
  }
}

/** Marks what is known to be about the service that answers it. */
export const ofService = 'sanitizer.of-service';

/** `keyID`, `token_name`: what a thing is called or counted by, beside whatever label. */
function isReference(name: string): boolean {
  return /(?:[a-z\d](?:I[dD]s?|Names?|Types?|Count)|_(?:ids?|names?|types?|count))$/.test(name);
}

function hasNamedFields({ fields }: Value): boolean {
  return fields !== null && [...fields.keys()].some((name) => !/^(?:\[\]|\*|\d+)$/.test(name));
}

/** Whether a value is what calls with callbacks made of a list: `tokens.map((token) => token.type).join()`. */
function isGathered(unit: Unit, id: NodeId): boolean {
  let at = id;
  for (let steps = 0; steps < 12; steps++) {
    const node = unit.node(at);
    if (node?.op === 'call') {
      if (node.args.some(({ value }) => unit.node(value)?.op === 'function')) return true;
      at = node.callee;
    } else if (node?.op === 'field' || node?.op === 'element') at = node.object;
    else return false;
  }
  return false;
}
