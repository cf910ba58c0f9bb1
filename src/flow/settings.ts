/**
 * What does a file of configuration say? Constants with paths: maps, lists and scalars that point back to their ranges, the same
 * for every notation. Must not know a notation, nor what any key means.
 */
import type { Range } from '../text';

/** One thing that a file says at once: a YAML document between its `---`, the whole of a file otherwise. */
export interface SettingDocument {
  readonly range: Range;
  readonly root: SettingValue;
}

/**
 * One entry of a map, or one item of a list. A map may have a key twice: blocks of HCL, instructions of a Dockerfile. A block with
 * labels is a map within a map: `resource "aws_sqs_queue" "jobs" { … }` stands at `resource.aws_sqs_queue.jobs`.
 */
export interface Setting {
  /** Without quotes; of an item its index, `0`. */
  readonly key: string;
  /** Of the key as it is written; of an item the item's first line. */
  readonly keyRange: Range;
  /** From the key to the value's end; without what ends the entry, as a comma. Of an item with its mark, `- `. */
  readonly range: Range;
  readonly value: SettingValue;
}

export type SettingValue = SettingScalar | SettingMap | SettingList;

export interface SettingScalar {
  readonly kind: 'scalar';
  /** Without quotes, escapes resolved; of what is open as it is written. `null` and nothing at all are the empty text. */
  readonly text: string;
  /** What the notation makes of it: `true`, `5432`, `null`, a text. Notations without types give texts. */
  readonly value: string | number | boolean | null;
  /** Some of it is only known when it is used, as in `${var.size}`, `{{ .Values.tag }}` and `$(PASSWORD)`. */
  readonly isOpen: boolean;
  /** What an open text names, as it is written without its brackets: `var.size`, `.Values.tag`. */
  readonly references: readonly string[];
  /** With its quotes. */
  readonly range: Range;
}

export interface SettingMap {
  readonly kind: 'map';
  /** In order of place. */
  readonly entries: readonly Setting[];
  /** What it takes over from elsewhere cannot be seen: a merge key or a splat that leads nowhere. What lacks in it is not known. */
  readonly isOpen: boolean;
  readonly range: Range;
  /** See `SettingList`. */
  readonly content?: object | undefined;
}

export interface SettingList {
  readonly kind: 'list';
  readonly items: readonly Setting[];
  readonly isOpen: boolean;
  readonly range: Range;
  /** What outlasts edits elsewhere: two values that have one content say the same, each at its own place. Where a notation keeps nothing there is none. */
  readonly content?: object | undefined;
}
