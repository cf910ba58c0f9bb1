import pLimit from 'p-limit';
import { bookingOf, calendars, eventTypes } from './client';

const polite = pLimit(4);

export async function bookings(ids: readonly string[]): Promise<unknown[]> {
  // Wrong: a team with ten thousand bookings makes ten thousand requests in one instant.
  return Promise.all(ids.map((id) => bookingOf(id)));
}

export async function bookingsPolitely(ids: readonly string[]): Promise<unknown[]> {
  // Right: four at a time.
  return Promise.all(ids.map((id) => polite(() => bookingOf(id))));
}

export function warm(ids: readonly string[], keep: (booking: unknown) => void): void {
  // Wrong: forEach waits for nobody.
  ids.forEach(async (id) => keep(await bookingOf(id)));
}

export async function warmPolitely(ids: readonly string[], keep: (booking: unknown) => void): Promise<void> {
  // Right: one after the other.
  for (const id of ids) keep(await bookingOf(id));
}

export async function frame(token: string): Promise<readonly unknown[]> {
  // Right: two requests side by side are no crowd.
  return Promise.all([eventTypes(token), calendars(token)]);
}
