/** Asks Caley for the events of a calendar. */
import got from 'got';

const api = 'https://api.caley.app/v1';
const timeout = { request: 10_000 };

export async function eventsOfNobody(token: string): Promise<unknown> {
  // Wrong: Caley is told the name of a library.
  return got.get(`${api}/events`, { timeout, headers: { authorization: `Bearer ${token}` } }).json();
}

export async function events(token: string): Promise<unknown> {
  // Right: the product's name and version, and an address for questions.
  return got.get(`${api}/events`, { timeout, headers: { authorization: `Bearer ${token}`, 'user-agent': 'embedded-widget/2.1 (+https://widget.acme.io)' } }).json();
}

export async function clear(ids: readonly string[], { dryRun }: { readonly dryRun: boolean }): Promise<void> {
  for (const id of ids) {
    // Right: whoever runs it has seen what goes.
    if (!dryRun) await got.delete(`${api}/events/${id}`, { timeout, headers: { 'user-agent': 'embedded-widget/2.1 (+https://widget.acme.io)' } });
  }
}
