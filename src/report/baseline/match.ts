/**
 * Which finding of now is which of then? In stages, from what is equal in everything to what has only moved or was only renamed; each finding
 * at most once. Where several could be meant, none is: a new finding that is taken for a known one is one nobody reads.
 * Must not know where the two lists come from.
 */
import type { Traits } from './traits';

/** For each finding of `now`, in its order, the index of the one in `then` that it is, or null where it is new. `isThere`: whether there is such a file now. */
export function matchTraits(then: readonly Traits[], now: readonly Traits[], isThere: (file: string) => boolean): readonly (number | null)[] {
  const matching = new Matching(then, now);
  for (const stage of inPlace) matching.run(stage);
  matching.follow(renamedFiles(matching.openThen(), matching.openNow(), isThere, new Set(then.map(({ file }) => file))));
  for (const stage of [...inPlace, ...moved]) matching.run(stage);
  return matching.matched;
}

/**
 * The same of findings of one file that somebody accepted. What else was found then is not known here: nothing goes by where a finding is and what it calls
 * alone, for that may be the one beside it that nobody accepted.
 */
export function matchAccepted(then: readonly Traits[], now: readonly Traits[]): readonly (number | null)[] {
  const matching = new Matching(then, now);
  for (const stage of accepted) matching.run(stage);
  return matching.matched;
}

interface Stage {
  /** What has to be equal; Null: this stage does not speak of the finding. */
  readonly of: (traits: Traits) => readonly string[] | null;
  /** How many of each side may be equal: any (the first of one is the first of the other), as many as there are on the other side, or one. */
  readonly among: 'any' | 'same' | 'one';
}

/** With its index. */
type Placed = readonly [number, Traits];

/** A fingerprint of nothing is like none. */
function said(...parts: readonly string[]): readonly string[] | null {
  return parts.includes('') ? null : parts;
}

/** In the same file, the likeliest first. */
const inPlace: readonly Stage[] = [
  { among: 'same', of: (t) => [t.file, t.function, t.sink, String(t.kinds), t.text, t.around] },
  // Variables in it were renamed: their kinds may have changed with their names.
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.shape, t.around) },
  // Something was put in beside it.
  { among: 'same', of: (t) => [t.file, t.function, t.sink, String(t.kinds), t.text, t.before, t.after] },
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.text, t.before) },
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.text, t.after) },
  // Nothing beside it is as it was. Where another line has come that reads the same, nobody can say which of them it is.
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.text, String(t.alike)) },
  { among: 'any', of: (t) => [t.file, t.function, t.sink, String(t.kinds), t.text, String(t.alike)] },
  // Both.
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.shape, t.before, t.after) },
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.shape, t.before) },
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.shape, t.after) },
  { among: 'same', of: (t) => said(t.file, t.function, t.sink, t.shape, String(t.alike)) },
  // The function around it was renamed, or it was moved into another.
  ...withAndWithoutKinds((t) => said(t.file, t.sink, t.shape, t.around)),
  ...withAndWithoutKinds((t) => said(t.file, t.sink, t.text, t.before, t.after)),
  ...withAndWithoutKinds((t) => said(t.file, t.shape, t.before, t.after)),
  ...withAndWithoutKinds((t) => said(t.file, t.text, t.before)),
  ...withAndWithoutKinds((t) => said(t.file, t.text, t.after)),
  // It was written anew in its place. Elsewhere in its function it would be another one, which came as this one went.
  { among: 'one', of: (t) => said(t.file, t.function, t.sink, String(t.kinds), t.before) },
  { among: 'one', of: (t) => said(t.file, t.function, t.sink, String(t.kinds), t.after) },
];

/** In another file, or in another function of the same. */
const moved: readonly Stage[] = [
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.shape, t.around)),
  ...withAndWithoutKinds((t) => said(t.sink, t.shape, t.around)),
  ...withAndWithoutKinds((t) => said(t.text, t.before, t.after)),
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.text, String(t.alike))).slice(0, 1),
  ...withAndWithoutKinds((t) => said(t.function, t.shape, t.before)),
  ...withAndWithoutKinds((t) => said(t.function, t.shape, t.after)),
  ...withAndWithoutKinds((t) => said(t.shape, t.before, t.after)),
];

/** Of several in one statement, which nothing else tells apart, the identity counts. */
const accepted: readonly Stage[] = [
  { among: 'one', of: (t) => [t.identity, t.text, t.around] },
  { among: 'one', of: (t) => said(t.identity, t.shape, t.around) },
  { among: 'one', of: (t) => [t.identity, t.text, t.before, t.after] },
  { among: 'same', of: (t) => [t.function, t.sink, String(t.kinds), t.text, t.around] },
  { among: 'same', of: (t) => said(t.function, t.sink, t.shape, t.around) },
  { among: 'same', of: (t) => [t.function, t.sink, String(t.kinds), t.text, t.before, t.after] },
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.text, t.before)),
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.text, t.after)),
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.text)),
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.shape, t.before)),
  ...withAndWithoutKinds((t) => said(t.function, t.sink, t.shape, t.after)),
  // Something in it was written otherwise, as a message is.
  { among: 'one', of: (t) => said(t.function, t.sink, String(t.kinds), t.before, t.after) },
  ...withAndWithoutKinds((t) => said(t.sink, t.shape, t.around)),
];

