/**
 * What stands around a name? The file that it stands in, and the other fields of what it is read from: those that are declared, and
 * those that the same function reads or writes. Must not evaluate, nor look into another function: what is answered must hold as long as the function is what it is.
 */
import type { FunctionGraph } from '../flow';
import type { Around, Kinds } from '../policy';
import { nameOf } from './names';
import type { Unit } from './program';
import type { Source } from './source';
import type { ResolvedType } from './types';

/** Declared fields that are looked at. */
const maxFields = 60;

export class Surrounds {
  private readonly places = new WeakMap<Source, number>();
  /** By the owner's name, of what stands in each function: that outlasts edits elsewhere. */
  private readonly fields = new WeakMap<FunctionGraph['nodes'], ReadonlyMap<string, number>>();

  constructor(private readonly kinds: Kinds) {}

  /** `owner`: the name of what the name is read from; null for a variable. `type`: what is declared of it. Looked up when asked for: most names say nothing anyway. */
  of(unit: Unit, owner: string | null, type: ResolvedType | null = null): Around {
    const place = (): number => this.placeOf(unit.source);
    const beside = (): number => (owner === null ? 0 : (this.fieldsIn(unit).get(owner) ?? 0)) | this.declaredIn(type);
    return {
      get place() { return place(); },
      get beside() { return beside(); },
    };
  }

  private placeOf(source: Source): number {
    let groups = this.places.get(source);
    if (groups === undefined) this.places.set(source, (groups = this.kinds.groupsOfPlace(source.path)));
    return groups;
  }

  private declaredIn(type: ResolvedType | null): number {
    return type?.fields === undefined || type.fields === null ? 0 : this.kinds.groupsOfFields([...type.fields.keys()].slice(0, maxFields));
  }

  private fieldsIn(unit: Unit): ReadonlyMap<string, number> {
    const { nodes } = unit.graph;
    let known = this.fields.get(nodes);
    if (known === undefined) {
      const names = new Map<string, Set<string>>();
      for (const node of nodes) {
        if ((node.op !== 'field' && node.op !== 'update') || node.name === null) continue;
        const owner = nameOf(unit, node.object);
        if (owner === null) continue;
        const beside = names.get(owner);
        if (beside === undefined) names.set(owner, new Set([node.name]));
        else beside.add(node.name);
      }
      known = new Map([...names].flatMap(([owner, beside]): [string, number][] => (beside.size < 2 ? [] : [[owner, this.kinds.groupsOfFields(beside)]])));
      this.fields.set(nodes, known);
    }
    return known;
  }
}
