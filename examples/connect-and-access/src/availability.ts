/** Asks for the free slots of a calendar. */
import axios from 'axios';

const api = 'https://api.caley.app/v1';
const browser = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';

export async function slotsAsBrowser(user: string): Promise<unknown> {
  // Wrong: a program that says it is a browser.
  return axios.get(`${api}/users/${user}/slots`, { timeout: 10_000, headers: { 'User-Agent': browser } });
}

export async function slotsAsPage(user: string): Promise<unknown> {
  // Wrong: only Caley's own pages come from there.
  return axios.get(`${api}/users/${user}/slots`, { timeout: 10_000, headers: { Origin: 'https://app.caley.app', Referer: 'https://app.caley.app/ada' } });
}

export async function slotsAsPerson(user: string): Promise<unknown> {
  // Wrong: the session of a person, who was not asked.
  return axios.get(`https://app.caley.app/api/users/${user}/slots`, { timeout: 10_000, headers: { Cookie: process.env.CALEY_COOKIE ?? '' } });
}

export async function slots(user: string, accessToken: string): Promise<unknown> {
  // Right: the application's own name, and the token that the user gave it.
  const headers = { 'User-Agent': 'booking-sync/2.1 (+https://booking-sync.acme.io)', Authorization: `Bearer ${accessToken}` };
  return axios.get(`${api}/users/${user}/slots`, { timeout: 10_000, headers });
}
