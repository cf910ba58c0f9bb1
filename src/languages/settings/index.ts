export { settingEdits } from './edits';
export { settingGraph } from './graph';
export type { SettingText } from './graph';
export { asSettingTree, SettingTree } from './tree';
