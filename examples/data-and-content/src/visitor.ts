// Knows a visitor of the booking page again, so that a form that was begun can be gone on with.
// Wrong: a device is told by its traits, without a cookie that its owner could refuse.
import fingerprint from '@fingerprintjs/fingerprintjs';

export async function visitorByTraits(): Promise<string> {
  const agent = await fingerprint.load();
  return (await agent.get()).visitorId;
}

export function visitor(): string {
  // Right: a number that says nothing, kept until the window is closed.
  const known = sessionStorage.getItem('draft') ?? crypto.randomUUID();
  sessionStorage.setItem('draft', known);
  return known;
}
