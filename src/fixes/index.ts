export { acceptId } from './accept-in-declaration';
export type { Fix, FixContext } from './fix';
export type { DeclarationContext, DeclarationFix } from './declaration-fix';
export { declarationFixes, fixes, offeredBy } from './registry';
export { settingFixes } from './settings';
export { reasonPlaceholder, suppressId } from './suppress';
