/** Calls Caley's API. */
import { readFileSync } from 'node:fs';
import https from 'node:https';
import axios from 'axios';
import { caleyApiKey } from './config';

export interface Attendee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

export interface Booking {
  readonly id: string;
  readonly type: string;
  readonly startsAt: string;
  readonly organizer: Attendee;
  readonly attendees: readonly Attendee[];
}

const baseURL = 'https://api.caley.app/v1';

// Wrong: anyone between this server and Caley can read tokens and calendars.
export const caley = axios.create({
  baseURL,
  headers: { Authorization: `Bearer ${caleyApiKey}` },
  httpsAgent: new https.Agent({ rejectUnauthorized: false }),
});

// Right: a private certificate authority is trusted by name.
export const caleyBehindProxy = axios.create({
  baseURL,
  httpsAgent: new https.Agent({ ca: readFileSync('/etc/ssl/proxy-ca.pem') }),
});

export async function fetchBooking(id: string): Promise<Booking> {
  const { data } = await caley.get<Booking>(`/bookings/${id}`);
  return data;
}

export async function fetchBookings(): Promise<Booking[]> {
  const { data } = await caley.get<{ items: Booking[] }>('/bookings');
  return data.items;
}
