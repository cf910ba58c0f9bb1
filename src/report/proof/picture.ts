/**
 * Where does each part of the data map stand in a picture? Sources at the left, the application, kinds of data, stores and recipients at the right, in rows.
 * Must not write a format.
 */
import type { DataMap, DataSource, Target } from './data-map';
import type { Place } from './facts';

export interface PictureKind {
  readonly id: string;
  readonly title: string;
}

/** The parts, and which are joined: by their places in the lists. */
export interface Picture {
  readonly sources: readonly DataSource[];
  readonly kinds: readonly PictureKind[];
  readonly targets: readonly Target[];
  /** Where the code hands data of each kind over. */
  readonly placesOfKind: readonly (readonly Place[])[];
  readonly links: readonly { readonly kind: number; readonly target: number; /** False where it is declared alone. */ readonly isSeen: boolean }[];
}

/** More kinds than these are drawn by their families: `data.contact` for mail addresses, phone numbers and so on. */
const mostKinds = 16;

export function pictureOf({ sources, targets }: DataMap, titleOf: (kind: string) => string): Picture {
  const all = [...new Set(targets.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)))].sort();
  const group = (kind: string): string => (all.length > mostKinds ? kind.split('.').slice(0, 2).join('.') : kind);
  const kinds = [...new Set(all.map(group))];
  const links = new Map<string, Picture['links'][number]>();
  targets.forEach((target, at) => {
    for (const { kind, places } of target.kinds) {
      const link = { kind: kinds.indexOf(group(kind)), target: at, isSeen: places.length > 0 };
      const key = `${String(link.kind)} ${String(at)}`;
      links.set(key, { ...link, isSeen: link.isSeen || links.get(key)?.isSeen === true });
    }
  });
  const placesOfKind = kinds.map((id) => placesOnce(targets.flatMap(({ kinds: of }) => of.flatMap(({ kind, places }) => (group(kind) === id ? places : [])))));
  return { sources, kinds: kinds.map((id) => ({ id, title: titleOf(id) })), targets, placesOfKind, links: [...links.values()] };
}

/** In order of file and line. */
export function placesOnce(places: readonly Place[]): readonly Place[] {
  return [...new Map(places.map((place) => [`${place.file}:${String(place.line)}`, place])).values()].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}
