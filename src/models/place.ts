/**
 * What can be asked of a compiled place? One node of the tree of access paths,
 * filled by compile.ts and from then on only read: look-ups allocate nothing.
 * Must not hold any thought about how paths are written.
 */
import type { Fact, Place, UnsetOption } from './types';

/** Places by position: one for each index below `rest`'s first, then `rest` for all others. */
export interface Positions {
  readonly byIndex: readonly (PlaceNode | null)[];
  readonly rest: PlaceNode | null;
}

const nothing: ReadonlyMap<string, PlaceNode> = new Map();
const nowhere: Positions = { byIndex: [], rest: null };

/** The fields are assigned by the compiler alone: the tree has cycles, so nodes come first and their edges after. */
export class PlaceNode implements Place {
  facts: readonly Fact[] = [];
  hasArgumentFacts = false;
  unset: readonly UnsetOption[] = [];
  members = nothing;
  anyMember: PlaceNode | null = null;
  result: PlaceNode | null = null;
  instance: PlaceNode | null = null;
  self: PlaceNode | null = null;
  contained: PlaceNode | null = null;
  below: PlaceNode | null = null;
  positions = nowhere;
  keywords = nothing;
  parameters = nowhere;

  readonly package: string;

  constructor(
    readonly path: string,
    owner: string,
    readonly variant: string,
  ) {
    this.package = owner;
  }

  member(name: string): Place | null {
    return this.members.get(name) ?? this.anyMember;
  }

  returned(): Place | null {
    return this.result;
  }

  constructed(): Place | null {
    return this.instance ?? this.result;
  }

  argument(index: number, keyword: string | null): Place | null {
    if (keyword === null) return placeAt(this.positions, index);
    return this.keywords.get(keyword) ?? (this.positions.byIndex.length === 0 ? this.positions.rest : null);
  }

  parameter(index: number): Place | null {
    return placeAt(this.parameters, index);
  }

  receiver(): Place | null {
    return this.self;
  }

  decorated(): Place | null {
    return this.below;
  }

  element(): Place | null {
    return this.contained;
  }
}

function placeAt(positions: Positions, index: number): Place | null {
  return index < positions.byIndex.length ? (positions.byIndex[index] ?? null) : positions.rest;
}
