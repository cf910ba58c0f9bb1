/** The same, in one function that waits when Caley says so. */
const api = 'https://api.caley.app/v1';
const maxTries = 4;

async function ask(path: string, token: string, init: RequestInit = {}): Promise<Response> {
  for (let tried = 1; ; tried++) {
    // Right: as long as Retry-After says, and a few times at most.
    const response = await fetch(`${api}${path}`, { ...init, headers: { Authorization: `Bearer ${token}`, 'User-Agent': 'acme-automation/1.4 (+https://acme.io)' }, signal: AbortSignal.timeout(5_000) });
    if (response.status !== 429 || tried === maxTries) return response;
    await new Promise((resolve) => setTimeout(resolve, Number(response.headers.get('Retry-After') ?? '1') * 1_000));
  }
}

export const types = (token: string) => ask('/event-types', token);
export const book = (type: string, start: string, token: string) => ask('/bookings', token, { method: 'POST', body: JSON.stringify({ type, start }) });
export const cancel = (id: string, token: string) => ask(`/bookings/${encodeURIComponent(id)}`, token, { method: 'DELETE' });
