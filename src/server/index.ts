export { calm, typedLines } from './calm';
export { Fence } from './fence';
export { Loop } from './loop';
export { renderPolicyPage } from './policy-page';
export type { PolicyPage } from './policy-page';
export { serve } from './server';
export type { ServerHost } from './server';
export { readSettings } from './settings';
