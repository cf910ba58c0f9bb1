/**
 * What is there to know of each part of a data map's picture? Its words, and the places of the code that show it, for who walks through it in an editor.
 * Must not draw.
 */
import { driftOf } from './data-map';
import type { Place } from './facts';
import { placesOnce } from './picture';
import type { Picture } from './picture';
import { roleWords, sourceWords, targetRemarks } from './words';

export interface MapPart {
  /** Unique in the picture. */
  readonly id: string;
  readonly group: 'source' | 'kind' | 'target';
  readonly title: string;
  readonly remark: string;
  readonly isDrift: boolean;
  readonly places: readonly Place[];
}

export function partId(group: MapPart['group'], index: number): string {
  return `${group}-${String(index)}`;
}

/** In the order of the picture: sources, kinds, targets. */
export function mapParts({ sources, kinds, targets, placesOfKind }: Picture): readonly MapPart[] {
  return [
    ...sources.map(({ name, type, places }, i): MapPart => ({ id: partId('source', i), group: 'source', title: name, remark: sourceWords[type], isDrift: false, places })),
    ...kinds.map(({ title }, i): MapPart => ({ id: partId('kind', i), group: 'kind', title, remark: '', isDrift: false, places: placesOfKind[i] ?? [] })),
    ...targets.map((target, i): MapPart => ({
      id: partId('target', i), group: 'target', title: target.title, remark: [roleWords[target.role], ...targetRemarks(target)].join(' · '), isDrift: driftOf(target) !== null,
      places: placesOnce(target.kinds.flatMap(({ places }) => places)),
    })),
  ];
}
