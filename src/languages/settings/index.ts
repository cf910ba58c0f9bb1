export { addBetweenCommas, removeBetweenCommas, siblingsOf } from './between-commas';
export type { Siblings } from './between-commas';
export { checkedEdits } from './checked';
export { settingEdits } from './edits';
export { settingGraph } from './graph';
export type { SettingText } from './graph';
export { referencesIn } from './references';
export { asSettingTree, SettingTree } from './tree';
export { indentationAt, lineBreakOf, lineEnd, lineStart, wholeLines } from './lines';
