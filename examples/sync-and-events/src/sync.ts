import cron from 'node-cron';
import { customers, keep } from './customers';

const base = 'https://api.caley.app/v1';
const limit = 10_000;
const mostPages = 200;

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly next: string | null;
}

async function read(path: string): Promise<Page> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(`${base}/${path}`, { signal: AbortSignal.timeout(limit) });
    if (answer.status !== 429 || tries === 5) return answer.json() as Promise<Page>;
    await new Promise((resolve) => setTimeout(resolve, Number(answer.headers.get('Retry-After')) * 1000));
  }
}

async function readAll(): Promise<void> {
  for (const { caleyId } of await customers()) keep(await read(`users/${caleyId}/bookings`));
}

export function atNight(): void {
  // Wrong: everybody begins at the full hour, with all customers.
  cron.schedule('0 2 * * *', readAll);
}

export function inTheirMinute(minute: number): void {
  // Right: the minute differs from installation to installation.
  cron.schedule(`${String(minute)} 2 * * *`, readAll);
}

export function watch(): void {
  // Wrong: twelve questions a minute, of which nearly all have the same answer.
  setInterval(() => void read('events'), 5_000);
}

export function reconcile(): void {
  // Right: webhooks tell of changes, and this finds those that got lost.
  setInterval(() => void read('events'), 15 * 60_000);
}

export async function waitFor(id: string): Promise<void> {
  // Right: a job that ends, and the timer with it.
  const timer = setInterval(async () => {
    if ((await read(`exports/${id}`)).next === null) clearInterval(timer);
  }, 5_000);
}

export async function everyBooking(): Promise<void> {
  let next: string | null = 'bookings';
  while (next !== null) {
    // Wrong: an answer that always names a next page keeps this going.
    const page: Page = await (await fetch(`${base}/${next}`, { signal: AbortSignal.timeout(limit) })).json();
    keep(page);
    next = page.next;
  }
}

export async function someBookings(): Promise<void> {
  let next: string | null = 'bookings';
  for (let pages = 0; next !== null && pages < mostPages; pages++) {
    // Right: no customer has so many.
    const page: Page = await (await fetch(`${base}/${next}`, { signal: AbortSignal.timeout(limit) })).json();
    keep(page);
    next = page.next;
  }
}
