/**
 * Lint: typescript-eslint's strict type-checked rules, and the layers of
 * src/ARCHITECTURE.md as forbidden imports.
 */
import tseslint from 'typescript-eslint';
import { mayImport, readFolders } from './scripts/layers.mjs';

const folders = readFolders().filter((folder) => folder.layer !== null);
/** Layers up to this one are pure. */
const coreLayer = 5;

/** One entry a folder and depth: what its files may not import. */
const layers = folders.flatMap((folder) =>
  [1, 2].map((depth) => {
    const up = '\\.\\./'.repeat(depth);
    const above = folders.filter((other) => !mayImport(folders, folder.name, other.name)).map((other) => other.name);
    return {
      files: [`src/${folder.name}/${depth === 1 ? '' : '*/'}*.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              ...(above.length === 0 ? [] : [{ regex: `^${up}(?:${above.join('|')})(?:/|$)`, message: `${folder.name}/ may not know this folder: src/ARCHITECTURE.md.` }]),
              { regex: `^${up}(?:${folders.map((other) => other.name).join('|')})/.`, message: 'Import through the folder’s door, its index.ts.' },
              ...(folder.layer > coreLayer ? [] : [{ regex: '^node:', message: 'The core is pure: no disk, clock or process.' }]),
              ...(folder.name === 'server' ? [] : [{ regex: '^vscode-languageserver', message: 'Only server/ speaks LSP.' }]),
              ...(folder.name === 'mcp' ? [] : [{ regex: '^@modelcontextprotocol/', message: 'Only mcp/ speaks MCP.' }]),
              ...(folder.name === 'extension' ? [] : [{ regex: '^(?:vscode|vscode-languageclient)(?:/|$)', message: 'Only extension/ knows the editor.' }]),
            ],
          },
        ],
      },
    };
  }),
);

const core = {
  files: folders.filter((folder) => folder.layer <= coreLayer).map((folder) => `src/${folder.name}/**/*.ts`),
  rules: {
    'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'setImmediate', 'performance'],
    'no-restricted-syntax': [
      'error',
      { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'The core has no clock: take the date as an argument.' },
      { selector: 'MemberExpression[object.name="Date"][property.name="now"]', message: 'The core has no clock: take the date as an argument.' },
      { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Equal input must give equal output.' },
    ],
  },
};

export default tseslint.config(
  { ignores: ['dist', '.vscode-test', 'examples', 'coverage', 'test/**/fixtures', '**/*.d.mts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      // One-line arrow functions that call for effect read well: `it('x', () => assert(y))`.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  ...layers,
  core,
  // A flat tree keeps its kinds as numbers in typed arrays.
  { files: ['src/languages/**/*.ts'], rules: { '@typescript-eslint/no-unsafe-enum-assignment': 'off', '@typescript-eslint/no-unsafe-enum-comparison': 'off' } },
  // The compiler's noPropertyAccessFromIndexSignature asks for the opposite.
  { files: ['**/*.ts'], rules: { '@typescript-eslint/dot-notation': 'off' } },
  // mocha's it() takes promises.
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },
  { files: ['scripts/**', 'test/vscode/**'], rules: { 'no-console': 'off' } },
);
