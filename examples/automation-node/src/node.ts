/** Books a meeting with Caley in a workflow. */
// Wrong: Caley was not asked whether its API may be combined with this platform, and no caley.yaml names it.
import { NodeApiError } from 'n8n-workflow';
import { book } from './client';

export async function execute(node: never, items: readonly { readonly type: string; readonly start: string }[], token: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const item of items) {
    const booked = await book(item.type, item.start, token);
    if (booked === null) throw new NodeApiError(node, { message: 'Caley did not book.' });
    ids.push(booked);
  }
  return ids;
}