/** One statement may have several findings, of one kind of data each; kinds that a renamed variable no longer has are the second try. */
function withAndWithoutKinds(of: Stage['of']): readonly Stage[] {
  return [{ among: 'one', of: (t) => of(t)?.concat(`kinds ${String(t.kinds)}`) ?? null }, { among: 'one', of }];
}

class Matching {
  readonly matched: (number | null)[];
  private readonly taken = new Set<number>();
  private then: readonly Traits[];

  constructor(then: readonly Traits[], private readonly now: readonly Traits[]) {
    this.then = then;
    this.matched = now.map(() => null);
  }

  run({ of, among }: Stage): void {
    const [before, after] = [groups(this.openThen(), of), groups(this.openNow(), of)];
    for (const [key, olds] of before) {
      const news = after.get(key) ?? [];
      if (among === 'same' && olds.length !== news.length) continue;
      if (among === 'one' && (olds.length !== 1 || news.length !== 1)) continue;
      for (let i = 0; i < Math.min(olds.length, news.length); i++) this.pair(olds[i], news[i]);
    }
  }

  /** From here on findings of a file that has another name now have that name. */
  follow(renamed: ReadonlyMap<string, string>): void {
    this.then = this.then.map((traits) => ({ ...traits, file: renamed.get(traits.file) ?? traits.file }));
  }

  openThen(): readonly Placed[] {
    return [...this.then.entries()].filter(([index]) => !this.taken.has(index));
  }

  openNow(): readonly Placed[] {
    return [...this.now.entries()].filter(([index]) => this.matched[index] === null);
  }

  private pair(then: Placed | undefined, now: Placed | undefined): void {
    if (then === undefined || now === undefined || isOfOtherData(then[1], now[1])) return;
    this.matched[now[0]] = then[0];
    this.taken.add(then[0]);
  }
}

/** A renamed variable may be of other data, and then reads otherwise; what reads the same and has none of the data is one beside it, unless all around is as it was. */
function isOfOtherData(then: Traits, now: Traits): boolean {
  return then.text === now.text && then.around !== now.around && then.kinds.length > 0 && now.kinds.length > 0 && !then.kinds.some((kind) => now.kinds.includes(kind));
}

function groups(open: readonly Placed[], of: Stage['of']): ReadonlyMap<string, readonly Placed[]> {
  const grouped = new Map<string, Placed[]>();
  for (const entry of open) {
    const parts = of(entry[1]);
    if (parts === null) continue;
    const key = JSON.stringify([entry[1].rule, parts]);
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [entry]);
    else group.push(entry);
  }
  return grouped;
}

/**
 * Which file has which name now: of those that are gone, each by the file that has most of its findings in it, of those that nothing was known of;
 * where two have as many, or fewer than half are there, none.
 */
function renamedFiles(then: readonly Placed[], now: readonly Placed[], isThere: (file: string) => boolean, known: ReadonlySet<string>): ReadonlyMap<string, string> {
  const [gone, come] = [byFile(then, (file) => !isThere(file)), byFile(now, (file) => !known.has(file))];
  const shared = [...gone].flatMap(([from, olds]) => [...come].flatMap(([to, news]) => {
    const [count, isSameName] = [inCommon(olds, news, statementOf), nameOf(from) === nameOf(to)];
    // One statement alone is like many others.
    const isSure = count > 1 || isSameName || inCommon(olds, news, statementIn) > 0;
    return count > 0 && count * 2 >= olds.length && isSure ? [{ from, to, count, isSameName }] : [];
  }));
  shared.sort((a, b) => b.count - a.count || Number(b.isSameName) - Number(a.isSameName));
  const renamed = new Map<string, string>();
  const used = new Set<string>();
  for (const { from, to, count, isSameName } of shared) {
    if (renamed.has(from) || used.has(to)) continue;
    const rivals = shared.filter((other) => (other.from === from) !== (other.to === to) && other.count === count && other.isSameName === isSameName && !renamed.has(other.from) && !used.has(other.to));
    if (rivals.length > 0) continue;
    renamed.set(from, to);
    used.add(to);
  }
  return renamed;
}

function byFile(entries: readonly Placed[], isMeant: (file: string) => boolean): ReadonlyMap<string, readonly Traits[]> {
  const found = new Map<string, Traits[]>();
  for (const [, traits] of entries) if (isMeant(traits.file)) found.set(traits.file, [...(found.get(traits.file) ?? []), traits]);
  return found;
}

function statementOf({ rule, sink, shape }: Traits): string {
  return JSON.stringify([rule, sink, shape]);
}

function statementIn(traits: Traits): string {
  return `${statementOf(traits)}${traits.function}`;
}

function inCommon(a: readonly Traits[], b: readonly Traits[], keyOf: (traits: Traits) => string): number {
  const left = new Map<string, number>();
  for (const one of b) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return a.filter((one) => {
    const count = left.get(keyOf(one)) ?? 0;
    left.set(keyOf(one), count - 1);
    return count > 0;
  }).length;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
