/** What is switched on for a customer. */
import { CaleyClient } from '@caley/sdk';
// Wrong: a part that the package keeps to itself.
import { rawRequest } from '@caley/sdk/dist/internal/http';

export const flags = (account: string): Promise<unknown> => rawRequest('/flags', { account });

export function withoutLimits(): void {
  // Wrong: the SDK is changed for all of the program.
  CaleyClient.prototype.waitForLimit = () => Promise.resolve();
}

export async function plan(token: string): Promise<unknown> {
  // Right: what the package exports.
  const client = new CaleyClient({ token });
  return client.account.plan();
}
