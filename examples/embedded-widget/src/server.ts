/** Offers bookings to language models. */
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';

export function officialServer(): McpServer {
  // Wrong: in a list of tools nobody can tell it from Caley's own.
  return new McpServer({ name: 'caley', title: 'Official Caley server', version: '2.1.0' });
}

export function server(): McpServer {
  // Right: the product's own name, with Caley's behind.
  return new McpServer({ name: 'acme-for-caley', title: 'Acme for Caley', version: '2.1.0' });
}
