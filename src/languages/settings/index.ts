export { checkedEdits } from './checked';
export { settingEdits } from './edits';
export { settingGraph } from './graph';
export type { SettingText } from './graph';
export { asSettingTree, SettingTree } from './tree';
export { indentationAt, lineBreakOf, lineEnd, lineStart, wholeLines } from './lines';
