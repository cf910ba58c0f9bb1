/**
 * How are drafts asked? Turns them into places: gives each its readable path,
 * links them, and marks those whose arguments matter.
 */
import { find } from './draft';
import type { Draft, PackageDraft } from './draft';
import { PlaceNode } from './place';
import type { Positions } from './place';
import type { Fact } from './types';

/** The place of each draft. */
export type PlaceOf = (draft: Draft) => PlaceNode;

/**
 * Places for all drafts that the packages and their types reach. Paths are given
 * breadth first in the order of `packages`, so that a place has its shortest, always the same. `variant`: see `Place`.
 */
export function freezeDrafts(packages: readonly PackageDraft[], variant: string): PlaceOf {
  return new Freezer(variant).freeze(packages);
}

class Freezer {
  private readonly places = new Map<Draft, PlaceNode>();
  private readonly order: Draft[] = [];

  constructor(private readonly variant: string) {}

  freeze(packages: readonly PackageDraft[]): PlaceOf {
    // What the runtime hands out has the runtime's name, whatever packages stand in for it.
    const [runtime, others] = [packages.filter((owner) => owner.name === ''), packages.filter((owner) => owner.name !== '')];
    for (const owner of runtime) this.name(owner.root, owner.ecosystem === 'any' ? '<any>' : '', titleOf(owner));
    this.spread(0);
    const from = this.order.length;
    for (const owner of others) this.name(owner.root, owner.name, titleOf(owner));
    this.spread(from);
    for (const owner of packages) {
      for (const [type, draft] of owner.types) {
        const from = this.order.length;
        this.name(draft, owner.name === '' ? type : `${owner.name}.${type}`, titleOf(owner));
        this.spread(from);
      }
    }
    for (const draft of this.order) this.fill(draft);
    this.markArguments();
    return (draft) => this.placeOf(draft);
  }

  private name(draft: Draft, path: string, owner: string): void {
    const real = find(draft);
    if (this.places.has(real)) return;
    this.places.set(real, new PlaceNode(path, owner, this.variant));
    this.order.push(real);
  }

  /** Names what is reached from the drafts that have a name, starting at `from` in their order; the order grows meanwhile. */
  private spread(from: number): void {
    for (let i = from; i < this.order.length; i++) {
      const draft = this.order[i];
      if (draft === undefined) return;
      const place = this.placeOf(draft);
      for (const [slot, target] of draft.slots) this.name(target, extendPath(place.path, slot, draft), place.package);
    }
  }

  private placeOf(draft: Draft): PlaceNode {
    const place = this.places.get(find(draft));
    if (place === undefined) throw new Error('a place was not named');
    return place;
  }

  private fill(draft: Draft): void {
    const place = this.placeOf(draft);
    if (draft.facts.length > 0) place.facts = orderFacts(draft.facts);
    let members: Map<string, PlaceNode> | null = null;
    let keywords: Map<string, PlaceNode> | null = null;
    for (const [slot, target] of draft.slots) {
      if (slot.startsWith('.') && slot !== '.*') (members ??= new Map()).set(slot.slice(1), this.placeOf(target));
      else if (slot.startsWith('argument=')) (keywords ??= new Map()).set(slot.slice('argument='.length), this.placeOf(target));
    }
    if (members !== null) place.members = members;
    if (keywords !== null) place.keywords = keywords;
    place.anyMember = this.slot(draft, '.*');
    place.result = this.slot(draft, '()');
    place.instance = this.slot(draft, 'new');
    place.self = this.slot(draft, 'receiver');
    place.contained = this.slot(draft, '[]');
    place.below = this.slot(draft, 'decorated');
    place.positions = this.positions(draft, 'argument') ?? place.positions;
    place.parameters = this.positions(draft, 'parameter') ?? place.parameters;
    if (draft.unset.length > 0) place.unset = draft.unset.map(({ argument, fields, draft: option }) => ({ argument, fields, place: this.placeOf(option) }));
  }

  private slot(draft: Draft, slot: string): PlaceNode | null {
    const target = draft.slots.get(slot);
    return target === undefined ? null : this.placeOf(target);
  }

  private positions(draft: Draft, kind: 'argument' | 'parameter'): Positions | null {
    const rest = this.slot(draft, `${kind}:rest`);
    if (rest === null && draft.cuts[kind] === 0) return null;
    const byIndex: (PlaceNode | null)[] = [];
    for (let i = 0; i < draft.cuts[kind]; i++) byIndex.push(this.slot(draft, `${kind}:${String(i)}`));
    return { byIndex, rest };
  }

  /** Walks back from the places with facts: whatever leads to one through an argument, or is one for its receiver, is marked. */
  private markArguments(): void {
    const before = new Map<Draft, Draft[]>();
    for (const draft of this.order) {
      for (const target of draft.slots.values()) {
        const real = find(target);
        const list = before.get(real);
        if (list === undefined) before.set(real, [draft]);
        else list.push(draft);
      }
    }
    const live = new Set(this.order.filter((draft) => draft.facts.length > 0));
    for (const draft of live) for (const previous of before.get(draft) ?? []) live.add(previous);
    for (const draft of this.order) {
      for (const [slot, target] of draft.slots) {
        const isGiven = slot.startsWith('argument') ? live.has(find(target)) : slot === 'receiver' && find(target).facts.some((fact) => fact.is !== null);
        if (isGiven) this.placeOf(draft).hasArgumentFacts = true;
      }
    }
  }
}

/** Conditional facts first; what two models say alike stands once. */
function orderFacts(facts: readonly Fact[]): readonly Fact[] {
  if (facts.length === 1) return facts;
  const distinct = new Map(facts.map((fact) => [JSON.stringify([fact, [...(fact.when ?? [])]]), fact]));
  return [...distinct.values()].sort((a, b) => Number(a.when === null) - Number(b.when === null));
}

function titleOf(owner: PackageDraft): string {
  return owner.name === '' ? owner.ecosystem : owner.name;
}

/** `path` and one more step, as its user writes it: `new bullmq.Queue()`, `pino().info`. */
function extendPath(path: string, slot: string, draft: Draft): string {
  if (slot === '()' || slot === '[]') return path + slot;
  if (slot === 'new') return `new ${path}()`;
  if (slot === 'receiver' || slot === 'decorated') return `${path}.${slot}`;
  if (slot.startsWith('.')) return path === '' ? slot.slice(1) : path + slot;
  const [, kind = '', mark = '', rest = ''] = /^(argument|parameter)([:=])(.*)$/.exec(slot) ?? [];
  if (mark === '=' || rest !== 'rest') return `${path}.${kind}[${rest}]`;
  const cut = kind === 'argument' ? draft.cuts.argument : draft.cuts.parameter;
  return cut === 0 ? `${path}.${kind}[*]` : `${path}.${kind}[${String(cut)}..]`;
}
