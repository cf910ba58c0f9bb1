/**
 * caley/tool: what language models ask, answered by the tools that the MCP server has, with what the editor holds unsaved.
 */
import type { CancellationToken } from 'vscode-languageserver';
import type { ToolParams, ToolResult } from '../../protocol';
import type { Session } from '../session';

/** So many open documents are laid over the disk: as many as the tools take. */
const mostUnsaved = 100;

export async function tool(session: Session, { name, input }: ToolParams, token: CancellationToken): Promise<ToolResult> {
  const stopping = new AbortController();
  const listening = token.onCancellationRequested(() => {
    stopping.abort();
  });
  try {
    const unsaved = session.documents.all().flatMap(({ uri, content }) => {
      const { project, path } = session.placeOf(uri);
      const { root } = project;
      return root === null || project.isMirrored || project.isLeftOut(path) ? [] : [{ path: `${root}/${path}`, content: content.getText() }];
    });
    return await session.callTool(name, input, unsaved.slice(0, mostUnsaved), stopping.signal);
  } finally {
    listening.dispose();
  }
}
