/**
 * What does a plugin without types of its own export? As much as the bench uses.
 */
declare module 'eslint-plugin-security' {
  import type { Linter } from 'eslint';
  const plugin: { readonly configs: { readonly recommended: Linter.Config } };
  export default plugin;
}
