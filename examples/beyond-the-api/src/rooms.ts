/** Which rooms are free, told from Caley. */
import axios from 'axios';
import { chromium } from 'playwright';

export async function roomsFromPage(): Promise<string> {
  const browser = await chromium.launch();
  const page = await browser.newPage();
  // Wrong: an automated browser on a page that is made for people.
  await page.goto('https://app.caley.app/rooms');
  return page.innerText('main');
}

export async function roomsOfPage(): Promise<unknown> {
  // Wrong: what the page itself asks is published nowhere, and may be gone tomorrow.
  return axios.get('https://app.caley.app/api/internal/rooms', { timeout: 10_000 });
}

export async function rooms(accessToken: string): Promise<unknown> {
  // Right: what the API has for it.
  return axios.get('https://api.caley.app/v1/rooms', { timeout: 10_000, headers: { Authorization: `Bearer ${accessToken}` } });
}
