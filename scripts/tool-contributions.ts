/**
 * What does package.json say of the tools for language models? Their names, words and forms, as src/mcp has them; `npm run settings` writes them, and a test
 * fails where they are out of date.
 */
import { toolSchemas } from '../src/mcp';

/** One for each tool, by what `contributes.languageModelTools` asks for. */
export function toolContributions(): readonly object[] {
  return toolSchemas().map(({ name, title, description, input }) => ({
    name: `caley_${name}`, toolReferenceName: `caley-${name.replaceAll('_', '-')}`, displayName: title, userDescription: title, modelDescription: description,
    canBeReferencedInPrompt: true, when: '!isWeb', icon: '$(law)', tags: ['compliance', 'caley'], inputSchema: input,
  }));
}
