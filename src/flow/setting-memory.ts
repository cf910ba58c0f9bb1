/**
 * What was found below a value before an edit elsewhere? Kept by the value's content, as it is counted from there, and told with the places that
 * it has now. Must not look for anything.
 */
import type { SettingFound, SettingPath } from './setting-path';
import { innerOf } from './setting-values';
import type { SeenContents } from './setting-values';
import type { Setting, SettingValue } from './settings';

interface Answer extends SettingFound {
  readonly index: number;
}

/** An answer below a value: the numbers of the entries and items that lead to it. */
export interface Kept {
  readonly index: number;
  readonly way: readonly number[];
  readonly isMissing: boolean;
  /** How much of `way` leads to what the path speaks of, where that is not around the value. */
  readonly subject: number;
}

/** `depth`: how many settings lead to the value, on which it depends how far is looked. */
interface Known {
  readonly depth: number;
  readonly answers: readonly Kept[];
}

/** `Way` is how far the paths were followed that are looked for below a value. */
export class SettingMemory<Way extends object> {
  /** By the tests of paths. */
  readonly seen: SeenContents = new WeakMap();
  private readonly known = new WeakMap<object, Map<Way, Known>>();

  constructor(private readonly questions: readonly { readonly path: SettingPath }[]) {}

  /** Null where nothing is known. `depth`: how many settings lead to the value. */
  recall(way: Way, value: SettingValue, depth: number): readonly Kept[] | null {
    if (value.kind === 'scalar' || value.content === undefined) return null;
    const known = this.known.get(value.content)?.get(way);
    return known?.depth === depth ? known.answers : null;
  }

  keep(way: Way, value: SettingValue, depth: number, found: readonly Answer[]): void {
    if (value.kind === 'scalar' || value.content === undefined) return;
    let ways = this.known.get(value.content);
    if (ways === undefined) this.known.set(value.content, (ways = new Map<Way, Known>()));
    ways.set(way, { depth, answers: found.map(({ index, trail, setting, subject }) => ({ index, way: numbersOf(value, trail.slice(depth)), isMissing: setting === null, subject: subject - depth })) });
  }

  /** An answer where the value stands now. `before` leads to the value, `lengths` says how much of it to each step before. */
  placed({ index, way, isMissing, subject }: Kept, value: SettingValue, before: readonly Setting[], lengths: readonly number[]): Answer {
    const trail = [...before];
    let at = value;
    for (const number of way) {
      const inner = innerOf(at)[number];
      if (inner === undefined) break;
      trail.push(inner);
      at = inner.value;
    }
    const step = this.questions[index]?.path.subject ?? 0;
    return { index, trail, setting: isMissing ? null : (trail.at(-1) ?? null), subject: step < lengths.length ? (lengths[step] ?? 0) : before.length + subject };
  }
}

function numbersOf(value: SettingValue, trail: readonly Setting[]): readonly number[] {
  let at = value;
  return trail.map((setting) => {
    const number = innerOf(at).indexOf(setting);
    at = setting.value;
    return number;
  });
}
