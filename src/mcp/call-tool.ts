/**
 * How does a host that is no MCP client call a tool? By its name, with what a language model wrote. Must not know the protocol.
 */
import { z } from 'zod';
import { Call } from './call';
import { Cancelled, Mistake } from './mistake';
import type { Session } from './session';
import type { Unsaved } from './session';
import { tools } from './tools/all';

export interface Called {
  readonly text: string;
  /** Whether the text says why there is no answer. */
  readonly isError: boolean;
}

/** `unsaved` is what an editor holds, for the tools that take such texts and were handed none. Rejects with what is a fault of ours. */
export async function callTool(session: Session, { name, input, unsaved }: { readonly name: string; readonly input: unknown; readonly unsaved: readonly Unsaved[] }, signal: AbortSignal): Promise<Called> {
  const tool = tools.find((each) => each.name === name);
  if (tool === undefined) return { text: `There is no tool ${name}.`, isError: true };
  const takesUnsaved = 'unsaved' in tool.input.shape;
  const asked: unknown = takesUnsaved && typeof input === 'object' && input !== null && !('unsaved' in input) ? { ...input, unsaved } : input;
  const read = tool.input.safeParse(asked ?? {});
  if (!read.success) return { text: z.prettifyError(read.error), isError: true };
  try {
    const { text } = await tool.run(session, read.data, new Call(signal, () => undefined));
    return { text, isError: false };
  } catch (error) {
    if (error instanceof Mistake || error instanceof Cancelled) return { text: error.message, isError: true };
    throw error;
  }
}
