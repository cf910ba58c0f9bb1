/**
 * What do names, labels, types and places say that a value is? Each answer is data of some
 * kinds that begins where it is asked. Must not evaluate.
 */
import type { Node } from '../flow';
import type { Fact, Place } from '../models';
import type { Kinds } from '../policy';
import { nameEvidence } from './names';
import type { Unit } from './program';
import type { ResolvedType, Types } from './types';
import { stepAfter } from './value';
import type { Taint, Value } from './value';

export class Evidence {
  constructor(private readonly kinds: Kinds, private readonly types: Types) {}

  /** A value that comes from Caley: marked so, and known as a whole answer of Caley where it is one. */
  fromCaley(value: Value, taint: Taint): Value {
    const isAnswer = value.opaque || value.taints.some((other) => other.kind === 'data.object.response');
    const whole: readonly Taint[] = isAnswer ? [{ ...taint, kind: 'data.object.caley' }] : [];
    return { ...value, taints: [...value.taints.map((other) => (other.kind === 'data.object.response' ? { ...other, caley: true } : other)), taint, ...whole] };
  }

  /** What the key or word beside a value of unknown origin says of it. */
  ofLabel(unit: Unit, at: Pick<Node, 'id'>, value: Value, label: string, name: string | null): readonly Taint[] {
    if (value.places.length > 0 || value.functions.length > 0 || value.instances.length > 0) return [];
    const strong = this.ofName(unit, at, label, null, value.type).filter((taint) => !taint.kind.startsWith('data.object.') && taint.confidence !== 'low');
    if (strong.length > 0 || name === null) return strong;
    // Two weak words that both say a credential, a label and a name, are one fair one: `Token: ${token}`.
    const own = this.ofName(unit, at, name, null, value.type, true);
    return this.ofName(unit, at, label, null, value.type, true).filter((taint) => this.kinds.isA(taint.kind, 'data.credential') && own.some((other) => other.kind === taint.kind));
  }

  /** What the declared fields of a value say of it as a whole: a record of a person, credentials. */
  ofFields(unit: Unit, at: Pick<Node, 'id'>, value: Value, depth = 3): readonly Taint[] {
    const { type: whole } = value;
    // Of a list what its elements are.
    if (whole !== null && whole.fields === null && whole.element !== null && depth > 0) return this.ofFields(unit, at, { ...value, type: this.types.of(whole.element) }, depth - 1);
    const fields = whole?.fields ?? null;
    if (fields === null || depth === 0) return [];
    const found: Taint[] = [];
    for (const [name, written] of fields) {
      const type = this.types.of(written);
      for (const taint of this.ofName(unit, at, name, null, type)) {
        if (taint.confidence === 'low' || taint.kind.startsWith('data.object.')) continue;
        if (this.kinds.isA(taint.kind, 'data.credential')) found.push(taint);
        else if (this.kinds.isA(taint.kind, 'data.personal')) found.push({ ...taint, kind: 'data.object.person' });
      }
      const inner = type?.element ? this.types.of(type.element) : type;
      if (inner?.fields) found.push(...this.ofFields(unit, at, { ...value, type: inner }, depth - 1));
    }
    return found.filter((taint, i) => found.findIndex((other) => other.kind === taint.kind) === i);
  }

  /** What the name of a value of unknown origin says, as taints that start here. */
  ofName(unit: Unit, at: Pick<Node, 'id'>, name: string, owner: string | null, type: ResolvedType | null, personal = false, caley = false): readonly Taint[] {
    if (type?.plain === true) return [];
    const found = nameEvidence(this.kinds, name, owner, personal);
    if (found.length === 0) return [];
    return found
      .filter((match) => !(type?.text === true && match.kind.startsWith('data.object.')))
      .map((match) => this.taint(match.kind, match.confidence, caley, unit, at, owner === null ? name : `${owner}.${name}`));
  }

  taint(kind: string, confidence: Taint['confidence'], caley: boolean, unit: Unit, at: Pick<Node, 'id'>, name: string): Taint {
    return { kind, confidence, caley, marks: [], guess: null, trace: stepAfter(null, { unit, node: at.id, role: 'source', name }) };
  }

  /** Taints for the data kinds among a place's facts; less sure where only a name says that it is that place. */
  ofPlace(place: Place, unit: Unit, at: Pick<Node, 'id'>, name: string, facts: readonly Fact[] = place.facts): readonly Taint[] {
    const result: Taint[] = [];
    const confidence = place.package === 'guess' ? 'medium' : 'high';
    for (const { is } of facts) if (is?.startsWith('data.') === true) result.push(this.taint(is, confidence, false, unit, at, name));
    return result;
  }
}
