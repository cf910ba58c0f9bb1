/**
 * What is the tree of a `*.conf` file? What it says, and in which notation. Must not read one.
 */
import { SettingTree } from '../settings';
import type { SettingText } from '../settings';

/** `unread`: a notation that nobody reads here. */
export type ConfNotation = 'nginx' | 'apache' | 'unread';

export class ConfTree extends SettingTree {
  constructor(said: SettingText, readonly notation: ConfNotation) {
    super(said);
  }
}
