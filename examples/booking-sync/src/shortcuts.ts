/** Reads the free hours of a calendar. */
import { fetchBooking } from './caley-client';
// Wrong: a browser that pretends to be a person's. The API answers, and it is told who asks.
import stealth from 'puppeteer-extra-plugin-stealth';

export const plugins = [stealth()];

export async function start(id: string): Promise<Date> {
  // Right: the API answers what we need to know.
  return new Date((await fetchBooking(id)).startsAt);
}
