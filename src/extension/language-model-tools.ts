/**
 * Tools for language models in the editor: the same as those of the MCP server, over what the editor shows. Read alone: a fix is proposed, never applied.
 */
import type { CancellationToken, Disposable, LanguageModelToolInvocationOptions } from 'vscode';
import { l10n, LanguageModelTextPart, LanguageModelToolResult, lm } from 'vscode';
import type { ToolMethod, ToolParams, ToolResult } from '../protocol';
import type { Server } from './server';

const TOOL: ToolMethod = 'caley/tool';
/** As package.json has them, before the names that the server knows. */
const PREFIX = 'caley_';

export function registerTools(server: Server, names: readonly string[]): readonly Disposable[] {
  return names.map((name) => lm.registerTool(name, {
    prepareInvocation: () => ({ invocationMessage: l10n.t('Looking at the code with Caley Compliance') }),
    invoke: async ({ input }: LanguageModelToolInvocationOptions<object>, token: CancellationToken) => {
      const params: ToolParams = { name: name.slice(PREFIX.length), input };
      const { text } = await server.request<ToolResult>(TOOL, params, token);
      return new LanguageModelToolResult([new LanguageModelTextPart(text)]);
    },
  }));
}

/** Those that the manifest of an extension contributes. */
export function toolsOf(manifest: unknown): readonly string[] {
  const { contributes } = manifest as { readonly contributes?: { readonly languageModelTools?: readonly { readonly name: string }[] } };
  return (contributes?.languageModelTools ?? []).map(({ name }) => name);
}
