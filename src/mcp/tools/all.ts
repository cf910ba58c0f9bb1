/**
 * Which tools are there?
 */
import { z } from 'zod';
import { checkFiles } from './check-files';
import { explainFinding } from './explain-finding';
import { listClauses } from './list-clauses';
import { proposeFix } from './propose-fix';
import type { Tool } from './tool';

/** Each has its own forms, which a list of all does not tell apart; what comes in is checked against the form of the tool that is called. */
export const tools = [checkFiles, explainFinding, listClauses, proposeFix] as unknown as readonly Tool[];

/** What a host that is no MCP client must know of each, with the form of what goes in as JSON schema. */
export function toolSchemas(): readonly { readonly name: string; readonly title: string; readonly description: string; readonly input: object }[] {
  return tools.map(({ name, title, description, input }) => {
    const { $schema: _, ...schema } = z.toJSONSchema(input, { io: 'input', target: 'draft-7' });
    return { name, title, description, input: schema };
  });
}
