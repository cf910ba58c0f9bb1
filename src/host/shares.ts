/**
 * Which thread does which files? Files that stand together stay together: they import each
 * other, and a thread reads what its files lead into. Must not look into files.
 */

export interface Sized {
  readonly path: string;
  /** Bytes: what a file costs goes with its length. */
  readonly size: number;
}

/** How far, as a part of a share, a border may move to stand between folders that have little in common. */
const leeway = 0.15;

/** `count` shares, or fewer where there are fewer files, of about the same number of bytes; each of neighbours in order of their paths. */
export function sharesOf<T extends Sized>(files: readonly T[], count: number): readonly (readonly T[])[] {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const ends: number[] = [];
  let sum = 0;
  for (const { size } of sorted) ends.push((sum += size));
  const borders = [0];
  for (let i = 1; i < count; i++) borders.push(Math.max(borders.at(-1) ?? 0, borderNear(sorted, ends, (sum * i) / count, (sum / count) * leeway)));
  borders.push(sorted.length);
  return borders.slice(1).flatMap((end, i) => (end > (borders[i] ?? 0) ? [sorted.slice(borders[i], end)] : []));
}

/** The index before which to cut: near `target` bytes, where the folders on both sides have least in common. */
function borderNear(files: readonly Sized[], ends: readonly number[], target: number, range: number): number {
  let best = 0;
  let [common, away] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 1; i < files.length; i++) {
    const distance = Math.abs((ends[i - 1] ?? 0) - target);
    const inRange = distance <= range;
    const shared = inRange ? commonFolders(files[i - 1]?.path ?? '', files[i]?.path ?? '') : Number.MAX_SAFE_INTEGER;
    if (shared < common || (shared === common && distance < away)) [best, common, away] = [i, shared, distance];
  }
  return best;
}

function commonFolders(a: string, b: string): number {
  const [left, right] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  const differs = left.findIndex((folder, i) => folder !== right[i]);
  return differs < 0 ? left.length : differs;
}
