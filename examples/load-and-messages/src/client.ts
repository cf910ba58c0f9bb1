import axios from 'axios';

const base = 'https://api.caley.app/v1';
const limit = 10_000;

const api = axios.create({ baseURL: base, timeout: limit });
const slow = axios.create({ baseURL: base });

export async function bookingOf(id: string): Promise<unknown> {
  // Right: the client says how long an answer may take.
  const { data } = await api.get<unknown>(`/bookings/${id}`);
  return data;
}

export async function me(): Promise<unknown> {
  // Wrong: this client waits as long as it takes.
  const { data } = await slow.get<unknown>('/me');
  return data;
}

export async function eventTypes(token: string): Promise<unknown> {
  // Wrong: so does fetch.
  const answer = await fetch(`${base}/event-types`, { headers: { authorization: `Bearer ${token}` } });
  return answer.json();
}

export async function calendars(token: string): Promise<unknown> {
  // Right: a signal ends it.
  const answer = await fetch(`${base}/calendars`, { headers: { authorization: `Bearer ${token}` }, signal: AbortSignal.timeout(limit) });
  return answer.json();
}
